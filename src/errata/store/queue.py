"""The review queue: slots that are free or held. An answer ends its slot.

A slot gets a new sequence number whenever it becomes free or moves; `queue_claims` tells what for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, func, select, union_all

from errata.core.errors import InputError, LeaseLost
from errata.core.ports import Order
from errata.core.task import OWN, Lease, Review, Task
from errata.store.bulk import insert_rows
from errata.store.columns import micros, plain_text
from errata.store.databases import Database
from errata.store.queue_claims import Claims, Route
from errata.store.queue_reading import SqlQueueReader
from errata.store.queue_statements import (
    ANSWERED,
    CLOSE,
    END,
    HOLD,
    LOCK_TASK,
    MOVE,
    RELEASE,
    RENEW,
    RETAKE,
    SLOT,
    reviews,
)
from errata.store.records import Record
from errata.store.schema import RECORDS, slots

COLUMNS = ("task_id", "slot", "project_id", "skill", "rank", "seq", "token", "created_at", "due_at")

table = slots  # where a parameter takes the name


class Change(Protocol):
    """The transaction that writes."""

    def changed(self) -> None:
        """Something is about to be written."""
        ...

    def insert(self, spec: Record, values: Sequence[Any]) -> None:
        """Insert values of one kind."""
        ...


class SqlQueue(SqlQueueReader):
    """The queue inside a transaction."""

    def __init__(self, conn: Connection, database: Database, change: Change) -> None:
        super().__init__(conn)
        self._database, self._change = database, change

    def add(self, tasks: Sequence[Task], *, slots: int | None = None) -> None:
        """Store tasks with `overlap` free slots each, or `slots`."""
        if not tasks:
            return
        self._change.changed()
        spec = RECORDS[Task]
        self._change.insert(spec, tasks)
        seq = self._database.freed_now(self._conn)
        rows = [
            row
            for task in tasks
            for row in _free(
                task, range(task.overlap if slots is None else slots), seq, skill=task.skill
            )
        ]
        insert_rows(self._conn, table, COLUMNS, rows)

    def ask_again(self, task: Task, *, skill: str | None = None) -> None:
        """One more free slot for a task, for another skill if named."""
        self._change.changed()
        self._lock_task(task.id)
        taken = union_all(
            select(slots.c.slot).where(slots.c.task_id == task.id),
            select(reviews.c.slot).where(reviews.c.task_id == task.id),
        ).subquery()
        number = self._conn.execute(select(func.coalesce(func.max(taken.c.slot), -1))).scalar_one()
        seq = self._database.freed_now(self._conn)
        skill = task.skill if skill is None else plain_text(skill)
        rows = _free(task, [int(number) + 1], seq, skill=skill)
        insert_rows(self._conn, slots, COLUMNS, rows)

    def raise_priority(self, project_id: str, keys: Sequence[tuple[str, float]]) -> None:
        """Raise the open slots of these (task id, priority); none is ever lowered."""
        if not keys:
            return
        self._change.changed()
        seq = self._database.freed_now(self._conn)
        for task_id, priority in sorted(keys):
            move = {"p": project_id, "task": task_id, "to_rank": _rank(priority), "seq": seq}
            MOVE.run(self._conn, move)

    def for_one(self, project_id: str, reviewer: str) -> int:
        """The same; until the transaction ends nothing else is placed for them, or claimed."""
        self._lock_reviewer(project_id, reviewer)
        return super().for_one(project_id, reviewer)

    def claim(
        self,
        project_id: str,
        reviewer: str,
        *,
        skills: Sequence[str] = (),
        now: datetime,
        lease_seconds: float,
        order: Order | None = None,
        pressing: float = math.inf,
        own: bool | None = None,
    ) -> Lease | None:
        """The free slot that this reviewer should take, or None; see the port."""
        if not reviewer or not reviewer.strip():
            raise InputError("a claim by nobody", do="name the reviewer")
        self._lock_reviewer(project_id, reviewer)
        claims = Claims(self._conn, self._database)
        route = Route(skills=skills, order=order, pressing=pressing, own=own)
        found = claims.best(project_id, reviewer, route, now)
        if found is None:
            return None
        self._change.changed()
        lease = Lease(
            task_id=found.task_id,
            slot=found.slot,
            reviewer=reviewer,
            token=self._database.token(self._conn),
            expires_at=now + timedelta(seconds=lease_seconds),
            skill=found.skill,
        )
        HOLD.run(
            self._conn,
            {
                "task": lease.task_id, "number": lease.slot, "who": reviewer,
                "new_token": lease.token, "until": micros(lease.expires_at),
            },
        )  # fmt: skip
        claims.taken(project_id, reviewer, found)
        return lease

    def renew(self, lease: Lease, *, now: datetime, lease_seconds: float) -> Lease:
        """Hold it longer; raises LeaseLost when another token stands there."""
        self._change.changed()
        expires = now + timedelta(seconds=lease_seconds)
        if not RENEW.run(self._conn, {**_of(lease), "until": micros(expires)}):
            raise _lost(lease)
        return replace(lease, expires_at=expires)

    def release(self, lease: Lease) -> None:
        """Give the slot back; nothing happens when it is not held under this token."""
        self._change.changed()
        RELEASE.run(
            self._conn,
            {
                **_of(lease), "new_token": self._database.token(self._conn),
                "seq": self._database.freed_now(self._conn),
            },
        )  # fmt: skip

    def retake(
        self, project_id: str, lease: Lease, *, now: datetime, lease_seconds: float
    ) -> Lease:
        """Hold again what ran out; raises LeaseLost when anybody held it since."""
        self._lock_reviewer(project_id, lease.reviewer)
        self._change.changed()
        who = {"task": lease.task_id, "who": lease.reviewer}
        answered = ANSWERED.first(self._conn, who) is not None
        if answered or self.lease_of(lease.task_id, lease.reviewer) is not None:
            raise _lost(lease)
        expires = now + timedelta(seconds=lease_seconds)
        if not RETAKE.run(self._conn, {**_of(lease), "until": micros(expires)}):
            raise _lost(lease)
        return replace(lease, expires_at=expires)

    def answer(self, lease: Lease, review: Review, *, now: datetime) -> None:
        """Store the review in the lease's slot, which ends the slot.

        Raises LeaseLost before anything is written. On PostgreSQL the task stays locked until the
        transaction ends, so that of two last answers the second sees the first.
        """
        if (review.task_id, review.slot, review.reviewer) != (
            lease.task_id, lease.slot, lease.reviewer,
        ):  # fmt: skip
            raise InputError("a review of another lease", wanted="the lease's task and slot")
        self._change.changed()
        self._lock_task(lease.task_id)
        key = {"task": lease.task_id, "number": lease.slot}
        row = SLOT.first(self._conn, key)
        if row is None or lease.token > row.token:
            raise _lost(lease)
        if row.skill != review.skill:
            raise InputError(
                f"an answer with the skill {review.skill!r}", wanted=f"{row.skill!r}, the slot's"
            )
        if row.reviewer is not None and (row.reviewer, row.token) != (lease.reviewer, lease.token):
            raise _lost(lease)
        who = {"task": lease.task_id, "who": lease.reviewer}
        if ANSWERED.first(self._conn, who) is not None:
            raise _lost(lease)
        if row.reviewer is None:  # it is late; what they hold of the task by now is given back
            held = self.lease_of(lease.task_id, lease.reviewer)
            if held is not None:
                self.release(held)
        END.run(self._conn, key)
        spec = RECORDS[Review]
        self._change.insert(spec, [review])

    def close(self, task_id: str) -> None:
        """End the free and held slots of a task that is resolved."""
        self._change.changed()
        self._lock_task(task_id)
        CLOSE.run(self._conn, {"task": task_id})

    def _lock_reviewer(self, project_id: str, reviewer: str) -> None:
        """Of one reviewer's claims only one runs at a time."""
        self._database.lock(self._conn, f"errata claim {project_id} {reviewer}")

    def _lock_task(self, task_id: str) -> None:
        if self._database.skip_locked:
            LOCK_TASK.first(self._conn, {"task": task_id})


def _free(
    task: Task, numbers: Iterable[int], seq: int, *, skill: str
) -> list[tuple[str | int | float | None, ...]]:
    rank, created_at = _rank(task.priority), micros(task.created_at)
    # What is for one reviewer alone is late for nobody.
    due_at = None if task.due_at is None or skill.startswith(OWN) else micros(task.due_at)
    return [
        (task.id, number, task.project_id, skill, rank, seq, 0, created_at, due_at)
        for number in numbers
    ]


def _rank(priority: float) -> float:
    if priority != priority:
        raise InputError("a priority that is no number", wanted="a number; higher comes first")
    return -float(priority) or 0.0


def _of(lease: Lease) -> dict[str, Any]:
    return {
        "task": lease.task_id, "number": lease.slot, "who": lease.reviewer, "old": lease.token,
    }  # fmt: skip


def _lost(lease: Lease) -> LeaseLost:
    return LeaseLost(
        f"{lease.reviewer} no longer holds the task {lease.task_id}",
        do="claim again; this answer does not count",
    )
