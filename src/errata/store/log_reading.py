"""Reading the prediction log: hot rows and segments as one snapshot sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from errata.core.errors import NotFound
from errata.core.ids import to_bytes, to_text
from errata.core.item import Items
from errata.core.people import LabelSet
from errata.core.ports import Drawn, Known, LogRows, Passed
from errata.core.prediction import DECISIONS, Flag, Prediction
from errata.core.project import Project
from errata.store.columns import micros
from errata.store.contents import as_items, fetch
from errata.store.log_rows import drawn_rows, log_rows, passed_rows
from errata.store.prediction_table import (
    hot_table,
    ident_rows,
    joined,
    keys,
    probability_rows,
    row_attributes,
)
from errata.store.schema import RECORDS, hot, segments
from errata.store.segments import ROW_GROUP, Segment, Segments

MANY = 5_000  # identifiers in one question

KEYS = ("id", "digest", "decision", "flags", "predicted", "confidence")
DRAWN = ("id", "at", "model", "predicted", "confidence", "decision", "propensity", "sampled")
PASSED = (
    "id", "at", "model", "predicted", "confidence", "decision", "propensity", "sampled", "group",
    "attributes",
)  # fmt: skip
CONTENT = ("id", "kind", "subject", "group", "content", "blob")
ROW = (
    "id", "item_id", "at", "model", "strategy", "policy_version", "probabilities", "predicted",
    "confidence", "decision", "flags", "score", "propensity", "sampled", "group", "attributes",
)  # fmt: skip


class SqlLogReader:
    """The log as one snapshot sees it."""

    def __init__(self, conn: Connection, files: Segments) -> None:
        self._conn, self._files = conn, files

    def known(self, project_id: str, ids: NDArray[np.uint8]) -> Known:
        """Which of these identifiers are stored, with their decisions."""
        wanted, spread = np.unique(keys(ids), return_inverse=True)
        row_of, table = self._pick(project_id, wanted, KEYS)
        at = row_of[spread]
        rows = np.flatnonzero(at >= 0)
        table = table.take(pa.array(at[rows]))
        return Known(
            rows=rows.astype(np.int64),
            digests=ident_rows(table["digest"]),
            decision=table["decision"].to_numpy(),
            flags=table["flags"].to_numpy(),
            predicted=table["predicted"].to_numpy(),
            confidence=table["confidence"].to_numpy(),
        )

    def count(self, project_id: str) -> int:
        """How many predictions are stored."""
        cold = select(func.coalesce(func.sum(segments.c.rows), 0)).where(*active(project_id))
        warm = select(func.count()).select_from(hot).where(hot.c.project_id == project_id)
        return sum(int(self._conn.execute(query).scalar_one()) for query in (warm, cold))

    def scan(
        self,
        project_id: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        model: str | None = None,
    ) -> LogRows:
        """Every prediction with since <= at < until, oldest first."""
        low = None if since is None else micros(since)
        high = None if until is None else micros(until)
        warm: list[Any] = [hot.c.project_id == project_id]
        cold: list[Any] = active(project_id)
        if low is not None:
            warm.append(hot.c.at >= low)
            cold.append(segments.c.at_high >= low)
        if high is not None:
            warm.append(hot.c.at < high)
            cold.append(segments.c.at_low < high)
        if model is not None:
            warm.append(hot.c.model == model)
        tables = [read_hot(self._conn, warm, ROW)]
        tables.extend(
            self._files.read(segment, ROW)
            for segment in manifest(self._conn, cold)
            if model is None or model in segment.models
        )
        width = len(self._labels(project_id))
        return log_rows(tables, width=width, low=low, high=high, model=model)

    def drawn(self, project_id: str, *, model: str) -> Drawn:
        """The model's predictions that had a chance of being audited, and which were."""
        mine = [hot.c.project_id == project_id, hot.c.model == model]
        tables = [read_hot(self._conn, mine, DRAWN)]
        tables.extend(
            self._files.read(segment, DRAWN)
            for segment in manifest(self._conn, active(project_id))
            if model in segment.models
        )
        return drawn_rows(tables, model=model)

    def walk(
        self,
        project_id: str,
        *,
        model: str,
        since: datetime,
        until: datetime,
        sampled: bool = False,
    ) -> Iterator[Passed]:
        """The model's predictions with since <= at < until, in parts of bounded size."""
        low, high = micros(since), micros(until)
        for table in self._passing(project_id, model, low, high, sampled):
            part = passed_rows(table, model=model, low=low, high=high, sampled=sampled)
            if part is not None:
                yield part

    def _passing(
        self, project_id: str, model: str, low: int, high: int, sampled: bool
    ) -> Iterator[pa.Table]:
        cold = [*active(project_id), segments.c.at_high >= low, segments.c.at_low < high]
        for segment in manifest(self._conn, cold):
            if model in segment.models:
                yield from self._files.parts(segment, PASSED)
        query = select(*(hot.c[name] for name in PASSED)).where(
            hot.c.project_id == project_id, hot.c.model == model, hot.c.at >= low, hot.c.at < high
        )
        if sampled:
            query = query.where(hot.c.sampled)
        rows: Any = self._conn.execute(query.execution_options(yield_per=ROW_GROUP)).mappings()
        for part in rows.partitions():
            yield hot_table(part, PASSED)

    def rows(self, project_id: str, ids: Sequence[str]) -> list[Prediction]:
        """The predictions of these identifiers, in their order; raises NotFound naming one."""
        labels = self._labels(project_id)
        table = self._ordered(project_id, ids, ROW)
        probabilities = probability_rows(table["probabilities"])
        plain = table.select([name for name in ROW if name not in ("probabilities", "attributes")])
        return [
            Prediction(
                id=_spelled(cell["id"]),
                item_id=_spelled(cell["item_id"]),
                model=cell["model"],
                label=labels[cell["predicted"]],
                runner_up=_runner_up(probabilities[i], cell["predicted"], labels),
                confidence=cell["confidence"],
                probabilities=probabilities[i],
                decision=DECISIONS[cell["decision"]],
                flags=Flag(cell["flags"]).words(),
                score=cell["score"],
                propensity=cell["propensity"],
                sampled=cell["sampled"],
                strategy=cell["strategy"],
                policy_version=cell["policy_version"],
                attributes=row_attributes(table, i),
                group=cell["group"],
                at=cell["at"].astimezone(UTC),
            )
            for i, cell in enumerate(plain.to_pylist())
        ]

    def items(self, project_id: str, ids: Sequence[str]) -> Items:
        """The contents that these predictions were made of, in their order."""
        cells = self._ordered(project_id, ids, CONTENT).to_pylist()
        return as_items(
            kinds=[cell["kind"] for cell in cells],
            content=[fetch(self._files.blobs, cell["content"], cell["blob"]) for cell in cells],
            subject=[cell["subject"] for cell in cells],
            group=[cell["group"] for cell in cells],
        )

    def _ordered(self, project_id: str, ids: Sequence[str], columns: Sequence[str]) -> pa.Table:
        raw = np.frombuffer(b"".join(to_bytes(ident) for ident in ids), dtype=np.uint8)
        wanted, spread = np.unique(keys(raw), return_inverse=True)
        row_of, table = self._pick(project_id, wanted, columns)
        at = row_of[spread]
        if (at < 0).any():
            raise NotFound(f"no prediction has the identifier {ids[int(np.argmin(at))]}")
        return table.take(pa.array(at))

    def _pick(
        self, project_id: str, wanted: NDArray[np.bytes_], columns: Sequence[str]
    ) -> tuple[NDArray[np.int64], pa.Table]:
        """Rows of sorted, distinct keys: for each key the row in the table, or -1.

        Hot rows are asked first: what compaction moves meanwhile is then found in its segment.
        """
        row_of = np.full(len(wanted), -1, dtype=np.int64)
        tables = [hot_table([], columns)]
        if len(wanted):
            low, high = raw(wanted[0]), raw(wanted[-1])
            tables += self._pick_hot(project_id, wanted, low, high, columns)
            meets = [*active(project_id), segments.c.id_high >= low, segments.c.id_low <= high]
            for segment in manifest(self._conn, meets):
                tables.append(self._files.pick(segment, wanted, columns))
        table = joined(tables)
        row_of[np.searchsorted(wanted, keys(ident_rows(table["id"])))] = np.arange(len(table))
        return row_of, table

    def _pick_hot(
        self,
        project_id: str,
        wanted: NDArray[np.bytes_],
        low: bytes,
        high: bytes,
        columns: Sequence[str],
    ) -> Iterable[pa.Table]:
        mine = hot.c.project_id == project_id
        within = select(hot.c.id).where(mine, hot.c.id >= low, hot.c.id <= high).limit(1)
        if self._conn.execute(within).first() is None:
            return  # fresh identifiers lie behind everything stored: one seek
        for at in range(0, len(wanted), MANY):
            asked = [raw(key) for key in wanted[at : at + MANY]]
            yield read_hot(self._conn, [mine, hot.c.id.in_(asked)], columns)

    def _labels(self, project_id: str) -> tuple[str, ...]:
        sets = RECORDS[LabelSet].table
        newest = select(sets.c.labels).where(sets.c.project_id == project_id)
        newest = newest.order_by(sets.c.version.desc()).limit(1)
        changed = self._conn.execute(newest).scalar_one_or_none()
        if changed is not None:
            return tuple(changed)
        table = RECORDS[Project].table
        query = select(table.c.labels).where(table.c.id == project_id)
        return tuple(self._conn.execute(query).scalar_one_or_none() or ())


def read_hot(conn: Connection, where: list[Any], columns: Sequence[str]) -> pa.Table:
    """Hot rows by identifier."""
    query = select(*(hot.c[name] for name in columns)).where(*where).order_by(hot.c.id)
    rows: Any = conn.execute(query).mappings().all()
    return hot_table(rows, columns)


def active(project_id: str) -> list[Any]:
    """The manifest's lines that hold rows now."""
    return [segments.c.project_id == project_id, segments.c.retired_at.is_(None)]


def manifest(conn: Connection, where: list[Any]) -> list[Segment]:
    """Lines of the manifest, oldest first."""
    names = list(Segment.__dataclass_fields__)
    query = select(*(segments.c[name] for name in names)).where(*where)
    found = conn.execute(query.order_by(segments.c.at_low, segments.c.id)).mappings()
    return [Segment(**{**row, "models": tuple(row["models"])}) for row in found]


def raw(key: np.bytes_) -> bytes:
    """A key as its 16 bytes; numpy cuts zeros at the end."""
    return bytes(key).ljust(16, b"\0")


def _spelled(ident: bytes) -> str:
    return to_text(np.frombuffer(ident, dtype=np.uint8)[None, :])[0]


def _runner_up(row: NDArray[np.float32], predicted: int, labels: Sequence[str]) -> str | None:
    if len(labels) < 2 or np.isnan(row).any():
        return None
    others = row[: len(labels)].copy()
    others[predicted] = -1.0
    return labels[int(np.argmax(others))]
