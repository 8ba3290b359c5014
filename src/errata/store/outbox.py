"""The outbox: messages that wait for a try. Whoever takes one moves its time on first, so that
two servers never send the same message at once, and a server that died is replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, bindparam, delete, func, select, update

from errata.core.webhook import Due
from errata.store.bulk import insert_rows
from errata.store.columns import micros, moment
from errata.store.databases import Database
from errata.store.schema import outbox

MANY = 5_000  # values in one IN

_MINE = (
    outbox.c.delivery_id == bindparam("ident"),
    outbox.c.attempts == bindparam("tried"),
)
_DONE = delete(outbox).where(*_MINE)
_PUT_OFF = update(outbox).where(*_MINE).values(attempts=bindparam("n"), due_at=bindparam("until"))
_TAKE = (
    update(outbox).where(outbox.c.delivery_id == bindparam("ident")).values(due_at=bindparam("to"))
)


class Change(Protocol):
    """The transaction that writes."""

    def changed(self) -> None:
        """Something is about to be written."""
        ...


class SqlOutboxReader:
    """The outbox as one snapshot sees it."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def waiting(self, delivery_ids: Sequence[str]) -> list[Due]:
        """Those of these deliveries that wait for a try."""
        found: list[Due] = []
        for at in range(0, len(delivery_ids), MANY):
            chosen = outbox.c.delivery_id.in_(delivery_ids[at : at + MANY])
            rows = self._conn.execute(select(*outbox.c).where(chosen))
            found += [
                Due(delivery_id=row.delivery_id, attempts=row.attempts, due_at=moment(row.due_at))
                for row in rows
            ]
        return found

    def is_due(self, now: datetime) -> bool:
        """Whether a message may be tried now."""
        query = select(outbox.c.delivery_id).where(outbox.c.due_at <= micros(now)).limit(1)
        return self._conn.execute(query).first() is not None

    def size(self) -> int:
        """How many messages wait."""
        return int(self._conn.execute(select(func.count()).select_from(outbox)).scalar_one())


class SqlOutbox(SqlOutboxReader):
    """The outbox inside a transaction."""

    def __init__(self, conn: Connection, database: Database, change: Change) -> None:
        super().__init__(conn)
        self._database, self._change = database, change

    def add(self, dues: Sequence[Due]) -> None:
        """Have deliveries tried, each from its time on."""
        if not dues:
            return
        self._change.changed()
        rows = [(due.delivery_id, due.attempts, micros(due.due_at)) for due in dues]
        insert_rows(self._conn, outbox, ("delivery_id", "attempts", "due_at"), rows)

    def take(self, *, now: datetime, limit: int, until: datetime) -> list[Due]:
        """The messages that are due, longest first; until then nobody else takes them."""
        query = select(outbox.c.delivery_id, outbox.c.attempts)
        query = query.where(outbox.c.due_at <= micros(now))
        query = query.order_by(outbox.c.due_at, outbox.c.delivery_id).limit(limit)
        if self._database.skip_locked:
            query = query.with_for_update(skip_locked=True)
        rows = self._conn.execute(query).all()
        if not rows:
            return []
        self._change.changed()
        to = micros(until)
        self._conn.execute(_TAKE, [{"ident": row.delivery_id, "to": to} for row in rows])
        return [
            Due(delivery_id=row.delivery_id, attempts=row.attempts, due_at=until) for row in rows
        ]

    def put_off(self, due: Due, *, until: datetime) -> bool:
        """One more try was made; the next one then. False: another server was first."""
        self._change.changed()
        values = {
            "ident": due.delivery_id, "tried": due.attempts, "n": due.attempts + 1,
            "until": micros(until),
        }  # fmt: skip
        return bool(self._conn.execute(_PUT_OFF, values).rowcount)

    def done(self, due: Due) -> bool:
        """It waits no more. False: another server was first."""
        self._change.changed()
        values = {"ident": due.delivery_id, "tried": due.attempts}
        return bool(self._conn.execute(_DONE, values).rowcount)
