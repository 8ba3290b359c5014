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


def test_useless_predictions_cost_nothing() -> None:
    rng = np.random.default_rng(1)
    right, reviewed = rng.random(5000) < 0.8, rng.random(5000) < 0.1
    found = estimate_accuracy(np.zeros(5000), reviewed, right, np.full(5000, 0.1))
    assert found.value == pytest.approx(right[reviewed].sum() / 0.1 / 5000, abs=1e-9)


def test_answers_that_were_not_reviewed_are_never_read() -> None:
    rng = np.random.default_rng(2)
    right, reviewed = rng.random(2000) < 0.7, rng.random(2000) < 0.2
    chance, p = np.full(2000, 0.7), np.full(2000, 0.2)
    unread = np.where(reviewed, right, np.nan)
    assert estimate_accuracy(chance, reviewed, unread, p) == estimate_accuracy(
        chance, reviewed, right, p
    )


def test_few_errors_fall_back_to_the_exact_interval() -> None:
    reviewed, right = np.ones(50, bool), np.arange(50) > 0
    found = estimate_accuracy(np.full(50, 0.9), reviewed, right, np.full(50, 0.5))
    exact = proportion(49, 50, method="clopper_pearson")
    assert (found.low, found.high, found.value) == (exact.low, exact.high, exact.value)


def test_few_errors_with_unequal_chances_fall_back_to_betting() -> None:
    right = np.arange(50) > 0
    p = np.where(np.arange(50) < 25, 0.1, 1.0)
    found = estimate_accuracy(np.full(50, 0.9), np.ones(50, bool), right, p)
    assert found.value == pytest.approx(1 - 10 / 275)
    assert found.low < 0.9 < found.value <= found.high
    assert found.method.startswith("betting")


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
