"""The backlog: the queue's slots as lists and counts, each in an order that an index has."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, exists, func, select, tuple_, union

from errata.core.backlog import Place, Seat, Waits
from errata.core.errors import InputError
from errata.core.requirement import parts
from errata.core.task import Escalation
from errata.store.columns import micros, moment
from errata.store.queue_statements import REQUIREMENTS, for_one
from errata.store.schema import RECORDS, slots

escalations = RECORDS[Escalation].table

# A task moved up for being late is no longer in the index of what is due.
_STILL_OPEN = exists().where(slots.c.task_id == escalations.c.task_id)


class SqlBacklog:
    """The backlog as one snapshot sees it."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def by_skill(self, project_id: str) -> dict[str, int]:
        """Free slots by the skill that they ask for."""
        query = select(slots.c.skill, func.count()).where(*_free(project_id), ~for_one)
        return {skill: int(n) for skill, n in self._conn.execute(query.group_by(slots.c.skill))}

    def overdue(self, project_id: str, *, now: datetime) -> tuple[int, datetime | None]:
        """How many open tasks were due before now, and when the first of them was."""
        late = _late(project_id, micros(now)).subquery()
        n, first = self._conn.execute(select(func.count(), func.min(late.c.due_at))).one()
        return int(n), None if first is None else moment(first)

    def walk(
        self, project_id: str, waits: Waits, *, now: datetime, after: str | None, limit: int
    ) -> list[Place]:
        """So many tasks behind a place, in that order; raises InputError for a foreign cursor."""
        ways = {Waits.FREE: self._by_rank, Waits.HELD: self._by_expiry, Waits.OVERDUE: self._late}
        return ways[waits](project_id, micros(now), _place(after, waits), limit)

    def asking(self, project_id: str, part: str, *, after: str | None, limit: int) -> list[Place]:
        """So many tasks with a slot, free or held, that asks for this skill among others."""
        behind = _place(after, Waits.FREE)
        ways = [
            self._of_skill(project_id, skill, behind, limit)
            for skill in self._skills(project_id)
            if part in parts(skill)
        ]
        held = select(slots.c.rank, slots.c.task_id, slots.c.skill)
        held = held.where(slots.c.project_id == project_id, slots.c.reviewer.is_not(None))
        ways.append(
            sorted(
                (float(row.rank), row.task_id)
                for row in self._conn.execute(held)
                if part in parts(row.skill)
                and (behind is None or (float(row.rank), row.task_id) > behind)
            )
        )
        return _merged(ways, limit)

    def seats(self, task_ids: Sequence[str]) -> list[Seat]:
        """The slots of these tasks, free and held."""
        query = select(
            slots.c.task_id, slots.c.slot, slots.c.skill, slots.c.rank, slots.c.reviewer,
            slots.c.expires_at,
        )  # fmt: skip
        query = query.where(slots.c.task_id.in_(task_ids), ~for_one)
        query = query.order_by(slots.c.task_id, slots.c.slot)
        return [
            Seat(
                task_id=row.task_id,
                slot=row.slot,
                skill=row.skill,
                priority=-row.rank,
                reviewer=row.reviewer,
                expires_at=None if row.expires_at is None else moment(row.expires_at),
            )
            for row in self._conn.execute(query)
        ]

    def _by_rank(
        self, project_id: str, at: int, after: tuple[float, str] | None, limit: int
    ) -> list[Place]:
        ways = [
            self._of_skill(project_id, skill, after, limit) for skill in self._skills(project_id)
        ]
        return _merged(ways, limit)

    def _skills(self, project_id: str) -> list[str]:
        """The skills that free slots ask for, one seek each."""
        rows = REQUIREMENTS.all(self._conn, {"p": project_id})
        return [row.skill for row in rows]

    def _of_skill(
        self, project_id: str, skill: str, after: tuple[float, str] | None, limit: int
    ) -> list[tuple[float, str]]:
        query = select(slots.c.rank, slots.c.task_id).distinct()
        query = query.where(*_free(project_id), slots.c.skill == skill)
        if after is not None:
            query = query.where(tuple_(slots.c.rank, slots.c.task_id) > tuple_(*after))
        query = query.order_by(slots.c.rank, slots.c.task_id).limit(limit)
        return [(float(rank), task_id) for rank, task_id in self._conn.execute(query)]

    def _by_expiry(
        self, project_id: str, at: int, after: tuple[float, str] | None, limit: int
    ) -> list[Place]:
        query = select(func.min(slots.c.expires_at).label("due_at"), slots.c.task_id).where(
            slots.c.project_id == project_id,
            slots.c.reviewer.is_not(None),
            slots.c.expires_at > at,
            ~for_one,
        )
        return self._timed(query.group_by(slots.c.task_id).subquery(), after, limit)

    def _late(
        self, project_id: str, at: int, after: tuple[float, str] | None, limit: int
    ) -> list[Place]:
        return self._timed(_late(project_id, at).subquery(), after, limit)

    def _timed(self, found: Any, after: tuple[float, str] | None, limit: int) -> list[Place]:
        query = select(found.c.due_at, found.c.task_id)
        if after is not None:
            place = tuple_(found.c.due_at, found.c.task_id)
            query = query.where(place > tuple_(int(after[0]), after[1]))
        query = query.order_by(found.c.due_at, found.c.task_id).limit(limit)
        return [_named(at, task_id) for at, task_id in self._conn.execute(query)]


def _free(project_id: str) -> tuple[Any, ...]:
    return (and_(slots.c.project_id == project_id, slots.c.reviewer.is_(None)),)


def _merged(ways: Sequence[Sequence[tuple[float, str]]], limit: int) -> list[Place]:
    """The first of several lists in one order, each task once."""
    places: dict[str, Place] = {}
    for rank, task_id in heapq.merge(*ways):
        places.setdefault(task_id, _named(rank, task_id))
        if len(places) == limit:
            break
    return list(places.values())


def _late(project_id: str, at: int) -> Any:
    """Open tasks that were due, moved up for it or not; one row each."""
    waiting = select(slots.c.due_at, slots.c.task_id).where(
        slots.c.project_id == project_id, slots.c.due_at.is_not(None), slots.c.due_at < at
    )
    moved = select(escalations.c.due_at, escalations.c.task_id).where(
        escalations.c.project_id == project_id, _STILL_OPEN
    )
    return union(waiting, moved)


def _named(number: float, task_id: str) -> Place:
    return Place(task_id=task_id, cursor=f"{number!r}~{task_id}")


def _place(cursor: str | None, waits: Waits) -> tuple[float, str] | None:
    if cursor is None:
        return None
    number, mark, task_id = cursor.partition("~")
    try:
        if not mark or not task_id:
            raise ValueError
        return (float(number) if waits is Waits.FREE else int(number)), task_id
    except ValueError:
        raise InputError(f"the cursor {cursor!r}", wanted="`next` of an earlier page") from None
