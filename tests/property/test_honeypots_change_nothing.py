"""Honeypots measure reviewers; what a project learns of its items is the same with and without.

The same team answers the same tasks in two projects of the same key. In one every second task of
theirs is a honeypot, answered at random.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_law_2_no_double_work import Queued
from test_law_3_only_agreed_truth_trains import Learns

from errata.core.dataset import HeldCase, Source
from errata.core.error_record import ErrorRecord
from errata.core.ids import uuid7
from errata.core.people import Honeypot
from errata.core.task import OWN, Resolution, Review, Task
from errata.flow.loop import Loop
from errata.testing.strategies import LABELS, SeededEntropy, text_of
from errata.testing.team import Team, play

POLICY: dict[str, Any] = {
    "triage": {"audit_rate": 0.5, "threshold": 0.6},
    "review": {"hold_minimum": 2},
    "consensus": {"minimum": 2, "maximum": 3},
}
MEASURED = {"honeypot_rate": 0.5, "everywhere": True}
CASES = 12


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("errata.flow.people.honeypot.FEWEST", 3)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


def answers(loop: Loop, item: str, who: str, other: random.Random) -> Any:
    """The next task of somebody, answered by what it says alone, or at random if it measures."""
    task = loop.claim(reviewer=who, skills=["expert"] if who == "ed" else [])
    if task is None:
        return False
    if task.lease.skill.startswith(OWN):
        label = other.choice(LABELS)
    else:
        label = LABELS[random.Random(f"{task.item}{who}{item}").choice([0, 0, 0, 1, 2])]
    loop.submit(task, label=label, why=f"{who} says", cause="ambiguous")
    return True


def lived(loop: Loop, seed: int) -> dict[str, Any]:
    """A project's life, and all that it has learnt of its items by the end."""
    rng, other = random.Random(seed), random.Random(seed + 1)
    start = int(datetime(2026, 3, 1, tzinfo=UTC).timestamp() * 1000)
    for part in range(2):
        numbers = range(part * CASES, (part + 1) * CASES)
        rows = []
        for _ in numbers:
            a, b = sorted((rng.random(), rng.random()))
            rows.append([a, b - a, 1 - b])
        ids = [uuid7(at_ms=start + n, random=rng.randbytes(10)) for n in numbers]
        loop.capture([text_of(n) for n in numbers], rows, model="m", ids=ids)
        going = True
        while going:
            done = [answers(loop, str(seed), who, other) for who in ("ada", "bo", "cy", "ed")]
            going = any(done)
    version = loop.curate()
    status = loop.status()
    with loop.store.snapshot() as view:
        here = {"project_id": loop.project.id}
        real = [r for r in view.find(Review, **here) if not r.measures]
        tasks = {t.id: t for t in view.find(Task, **here)}
        return {
            "dataset": version.id,
            "resolutions": sorted(
                (r.prediction_id, r.kind, r.label or "", r.posterior, r.method, r.n_reviews)
                for r in view.find(Resolution, **here)
            ),
            "errors": sorted(
                (e.prediction_id, e.label, e.cause or "") for e in view.find(ErrorRecord, **here)
            ),
            "held": sorted((c.item_id, c.label, c.fold) for c in view.find(HeldCase, **here)),
            "answers": sorted((tasks[r.task_id].prediction_id, r.reviewer, r.label) for r in real),
            "accuracy": (status.accuracy, status.errors_estimated),
            "counts": (status.reviews, status.tasks_open, status.resolutions, status.errors_found),
            "own slots": [s for s in view.backlog.by_skill(loop.project.id) if OWN in s],
            "pages": loop.accuracy(),
            "measured": sum(r.measures for r in view.find(Review, **here)),
        }


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=1)
def test_with_honeypots_a_project_learns_the_same(new_project: Any, seed: int) -> None:
    lives = []
    for people in ({"honeypot_rate": 0.0, "everywhere": True}, MEASURED):
        chosen = {"kind": "text", "labels": LABELS, "policy": {**POLICY, "people": people}}
        with new_project()(**chosen, clock=Clock(), entropy=SeededEntropy(seed)) as loop:
            lives.append(lived(loop, seed))
    without, with_them = lives
    assert without.pop("measured") == 0
    assert with_them.pop("measured") > 5
    assert without["resolutions"]
    assert without["errors"]
    for what, value in without.items():
        assert with_them[what] == value, what


class MeasuredTeam(Queued):
    policy: ClassVar[dict[str, dict[str, Any]]] = {**Team.policy, "people": MEASURED}

    def nobody_starves(self) -> None:
        """Honeypots that nobody came for end with nothing; every other task is settled."""
        with self.loop.store.snapshot() as view:
            pots = {pot.id for pot in view.find(Honeypot)}
            tasks = {task.id for task in view.find(Task) if task.skill.startswith(OWN)}
        assert pots == tasks


class MeasuredLearners(Learns):
    policy: ClassVar[dict[str, dict[str, Any]]] = {**Team.policy, "people": MEASURED}
    measured: ClassVar[Counter[str]] = Counter()

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            with self.loop.store.snapshot() as view:
                for review in view.find(Review):
                    self.measured[review.answer] += review.measures
        super().teardown()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_laws_2_and_3_hold_with_honeypots(new_project: Any) -> None:
    Learns.followed.clear()
    play(MeasuredTeam, new_project, examples=2, steps=15)
    play(MeasuredLearners, new_project, examples=3, steps=25)
    assert Learns.followed[Source.RESOLUTION] >= 3
    assert MeasuredLearners.measured.total() >= 3
