"""Blind review: a label comes before the model's answer, and what that changes is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from errata.core.account import Role
from errata.core.errors import Conflict, InputError, LeaseLost
from errata.core.policy import parse_policy
from errata.core.task import Answer, Commitment, Review, Task
from errata.flow.anchoring import anchoring
from errata.flow.loop import Loop
from errata.flow.review.blind import reveal
from errata.flow.review.claim import take
from errata.flow.review.in_hand import InHand
from errata.flow.review.submit import Given, submit_under
from errata.flow.review.ticket import ticket
from places import Place
from reviewing import Reviewing, reviewing

ALWAYS = {"review": {"blind": "always", "model_prior": False}}
Start = Callable[..., Reviewing]


@pytest.fixture
def start(place: Place, tmp_path: Path) -> Iterator[Start]:
    """Starts a server, once on each database."""
    started: list[Reviewing] = []

    def begin(**chosen: Any) -> Reviewing:
        started.append(reviewing(tmp_path, url=place.url, **chosen))
        return started[-1]

    yield begin
    for room in started:
        room.close()


def test_the_models_answer_waits_for_the_reviewers(start: Start) -> None:
    room = start(policy=ALWAYS)
    room.capture(["one"])
    ann, bob = room.desk("ann"), room.desk("bob")
    task = ann.task()
    assert (task["blind"], task["committed"]) == (True, None)
    assert (task["prediction"], task["model"], task["reasons"]) == (None, None, [])
    assert bob.on(task, "reveal", label="card").status_code == 409  # it is in other hands
    assert ann.on(task, "reveal", label="loan").status_code == 422
    shown = ann.on(task, "reveal", label="refund")
    assert shown.status_code == 200
    assert shown.json()["model"] == "v1"
    assert shown.json()["prediction"][0]["label"] == "card"
    assert shown.json()["reasons"][0]["flag"] == "low_confidence"
    assert ann.on(task, "reveal", label="refund").json() == shown.json()
    assert ann.on(task, "reveal", label="card").status_code == 409
    again = ann.call("GET", f"tasks/{task['id']}").json()
    assert (again["blind"], again["committed"]) == (True, "refund")
    assert again["prediction"] == shown.json()["prediction"]
    changed = ann.on(task, "review", label="card")
    assert changed.status_code == 422
    assert "'refund'" in changed.text
    assert ann.on(task, "review", unsure=True).status_code == 422
    assert ann.review(task, "refund", cause="bias")["correction"] is True
    with room.ws.store.snapshot() as view:
        assert [one.label for one in view.find(Commitment)] == ["refund"]
        assert [one.blind for one in view.find(Review)] == [True]


def test_who_answers_without_looking_is_told_afterwards(start: Start) -> None:
    room = start(policy=ALWAYS)
    room.capture(["one"])
    ann = room.desk("ann")
    done = ann.review(ann.task(), "card")
    assert (done["prediction"][0]["label"], done["correction"]) == ("card", False)
    with room.ws.store.snapshot() as view:
        assert view.find(Review)[0].blind
        assert view.count(Commitment) == 0


def test_who_looked_may_still_leave_the_task_to_others(start: Start) -> None:
    room = start(policy=ALWAYS)
    room.capture(["one"])
    ann, bob = room.desk("ann"), room.desk("bob")
    task = ann.task()
    ann.on(task, "reveal", label="refund")
    assert ann.on(task, "skip", why="I know them").status_code == 200
    assert bob.task()["prediction"] is None  # what ann saw is not shown to bob


def test_a_policy_of_audits_hides_those_and_what_is_drawn(start: Start) -> None:
    triage = {"triage": {"audit_rate": 0.5, "threshold": 0.9}}
    room = start(
        policy={**triage, "review": {"blind": "audits", "blind_share": 0.0, "model_prior": False}}
    )
    room.capture([f"sure {n}" for n in range(20)], (0.99, 0.006, 0.004))
    room.capture([f"doubt {n}" for n in range(20)])
    desk = room.desk("ann")
    seen = []
    while (task := desk.claim()["task"]) is not None:
        seen.append(task)
    with room.ws.store.snapshot() as view:
        tasks = view.find(Task)
    sampled = {task.id for task in tasks if task.sampled or task.overlap > 1}
    assert {one["id"] for one in seen if one["blind"]} == sampled
    assert 0 < len(sampled) < len(seen)
    assert all((one["prediction"] is None) == one["blind"] for one in seen)


def test_a_task_that_is_not_blind_has_nothing_to_commit_to(start: Start) -> None:
    room = start()
    room.capture(["one"])
    ann = room.desk("ann")
    task = ann.task()
    assert ann.on(task, "reveal", label="refund").status_code == 200
    assert ann.review(task, "card")["correction"] is False  # nothing was hidden, nothing binds
    with room.ws.store.snapshot() as view:
        assert view.count(Commitment) == 0


def test_a_reveal_of_a_lease_that_was_lost_shows_nothing(start: Start) -> None:
    room = start(policy=ALWAYS)
    room.capture(["one"])
    hand = take(room.ws, reviewer="ann")
    assert isinstance(hand, InHand)
    shown = ticket(room.ws.project, hand.lease)
    room.served.clock.forward(seconds=601)
    assert take(room.ws, reviewer="bob") is not None
    with pytest.raises(LeaseLost):
        reveal(room.ws, hand.task.id, reviewer="ann", ticket=shown, label="card")
    with pytest.raises(InputError, match="commit"):
        reveal(room.ws, hand.task.id, reviewer="ann", ticket=shown, label=None)


def test_another_answer_than_the_stored_one_is_a_conflict(start: Start) -> None:
    room = start()
    room.capture(["one"])
    hand = take(room.ws, reviewer="ann")
    assert isinstance(hand, InHand)
    shown = ticket(room.ws.project, hand.lease)

    def answer(label: str) -> Any:
        given = Given(answer=Answer.LABEL, label=label)
        return submit_under(room.ws, hand.task.id, reviewer="ann", ticket=shown, given=given)

    assert answer("card").review == answer("card").review
    with pytest.raises(Conflict, match="another answer"):
        answer("refund")


class TestAnchoring:
    def answer_all(self, loop: Loop, reviewer: str, label: str) -> None:
        while (task := loop.claim(reviewer=reviewer)) is not None:
            loop.submit(task, label=label)

    POLICY: ClassVar[dict[str, Any]] = {
        "triage": {"audit_rate": 0.0, "threshold": 1.0},
        "review": {"blind": "audits", "blind_share": 0.4, "model_prior": False},
        "consensus": {"bar": 0.85},
    }

    def test_who_sees_the_model_first_is_drawn_and_agreement_is_compared_with_its_uncertainty(
        self, start: Start
    ) -> None:
        never = {**self.POLICY, "review": {"blind": "never", "model_prior": False}}
        room = start(policy=never)
        assert anchoring(room.ws).says.startswith("No task has been answered blind")
        room.capture([f"before {n}" for n in range(20)])
        self.answer_all(room.loop, "ann", "refund")
        assert anchoring(room.ws).shown is None, "answers under another policy count on no side"
        room.loop.change_policy(parse_policy(self.POLICY), by="lea")
        room.served.clock.forward(hours=1)
        room.capture([f"text {n}" for n in range(120)])
        blind = 0
        while (task := room.loop.claim(reviewer="bob")) is not None:
            hidden = task.prediction is None
            blind += hidden
            room.loop.submit(task, label="refund" if hidden else "card")  # the model says card
        assert 30 < blind < 66, "four in ten are drawn"
        found = anchoring(room.ws)
        assert found.shown is not None
        assert found.blind is not None
        assert found.difference is not None
        assert (found.blind.value, found.blind.n) == (0.0, blind)
        # What was shown before the first blind task is not known to be under the same policy.
        assert found.shown.value == 1.0
        assert 120 - blind - 12 <= found.shown.n <= 120 - blind
        assert found.difference.value == 1.0
        assert 0.8 < found.difference.low < 1.0
        assert "agree with it more often" in found.says


def test_leads_may_review_too(start: Start) -> None:
    room = start(policy=ALWAYS)
    room.capture(["one"])
    assert room.desk("lea", Role.LEAD).task()["prediction"] is None
