"""Honeypots: what measures a reviewer passes for any other task, and changes nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import errata
from errata.core.dataset import HeldCase
from errata.core.error_record import ErrorRecord
from errata.core.events import Event, Verb
from errata.core.people import Contest, ContestSettled, Honeypot
from errata.core.policy import parse_policy
from errata.core.task import OWN, Resolution, Review, Task
from errata.flow.anchoring import anchoring
from errata.flow.lead.queue_page import State, queue_page
from errata.flow.lead.task_story import task_story
from errata.flow.loop import Loop
from errata.flow.people.honeypot import AHEAD, place_honeypots
from errata.flow.people.skills import skills_in
from errata.flow.session_summary import session_summary
from errata.loop.review.honeypots import FEWEST

LABELS = ["card", "refund", "transfer"]
ALWAYS_AT_WORK: dict[str, Any] = {
    "session_items": 0, "session_minutes": 0.0, "daily_items": 0, "daily_minutes": 0.0,
    "fatigue": False,
}  # fmt: skip
POLICY: dict[str, Any] = {
    "triage": {"audit_rate": 0.0, "threshold": 1.0},
    "review": {"model_prior": False},
    "consensus": {"minimum": 2, "maximum": 3, "bar": 0.9},
    "people": {**ALWAYS_AT_WORK, "honeypot_rate": 0.5, "everywhere": True},
}


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def opened(folder: Path, **policy: Any) -> Loop:
    return errata.open(
        f"sqlite:///{folder}/e.db",
        project="tickets",
        kind="text",
        labels=LABELS,
        policy={**POLICY, **policy},
        clock=Clock(),
    )


def fill(loop: Loop, n: int, *, name: str, **more: Any) -> None:
    loop.capture(
        [f"{name} {i}" for i in range(n)], np.array([[0.5, 0.3, 0.2]] * n), model="v1", **more
    )


def work(loop: Loop, who: str, n: int, label: str = "card") -> list[str]:
    """The tasks that somebody answered."""
    done = []
    for _ in range(n):
        task = loop.claim(reviewer=who)
        if task is None:
            break
        loop.submit(task, label=label)
        done.append(task.id)
    return done


def known(loop: Loop, n: int = FEWEST) -> None:
    """So many answers that two people agree on, and more that wait."""
    fill(loop, n, name="old")
    for who in ("xi", "yu"):
        work(loop, who, n)
    fill(loop, 60, name="new")


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with opened(tmp_path) as loop:
        yield loop


def found(loop: Loop, kind: type[Any], **where: Any) -> list[Any]:
    with loop.store.snapshot() as view:
        return view.find(kind, **where)


class TestPlacing:
    def test_none_come_while_too_few_answers_are_known(self, loop: Loop) -> None:
        known(loop, FEWEST - 1)
        assert place_honeypots(loop._ws(), reviewer="ann") == 0
        work(loop, "ann", 20)
        assert found(loop, Honeypot) == []

    def test_a_few_wait_and_no_more_are_placed_than_are_lacking(self, loop: Loop) -> None:
        known(loop)
        ws = loop._ws()
        assert place_honeypots(ws, reviewer="ann") == AHEAD
        assert place_honeypots(ws, reviewer="ann") == 0
        assert place_honeypots(ws, reviewer="bob") == AHEAD

    @pytest.mark.parametrize("people", [{"honeypot_rate": 0.0}, {"scoring": "off"}])
    def test_a_policy_may_want_none(self, tmp_path: Path, people: dict[str, Any]) -> None:
        with opened(tmp_path, people={**ALWAYS_AT_WORK, "everywhere": True, **people}) as loop:
            known(loop)
            assert place_honeypots(loop._ws(), reviewer="ann") == 0

    def test_python_users_get_none_unless_the_policy_says_everywhere(self, tmp_path: Path) -> None:
        with opened(tmp_path, people={"honeypot_rate": 0.5}) as loop:
            known(loop)
            work(loop, "ann", 30)
            assert found(loop, Honeypot) == []

    def test_nothing_comes_twice_to_the_same_person(self, tmp_path: Path) -> None:
        with opened(tmp_path) as loop:
            known(loop)
            fill(loop, 200, name="more")
            work(loop, "ann", 250)
            mine = found(loop, Honeypot, reviewer="ann")
            assert len(mine) > 20
            assert len({one.item_id for one in mine}) == len(mine)
            # xi answered every source, so there is nothing left to measure them by
            work(loop, "xi", 30)
            agreed = {one.item_id for one in found(loop, Resolution)[:FEWEST]}
            assert not agreed & {one.item_id for one in found(loop, Honeypot, reviewer="xi")}

    def test_held_cases_with_a_prediction_are_sources_too(self, tmp_path: Path) -> None:
        rules = {
            "triage": {"audit_rate": 1.0, "threshold": 0.4},
            "review": {"hold_minimum": 1, "model_prior": False},
            "consensus": {"minimum": 1, "bar": 0.85},
        }
        with opened(tmp_path, **rules) as loop:
            fill(loop, 120, name="audit")
            work(loop, "xi", 100)
            cases = found(loop, HeldCase)
            assert len(cases) > FEWEST
            place_honeypots(loop._ws(), reviewer="ann")
            placed = found(loop, Honeypot, reviewer="ann")
            assert {one.source.split(":")[0] for one in placed} == {"held"}
            with loop.store.snapshot() as view:
                task = view.get(Task, placed[0].id)
            assert (task.hold, task.sampled, task.flags) == (False, False, ("audit",))


class TestServing:
    def test_about_the_set_share_of_the_tasks_measures(self, loop: Loop) -> None:
        known(loop)
        fill(loop, 100, name="more")
        work(loop, "ann", 100)
        share = np.mean([one.measures for one in found(loop, Review, reviewer="ann")])
        assert 0.2 < share < 0.6  # 0.5 is drawn; sources run out at 30

    def test_giving_a_task_back_draws_no_new_lot(self, loop: Loop) -> None:
        known(loop)
        work(loop, "ann", 3)
        for _ in range(10):
            kinds = set()
            for _ in range(4):
                task = loop.claim(reviewer="ann")
                assert task is not None
                kinds.add(task.lease.skill.startswith(OWN))
                loop.release(task)
            assert len(kinds) == 1
            work(loop, "ann", 1)

    def test_none_is_handed_out_where_nothing_else_waits(self, tmp_path: Path) -> None:
        with opened(
            tmp_path, people={**ALWAYS_AT_WORK, "everywhere": True, "honeypot_rate": 0.2}
        ) as loop:
            known(loop)
            work(loop, "ann", 300)
            assert loop.claim(reviewer="ann") is None
            with loop.store.snapshot() as view:
                assert view.queue.for_one(loop._ws().project.id, "ann") > 0

    def test_a_honeypot_looks_like_what_waits(self, loop: Loop) -> None:
        known(loop)
        work(loop, "ann", 40)
        tasks = {task.id: task for task in found(loop, Task)}
        mine = [tasks[one.task_id] for one in found(loop, Review, reviewer="ann")]
        pots = [task for task in mine if task.skill.startswith(OWN)]
        real = [task for task in mine if not task.skill.startswith(OWN)]
        assert pots
        assert real
        times = {task.created_at for task in tasks.values() if not task.skill.startswith(OWN)}
        for pot in pots:
            assert pot.created_at in times
            assert pot.due_at == pot.created_at + timedelta(hours=72)
            assert any(pot.id[:13] == task.id[:13] for task in real)
            assert (pot.flags, pot.model) == (real[0].flags, real[0].model)
            assert pot.overlap == real[0].overlap


class TestNothingElseChanges:
    def test_answers_to_honeypots_settle_nothing_and_are_in_no_list(self, loop: Loop) -> None:
        known(loop)
        before = len(found(loop, Resolution)), len(found(loop, ErrorRecord))
        done = work(loop, "ann", 40, label="transfer")  # wrong, all of them
        pots = {one.id for one in found(loop, Honeypot)}
        answered = [task for task in done if task in pots]
        assert answered
        assert (len(found(loop, Resolution)), len(found(loop, ErrorRecord))) == before
        ws = loop._ws()
        status = loop.status()
        assert status.reviews == 2 * FEWEST + len(done) - len(answered)
        assert status.tasks_open == 60
        for state in State:
            rows = queue_page(ws, state=state, limit=200).items
            assert not {row.id for row in rows} & pots
        with loop.store.snapshot() as view:
            assert not any(OWN in skill for skill in view.backlog.by_skill(ws.project.id))
            waiting = view.queue.waiting(ws.project.id, "bob")
            assert not any(OWN in skill for skill in waiting.other_skill)
            assert view.queue.requirements(ws.project.id) == [""]
        assert anchoring(ws).blind is None
        assert loop.pick(5)

    def test_a_lead_who_looks_at_one_is_told_what_it_is(self, loop: Loop) -> None:
        known(loop)
        work(loop, "ann", 20)
        pot = next(one for one in found(loop, Review, reviewer="ann") if one.measures)
        story = task_story(loop._ws(), pot.task_id)
        assert story.row.measures
        assert story.row.skill == ""
        assert story.trace.kind == "honeypot"
        assert loop.trace(pot.task_id).kind == "honeypot"
        assert loop.trace(story.row.item_id).kind == "prediction"

    def test_a_reviewers_own_sums_count_them_like_any_other(self, tmp_path: Path) -> None:
        rules = {"consensus": {"minimum": 1, "bar": 0.85}}
        with opened(tmp_path) as loop:
            known(loop)
            loop.change_policy(parse_policy({**POLICY, **rules}), by="lead")
            done = work(loop, "ann", 30)
            mine = session_summary(loop._ws(), reviewer="ann")
            assert (mine.reviews, mine.resolved, mine.confirmations) == (len(done),) * 3


class TestSkill:
    def test_honeypots_and_resolutions_make_a_skill(self, loop: Loop) -> None:
        known(loop)
        work(loop, "ann", 40, label="transfer")
        with loop.store.snapshot() as view:
            skills = skills_in(view, loop._ws())
        ann, xi = skills.skill("ann"), skills.skill("xi")
        assert ann.n > 5
        assert ann.accuracy < 0.5
        assert xi.accuracy > 0.85
        assert xi.n == FEWEST
        assert skills.skill("ann", "class=card").n == ann.n
        assert skills.skill("ann", "kind=text").n == ann.n
        assert skills.skill("nobody").n == 0

    def test_what_was_contested_with_right_counts_no_more(self, loop: Loop) -> None:
        known(loop)
        work(loop, "ann", 40, label="transfer")
        ws = loop._ws()
        pot = next(one for one in found(loop, Review, reviewer="ann") if one.measures)
        with loop.store.snapshot() as view:
            before = skills_in(view, ws).skill("ann").n
        with loop.store.transaction(actor="lead", now=ws.now()) as tx:
            here: dict[str, Any] = {"project_id": ws.project.id, "created_at": ws.now()}
            tx.put(Contest(id="c", reviewer="ann", task_id=pot.task_id, why="no", **here))
            tx.put(ContestSettled(id="d", contest_id="c", upheld=True, by="l", why="so", **here))
            tx.record(Event(verb=Verb.CONTESTED, object_id="c"))
        with loop.store.snapshot() as view:
            assert skills_in(view, ws).skill("ann").n == before - 1
