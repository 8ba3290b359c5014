"""Accuracy by predicted class and slice, recall by true class."""

from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.accuracy import estimate_accuracy
from errata.loop.triage.accuracy_by import estimate_accuracy_by, estimate_recall_by


def _columns(n: int = 2000) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(0)
    chance = rng.beta(4, 1, n)
    reviewed = rng.random(n) < 0.2
    return chance, reviewed, rng.random(n) < chance, np.full(n, 0.2)


def test_each_group_is_estimated_from_its_own_rows() -> None:
    f, reviewed, right, p = _columns()
    groups = np.where(np.arange(2000) % 3 == 0, "b", "a")
    found = estimate_accuracy_by(groups, f, reviewed, right, p)
    assert list(found) == ["a", "b"]
    mine = groups == "b"
    assert found["b"] == estimate_accuracy(f[mine], reviewed[mine], right[mine], p[mine])


def test_groups_may_be_names_of_any_kind() -> None:
    columns = [each[:4] for each in _columns()]
    found = estimate_accuracy_by(np.array([True, None, "x", 1], dtype=object), *columns)
    assert list(found) == ["1", "None", "True", "x"]


def test_intervals_that_hold_together_are_wider() -> None:
    given = (np.arange(2000) % 4, *_columns())
    alone = estimate_accuracy_by(*given)
    together = estimate_accuracy_by(*given, simultaneous=True)
    assert list(alone) == ["0", "1", "2", "3"]
    for name, each in together.items():
        assert each.low < alone[name].low < alone[name].high < each.high
        assert each.confidence == pytest.approx(0.95**0.25)


def test_a_group_without_reviews_is_unknown() -> None:
    found = estimate_accuracy_by(["a", "b"], [0.9, 0.9], [True, False], [True, False], [0.5, 0.5])
    assert (found["b"].low, found["b"].high, found["b"].n) == (0.0, 1.0, 0)
    assert found["a"].n == 1


def test_recall_weights_each_review_by_its_propensity() -> None:
    found = estimate_recall_by(
        ["cat", "cat", "never read", "dog"],
        ["cat", "dog", "cat", "dog"],
        [True, True, False, True],
        [0.5, 0.1, 0.5, 1.0],
    )
    assert found["cat"].value == pytest.approx(2 / 12)
    assert found["dog"].value == 1.0
    assert found["dog"].low < 0.2  # a dog of weight ten may have been missed


def test_the_reviewed_alone_do_where_the_smallest_chance_is_told() -> None:
    whole = estimate_recall_by(
        ["a", "a", ""], ["a", "b", "a"], [True, True, False], [0.5, 0.2, 0.1]
    )
    short = estimate_recall_by(["a", "a"], ["a", "b"], [True, True], [0.5, 0.2], smallest=0.1)
    assert whole == short


def test_what_was_not_answered_is_at_its_worst_on_either_side() -> None:
    truth = ["cat"] * 20 + [""] * 10
    said = ["cat"] * 15 + ["dog"] * 5 + ["cat"] * 5 + ["dog"] * 5
    settled = estimate_recall_by(truth[:20], said[:20], [True] * 20, [1.0] * 20)["cat"]
    found = estimate_recall_by(truth, said, [True] * 30, [1.0] * 30)["cat"]
    assert found.value == settled.value == 0.75
    assert found.low < settled.low < settled.high < found.high
    assert found.n == 20


def test_a_class_that_is_only_predicted_has_no_known_recall() -> None:
    found = estimate_recall_by(["cat"] * 5, ["dog"] * 5, [True] * 5, [1.0] * 5)
    assert (found["dog"].low, found["dog"].high, found["dog"].n) == (0.0, 1.0, 0)
    assert (found["cat"].value, found["cat"].n) == (0.0, 5)


def test_recalls_that_hold_together_are_wider() -> None:
    given = (["cat", "dog"] * 20, ["cat", "cat"] * 20, [True] * 40, [0.5] * 40)
    alone, together = estimate_recall_by(*given), estimate_recall_by(*given, simultaneous=True)
    assert together["cat"].low < alone["cat"].low
    assert together["cat"].confidence == pytest.approx(0.975)


def test_nothing_reviewed_has_no_recall() -> None:
    assert estimate_recall_by(["cat"], ["cat"], [False], [0.5], simultaneous=True) == {}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((["a"], [0.5, 0.5], [True, True], [True, True], [0.5, 0.5]), "groups of shape"),
        (([], [], [], [], []), "no prediction"),
        ((["a"], [0.5], [True], [True, False], [0.5]), "correct of shape"),
    ],
)
def test_unusable_groups_are_named(given: tuple[list[float], ...], says: str) -> None:
    with pytest.raises(InputError, match=says):
        estimate_accuracy_by(*given)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((["a", "b"], ["a"], [True], [0.5]), "truth of shape"),
        ((["a"], [["a"]], [True], [0.5]), "predicted of shape"),
        (([], [], [], []), "no prediction"),
        ((["a"], ["a"], [True], [0.0]), "propensity 0"),
    ],
)
def test_unusable_truths_are_named(given: tuple[list[float], ...], says: str) -> None:
    with pytest.raises(InputError, match=says):
        estimate_recall_by(*given)
