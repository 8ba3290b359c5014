"""The review queue: slots that are free or held. An answer ends its slot.

**Claim.** Free slots lie in an index by (project, skill, rank, task), so the best one is one seek
away. But where several reviewers are asked, one reviewer's own answered tasks stay on top with
their other slots free; walking over them would cost more with each answer. So each reviewer has a
cursor a skill, (rank, task, seq), and one invariant:

    every free slot at or before (rank, task) with a sequence number <= seq
    is of a task that this reviewer holds or has answered.

A slot gets a new sequence number whenever it becomes free or moves. A claim looks at slots freed
since the cursor and, behind the cursor's place, at the first that is not the reviewer's own. With
more than `FREED` of the former it walks once from the top and sets the cursor anew; it also does so
when the last full walk is more than a minute away (either way: clocks step) and before it answers
that nothing is left. So what the invariant could miss (a row that another claim had locked and
gave back) is found within a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from errata.core.errors import InputError, LeaseLost
from errata.core.task import Lease, Review, Task
from errata.store.bulk import insert_rows
from errata.store.columns import micros, moment, plain_text
from errata.store.databases import Database
from errata.store.records import Record
from errata.store.schema import RECORDS, cursors, slots

FREED = 1_000  # slots freed since the cursor that a claim looks at one by one
EXPIRED = 200  # leases that one claim frees
SCAN_MICROS = 60_000_000  # a full walk at least so often

SLOT = ("task_id", "slot", "project_id", "skill", "rank", "seq", "token", "created_at", "due_at")

table = slots  # where a parameter takes the name
reviews = RECORDS[Review].table
tasks = RECORDS[Task].table


class Change(Protocol):
    """The transaction that writes."""

    def changed(self) -> None:
        """Something is about to be written."""
        ...

    def insert(self, spec: Record, values: Sequence[Any]) -> None:
        """Insert values of one kind."""
        ...


@dataclass(frozen=True, kw_only=True)
class _Cursor:
    rank: float
    task_id: str
    seq: int
    scanned_at: int


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A free slot that a reviewer may take, and where the cursor goes if they take it."""

    rank: float
    task_id: str
    slot: int
    skill: str
    cursor: _Cursor | None


class SqlQueueReader:
    """The queue as one snapshot sees it."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def open_tasks(self, project_id: str) -> int:
        """Tasks that still wait for an answer, held or not."""
        query = select(func.count(slots.c.task_id.distinct()))
        return int(self._conn.execute(query.where(slots.c.project_id == project_id)).scalar_one())

    def open_slots(self, project_id: str) -> int:
        """Answers still missing."""
        query = select(func.count()).where(slots.c.project_id == project_id)
        return int(self._conn.execute(query).scalar_one())

    def oldest_open(self, project_id: str) -> datetime | None:
        """When the longest-waiting open task was created."""
        query = select(func.min(slots.c.created_at)).where(slots.c.project_id == project_id)
        oldest = self._conn.execute(query).scalar_one()
        return None if oldest is None else moment(oldest)

    def is_open(self, task_id: str) -> bool:
        """Whether the task still waits for an answer."""
        query = select(slots.c.slot).where(slots.c.task_id == task_id).limit(1)
        return self._conn.execute(query).first() is not None


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
        insert_rows(self._conn, table, SLOT, rows)

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
        insert_rows(self._conn, slots, SLOT, rows)

    def raise_priority(self, project_id: str, keys: Sequence[tuple[str, float]]) -> None:
        """Raise the open slots of these (task id, priority); none is ever lowered."""
        if not keys:
            return
        self._change.changed()
        seq = self._database.freed_now(self._conn)
        self._conn.execute(
            _MOVE,
            [
                {"p": project_id, "task": task_id, "to_rank": _rank(priority), "seq": seq}
                for task_id, priority in sorted(keys)
            ],
        )

    def claim(
        self,
        project_id: str,
        reviewer: str,
        *,
        skills: Sequence[str] = (),
        now: datetime,
        lease_seconds: float,
    ) -> Lease | None:
        """The free slot of highest priority that this reviewer may take, or None."""
        if not reviewer or not reviewer.strip():
            raise InputError("a claim by nobody", do="name the reviewer")
        self._database.lock(self._conn, f"errata claim {project_id} {reviewer}")
        at = micros(now)
        self._free_expired(project_id, at)
        names = list(dict.fromkeys(["", *skills]))
        found = self._best(project_id, reviewer, names, at, self._near)
        if found is None:
            found = self._best(project_id, reviewer, names, at, self._from_top)
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
        self._conn.execute(
            _HOLD,
            {
                "task": lease.task_id, "number": lease.slot, "who": reviewer,
                "new_token": lease.token, "until": micros(lease.expires_at),
            },
        )  # fmt: skip
        if found.cursor is not None:
            self._keep_cursor(project_id, reviewer, found.skill, found.cursor)
        return lease

    def renew(self, lease: Lease, *, now: datetime, lease_seconds: float) -> Lease:
        """Hold it longer; raises LeaseLost when another token stands there."""
        self._change.changed()
        expires = now + timedelta(seconds=lease_seconds)
        if not self._conn.execute(_RENEW, {**_of(lease), "until": micros(expires)}).rowcount:
            raise _lost(lease)
        return replace(lease, expires_at=expires)

    def release(self, lease: Lease) -> None:
        """Give the slot back; nothing happens when it is not held under this token."""
        self._change.changed()
        self._conn.execute(_RELEASE, {**_of(lease), "seq": self._database.freed_now(self._conn)})

    def lease_of(self, task_id: str, reviewer: str) -> Lease | None:
        """What this reviewer holds of this task."""
        row = self._conn.execute(_LEASE, {"task": task_id, "who": reviewer}).first()
        if row is None:
            return None
        return Lease(
            task_id=task_id, slot=row.slot, reviewer=reviewer, token=row.token,
            expires_at=moment(row.expires_at), skill=row.skill,
        )  # fmt: skip

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
        row = self._conn.execute(_SLOT, key).first()
        if row is None or lease.token > row.token:
            raise _lost(lease)
        if row.skill != review.skill:
            raise InputError(
                f"an answer with the skill {review.skill!r}", wanted=f"{row.skill!r}, the slot's"
            )
        if row.reviewer is not None and (row.reviewer, row.token) != (lease.reviewer, lease.token):
            raise _lost(lease)
        who = {"task": lease.task_id, "who": lease.reviewer}
        if self._conn.execute(_ANSWERED, who).first() is not None:
            raise _lost(lease)
        if row.reviewer is None:  # it is late; what they hold of the task by now is given back
            held = self.lease_of(lease.task_id, lease.reviewer)
            if held is not None:
                self.release(held)
        self._conn.execute(_END, key)
        spec = RECORDS[Review]
        self._change.insert(spec, [review])

    def close(self, task_id: str) -> None:
        """End the free and held slots of a task that is resolved."""
        self._change.changed()
        self._lock_task(task_id)
        self._conn.execute(_CLOSE, {"task": task_id})

    # --- what a claim looks at ---

    def _best(
        self,
        project_id: str,
        reviewer: str,
        skills: Sequence[str],
        at: int,
        look: Callable[[dict[str, Any], int], _Found | None],
    ) -> _Found | None:
        found = [look({"p": project_id, "skill": skill, "who": reviewer}, at) for skill in skills]
        there = [one for one in found if one is not None]
        return min(there, key=lambda one: (one.rank, one.task_id), default=None)

    def _near(self, who: dict[str, Any], at: int) -> _Found | None:
        """Slots freed since the cursor, then the first behind its place."""
        row = self._conn.execute(_CURSOR, who).first()
        if row is None or abs(at - row.scanned_at) > SCAN_MICROS:
            return self._from_top(who, at)
        cursor = _Cursor(rank=row.rank, task_id=row.task_id, seq=row.seq, scanned_at=row.scanned_at)
        seen = self._database.seen(self._conn)
        freed = self._conn.execute(_FREED, {**who, "since": cursor.seq}).all()
        if len(freed) > FREED:
            return self._from_top(who, at)
        place = (cursor.rank, cursor.task_id)
        for one in sorted(freed):
            if (one.rank, one.task_id) <= place and not one.own and self._take(one):
                return _Found(
                    rank=one.rank, task_id=one.task_id, slot=one.slot, skill=who["skill"],
                    cursor=None,
                )  # fmt: skip
        behind = {**who, "rank": cursor.rank, "task": cursor.task_id}
        first = self._conn.execute(self._locking(_BEHIND), behind).first()
        return _moved(first, who["skill"], max(seen, cursor.seq), cursor.scanned_at)

    def _from_top(self, who: dict[str, Any], at: int) -> _Found | None:
        """The first slot of all that is not the reviewer's own."""
        seen = self._database.seen(self._conn)
        first = self._conn.execute(self._locking(_TOP), who).first()
        return _moved(first, who["skill"], seen, at)

    def _locking(self, query: Any) -> Any:
        if self._database.skip_locked:
            return query.with_for_update(skip_locked=True, of=slots)
        return query

    def _take(self, one: Any) -> bool:
        """Lock a slot found without a lock; False when another claim was faster."""
        if not self._database.skip_locked:
            return True
        key = {"task": one.task_id, "number": one.slot}
        row = self._conn.execute(self._locking(_SLOT), key).first()
        return row is not None and row.reviewer is None

    def _free_expired(self, project_id: str, at: int) -> None:
        who = {"p": project_id, "at": at}
        gone = self._conn.execute(self._locking(_EXPIRED), who).all()
        if gone:
            seq = self._database.freed_now(self._conn)
            self._conn.execute(
                _UNHOLD,
                [{"task": row.task_id, "number": row.slot, "seq": seq} for row in gone],
            )

    def _keep_cursor(self, project_id: str, reviewer: str, skill: str, cursor: _Cursor) -> None:
        values = {
            "project_id": project_id, "reviewer": reviewer, "skill": skill, "rank": cursor.rank,
            "task_id": cursor.task_id, "seq": cursor.seq, "scanned_at": cursor.scanned_at,
        }  # fmt: skip
        statement = _KEEP_SQLITE if self._conn.dialect.name == "sqlite" else _KEEP_POSTGRES
        self._conn.execute(statement, values)

    def _lock_task(self, task_id: str) -> None:
        if self._database.skip_locked:
            query = select(tasks.c.id).where(tasks.c.id == task_id).with_for_update()
            self._conn.execute(query)


def _moved(first: Any, skill: str, seen: int, scanned_at: int) -> _Found | None:
    if first is None:
        return None
    cursor = _Cursor(rank=first.rank, task_id=first.task_id, seq=seen, scanned_at=scanned_at)
    return _Found(
        rank=first.rank, task_id=first.task_id, slot=first.slot, skill=skill, cursor=cursor
    )


def _free(
    task: Task, numbers: Iterable[int], seq: int, *, skill: str
) -> list[tuple[str | int | float | None, ...]]:
    rank, created_at = _rank(task.priority), micros(task.created_at)
    due_at = None if task.due_at is None else micros(task.due_at)
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


# --- the statements ------------------------------------------------------------------------------

_p: Any = bindparam("p")
_skill: Any = bindparam("skill")
_who: Any = bindparam("who")
_task: Any = bindparam("task")
_number: Any = bindparam("number")
_mine = and_(slots.c.project_id == _p, slots.c.skill == _skill, slots.c.reviewer.is_(None))
_place = tuple_(slots.c.rank, slots.c.task_id)
_held = slots.alias("held")
_own = or_(
    exists().where(reviews.c.task_id == slots.c.task_id, reviews.c.reviewer == _who),
    exists().where(_held.c.task_id == slots.c.task_id, _held.c.reviewer == _who),
)
_columns = (slots.c.rank, slots.c.task_id, slots.c.slot)
_one = and_(slots.c.task_id == _task, slots.c.slot == _number)
_under = and_(_one, slots.c.reviewer == _who, slots.c.token == bindparam("old"))

_MOVE = (
    update(slots)
    .where(slots.c.task_id == _task, slots.c.project_id == _p)
    .values(
        rank=case((slots.c.rank < bindparam("to_rank"), slots.c.rank), else_=bindparam("to_rank")),
        seq=bindparam("seq"),
    )
)
_CURSOR = select(cursors).where(
    cursors.c.project_id == _p, cursors.c.reviewer == _who, cursors.c.skill == _skill
)
_FREED = (
    select(*_columns, _own.label("own"))
    .where(_mine, slots.c.seq > bindparam("since"))
    .order_by(slots.c.seq)
    .limit(FREED + 1)
)
_TOP = select(*_columns).where(_mine, ~_own).order_by(*_columns).limit(1)
_BEHIND = (
    select(*_columns)
    .where(_mine, _place > tuple_(bindparam("rank"), _task), ~_own)
    .order_by(*_columns)
    .limit(1)
)
_EXPIRED = (
    select(slots.c.task_id, slots.c.slot)
    .where(
        slots.c.project_id == _p,
        slots.c.reviewer.is_not(None),
        slots.c.expires_at <= bindparam("at"),
    )
    .order_by(slots.c.expires_at)
    .limit(EXPIRED)
)
_UNHOLD = update(slots).where(_one).values(reviewer=None, expires_at=None, seq=bindparam("seq"))
_HOLD = (
    update(slots)
    .where(_one)
    .values(reviewer=_who, token=bindparam("new_token"), expires_at=bindparam("until"))
)
_RENEW = update(slots).where(_under).values(expires_at=bindparam("until"))
_RELEASE = update(slots).where(_under).values(reviewer=None, expires_at=None, seq=bindparam("seq"))
_LEASE = select(slots.c.slot, slots.c.token, slots.c.expires_at, slots.c.skill).where(
    slots.c.task_id == _task, slots.c.reviewer == _who
)
_SLOT = select(slots.c.reviewer, slots.c.token, slots.c.skill).where(_one)
_END = delete(slots).where(_one)
_CLOSE = delete(slots).where(slots.c.task_id == _task)
_ANSWERED = select(reviews.c.id).where(reviews.c.task_id == _task, reviews.c.reviewer == _who)


def _keep(dialect: Any) -> Any:
    statement = dialect.insert(cursors)
    return statement.on_conflict_do_update(
        index_elements=["project_id", "reviewer", "skill"],
        set_={name: statement.excluded[name] for name in ("rank", "task_id", "seq", "scanned_at")},
    )


_KEEP_SQLITE, _KEEP_POSTGRES = _keep(sqlite), _keep(postgresql)
