"""Which slot a claim gets.

Free slots lie in an index by (project, skill, rank, task), so the best one is one seek
away. But where several reviewers are asked, one reviewer's own answered tasks stay on top with
their other slots free; walking over them would cost more with each answer. So each reviewer has a
cursor a skill, (rank, task, seq), and one invariant:

    every free slot at or before (rank, task) with a sequence number <= seq
    is of a task that this reviewer holds or has answered.

A slot gets a new sequence number whenever it becomes free or moves. A claim looks at slots freed
since the cursor and, behind the cursor's place, at the first that is not the reviewer's own. With
more than `LOOKED_AT` of the former it walks once from the top and sets the cursor anew; so too
when the last full walk is more than a minute away (either way: clocks step) and before it answers
that nothing is left. So what the invariant could miss (a row that another claim had locked and
gave back) is found within a minute.

A slot's skill is a requirement (`core.requirement`). A claim reads which ones free slots have, each
with its best rank, in one statement of a seek each, and walks only those that it may need.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from errata.core.ports import Order
from errata.core.requirement import met
from errata.core.task import own_slot
from errata.store.columns import micros
from errata.store.databases import Database
from errata.store.prepared import Prepared
from errata.store.queue_statements import (
    BEHIND,
    CURSOR,
    EXPIRED,
    FREED,
    KEEP_POSTGRES,
    KEEP_SQLITE,
    LOCKED,
    LOOKED_AT,
    REQUIREMENTS,
    SLOT,
    TOP,
    UNHOLD,
)

SCAN_MICROS = 60_000_000  # a full walk at least so often


@dataclass(frozen=True, kw_only=True)
class _Cursor:
    rank: float
    task_id: str
    seq: int
    scanned_at: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """A free slot that a reviewer may take, and where the cursor goes if they take it."""

    rank: float
    task_id: str
    slot: int
    skill: str
    cursor: _Cursor | None


@dataclass(frozen=True, kw_only=True)
class Route:
    """How a reviewer is routed; the port's `claim` tells what each means."""

    skills: Sequence[str] = ()
    order: Order | None = None
    pressing: float = math.inf
    own: bool | None = None


Look = Callable[[dict[str, Any], int], Found | None]


class Claims:
    """The search for the best free slot, inside a transaction."""

    def __init__(self, conn: Connection, database: Database) -> None:
        self._conn, self._database = conn, database

    def best(self, project_id: str, reviewer: str, route: Route, now: datetime) -> Found | None:
        """The free slot to take, locked; expired leases are ended first."""
        at = micros(now)
        self._free_expired(project_id, at)
        tops = {
            row.skill: float(row.top)
            for row in REQUIREMENTS.all(self._conn, {"p": project_id})
            if met(row.skill, route.skills)
        }
        if not tops:
            return None
        who = {"p": project_id, "who": reviewer}
        groups = [tops] if route.order is None else route.order(list(tops))
        found = None
        for look in (self._near, self._from_top):
            found = found or self._routed(who, tops, groups, -route.pressing, at, look)
        if found is None or route.own is None:
            return found
        mine = self._from_top({**who, "skill": own_slot(reviewer)}, at)
        return mine if route.own and mine is not None else found

    def taken(self, project_id: str, reviewer: str, found: Found) -> None:
        """The reviewer took it; their cursor moves on."""
        if found.cursor is not None:
            self._keep_cursor(project_id, reviewer, found.skill, found.cursor)

    def _routed(
        self,
        who: dict[str, Any],
        tops: Mapping[str, float],
        groups: Sequence[Iterable[str]],
        pressing: float,
        at: int,
        look: Look,
    ) -> Found | None:
        """What presses, else the best of the first group that has anything."""
        seen: dict[str, Found | None] = {}
        if len(groups) > 1:
            hurried = [skill for skill, top in tops.items() if top <= pressing]
            found = self._first(who, tops, hurried, at, look, seen)
            if found is not None and found.rank <= pressing:
                return found
        for group in groups:
            found = self._first(who, tops, group, at, look, seen)
            if found is not None:
                return found
        return None

    def _first(
        self,
        who: dict[str, Any],
        tops: Mapping[str, float],
        skills: Iterable[str],
        at: int,
        look: Look,
        seen: dict[str, Found | None],
    ) -> Found | None:
        """The best of these; one whose best rank is behind what was found is not looked at."""
        best: Found | None = None
        for skill in sorted(skills, key=lambda skill: tops[skill]):
            if best is not None and tops[skill] > best.rank:
                break
            if skill not in seen:
                seen[skill] = look({**who, "skill": skill}, at)
            one = seen[skill]
            if one is not None:
                best = one if best is None else min(best, one, key=_place)
        return best

    def _near(self, who: dict[str, Any], at: int) -> Found | None:
        """Slots freed since the cursor, then the first behind its place."""
        row = CURSOR.first(self._conn, who)
        if row is None or abs(at - row.scanned_at) > SCAN_MICROS:
            return self._from_top(who, at)
        cursor = _Cursor(rank=row.rank, task_id=row.task_id, seq=row.seq, scanned_at=row.scanned_at)
        seen = self._database.seen(self._conn)
        freed = FREED.all(self._conn, {**who, "since": cursor.seq})
        if len(freed) > LOOKED_AT:
            return self._from_top(who, at)
        place = (cursor.rank, cursor.task_id)
        for one in sorted(freed):
            if (one.rank, one.task_id) <= place and not one.own and self._take(one):
                return Found(
                    rank=one.rank, task_id=one.task_id, slot=one.slot, skill=who["skill"],
                    cursor=None,
                )  # fmt: skip
        behind = {**who, "rank": cursor.rank, "task": cursor.task_id}
        first = self._locking(BEHIND).first(self._conn, behind)
        return _moved(first, who["skill"], max(seen, cursor.seq), cursor.scanned_at)

    def _from_top(self, who: dict[str, Any], at: int) -> Found | None:
        """The first slot of all that is not the reviewer's own."""
        seen = self._database.seen(self._conn)
        first = self._locking(TOP).first(self._conn, who)
        return _moved(first, who["skill"], seen, at)

    def _locking(self, query: Prepared) -> Prepared:
        return LOCKED[query] if self._database.skip_locked else query

    def _take(self, one: Any) -> bool:
        """Lock a slot found without a lock; False when another claim was faster."""
        if not self._database.skip_locked:
            return True
        key = {"task": one.task_id, "number": one.slot}
        row = self._locking(SLOT).first(self._conn, key)
        return row is not None and row.reviewer is None

    def _free_expired(self, project_id: str, at: int) -> None:
        who = {"p": project_id, "at": at}
        gone = self._locking(EXPIRED).all(self._conn, who)
        if gone:
            seq = self._database.freed_now(self._conn)
            for row in gone:
                UNHOLD.run(self._conn, {"task": row.task_id, "number": row.slot, "seq": seq})

    def _keep_cursor(self, project_id: str, reviewer: str, skill: str, cursor: _Cursor) -> None:
        values = {
            "project_id": project_id, "reviewer": reviewer, "skill": skill, "rank": cursor.rank,
            "task_id": cursor.task_id, "seq": cursor.seq, "scanned_at": cursor.scanned_at,
        }  # fmt: skip
        statement = KEEP_SQLITE if self._conn.dialect.name == "sqlite" else KEEP_POSTGRES
        statement.run(self._conn, values)


def _place(found: Found) -> tuple[float, str]:
    return found.rank, found.task_id


def _moved(first: Any, skill: str, seen: int, scanned_at: int) -> Found | None:
    if first is None:
        return None
    cursor = _Cursor(rank=first.rank, task_id=first.task_id, seq=seen, scanned_at=scanned_at)
    return Found(
        rank=first.rank, task_id=first.task_id, slot=first.slot, skill=skill, cursor=cursor
    )
