"""Health: what a store holds and whether it is whole, for `errata doctor`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from errata.store.schema import RECORDS, VERSION_TABLE, audit, hot, items, segments, slots


@dataclass(frozen=True, kw_only=True)
class StoreHealth:
    """What a look at a store found."""

    database: str  # its URL without the password
    files: str
    schema_version: str
    integrity: str  # "ok", or what the database says
    counts: Mapping[str, int]  # rows by table
    segments: int
    segment_rows: int
    segment_bytes: int
    missing: tuple[str, ...]  # files that are named and not there
    damaged: tuple[str, ...]  # files that do not hold what was written

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.integrity == "ok" and not self.missing and not self.damaged


def examine(conn: Connection, folder: Path, *, deep: bool) -> StoreHealth:
    """Look at everything; `deep` reads each file and compares it with its hash."""
    counts = {
        table.name: int(conn.execute(select(func.count()).select_from(table)).scalar_one())
        for table in (*(spec.table for spec in RECORDS.values()), items, hot, slots, audit)
    }
    missing: list[str] = []
    damaged: list[str] = []
    lines = conn.execute(select(segments).where(segments.c.retired_at.is_(None))).all()
    named = {line.file: (line.sha256, line.size) for line in lines}
    for blob in _blobs(conn):
        named[f"blobs/{blob[:2]}/{blob}"] = (blob[:64], None)
    for file, (sha256, size) in sorted(named.items()):
        path = folder / file
        if not path.exists():
            missing.append(file)
        elif size not in (None, path.stat().st_size) or (deep and _hash(path) != sha256):
            damaged.append(file)
    return StoreHealth(
        database=conn.engine.url.render_as_string(hide_password=True),
        files=str(folder),
        schema_version=str(
            conn.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one()  # noqa: S608
        ),
        integrity=_integrity(conn, deep=deep),
        counts=counts,
        segments=len(lines),
        segment_rows=sum(line.rows for line in lines),
        segment_bytes=sum(line.size for line in lines),
        missing=tuple(missing),
        damaged=tuple(damaged),
    )


def _integrity(conn: Connection, *, deep: bool) -> str:
    if conn.dialect.name != "sqlite":
        return "ok"  # PostgreSQL checks its own pages
    check = "integrity_check" if deep else "quick_check"
    return "; ".join(conn.execute(text(f"PRAGMA {check}")).scalars())


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _blobs(conn: Connection) -> set[str]:
    """Every blob that a row names."""
    columns = [items.c.blob, hot.c.blob]
    names = {
        name
        for column in columns
        for name in conn.execute(select(column).where(column.is_not(None)).distinct()).scalars()
    }
    for spec in RECORDS.values():
        if "blob" in spec.names:
            column = spec.table.c.blob
            names.update(conn.execute(select(column).where(column.is_not(None))).scalars())
        if "parts" in spec.names:
            for parts in conn.execute(select(spec.table.c.parts)).scalars():
                names.update(parts)
    return names
