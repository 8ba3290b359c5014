"""The review queue as one snapshot sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from errata.core.requirement import met
from errata.core.task import Lease, Waiting, own_slot
from errata.store.columns import micros, moment
from errata.store.queue_statements import (
    HELD_BY_ONE,
    HELD_BY_OTHERS,
    IS_OPEN,
    LEASE,
    N_FREE,
    N_HELD,
    OTHER_SKILLS,
    OTHERS_WORK,
    OWN_TASKS,
    REACH,
    REQUIREMENTS,
    for_one,
)
from errata.store.schema import slots

COUNTED = 10_000  # tasks of other skills are counted so far


class SqlQueueReader:
    """The queue as one snapshot sees it."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def open_tasks(self, project_id: str) -> int:
        """Tasks that still wait for an answer, held or not."""
        once = select(slots.c.created_at, slots.c.task_id).distinct()  # in an index's order
        once = once.where(slots.c.project_id == project_id)
        query = select(func.count()).select_from(once.subquery())
        return int(self._conn.execute(query).scalar_one()) - self._for_one(project_id)

    def open_slots(self, project_id: str) -> int:
        """Answers still missing."""
        query = select(func.count()).where(slots.c.project_id == project_id)
        return int(self._conn.execute(query).scalar_one()) - self._for_one(project_id)

    def oldest_open(self, project_id: str) -> datetime | None:
        """When the longest-waiting open task was created."""
        query = select(slots.c.created_at).where(slots.c.project_id == project_id, ~for_one)
        query = query.order_by(slots.c.created_at, slots.c.task_id).limit(1)
        oldest = self._conn.execute(query).scalar_one_or_none()
        return None if oldest is None else moment(oldest)

    def is_open(self, task_id: str) -> bool:
        """Whether the task still waits for an answer."""
        return IS_OPEN.first(self._conn, {"task": task_id}) is not None

    def free_slots(self, project_id: str, *, skills: Sequence[str] = (), at_most: int) -> int:
        """Slots that these skills may take, and that nobody holds; counted up to `at_most`."""
        asked = {"p": project_id, "names": self._met(project_id, skills), "most": at_most}
        return int(self._conn.execute(N_FREE, asked).scalar_one())

    def held_slots(self, project_id: str, *, now: datetime, at_most: int) -> int:
        """Slots under a lease that has not run out; counted up to `at_most`."""
        asked = {"p": project_id, "at": micros(now), "most": at_most}
        return int(N_HELD.all(self._conn, asked)[0][0])

    def others_work(self, project_id: str, reviewer: str, *, now: datetime) -> bool:
        """Whether anybody else holds a task now."""
        asked = {"p": project_id, "who": reviewer, "at": micros(now)}
        return OTHERS_WORK.first(self._conn, asked) is not None

    def held_by(self, project_id: str, reviewer: str) -> int:
        """How many tasks this reviewer holds."""
        asked = {"p": project_id, "who": reviewer}
        return int(HELD_BY_ONE.all(self._conn, asked)[0][0])

    def for_one(self, project_id: str, reviewer: str) -> int:
        """How many tasks wait for this reviewer alone, or are in their hands."""
        asked = {"p": project_id, "skill": own_slot(reviewer), "who": reviewer}
        return len(OWN_TASKS.all(self._conn, asked))

    def requirements(self, project_id: str) -> list[str]:
        """What free slots ask for, sorted; one seek each, however many there are."""
        return [row.skill for row in REQUIREMENTS.all(self._conn, {"p": project_id})]

    def lease_of(self, task_id: str, reviewer: str) -> Lease | None:
        """What this reviewer holds of this task."""
        row = LEASE.first(self._conn, {"task": task_id, "who": reviewer})
        if row is None:
            return None
        return Lease(
            task_id=task_id, slot=row.slot, reviewer=reviewer, token=row.token,
            expires_at=moment(row.expires_at), skill=row.skill,
        )  # fmt: skip

    def in_reach(self, task_id: str, reviewer: str, *, now: datetime) -> list[Lease]:
        """The task's free slots, and the one that this reviewer holds, under their newest token.

        A free one counts as expired `now`.
        """
        rows = REACH.all(self._conn, {"task": task_id, "who": reviewer})
        return [
            Lease(
                task_id=task_id, slot=row.slot, reviewer=reviewer, token=row.token,
                expires_at=now if row.expires_at is None else moment(row.expires_at),
                skill=row.skill,
            )
            for row in rows
        ]  # fmt: skip

    def waiting(self, project_id: str, reviewer: str, *, skills: Sequence[str] = ()) -> Waiting:
        """Why a reviewer gets nothing: what others hold, and what asks for other skills.

        What this reviewer has answered or holds does not count.
        """
        asked = {"p": project_id, "who": reviewer, "most": COUNTED}
        held = [row for row in HELD_BY_OTHERS.all(self._conn, asked) if met(row.skill, skills)]
        names = self._met(project_id, skills)
        others = self._conn.execute(OTHER_SKILLS, {**asked, "names": names})
        return Waiting(
            held_by_others=len({row.task_id for row in held}),
            held_by_you=self.held_by(project_id, reviewer),
            next_expiry=moment(held[0].expires_at) if held else None,
            other_skill={skill: int(n) for skill, n in sorted(map(tuple, others))},
        )

    def _met(self, project_id: str, skills: Sequence[str]) -> list[str]:
        return [one for one in self.requirements(project_id) if met(one, skills)]

    def _for_one(self, project_id: str) -> int:
        """Open slots for one reviewer alone; each task of them has one."""
        query = select(func.count()).where(slots.c.project_id == project_id, for_one)
        free = query.where(slots.c.reviewer.is_(None))
        held = query.where(slots.c.reviewer.is_not(None))
        return sum(int(self._conn.execute(each).scalar_one()) for each in (free, held))
