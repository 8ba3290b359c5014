"""Compaction: hot predictions become segments, small segments become larger ones.

Write the file, flush it, then in one transaction name it in the manifest and remove exactly what
it holds from where that was. A crash at any point leaves each prediction in exactly one place; a
file that nothing names is swept later, as are retired files once no reader can want them.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from sqlalchemy import Connection, delete, func, insert, select, update

from errata.core.events import Event, Verb
from errata.store.columns import micros, moment
from errata.store.log_reading import ROW, active, manifest, read_hot
from errata.store.prediction_table import ascending, halved, ident_rows, joined
from errata.store.schema import hot, segments
from errata.store.segments import Segment

if TYPE_CHECKING:
    from errata.store.sql_store import SqlStore

HOT_ROWS = 20_000  # moved at once
HOT_BYTES = 32 << 20  # of contents moved at once
SMALL = 20_000  # rows of a segment that is merged with its neighbours
MERGED_ROWS = 100_000
MERGED_BYTES = 16 << 20  # on disk; unpacked it is several times as much
FEWEST = 8  # small segments that are worth a merge
ORPHAN_SECONDS = 600.0  # a file younger than this may belong to a change under way
ALL = (*ROW, "digest", "kind", "subject", "content", "blob")
MANY = 5_000


class _Overtaken(Exception):
    """Another compaction moved these rows first."""


def compact(store: SqlStore, project_id: str, *, now: datetime, at_least: int) -> int:
    """Move hot rows while there are at least so many, then merge; answers how many moved."""
    moved = 0
    while True:
        with store.snapshot() as view:
            rows = _next_hot(view._conn, project_id, at_least)
        if rows is None:
            break
        table = ascending(halved(rows))
        if not _swap(store, table, now, project_id, hot_rows=True, retired=()):
            break
        moved += len(rows)
        at_least = 1
    with store.snapshot() as view:
        small = _small(view._conn, project_id)
        merged = [store._segments.read(segment) for segment in small]
    if small:
        table = ascending(halved(joined(merged)))
        _swap(store, table, now, project_id, hot_rows=False, retired=small)
    return moved


def _next_hot(conn: Connection, project_id: str, at_least: int) -> pa.Table | None:
    """The oldest hot rows, as many as fit."""
    mine = hot.c.project_id == project_id
    size = func.coalesce(func.length(hot.c.content), 0)
    query = select(hot.c.id, size).where(mine).order_by(hot.c.id).limit(HOT_ROWS)
    last, total, n = None, 0, 0
    for ident, length in conn.execute(query):
        total += int(length)
        if last is not None and total > HOT_BYTES:
            at_least = 1
            break
        last, n = bytes(ident), n + 1
    if last is None or n < max(at_least, 1):
        return None
    return read_hot(conn, [mine, hot.c.id <= last], ALL)


def _small(conn: Connection, project_id: str) -> list[Segment]:
    """Neighbours in time that one merge may hold, or none when they are too few."""
    chosen: list[Segment] = []
    for segment in manifest(conn, active(project_id)):
        rows = sum(one.rows for one in chosen) + segment.rows
        size = sum(one.size for one in chosen) + segment.size
        if segment.rows > SMALL or rows > MERGED_ROWS or size > MERGED_BYTES:
            if len(chosen) >= FEWEST:
                break
            chosen = []
        if segment.rows <= SMALL:
            chosen.append(segment)
    return chosen if len(chosen) >= FEWEST else []


def _swap(
    store: SqlStore,
    table: pa.Table,
    now: datetime,
    project_id: str,
    *,
    hot_rows: bool,
    retired: Sequence[Segment],
) -> bool:
    """Put the rows' new segment in the place of where they were; False when overtaken."""
    segment = store._segments.write(project_id, table, now)
    try:
        with store.transaction(actor="compactor", now=now) as tx:
            tx.files.append(segment.file)
            tx._conn.execute(insert(segments), {**asdict(segment), "models": segment.models})
            if hot_rows:
                _remove_hot(tx._conn, project_id, table)
            _retire(tx._conn, retired, now)
            tx.record(
                Event(
                    verb=Verb.LOG_COMPACTED,
                    object_id=segment.id,
                    figures={"n": len(table), "merged": len(retired)},
                )
            )
    except _Overtaken:
        return False
    return True


def _remove_hot(conn: Connection, project_id: str, table: pa.Table) -> None:
    flat = ident_rows(table["id"]).tobytes()
    ids = [flat[at : at + 16] for at in range(0, len(flat), 16)]
    gone = 0
    for at in range(0, len(ids), MANY):
        statement = delete(hot).where(
            hot.c.project_id == project_id, hot.c.id.in_(ids[at : at + MANY])
        )
        gone += conn.execute(statement).rowcount
    if gone != len(ids):
        raise _Overtaken


def _retire(conn: Connection, retired: Sequence[Segment], now: datetime) -> None:
    for segment in retired:
        line = update(segments).where(segments.c.id == segment.id, segments.c.retired_at.is_(None))
        if conn.execute(line.values(retired_at=now)).rowcount != 1:
            raise _Overtaken


def sweep(store: SqlStore, *, now: datetime, grace_seconds: float) -> int:
    """Delete what was retired before the grace, and old files that the manifest never named."""
    swept = 0
    files = list((store._folder / "segments").glob("*/*"))  # before the manifest is read
    blobs = list((store._folder / "blobs").glob("*/.part-*"))
    with store.snapshot() as view:
        named = set(view._conn.execute(select(segments.c.file)).scalars())
        before = moment(micros(now)) - timedelta(seconds=grace_seconds)
        old = select(segments.c.id, segments.c.file).where(segments.c.retired_at <= before)
        retired: list[Any] = list(view._conn.execute(old))
    youngest = min(time.time(), now.timestamp()) - max(grace_seconds, ORPHAN_SECONDS)
    for path in (*files, *blobs):
        if str(path.relative_to(store._folder)) in named or not path.exists():
            continue
        if path.stat().st_mtime < youngest:
            path.unlink(missing_ok=True)
            swept += 1
    for line in retired:
        (store._folder / line.file).unlink(missing_ok=True)
        with store._writing() as conn:
            conn.execute(delete(segments).where(segments.c.id == line.id))
        swept += 1
    return swept
