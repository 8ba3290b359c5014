"""The nouns: what they say of themselves."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from errata.core import errors
from errata.core.certificate import Certificate
from errata.core.estimate import Estimate
from errata.core.prediction import Decision, Decisions, Flag
from errata.core.registry import Registry
from errata.core.slices import Slice
from errata.core.task import Task
from errata.core.verdict import Check, Finding, Outcome, Verdict

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ESTIMATE = Estimate(value=0.8, low=0.75, high=0.85, n=200)


def test_an_error_says_got_wanted_and_do() -> None:
    error = errors.InputError("asked for 50 items", wanted="at most 12", do="capture more")
    assert str(error) == "asked for 50 items; wanted at most 12. Capture more."
    assert str(errors.NotFound("no such thing")) == "no such thing."


def test_many_faults_are_listed_at_once_with_what_to_do() -> None:
    error = errors.FileError("a.csv", ["row 2: empty", "row 9: NaN"], do="mend them")
    assert str(error) == "a.csv: 2 problems\n  - row 2: empty\n  - row 9: NaN\nMend them."
    assert error.faults == ("row 2: empty", "row 9: NaN")
    assert str(errors.PolicyError("p", ["x"])) == "p: 1 problem\n  - x"


def test_an_estimate_shows_its_interval_and_n() -> None:
    assert str(ESTIMATE) == "0.800 [0.750, 0.850] n=200"
    assert ESTIMATE.as_dict() == {"value": 0.8, "low": 0.75, "high": 0.85, "n": 200}


def test_a_certificate_holds_until_it_expires_and_never_without_a_threshold() -> None:
    def made(threshold: float | None, expires_at: datetime | None) -> Certificate:
        return Certificate(
            threshold=threshold,
            coverage=ESTIMATE,
            risk_upper=0.04,
            n=200,
            alpha=0.05,
            delta=0.05,
            expires_at=expires_at,
        )

    assert made(0.9, None).holds_at(NOW)
    assert made(0.9, NOW + timedelta(seconds=1)).holds_at(NOW)
    assert not made(0.9, NOW).holds_at(NOW)
    assert not made(None, None).holds_at(NOW)


def test_a_verdict_finds_its_checks_by_name() -> None:
    check = Check(name="overall", finding=Finding.PASSED, says="better")
    verdict = Verdict(outcome=Outcome.PASS, checks=(check,), n=100)
    assert verdict.check("overall") is check
    with pytest.raises(StopIteration):
        verdict.check("other")


def test_a_slice_has_one_name_however_it_was_written() -> None:
    found = Slice(
        predicate={"scanner": "B", "lighting": "dim"},
        support=9,
        error_rate=ESTIMATE,
        lift=ESTIMATE,
        p_value=0.01,
    )
    assert found.name == "lighting=dim & scanner=B"


def test_flags_are_spelt_as_in_the_api() -> None:
    assert Flag(0).words() == ()
    assert (Flag.COMPLAINT | Flag.WEAK_SLICE).words() == ("weak_slice", "complaint")


def test_decisions_read_row_by_row_and_as_columns() -> None:
    decisions = Decisions(
        id_bytes=np.arange(32, dtype=np.uint8).reshape(2, 16),
        codes=np.array([0, 1], dtype=np.uint8),
        flags=np.array([0, 33], dtype=np.uint32),
        predicted=np.array([1, 0], dtype=np.int32),
        confidence=np.array([0.99, 0.4]),
        labels=("a", "b"),
        replayed=np.zeros(2, dtype=bool),
    )
    assert len(decisions) == 2
    assert decisions.accepted.tolist() == [True, False]
    first, second = decisions
    assert (first.decision, first.label, first.reasons) == (Decision.ACCEPT, "b", ())
    assert (second.decision, second.reasons) == (Decision.REVIEW, ("low_confidence", "audit"))
    assert decisions[-1] == second
    assert decisions[0:1] == [first]
    assert decisions.ids[0] == first.id == "00010203-0405-0607-0809-0a0b0c0d0e0f"


def test_a_task_knows_the_models_answer() -> None:
    task = Task(
        id="t",
        project_id="p",
        prediction_id="x",
        item_id="i",
        flags=("audit",),
        score=1.0,
        strategy="margin.v1",
        priority=0.0,
        skill="",
        overlap=1,
        sampled=True,
        hold=False,
        model="v1",
        model_says={"refund": 0.6, "card": 0.3},
        group="",
        attributes={},
        due_at=None,
        created_at=NOW,
    )
    assert task.predicted == "refund"


class TestRegistry:
    def test_a_strategy_is_found_by_its_versioned_name(self) -> None:
        scores: Registry[float] = Registry("score")
        scores.register("b.v2")(2.0)
        scores.register("a.v1")(1.0)
        assert scores["a.v1"] == 1.0
        assert list(scores) == ["a.v1", "b.v2"]
        assert "b.v2" in scores
        assert "c.v1" not in scores

    def test_a_second_one_of_the_same_name_is_refused(self) -> None:
        scores: Registry[float] = Registry("score")
        scores.register("a.v1")(1.0)
        with pytest.raises(errors.Conflict, match="new version"):
            scores.register("a.v1")

    @pytest.mark.parametrize("name", ["margin", "Margin.v1", "margin.v0", "a b.v1", ""])
    def test_a_name_carries_a_version(self, name: str) -> None:
        with pytest.raises(errors.InputError, match="margin.v1"):
            Registry("score").register(name)

    def test_an_unknown_name_lists_the_known(self) -> None:
        scores: Registry[float] = Registry("score")
        scores.register("a.v1")(1.0)
        with pytest.raises(errors.NotFound, match=r"b\.v1.*a\.v1"):
            scores["b.v1"]

    def test_other_packages_add_theirs_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Point:
            def __init__(self, name: str, value: float) -> None:
                self.name, self._value = name, value

            def load(self) -> float:
                return self._value

        points = [Point("score:theirs.v1", 7.0), Point("score:a.v1", 8.0), Point("other:x.v1", 9.0)]
        monkeypatch.setattr("errata.core.registry.entry_points", lambda group: points)
        scores: Registry[float] = Registry("score")
        scores.register("a.v1")(1.0)
        assert scores["theirs.v1"] == 7.0
        assert scores["a.v1"] == 1.0  # nobody replaces a built-in strategy
        assert list(scores) == ["a.v1", "theirs.v1"]
