"""Overdue: open answers that nobody gave in time, named once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from errata.store.columns import micros
from errata.store.databases import Database
from errata.store.outbox import Change
from errata.store.schema import slots

_MOVED_UP = (
    update(slots)
    .where(slots.c.task_id == bindparam("task"), slots.c.due_at.is_not(None))
    .values(due_at=None)
)


class SqlOverdue:
    """The late slots of the queue, inside a transaction."""

    def __init__(self, conn: Connection, database: Database, change: Change) -> None:
        self._conn, self._database, self._change = conn, database, change

    def late(self, project_id: str, *, now: datetime, limit: int) -> list[str]:
        """Tasks with an open answer that was due by now and was not moved up, longest first."""
        # Two servers that look at once would both move them up; the second waits and finds none.
        self._database.lock(self._conn, f"errata overdue {project_id}")
        first = func.min(slots.c.due_at)
        query = select(slots.c.task_id).where(
            slots.c.project_id == project_id, slots.c.due_at <= micros(now)
        )
        query = query.group_by(slots.c.task_id).order_by(first, slots.c.task_id).limit(limit)
        return [row.task_id for row in self._conn.execute(query)]

    def moved_up(self, task_ids: Sequence[str]) -> None:
        """They are late once; they are not named again."""
        if not task_ids:
            return
        self._change.changed()
        self._conn.execute(_MOVED_UP, [{"task": task_id} for task_id in task_ids])
