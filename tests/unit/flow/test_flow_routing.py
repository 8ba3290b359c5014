"""Routing: the right reviewer, scarce ones not spent on what others can do, nobody starves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import errata
from errata.core.account import Grant, Role, User
from errata.core.errors import Conflict, InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.model import Alarm, AlarmClosed
from errata.core.people import Credential
from errata.core.task import ClaimedTask, ResolutionKind, Task
from errata.core.webhook import Delivery
from errata.flow.escalate import escalate
from errata.flow.loop import Loop
from errata.flow.people import roster as roster_file
from errata.flow.people.credentials import (
    CredentialState,
    credentials,
    declare,
    skills_of,
    verify,
    withdraw,
)
from errata.flow.people.roster import granted_skills, roster
from errata.flow.people.skills import leave_one_out
from errata.flow.people.unqualified import UNQUALIFIED, check_people, says
from errata.flow.watch.alarms import open_alarms

LABELS = ["normal", "tumour", "cyst"]
POLICY: dict[str, Any] = {
    "triage": {"audit_rate": 0.0, "threshold": 1.0},
    "review": {"model_prior": False, "lease_seconds": 7_200},
    "consensus": {"bar": 0.85},
    "routing": {"skills_by": ["language"], "class_skills": {"tumour": "radiologist"}},
}
UNSURE = [0.6, 0.05, 0.35]
TUMOUR = [0.3, 0.6, 0.1]


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=10)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def opened(folder: Path, clock: Clock, **policy: Any) -> Loop:
    roster_file._kept.clear()
    return errata.open(
        f"sqlite:///{folder}/e.db",
        project="scans",
        kind="text",
        labels=LABELS,
        policy={**POLICY, **policy},
        clock=clock,
    )


@pytest.fixture
def loop(tmp_path: Path, clock: Clock) -> Iterator[Loop]:
    with opened(tmp_path, clock) as loop:
        yield loop


def capture(loop: Loop, *says: list[float], language: str = "en", name: str = "") -> None:
    texts = [f"{name}{language} {loop._ws().now().timestamp()} {n}" for n in range(len(says))]
    loop.capture(texts, np.array(says), model="v1", attributes={"language": [language] * len(says)})


def people(loop: Loop, **skills: list[str]) -> None:
    """Accounts with skills that came with their roles."""
    ws = loop._ws()
    for name, given in skills.items():
        with loop.store.transaction(actor="test", now=ws.now()) as tx:
            user = User(id=ws.mint(), name=name, created_at=ws.now())
            grant = Grant(
                id=ws.mint(), user_id=user.id, project_id=ws.project.id, role=Role.REVIEWER,
                skills=tuple(given), by="test", created_at=ws.now(),
            )  # fmt: skip
            tx.put(user, grant)
            tx.record(Event(verb=Verb.ROLE_GRANTED, object_id=user.id))


def asks(loop: Loop) -> list[str]:
    with loop.store.snapshot() as view:
        return sorted(task.skill for task in view.find(Task))


def alarms(loop: Loop) -> list[str]:
    with loop.store.snapshot() as view:
        found = open_alarms(view, loop._ws().project.id, kind=UNQUALIFIED)
        return sorted(str(alarm.figures["asks"]) for alarm in found)


class TestWhatATaskAsks:
    def test_languages_and_classes_are_skills(self, loop: Loop) -> None:
        loop.capture(["plain"], np.array([UNSURE]), model="v1")
        capture(loop, UNSURE, TUMOUR, language="fr")
        assert asks(loop) == ["", "language=fr", "language=fr&radiologist"]
        assert loop.claim(reviewer="ann", skills=["radiologist"]).item == "plain"  # type: ignore[union-attr]
        assert loop.claim(reviewer="ann", skills=["radiologist"]) is None
        assert loop.claim(reviewer="bob", skills=["language=fr"]) is not None
        assert loop.claim(reviewer="bob", skills=["language=fr"]) is None
        both = ["language=fr", "radiologist"]
        assert loop.claim(reviewer="cy", skills=both) is not None

    def test_a_critical_class_asks_three_and_the_experts_band_an_expert(
        self, tmp_path: Path, clock: Clock
    ) -> None:
        rules = {
            "triage": {"audit_rate": 0.0, "threshold": 1.0, "expert_below": 0.5},
            "consensus": {"critical": ["tumour"], "critical_minimum": 3},
        }
        with opened(tmp_path, clock, **rules) as loop:
            capture(loop, TUMOUR, [0.4, 0.3, 0.3], UNSURE)
            with loop.store.snapshot() as view:
                found = {task.predicted + task.skill: task.overlap for task in view.find(Task)}
        assert found == {
            "tumourlanguage=en&radiologist": 3,
            "normalexpert&language=en&radiologist": 1,
            "normallanguage=en": 1,
        }


class TestNobodyLeft:
    """What all who could take it have had goes to an expert; it would wait in vain otherwise."""

    def test_what_everybody_skips_goes_to_an_expert(self, loop: Loop) -> None:
        loop.capture(["a"], np.array([UNSURE]), model="v1")
        for number in range(loop.policy.consensus.maximum):
            task = loop.claim(reviewer=f"r{number}")
            assert task is not None, number
            assert loop.skip(task, why="not my field") is None
        assert loop.claim(reviewer="one more") is None
        task = loop.claim(reviewer="eve", skills=["expert"])
        assert task is not None
        resolution = loop.submit(task, label="cyst", cause="ambiguous")
        assert resolution is not None
        assert (resolution.kind, resolution.label) == (ResolutionKind.ADJUDICATED, "cyst")

    @pytest.fixture
    def pair(self, tmp_path: Path, clock: Clock) -> Iterator[Loop]:
        (tmp_path / "pair").mkdir()
        with opened(tmp_path / "pair", clock, consensus={"minimum": 2, "bar": 0.85}) as loop:
            yield loop

    def test_a_small_team_that_does_not_agree_asks_its_expert_at_once(self, pair: Loop) -> None:
        people(pair, ann=[], bob=[], rad=["radiologist"], eve=["expert"])
        pair.capture(["a"], np.array([UNSURE]), model="v1")
        for who, label in (("ann", "cyst"), ("bob", "normal")):
            assert pair.submit(claimed(pair, who), label=label, cause="ambiguous") is None
        for who in ("rad", "eve"):
            assert asked_for(pair) == [""], who  # eve may still answer as everybody
            assert pair.skip(claimed(pair, who), why="not mine") is None
        assert asked_for(pair) == ["expert"]
        check_people(pair._ws())
        assert alarms(pair) == []  # she is known to be one

    def test_a_team_without_an_expert_is_told(self, pair: Loop) -> None:
        people(pair, ann=[], bob=[])
        pair.capture(["a"], np.array([UNSURE]), model="v1")
        for who, label in (("ann", "cyst"), ("bob", "normal")):
            assert pair.submit(claimed(pair, who), label=label, cause="ambiguous") is None
        assert asked_for(pair) == ["expert"]
        assert check_people(pair._ws()) == 1
        assert alarms(pair) == ["expert"]


def claimed(loop: Loop, who: str) -> ClaimedTask:
    task = loop.claim(reviewer=who)
    assert task is not None, who
    return task


def asked_for(loop: Loop) -> list[str]:
    with loop.store.snapshot() as view:
        return view.queue.requirements(loop.project.id)


class TestOrder:
    def test_alone_one_works_by_priority_and_beside_others_on_what_is_scarce(
        self, loop: Loop
    ) -> None:
        people(loop, rad=["radiologist", "language=en"], ann=["language=en"], bob=["language=en"])
        capture(loop, [0.4, 0.0, 0.6])  # the most doubtful, anybody's
        capture(loop, [0.45, 0.0, 0.55])
        capture(loop, [0.2, 0.8, 0.0])
        mine = ["radiologist", "language=en"]
        alone = loop.claim(reviewer="rad", skills=mine)
        assert alone is not None
        assert alone.lease.skill == "language=en"
        loop.release(alone)
        assert loop.claim(reviewer="ann", skills=["language=en"]) is not None
        beside = loop.claim(reviewer="rad", skills=mine)
        assert beside is not None
        assert beside.lease.skill == "language=en&radiologist"
        last = loop.claim(reviewer="rad", skills=mine)
        assert last is not None
        assert last.lease.skill == "language=en"

    def test_what_is_overdue_comes_before_what_is_scarce(self, loop: Loop, clock: Clock) -> None:
        people(loop, rad=["radiologist", "language=en"], ann=["language=en"])
        capture(loop, UNSURE, UNSURE)
        clock.now += timedelta(hours=80)
        assert escalate(loop._ws()) == 2
        capture(loop, TUMOUR)
        assert loop.claim(reviewer="ann", skills=["language=en"]) is not None
        got = loop.claim(reviewer="rad", skills=["radiologist", "language=en"])
        assert got is not None
        assert got.lease.skill == "language=en"

    @pytest.mark.parametrize("seed", range(3))
    def test_in_a_working_day_experts_do_what_is_theirs_and_nothing_waits_for_ever(
        self, loop: Loop, clock: Clock, seed: int
    ) -> None:
        """Arrivals at random; an expert and two others answer a task a minute each, overloaded.

        General work is more than the two can do, so some of it becomes overdue: the expert then
        helps with it. Until then the expert does general work only where nothing scarce waits.
        """
        rng = np.random.default_rng(seed)
        team = {
            "rad": ["radiologist", "language=en"],
            "ann": ["language=en"],
            "bob": ["language=en"],
        }
        people(loop, **team)
        ws = loop._ws()
        held: dict[str, Any] = {}
        done: Counter[tuple[str, str]] = Counter()
        spent = 0
        for _ in range(150):
            clock.now += timedelta(minutes=30)
            n, scarce = rng.poisson(2.2), rng.poisson(0.5)
            if n + scarce:
                capture(loop, *[UNSURE] * n, *[TUMOUR] * scarce)
            escalate(ws)
            for who, skills in team.items():
                if who in held:
                    loop.submit(held.pop(who), label="normal")
                with loop.store.snapshot() as view:
                    waits = view.backlog.by_skill(ws.project.id).get("language=en&radiologist", 0)
                    late = view.backlog.overdue(ws.project.id, now=clock.now)[0]
                task = loop.claim(reviewer=who, skills=skills)
                if task is None:
                    continue
                held[who] = task
                done[who, task.lease.skill] += 1
                general = task.lease.skill == "language=en"
                spent += who == "rad" and general and waits > 0 and late == 0 and len(held) > 1
        assert spent == 0
        assert done["rad", "language=en&radiologist"] > 50
        assert done["rad", "language=en"] > 0
        with loop.store.snapshot() as view:
            n_late, first = view.backlog.overdue(ws.project.id, now=clock.now)
        assert first is None or clock.now - first < timedelta(hours=12), n_late

    def test_with_nobody_else_there_an_expert_gets_everything_done(self, loop: Loop) -> None:
        capture(loop, *[UNSURE] * 10, *[TUMOUR] * 10)
        order = []
        while (
            task := loop.claim(reviewer="rad", skills=["radiologist", "language=en"])
        ) is not None:
            order.append(task.lease.skill)
            loop.submit(task, label="normal")
        assert Counter(order) == {"language=en": 10, "language=en&radiologist": 10}


class TestCredentials:
    def test_a_skill_is_declared_verified_expires_and_is_withdrawn(
        self, loop: Loop, clock: Clock
    ) -> None:
        ws = loop._ws("text")
        declare(ws, "ann", "language=fr", note=" grew up in Lyon ")

        def state() -> CredentialState:
            (found,) = credentials(ws, reviewer="ann")
            assert found.note == "grew up in Lyon"
            return found.state

        def skills() -> tuple[str, ...]:
            with loop.store.snapshot() as view:
                return skills_of(view, ws, "ann", ["granted"], clock.now)

        assert (state(), skills()) == ("declared", ("granted",))
        verify(ws, "ann", "language=fr", by="lee", expires_at=clock.now + timedelta(days=1))
        assert (state(), skills()) == ("verified", ("granted", "language=fr"))
        clock.now += timedelta(days=2)
        assert (state(), skills()) == ("expired", ("granted",))
        verify(ws, "ann", "language=fr", by="lee")
        assert (state(), skills()) == ("verified", ("granted", "language=fr"))
        withdraw(ws, "ann", "language=fr", by="lee")
        assert (state(), skills()) == ("withdrawn", ("granted",))
        declare(ws, "ann", "language=fr", note="grew up in Lyon")
        assert (state(), skills()) == ("declared", ("granted",))

    def test_what_makes_no_sense_is_refused(self, loop: Loop, clock: Clock) -> None:
        ws = loop._ws("text")
        declare(ws, "ann", "fr")
        with pytest.raises(Conflict, match="declared already"):
            declare(ws, "ann", "fr")
        with pytest.raises(InputError, match="no @ in front"):
            declare(ws, "ann", "@bob")
        with pytest.raises(InputError, match="a time to come"):
            verify(ws, "ann", "fr", by="lee", expires_at=clock.now - timedelta(days=1))
        with pytest.raises(NotFound, match="no credential"):
            withdraw(ws, "ann", "de", by="lee")
        with pytest.raises(InputError, match="a note of"):
            declare(ws, "ann", "de", note="x" * 2_000)
        for n in range(49):
            declare(ws, "ann", f"skill {n}")
        with pytest.raises(InputError, match="50 at most"):
            declare(ws, "ann", "one more")

    def test_who_lost_every_role_is_in_no_roster(self, loop: Loop, clock: Clock) -> None:
        ws = loop._ws("text")
        with loop.store.snapshot() as view:
            assert roster(view, ws, clock.now) is None
        verify(ws, "gone", "language=fr", by="lee")
        with loop.store.snapshot() as view:
            assert roster(view, ws, clock.now) == {"gone": frozenset({"language=fr"})}
        people(loop, ann=["language=en"])
        with loop.store.snapshot() as view:
            assert roster(view, ws, clock.now) == {"ann": frozenset({"language=en"})}
            assert granted_skills(view, ws.project.id) == {"ann": ("language=en",)}


class TestEarned:
    def test_answers_earn_what_a_class_asks(self, tmp_path: Path, clock: Clock) -> None:
        rules = {"routing": {"class_accuracy": {"cyst": 0.8}}, "consensus": {"minimum": 2}}
        with opened(tmp_path, clock, **rules) as loop:
            ws = loop._ws("text")
            loop.capture([f"n {n}" for n in range(20)], np.array([[0.6, 0, 0.4]] * 20), model="v1")
            for who in ("ann", "bob"):
                for _ in range(20):
                    task = loop.claim(reviewer=who)
                    assert task is not None
                    loop.submit(task, label="cyst")
            loop.capture(["c"], np.array([[0.3, 0.1, 0.6]]), model="v1")
            with loop.store.snapshot() as view:
                assert skills_of(view, ws, "ann", (), clock.now) == ("earned:cyst",)
                assert skills_of(view, ws, "new", (), clock.now) == ()
            states = [one.state for one in credentials(ws, reviewer="ann")]
            assert states == [CredentialState.EARNED]
            assert loop.claim(reviewer="ann", skills=["earned:cyst"]) is not None
            assert loop.claim(reviewer="new") is None

    def test_an_answer_is_weighed_by_the_others_alone(self) -> None:
        assert leave_one_out(["a"], 9.0, 2) == [0.5]
        assert leave_one_out(["a", "b"], 9.0, 3) == pytest.approx([1 / 11, 1 / 11])
        many = leave_one_out(["a"] * 400 + ["b"], 1e5, 1_000)
        assert many[0] == pytest.approx(1.0)
        assert many[-1] == pytest.approx(0.0)


class TestUnqualified:
    def test_a_task_that_nobody_can_answer_raises_an_alarm_as_it_comes(self, loop: Loop) -> None:
        people(loop, ann=["language=en"])
        loop.change_policy(
            errata.core.policy.parse_policy({**POLICY, "watch": {"emails": ["lee@example.org"]}}),
            by="lee",
        )
        capture(loop, UNSURE)
        assert alarms(loop) == []
        capture(loop, UNSURE, UNSURE, language="fr")
        assert alarms(loop) == ["language=fr"]
        capture(loop, UNSURE, language="fr")
        with loop.store.snapshot() as view:
            (alarm,) = view.find(Alarm)
            (told,) = view.find(Delivery)
        assert "the skill language=fr" in alarm.says
        assert told.webhook_id == "mailto:lee@example.org"

    def test_it_closes_by_itself_when_somebody_is_qualified(self, loop: Loop, clock: Clock) -> None:
        people(loop, ann=["language=en"])
        ws = loop._ws()
        capture(loop, UNSURE, language="fr")
        declare(ws, "ann", "language=fr")
        assert (check_people(ws), alarms(loop)) == (0, ["language=fr"])
        verify(ws, "ann", "language=fr", by="lee", expires_at=clock.now + timedelta(days=1))
        assert alarms(loop) == []
        with loop.store.snapshot() as view:
            (closed,) = view.find(AlarmClosed)
        assert closed.why == "ann is qualified"
        withdraw(ws, "ann", "language=fr", by="lee")
        assert alarms(loop) == ["language=fr"]
        verify(ws, "ann", "language=fr", by="lee", expires_at=clock.now + timedelta(days=1))
        clock.now += timedelta(days=2)
        assert alarms(loop) == []
        assert check_people(ws) == 1
        assert alarms(loop) == ["language=fr"]
        assert check_people(ws) == 0

    def test_what_nothing_asks_for_any_more_is_over(self, loop: Loop) -> None:
        people(loop, ann=["language=en"])
        capture(loop, UNSURE, language="fr")
        task = loop.claim(reviewer="bob", skills=["language=fr"])
        assert task is not None
        loop.submit(task, label="normal")
        assert check_people(loop._ws()) == 1
        with loop.store.snapshot() as view:
            (closed,) = view.find(AlarmClosed)
        assert closed.why == "nothing asks for it any more"

    def test_where_nobody_has_an_account_nobody_is_missed(self, loop: Loop) -> None:
        capture(loop, UNSURE, language="fr")
        assert alarms(loop) == []
        assert check_people(loop._ws()) == 0

    def test_no_role_that_answers_is_missed_too(self, loop: Loop) -> None:
        assert says("") == "any role that answers"
        with loop.store.snapshot() as view:
            assert view.find(Credential) == []
