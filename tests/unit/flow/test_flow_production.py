"""Production accuracy from the reviews whose chance is known, overall and by group."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import errata
from errata.core.errors import InputError, NotFound
from errata.core.estimate import Estimate
from errata.core.policy import parse_policy
from errata.core.task import Resolution, Task
from errata.flow.loop import Loop

LABELS = ["card", "refund"]
SURE, DOUBT = [0.99, 0.01], [0.6, 0.4]


def opened(folder: Path, *, rate: float = 0.0, **review: Any) -> Loop:
    policy = {
        "triage": {"audit_rate": rate},
        "review": {"hold_minimum": 1, **review},
        "consensus": {"bar": 0.8},
        "outcomes": {"trusted": ["ann"]},
    }
    loop = errata.open(
        f"sqlite:///{folder}/e.db", project="p", kind="text", labels=LABELS, policy=policy,
        entropy=np.random.default_rng(1).bytes,
    )  # fmt: skip
    return loop


def captured(loop: Loop, sure: int, doubt: int, **columns: Any) -> list[str]:
    """So many that are accepted and so many that are not; every fourth truly is a refund."""
    n = sure + doubt
    texts = [f"{'refund' if row % 4 == 0 else 'card'} {row}" for row in range(n)]
    rows = [SURE] * sure + [DOUBT] * doubt
    return loop.capture(texts, rows, model="m", **columns).ids


def answer(loop: Loop, at_most: int = 10_000) -> int:
    done = 0
    for who in ("r1", "r2", "r3"):
        while done < at_most and (task := loop.claim(reviewer=who)) is not None:
            loop.submit(task, label=task.item.split()[0])
            done += 1
    return done


def figures(found: Estimate | None) -> tuple[float, float, float, int]:
    assert found is not None
    return found.value, found.low, found.high, found.n


def test_a_pick_and_a_complaint_enter_no_estimate(tmp_path: Path) -> None:
    with opened(tmp_path, rate=0.3) as loop:
        ids = captured(loop, 60, 0)
        answer(loop)
        before = loop.status(), loop.accuracy()
        picked = loop.pick(20)
        with loop.store.snapshot() as view:
            drawn = {task.prediction_id for task in view.find(Task, sampled=True)}
        complained = [each for each in ids if each not in drawn][:5]
        for each in complained:
            loop.correct(each, by="a customer", why="wrong")
        loop.correct(ids[0], label="refund", by="ann")
        answer(loop)
        with loop.store.snapshot() as view:
            seen = view.count(Resolution, sampled=False)
        after = loop.status(), loop.accuracy()
    assert len(picked) == 20
    assert seen >= 20
    assert figures(after[0].accuracy) == figures(before[0].accuracy)
    assert after[1] == before[1]


@pytest.mark.parametrize("mode", [{"model_prior": True}, {"blind": "audits"}])
def test_doubts_that_are_labelled_otherwise_than_audits_enter_no_estimate(
    tmp_path: Path, mode: dict[str, Any]
) -> None:
    with opened(tmp_path, rate=0.2, **{"model_prior": False, **mode}) as loop:
        captured(loop, 40, 40)
        answer(loop)
        found = loop.status().accuracy
        with loop.store.snapshot() as view:
            audits = view.count(Resolution, sampled=True)
    assert figures(found)[3] == audits < 40


def test_doubts_that_are_labelled_as_audits_are_narrow_the_interval(tmp_path: Path) -> None:
    with opened(tmp_path, rate=0.2, model_prior=False) as loop:
        captured(loop, 40, 400)
        answer(loop)
        found = loop.status().accuracy
        value, low, high, n = figures(found)
        method = found.method if found is not None else ""
        with loop.store.snapshot() as view:
            audits = view.count(Resolution, sampled=True)
    assert n > 400 > audits
    assert "all that was not accepted" in method
    assert value == pytest.approx(0.75, abs=0.05)
    assert high - low < 0.12


def test_doubts_that_wait_leave_the_estimate_to_the_audits(tmp_path: Path) -> None:
    with opened(tmp_path, rate=0.2, model_prior=False) as loop:
        captured(loop, 40, 400)
        answer(loop, at_most=140)  # the audits come first
        found = figures(loop.status().accuracy)
        with loop.store.snapshot() as view:
            audits = view.count(Resolution, sampled=True)
            others = view.count(Resolution, sampled=False)
    assert others > 0
    assert found[3] == audits


def test_a_label_that_leaned_on_the_model_counts_as_none(tmp_path: Path) -> None:
    """The policy says since when people alone decide; what was settled before stays as it was."""
    with opened(tmp_path, rate=0.2, model_prior=True) as loop:
        captured(loop, 40, 40)
        answer(loop)
        before = loop.status().accuracy
        rules = loop.policy.as_dict()
        rules["review"]["model_prior"] = False
        alone = parse_policy(rules)
        loop.change_policy(alone, by="ann")
        assert figures(loop.status().accuracy) == figures(before)


class TestByGroup:
    """Accuracy by class and by slice."""

    def test_every_group_is_told_with_its_interval(self, tmp_path: Path) -> None:
        with opened(tmp_path, rate=0.9) as loop:
            captured(
                loop, 60, 60, attributes={
                    "channel": ["web", "app"] * 60, "age": np.arange(120.0),
                    "order": [f"o{row}" for row in range(120)],
                },
            )  # fmt: skip
            answer(loop)
            found = loop.accuracy()
            overall = loop.status().accuracy
        assert found.model == "m"
        assert figures(found.overall) == figures(overall)
        assert [each.name for each in found.by_class] == LABELS
        card, refund = found.by_class
        assert figures(card.estimate)[3] == figures(overall)[3]  # all are called cards
        assert (card.recall.value, refund.recall.value) == (1.0, 0.0)
        assert (refund.estimate.low, refund.estimate.high, refund.estimate.n) == (0.0, 1.0, 0)
        channels = {each.value: each.estimate for each in found.by_slice
                    if each.attribute == "channel"}  # fmt: skip
        assert channels["app"].value == 1.0
        assert channels["web"].value == pytest.approx(0.5, abs=0.1)
        ages = [each.value for each in found.by_slice if each.attribute == "age"]
        assert len(ages) == 5
        assert "or more" in ages[-1]
        assert {each.attribute for each in found.by_slice} == {"channel", "age"}
        assert "From" in found.says

    def test_one_list_may_be_asked_for(self, tmp_path: Path) -> None:
        with opened(tmp_path, rate=0.9) as loop:
            captured(loop, 30, 30, attributes={"channel": ["web", "app"] * 30})
            answer(loop)
            classes, channels = loop.accuracy("class"), loop.accuracy("channel")
            together = loop.accuracy("channel", together=True)
        assert (len(classes.by_class), classes.by_slice) == (2, ())
        assert (channels.by_class, len(channels.by_slice)) == ((), 2)
        assert together.by_slice[0].estimate.low < channels.by_slice[0].estimate.low
        assert "together" in together.says

    def test_what_came_without_the_attribute_is_a_group_of_its_own(self, tmp_path: Path) -> None:
        with opened(tmp_path, rate=0.9) as loop:
            captured(loop, 20, 0)
            loop.capture(["card x"] * 1, [SURE], model="m", attributes={"channel": ["web"]})
            answer(loop)
            found = loop.accuracy("channel")
        assert [each.value for each in found.by_slice] == ["missing", "web"]

    def test_waiting_audits_are_told(self, tmp_path: Path) -> None:
        with opened(tmp_path, rate=0.9) as loop:
            captured(loop, 30, 0)
            answer(loop, at_most=5)
            found = loop.accuracy()
        assert "nobody has settled" in found.says
        assert found.overall is not None
        assert found.overall.n == 5

    def test_an_attribute_that_nobody_captured_is_named(self, tmp_path: Path) -> None:
        with opened(tmp_path, rate=0.9) as loop:
            captured(loop, 5, 0)
            with pytest.raises(NotFound, match="shoe size"):
                loop.accuracy("shoe size")

    def test_an_attribute_of_too_many_values_is_named(self, tmp_path: Path) -> None:
        with opened(tmp_path, rate=0.9) as loop:
            captured(loop, 250, 0, attributes={"order": [f"o{row}" for row in range(250)]})
            answer(loop, at_most=10)
            with pytest.raises(InputError, match="more than 200"):
                loop.accuracy("order")

    def test_without_champion_predictions_or_reviews_nothing_is_said(self, tmp_path: Path) -> None:
        with opened(tmp_path, rate=0.0) as loop:
            assert loop.accuracy().model is None
            captured(loop, 5, 0)
            found = loop.accuracy()
        assert (found.model, found.overall, found.by_class) == ("m", None, ())
        assert "No review" in found.says
