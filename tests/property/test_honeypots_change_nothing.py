"""Honeypots measure reviewers; what a project learns of its items is the same with and without.

The same team answers the same tasks in two projects of the same key. In one every second task of
theirs is a honeypot, answered at random. What honeypots teach of the reviewers is meant to change
what their answers weigh, so that is left out here (tests/unit/flow/test_flow_crowd.py).
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errata.core.dataset import HeldCase, InjectedExample
from errata.core.error_record import ErrorRecord
from errata.core.ids import uuid7
from errata.core.task import OWN, Resolution, Review, Task
from errata.flow.loop import Loop
from errata.testing.strategies import LABELS, SeededEntropy, text_of

POLICY: dict[str, Any] = {
    "triage": {"audit_rate": 0.5, "threshold": 0.6},
    "review": {"hold_minimum": 2},
}
ALWAYS_AT_WORK: dict[str, Any] = {
    "everywhere": True, "session_items": 0, "session_minutes": 0.0, "daily_items": 0,
    "daily_minutes": 0.0, "fatigue": False,
}  # fmt: skip
MEASURED = {**ALWAYS_AT_WORK, "honeypot_rate": 0.5}
CASES = 12


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("errata.flow.people.honeypot.FEWEST", 3)
    monkeypatch.setattr("errata.flow.crowd.LOOKS", 1 << 40)  # honeypots may teach of reviewers


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
    skills = ["expert"] if who == "ed" else []
    while task.lease.skill.startswith(OWN):  # it takes no turn: the same people answer the rest
        loop.submit(task, label=other.choice(LABELS), why="?")
        task = loop.claim(reviewer=who, skills=skills)
        if task is None:
            return False
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
        here: dict[str, Any] = {"project_id": loop.project.id}
        real = [r for r in view.find(Review, **here) if not r.measures]
        tasks = {t.id: t for t in view.find(Task, **here)}
        return {
            "dataset": _rows(loop, view, version),  # its name hashes minted identifiers too
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


def _rows(loop: Loop, view: Any, version: Any) -> list[tuple[Any, ...]]:
    found = view.find(InjectedExample, dataset_id=version.id)
    return sorted((one.item_id, one.label, one.weight, one.why) for one in found)


@pytest.mark.parametrize("minimum", [1, 2])
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=3)
def test_with_honeypots_a_project_learns_the_same(
    new_project: Any, minimum: int, seed: int
) -> None:
    consensus = {"minimum": minimum, "maximum": 3}
    lives = []
    for people in ({**ALWAYS_AT_WORK, "honeypot_rate": 0.0}, MEASURED):
        chosen = {
            "kind": "text",
            "labels": LABELS,
            "policy": {**POLICY, "consensus": consensus, "people": people},
        }
        with new_project()(**chosen, clock=Clock(), entropy=SeededEntropy(seed)) as loop:
            lives.append(lived(loop, seed))
    without, with_them = lives
    assert without.pop("measured") == 0
    assert with_them.pop("measured") > 5
    assert without["resolutions"]
    assert without["errors"]
    for what, value in without.items():
        assert with_them[what] == value, what
