"""Agreement read from the store: what counts, before and after guidelines, and the alarm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import errata
from errata.core.events import Event, Verb
from errata.core.model import Alarm
from errata.core.task import Answer, Review, Task, own_slot
from errata.flow.agreement import agreement
from errata.flow.guidelines import publish_guideline
from errata.flow.loop import Loop
from errata.flow.watch.unclear import UNCLEAR

LABELS = ["card", "refund", "transfer"]
POLICY: dict[str, Any] = {
    "triage": {"audit_rate": 0.0, "threshold": 1.0},
    "review": {"model_prior": False},
    "consensus": {"minimum": 2, "maximum": 3, "bar": 0.99},
    "watch": {"alpha": 0.05, "no_reviews_hours": 0, "oldest_hours": 0},
}


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with errata.open(
        f"sqlite:///{tmp_path}/e.db", project="tickets", kind="text", labels=LABELS,
        policy=POLICY, clock=Clock(),
    ) as loop:  # fmt: skip
        yield loop


def answered(loop: Loop, said: Sequence[tuple[str, str]], *, cause: str | None = None) -> None:
    """Items, each with what ann and bob say of it."""
    n = len(said)
    with loop.store.snapshot() as view:
        before = view.count(Task)
    names = [f"item {before + row}" for row in range(n)]
    attributes = {"channel": ["web" if a == b else "app" for a, b in said]}
    probabilities = [[0.4, 0.3, 0.3]] * n
    loop.capture(names, probabilities, model="v1", attributes=attributes)
    wanted = dict(zip(names, said, strict=True))
    for place, who in enumerate(("ann", "bob")):
        for _ in range(n):
            task = loop.claim(reviewer=who)
            assert task is not None
            label = wanted[task.item][place]
            loop.submit(task, label=label, cause=cause if label != "card" else None)


def alarms(loop: Loop) -> list[Alarm]:
    return [alarm for alarm in loop.look().open if alarm.kind == UNCLEAR]


AGREE = [("card", "card"), ("refund", "refund"), ("transfer", "transfer")]


def test_before_anybody_answered_twice_it_says_so(loop: Loop) -> None:
    loop.capture(["one"], [[0.4, 0.3, 0.3]], model="v1")
    found = agreement(loop._ws())
    assert (found.alpha, found.by_class, found.pairs, found.unclear) == (None, [], [], [])
    assert found.missing == "no two people have answered the same item yet"
    assert alarms(loop) == []


def test_one_label_alone_is_no_agreement(loop: Loop) -> None:
    answered(loop, [("card", "card")] * 4)
    found = agreement(loop._ws())
    assert found.alpha is None
    assert "cannot be told from chance" in found.missing


def test_everything_is_told_with_items_and_intervals(loop: Loop) -> None:
    answered(loop, AGREE * 8 + [("refund", "transfer")] * 12, cause="ambiguous")
    found = agreement(loop._ws())
    assert found.planned
    assert (found.units, found.answers) == (36, 72)
    assert found.alpha is not None
    assert found.alpha.low < found.alpha.value < found.alpha.high
    by_class = {each.name: each.alpha for each in found.by_class}
    assert by_class["card"].value == 1
    assert by_class["card"].low < 1
    assert found.by_class[-1].name == "card"
    assert {each.name for each in found.by_cause} <= {"ambiguous"}
    (mixed,) = found.mixed
    assert (mixed.a, mixed.b, mixed.times, mixed.share.n) == ("refund", "transfer", 12, 28)
    assert len(mixed.items) == 5
    (pair,) = found.pairs
    assert (pair.a, pair.b, pair.agreement.n) == ("ann", "bob", 36)
    assert pair.items[0].excerpt == "item 35"
    assert (pair.items[0].a_label, pair.items[0].b_label) == ("refund", "transfer")
    ordinal = agreement(loop._ws(), scale="ordinal").alpha
    assert ordinal is not None
    assert ordinal.value > found.alpha.value, "refund and transfer are neighbours"
    assert agreement(loop._ws(), since=loop._ws().now()).units == 0


def test_slices_are_compared_where_they_have_enough_items(loop: Loop) -> None:
    answered(loop, AGREE * 10 + [("refund", "transfer"), ("card", "refund")] * 15)
    found = agreement(loop._ws())
    assert [each.name for each in found.by_slice] == ["channel=app", "channel=web"]
    assert found.by_slice[0].alpha.high < 0 < found.by_slice[1].alpha.low


def test_answers_to_honeypots_skips_and_experts_are_left_out(loop: Loop) -> None:
    answered(loop, AGREE * 4)
    before = agreement(loop._ws())
    ws = loop._ws()
    with ws.store.snapshot() as view:
        tasks = view.find(Task)
    with ws.store.transaction(actor="t", now=ws.now()) as tx:
        for slot, (skill, answer) in enumerate(
            [(own_slot("cy"), Answer.LABEL), ("", Answer.SKIP), ("expert", Answer.LABEL)], start=7
        ):
            tx.put(
                *(
                    Review(
                        id=ws.mint(), project_id=ws.project.id, task_id=task.id, slot=slot,
                        reviewer=f"r{slot}", skill=skill, answer=answer,
                        label="card" if answer is Answer.LABEL else None, cause=None, why="",
                        seconds_spent=1.0, guideline_version=0, created_at=ws.now(),
                    )
                    for task in tasks
                )
            )  # fmt: skip
        tx.record(Event(verb=Verb.REVIEW_SUBMITTED,
                                           object_id="x", figures={}))  # fmt: skip
    after = agreement(loop._ws())
    assert (after.alpha, after.answers) == (before.alpha, before.answers)
    assert not after.planned


def test_agreement_before_and_after_each_version_of_the_guidelines(loop: Loop) -> None:
    publish_guideline(loop._ws(), "# One", changes="The first version.")
    answered(loop, AGREE * 5 + [("refund", "transfer")] * 15)
    publish_guideline(loop._ws(), "# Two", changes="Where a refund ends.")
    answered(loop, AGREE * 10)
    two, one = agreement(loop._ws()).guidelines
    assert (two.version, two.changes, one.version) == (2, "Where a refund ends.", 1)
    assert one.before is None
    assert one.change is None
    assert one.after is not None
    assert two.before == one.after
    assert two.after is not None
    assert two.after.value == 1
    assert two.change is not None
    assert 0 < two.change.low < two.change.value <= two.change.high
    assert two.change.value == pytest.approx(two.after.value - one.after.value)


class TestTheAlarm:
    def test_an_unclear_class_raises_one_alarm_with_examples_until_guidelines_change(
        self, loop: Loop
    ) -> None:
        answered(loop, AGREE * 10 + [("refund", "transfer")] * 40)
        raised = alarms(loop)
        assert {alarm.figures["label"] for alarm in raised} == {"refund", "transfer"}
        alarm = next(alarm for alarm in raised if alarm.figures["label"] == "refund")
        assert alarm.figures["mistaken_for"] == "transfer"
        assert (alarm.figures["apart"], alarm.figures["n"]) == (40, 50)
        assert alarm.figures["examples"][0]["labels"] == ["refund", "transfer"]
        assert alarm.figures["examples"][0]["excerpt"].startswith("item ")
        assert "of 50 items that one of two called so" in alarm.says
        assert alarms(loop) == raised, "one alarm a class"
        (unclear, _) = agreement(loop._ws()).unclear
        assert {unclear.label, unclear.mistaken_for} == {"refund", "transfer"}
        assert unclear.apart.value == 0.8
        assert len(unclear.examples) == 5
        publish_guideline(loop._ws(), "# A line", changes="Refund or transfer.")
        assert alarms(loop) == []
        answered(loop, AGREE * 10)
        assert alarms(loop) == []
        answered(loop, [("refund", "transfer")] * 60)
        assert "version 1 of the guidelines" in alarms(loop)[0].says

    def test_closed_by_a_lead_it_begins_anew(self, loop: Loop) -> None:
        answered(loop, [("refund", "transfer")] * 40)
        for alarm in alarms(loop):
            loop.close_alarm(alarm.id, why="a new hand", by="lena")
        assert alarms(loop) == []
        answered(loop, [("refund", "transfer")] * 4)
        assert alarms(loop) == [], "four items prove nothing"
        answered(loop, [("refund", "transfer")] * 40)
        assert len(alarms(loop)) == 2

    def test_people_who_agree_raise_none(self, loop: Loop) -> None:
        answered(loop, AGREE * 20 + [("refund", "transfer")] * 10)
        assert alarms(loop) == []
