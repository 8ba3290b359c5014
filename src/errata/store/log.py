"""Writing the prediction log: few rows stay hot, many become a segment at once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert
from sqlalchemy.exc import IntegrityError

from errata.core.errors import Conflict, InputError
from errata.core.ids import to_text
from errata.core.prediction import PredictionBatch
from errata.store.databases import Database
from errata.store.log_reading import SqlLogReader
from errata.store.prediction_table import batch_table, hot_rows, keys
from errata.store.schema import hot, segments
from errata.store.segments import Segments

DIRECT = 1_000  # rows from which a batch becomes a segment at once


class Change(Protocol):
    """The transaction that writes."""

    files: list[str]
    lost: Conflict | None

    def changed(self) -> None:
        """Something is about to be written."""
        ...


class SqlLog(SqlLogReader):
    """The log inside a transaction."""

    def __init__(
        self, conn: Connection, files: Segments, database: Database, now: datetime, change: Change
    ) -> None:
        super().__init__(conn, files)
        self._database, self._now, self._change = database, now, change

    def append(self, project_id: str, batch: PredictionBatch, digests: NDArray[np.uint8]) -> None:
        """Store a batch whose identifiers are new; raises Conflict when one is stored already.

        A segment's file is flushed before the manifest names it. The identifiers are checked once
        more behind a lock that orders segments among themselves and with hot rows, so that the
        same batch sent twice at once is stored once.
        """
        n = len(batch)
        if n == 0:
            return
        self._change.changed()
        given = keys(batch.ids)
        if len(np.unique(given)) < n:
            raise InputError("the same identifier twice in a batch", wanted="one for each row")
        table = batch_table(batch, digests, self._files.blobs)
        direct = n >= DIRECT
        if direct:
            segment = self._files.write(project_id, table, self._now)
            self._change.files.append(segment.file)
        self._database.lock(self._conn, f"errata log {project_id}", shared=not direct)
        known = self.known(project_id, batch.ids)
        if len(known.rows):
            self._change.lost = _sent_twice(batch.ids[known.rows[:1]])
            raise self._change.lost
        if direct:
            row = {**asdict(segment), "models": list(segment.models)}
            self._conn.execute(insert(segments), row)
            return
        try:
            self._conn.execute(insert(hot), hot_rows(project_id, table))
        except IntegrityError as error:
            self._change.lost = _sent_twice(batch.ids[:1])
            raise self._change.lost from error


def _sent_twice(ident: NDArray[np.uint8]) -> Conflict:
    return Conflict(
        f"the prediction {to_text(ident)[0]} was stored meanwhile",
        do="send it again: the answer is the stored decision",
    )
