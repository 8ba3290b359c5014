"""Law 2: no double work.

A task is never held or answered by more reviewers than its overlap asks, and never twice by the
same reviewer, under any interleaving, crash or clock step. And nobody waits in vain: an open slot
can always be claimed by somebody who has not answered.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from errata.core.errors import LeaseLost
from errata.core.events import Event, Verb
from errata.core.task import Answer, Draft, Lease, Resolution, Review, Task
from errata.flow.loop import Loop
from errata.testing.samples import Maker
from errata.testing.strategies import LABELS, SteppedClock, clock_steps
from errata.testing.team import EXPERT, PEOPLE, OpenLoop, Team, play

LEASE_SECONDS = 600.0
WHO = ("ada", "bo", "cy", "di")


@dataclass
class Slot:
    """What a slot should be."""

    task: Task
    number: int
    skill: str
    rank: float
    holder: str | None = None
    token: int = 0
    until: datetime | None = None


class QueueModel(RuleBasedStateMachine):
    """The queue against a model that says exactly which slot each claim must get."""

    def __init__(self, given: OpenLoop) -> None:
        super().__init__()
        self.given = given
        self.clock = SteppedClock()
        self.slots: dict[tuple[str, int], Slot] = {}
        self.tasks: dict[str, Task] = {}
        self.asked: Counter[str] = Counter()
        self.answered: set[tuple[str, str]] = set()
        self.leases: list[Lease] = []
        self.loop: Loop

    @initialize()
    def begin(self) -> None:
        self.make = Maker()
        self._open()

    @rule(
        many=st.lists(
            st.tuples(st.integers(1, 5), st.integers(0, 3), st.sampled_from(["", "", "rare"])),
            min_size=1,
            max_size=3,
        )
    )
    def add(self, many: list[tuple[int, int, str]]) -> None:
        tasks = [
            self.make.task(self.project, float(priority), overlap=overlap, skill=skill)
            for overlap, priority, skill in many
        ]
        with self._change() as tx:
            tx.queue.add(tasks)
        for task in tasks:
            self.tasks[task.id] = task
            self.asked[task.id] = task.overlap
            for number in range(task.overlap):
                self._free(task, number, task.skill, -task.priority)

    @rule(who=st.sampled_from(WHO), skilled=st.booleans())
    def claim(self, who: str, skilled: bool) -> None:
        with self._change() as tx:
            lease = tx.queue.claim(
                self.project,
                who,
                skills=["rare"] if skilled else [],
                now=self.clock(),
                lease_seconds=LEASE_SECONDS,
            )
        for slot in self.slots.values():
            if slot.until is not None and slot.until <= self.clock():
                slot.holder = slot.until = None
        own = {slot.task.id for slot in self.slots.values() if slot.holder == who}
        own |= {task for task, reviewer in self.answered if reviewer == who}
        free = [
            slot
            for slot in self.slots.values()
            if slot.holder is None and slot.task.id not in own and (skilled or not slot.skill)
        ]
        if not free:
            assert lease is None
            return
        assert lease is not None, "a free slot starves"
        slot = self.slots[lease.task_id, lease.slot]
        assert slot in free
        assert (slot.rank, slot.task.id) == min((each.rank, each.task.id) for each in free)
        assert lease.token > slot.token
        slot.holder, slot.token, slot.until = who, lease.token, lease.expires_at
        self.leases.append(lease)

    @precondition(lambda self: self.leases)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        lease = data.draw(st.sampled_from(self.leases))
        review = self.make.review(lease, self.project)
        slot = self.slots.get((lease.task_id, lease.slot))
        counts = (
            slot is not None
            and (lease.task_id, lease.reviewer) not in self.answered
            and (slot.holder is None or slot.token == lease.token)
        )
        try:
            with self._change() as tx:
                tx.queue.answer(lease, review, now=self.clock())
        except LeaseLost:
            assert not counts
            return
        assert counts
        self.answered.add((lease.task_id, lease.reviewer))
        del self.slots[lease.task_id, lease.slot]
        for other in self.slots.values():  # who answered holds no other slot of the task
            if (other.task.id, other.holder) == (lease.task_id, lease.reviewer):
                other.holder = other.until = None

    @precondition(lambda self: self.leases)
    @rule(data=st.data(), longer=st.booleans())
    def renew_or_release(self, data: st.DataObject, longer: bool) -> None:
        lease = data.draw(st.sampled_from(self.leases))
        slot = self.slots.get((lease.task_id, lease.slot))
        held = slot is not None and slot.holder is not None and slot.token == lease.token
        try:
            with self._change() as tx:
                if longer:
                    renewed = tx.queue.renew(lease, now=self.clock(), lease_seconds=LEASE_SECONDS)
                else:
                    tx.queue.release(lease)
        except LeaseLost:
            assert longer
            assert not held
            return
        assert held or not longer
        if slot is not None and held:
            slot.until = renewed.expires_at if longer else None
            slot.holder = slot.holder if longer else None

    @precondition(lambda self: self.tasks)
    @rule(data=st.data(), what=st.sampled_from(["ask", "raise", "close"]))
    def change_a_task(self, data: st.DataObject, what: str) -> None:
        task = self.tasks[data.draw(st.sampled_from(sorted(self.tasks)))]
        mine = [slot for slot in self.slots.values() if slot.task.id == task.id]
        with self._change() as tx:
            if what == "ask":
                tx.queue.ask_again(task, skill="rare")
            elif what == "raise":
                tx.queue.raise_priority(self.project, [(task.id, 9.0)])
            else:
                tx.queue.close(task.id)
        if what == "ask":
            with self.loop.store.snapshot() as view:
                used = [r.slot for r in view.find(Review, task_id=task.id)]
            number = max([-1, *used, *(slot.number for slot in mine)]) + 1
            self.asked[task.id] += 1
            self._free(task, number, "rare", -task.priority)
        for slot in mine:
            if what == "raise":
                slot.rank = -9.0
            elif what == "close":
                del self.slots[task.id, slot.number]

    @rule(seconds=clock_steps())
    def step_clock(self, seconds: float) -> None:
        self.clock.step(seconds)

    @rule()
    def reopen(self) -> None:
        self.loop.close()
        self._open()

    @invariant()
    def nobody_works_twice(self) -> None:
        if not hasattr(self, "loop"):
            return
        with self.loop.store.snapshot() as view:
            reviews = view.find(Review, project_id=self.project)
            assert view.queue.open_slots(self.project) == len(self.slots)
        assert {(r.task_id, r.reviewer) for r in reviews} == self.answered
        assert len(reviews) == len(self.answered)
        busy = Counter(review.task_id for review in reviews)
        busy.update(slot.task.id for slot in self.slots.values() if slot.holder is not None)
        assert all(n <= self.asked[task] for task, n in busy.items())
        held = [(s.task.id, s.holder) for s in self.slots.values() if s.holder is not None]
        assert len(set(held)) == len(held)
        assert not set(held) & self.answered

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            self.loop.close()

    def _free(self, task: Task, number: int, skill: str, rank: float) -> None:
        slot = Slot(task=task, number=number, skill=skill, rank=rank)
        self.slots[task.id, number] = slot

    def _open(self) -> None:
        self.loop = self.given(kind="text", labels=LABELS, clock=self.clock)
        self.project = self.loop.project.id

    def _change(self) -> Any:
        return _Change(self.loop, self.clock())


class _Change:
    """A transaction with an event where something may change."""

    def __init__(self, loop: Loop, now: datetime) -> None:
        self._tx = loop.store.transaction(actor="test", now=now)

    def __enter__(self) -> Any:
        self._inner = self._tx.__enter__()
        return self._inner

    def __exit__(self, *error: Any) -> bool | None:
        if error[0] is None:
            self._inner.record(Event(verb=Verb.TASK_CLAIMED, object_id="x"))
        return self._tx.__exit__(*error)


class Queued(Team):
    """A whole team; what is asked of it ends, once and by different people."""

    def after(self, what: str, *, changed: bool, result: Any = None, **given: Any) -> None:
        if what != "submit":
            return
        with self.loop.store.snapshot() as view:
            reviews = view.find(Review, task_id=given["task"].id)
            counted = [review for review in reviews if review.why == given["why"]]
            drafts = view.find(Draft, task_id=given["task"].id)
            kept = [draft for draft in drafts if draft.why == given["why"]]
        assert (len(counted), len(kept)) == ((0, 1) if given["draft"] else (1, 0))

    @invariant()
    def no_more_answers_than_asked(self) -> None:
        if not hasattr(self, "loop"):
            return
        with self.loop.store.snapshot() as view:
            tasks = {task.id: task for task in view.find(Task, project_id=self.loop.project.id)}
            reviews = view.find(Review, project_id=self.loop.project.id)
            settled = [r.task_id for r in view.find(Resolution, project_id=self.loop.project.id)]
        assert len({(r.task_id, r.reviewer) for r in reviews}) == len(reviews)
        assert len({(r.task_id, r.slot) for r in reviews}) == len(reviews)
        assert len(set(settled)) == len(settled)
        answers = Counter(r.task_id for r in reviews if r.answer is not Answer.SKIP)
        most = self.policy["consensus"]["maximum"] + 1  # and an expert
        assert all(n <= max(tasks[task].overlap, most) for task, n in answers.items())

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            self.nobody_starves()
            self.loop.close()

    def nobody_starves(self) -> None:
        """Once all leases are over, fresh people can finish everything."""
        self.clock.step(1_000_000)
        for number in range(40):
            skills = ["expert"] if number % 2 else []
            while (task := self.loop.claim(reviewer=f"fresh-{number}", skills=skills)) is not None:
                self.loop.submit(task, label=LABELS[0])
        with self.loop.store.snapshot() as view:
            settled = {r.task_id for r in view.find(Resolution, project_id=self.loop.project.id)}
            tasks = {task.id for task in view.find(Task, project_id=self.loop.project.id)}
            assert tasks == settled
            assert view.queue.open_slots(self.loop.project.id) == 0


def test_each_claim_gets_the_best_free_slot_and_nobody_works_twice(new_project: Any) -> None:
    play(QueueModel, new_project, examples=8, steps=40)


def test_what_a_team_is_asked_ends_and_nobody_works_twice(new_project: Any) -> None:
    play(Queued, new_project, examples=4, steps=20)


def test_threads_that_claim_answer_and_give_back_never_work_twice(new_project: Any) -> None:
    policy = {
        "triage": {"threshold": 1.0, "audit_rate": 0.0},
        "consensus": {"minimum": 2, "maximum": 3},
    }
    with new_project()(kind="text", labels=LABELS, policy=policy) as loop:
        loop.capture([f"case {n}" for n in range(12)], np.full((12, 3), 1 / 3), model="m")
        faults: list[BaseException] = []

        def work(who: str, seed: int) -> None:
            rng = np.random.default_rng(seed)
            skills = ["expert"] if who == EXPERT else []
            try:
                while (task := loop.claim(reviewer=who, skills=skills)) is not None:
                    if rng.random() < 0.2:
                        loop.release(task)
                    else:
                        loop.submit(task, label=LABELS[int(rng.integers(3))])
            except BaseException as error:
                faults.append(error)

        crew = [
            threading.Thread(target=work, args=(who, seed))
            for seed, who in enumerate((*PEOPLE, EXPERT))
        ]
        for each in crew:
            each.start()
        for each in crew:
            each.join()
        assert not faults
        # Who has answered a task cannot adjudicate it, so the rest needs others.
        for number in range(6):
            while (task := loop.claim(reviewer=f"new {number}", skills=["expert"])) is not None:
                loop.submit(task, label=LABELS[0])
        with loop.store.snapshot() as view:
            reviews = view.find(Review, project_id=loop.project.id)
            resolutions = view.find(Resolution, project_id=loop.project.id)
        assert len({(r.task_id, r.reviewer) for r in reviews}) == len(reviews)
        assert len({(r.task_id, r.slot) for r in reviews}) == len(reviews)
        assert max(Counter(r.task_id for r in reviews).values()) <= 4
        assert len({r.task_id for r in resolutions}) == len(resolutions) == 12
