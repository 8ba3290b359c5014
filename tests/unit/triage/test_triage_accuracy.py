from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.accuracy import estimate_accuracy
from errata.stats.binomial import proportion


def test_predictions_make_the_interval_narrower_than_reviews_alone() -> None:
    rng = np.random.default_rng(0)
    chance = np.where(rng.random(20_000) < 0.7, 0.99, 0.3)
    right, reviewed = rng.random(20_000) < chance, rng.random(20_000) < 0.05
    found = estimate_accuracy(chance, reviewed, right, np.full(20_000, 0.05))
    alone = proportion(int(right[reviewed].sum()), int(reviewed.sum()))
    assert found.high - found.low < 0.8 * (alone.high - alone.low)
    assert found.low < right.mean() < found.high
    assert found.n == reviewed.sum()


@pytest.mark.parametrize("useless", [0.0, 0.7, 1.0])
def test_useless_predictions_cost_nothing(useless: float) -> None:
    rng = np.random.default_rng(1)
    right, reviewed = rng.random(5000) < 0.8, rng.random(5000) < 0.1
    found = estimate_accuracy(np.full(5000, useless), reviewed, right, np.full(5000, 0.1))
    alone = proportion(int(right[reviewed].sum()), int(reviewed.sum()))
    assert found.value == pytest.approx(alone.value)
    assert found.high - found.low < 1.03 * (alone.high - alone.low)


def test_a_bent_confidence_serves_as_well_as_a_straight_one() -> None:
    rng = np.random.default_rng(3)
    chance = np.where(rng.random(20_000) < 0.7, 0.99, 0.3)
    right, reviewed = rng.random(20_000) < chance, rng.random(20_000) < 0.05
    p = np.full(20_000, 0.05)
    straight = estimate_accuracy(chance, reviewed, right, p)
    boastful = estimate_accuracy(0.9 + 0.1 * chance, reviewed, right, p)
    assert (boastful.value, boastful.low) == pytest.approx((straight.value, straight.low))


def test_answers_that_were_not_reviewed_are_never_read() -> None:
    rng = np.random.default_rng(2)
    right, reviewed = rng.random(2000) < 0.7, rng.random(2000) < 0.2
    chance, p = np.full(2000, 0.7), np.full(2000, 0.2)
    unread = np.where(reviewed, right, np.nan)
    assert estimate_accuracy(chance, reviewed, unread, p) == estimate_accuracy(
        chance, reviewed, right, p
    )


@pytest.mark.parametrize("wrong", [0, 1, 49, 50])
@pytest.mark.parametrize("rate", [0.01, 1.0])
def test_few_of_a_kind_have_nearly_the_exact_interval(wrong: int, rate: float) -> None:
    n = round(50 / rate)
    reviewed, right = np.arange(n) < 50, np.arange(n) >= wrong
    found = estimate_accuracy(np.full(n, 0.9), reviewed, right, np.full(n, rate))
    exact = proportion(50 - wrong, 50, method="clopper_pearson")
    assert found.value == pytest.approx(exact.value)
    assert (found.low, found.high) == pytest.approx((exact.low, exact.high), abs=0.012)
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_one_review_says_next_to_nothing() -> None:
    reviewed, right = np.arange(10) < 1, np.ones(10, bool)
    found = estimate_accuracy(np.full(10, 0.9), reviewed, right, np.full(10, 0.1))
    assert (found.value, found.high, found.n) == (1.0, 1.0, 1)
    assert found.low < 0.1


def test_what_was_seldom_reviewed_may_hide_errors() -> None:
    """All fifty sure to be reviewed are right; of the fifty others none happened to be drawn."""
    p = np.where(np.arange(100) < 50, 1.0, 0.02)
    found = estimate_accuracy(np.full(100, 0.9), np.arange(100) < 50, np.ones(100, bool), p)
    assert found.value == 1.0
    assert found.low < 0.5


def test_all_reviews_of_one_weight_may_be_in_the_minority() -> None:
    """One error of weight 20 beside thirty right answers of weight 1 is no small matter."""
    p = np.r_[np.ones(30), np.full(70, 0.05)]
    reviewed = np.r_[np.ones(30, bool), np.arange(70) < 4]
    right = np.r_[np.ones(30, bool), np.arange(70) > 0]
    found = estimate_accuracy(np.full(100, 0.9), reviewed, right, p)
    assert found.low < 0.5 < found.value < 0.95
    assert found.high > 0.95


def test_a_million_predictions_take_the_same_way() -> None:
    rng = np.random.default_rng(4)
    chance, p = rng.beta(8, 1, 1_000_000), np.full(1_000_000, 0.01)
    right, reviewed = rng.random(1_000_000) < chance, rng.random(1_000_000) < 0.01
    found = estimate_accuracy(chance, reviewed, right, p)
    assert found.low < 8 / 9 < found.high < found.low + 0.015


def test_nothing_reviewed_says_nothing() -> None:
    found = estimate_accuracy([0.8, 0.6], [False, False], [False, False], [0.1, 0.1])
    assert found.value == pytest.approx(0.7)
    assert (found.low, found.high, found.n) == (0.0, 1.0, 0)


def test_everything_reviewed_is_the_share_that_is_right() -> None:
    right = np.arange(100) < 60
    found = estimate_accuracy(np.full(100, 0.5), np.ones(100, bool), right, np.ones(100))
    assert found.value == pytest.approx(0.6)
    assert (found.low, found.high) == pytest.approx(
        (proportion(60, 100).low, proportion(60, 100).high), abs=0.01
    )


def test_more_confidence_is_a_wider_interval() -> None:
    right = np.arange(100) < 60
    given = (np.full(100, 0.5), np.ones(100, bool), right, np.ones(100))
    narrow, wide = (estimate_accuracy(*given, confidence=c) for c in (0.8, 0.99))
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (([], [], [], []), "no prediction"),
        (([1.2], [True], [True], [0.5]), "1.2"),
        (([0.5], [True], [True, False], [0.5]), "shape"),
        (([0.5], [True], [np.nan], [0.5]), "nan"),
        (([0.5], [True], [True], [0.0]), "propensity 0"),
    ],
)
def test_unusable_input_is_named(given: tuple[list[float], ...], says: str) -> None:
    with pytest.raises(InputError, match=says):
        estimate_accuracy(*given)
