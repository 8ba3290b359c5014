from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.certify_misses import certify_misses
from errata.stats.binomial import upper_bound


def _cases(n: int = 1000, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two classes; the confidence is the chance of being right."""
    rng = np.random.default_rng(seed)
    confidence, truth = rng.uniform(0.5, 1, n), rng.integers(0, 2, n)
    return confidence, np.where(rng.random(n) < confidence, truth, 1 - truth), truth


def test_the_answer_states_its_own_arithmetic() -> None:
    confidence, predicted, truth = _cases()
    found = certify_misses(confidence, predicted, truth, alpha={1: 0.1}, delta=0.05)
    assert found.threshold is not None
    missed = (confidence >= found.threshold) & (predicted == 0) & (truth == 1)
    bound = found.by_class[1]
    assert (bound.misses, bound.n) == (missed.sum(), (truth == 1).sum())
    assert bound.rate == pytest.approx(missed.sum() / bound.n)
    assert bound.upper == pytest.approx(float(upper_bound(bound.misses, bound.n)))
    assert bound.upper <= bound.alpha
    assert (found.free, found.n, found.method) == (1, 1000, "misses_binomial.v1")


def test_it_is_the_lowest_threshold_that_stands() -> None:
    confidence, predicted, truth = _cases()
    found = certify_misses(confidence, predicted, truth, alpha={1: 0.1}, delta=0.05)
    next_lower = confidence[confidence < found.threshold].max()
    misses = ((confidence >= next_lower) & (predicted == 0) & (truth == 1)).sum()
    assert upper_bound(misses, (truth == 1).sum()) > 0.1


def test_one_named_class_leaves_its_own_predictions_free() -> None:
    confidence, predicted, truth = _cases()
    found = certify_misses(confidence, predicted, truth, alpha={1: 0.1}, delta=0.05)
    assert found.accept_from([0, 1]).tolist() == [found.threshold, -np.inf]
    passing = (predicted == 1) | (confidence >= found.threshold)
    assert found.coverage.value == pytest.approx(passing.mean())


def test_several_classes_share_one_threshold_the_strictest() -> None:
    confidence, predicted, truth = _cases()
    both = certify_misses(confidence, predicted, truth, alpha={0: 0.1, 1: 0.2}, delta=0.05)
    alone = [
        certify_misses(confidence, predicted, truth, alpha={c: a}, delta=0.05).threshold
        for c, a in ((0, 0.1), (1, 0.2))
    ]
    assert both.threshold == max(
        each for each in alone if each is not None
    )  # no price for the second class
    assert both.free is None
    assert both.accept_from([0, 1]).tolist() == [both.threshold] * 2


def test_a_class_with_too_few_cases_accepts_nothing() -> None:
    confidence, predicted, truth = np.ones(158), np.repeat([0, 1], [100, 58]), np.zeros(158)
    truth[100:] = 1
    found = certify_misses(confidence, predicted, truth, alpha={0: 0.05, 1: 0.05}, delta=0.05)
    assert found.threshold is None
    assert found.accept_from([0, 1]).tolist() == [np.inf, np.inf]
    assert found.coverage.value == 0
    assert found.by_class[1].upper == pytest.approx(float(upper_bound(0, 58)))


@pytest.mark.parametrize("n", [0, 1])
def test_next_to_nothing_certifies_nothing(n: int) -> None:
    found = certify_misses(np.ones(n), np.ones(n), np.zeros(n), alpha={1: 0.05}, delta=0.05)
    assert found.threshold is None
    assert (found.by_class[1].upper, found.by_class[1].rate) == (1.0, 0.0)


def test_tied_confidences_are_accepted_together_or_not_at_all() -> None:
    confidence = np.repeat([0.6, 0.9], 200)
    truth = np.ones(400)
    predicted = np.r_[np.zeros(100), np.ones(300)]
    found = certify_misses(confidence, predicted, truth, alpha={1: 0.1}, delta=0.05)
    assert found.threshold == 0.9


def test_thresholds_may_come_from_a_grid() -> None:
    confidence, predicted, truth = _cases()
    free = certify_misses(confidence, predicted, truth, alpha={1: 0.1}, delta=0.05)
    grid = np.linspace(0.5, 1, 21)[::-1]
    found = certify_misses(confidence, predicted, truth, alpha={1: 0.1}, delta=0.05, grid=grid)
    assert free.threshold is not None
    assert found.threshold == grid[grid >= free.threshold].min()


def test_a_model_that_never_misses_is_accepted_throughout() -> None:
    confidence = np.linspace(0, 1, 300)
    found = certify_misses(confidence, np.ones(300), np.ones(300), alpha={1: 0.05}, delta=0.05)
    assert found.threshold == 0


def test_unequal_propensities_bet_and_the_order_does_not_matter() -> None:
    confidence, predicted, truth = _cases(6000)
    chance = np.where(confidence > 0.8, 0.25, 1.0)
    rng = np.random.default_rng(1)
    taken = np.flatnonzero(rng.random(6000) < chance)
    mixed = rng.permutation(taken)
    first, second = (
        certify_misses(
            confidence[rows],
            predicted[rows],
            truth[rows],
            alpha={0: 0.15, 1: 0.15},
            delta=0.05,
            propensity=chance[rows],
            smallest_propensity=0.25,
        )
        for rows in (taken, mixed)
    )
    assert first.threshold == second.threshold
    assert first.method == "misses_betting.v1"
    bound = first.by_class[1]
    assert bound.rate < bound.upper <= 0.16
    missed = (confidence >= first.threshold) & (predicted == 0) & (truth == 1)
    assert missed.sum() / (truth == 1).sum() < 0.15


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"alpha": {}}, "no class"),
        ({"alpha": {1: 1.0}}, "alpha of class 1"),
        ({"delta": 0.0}, "delta"),
        ({"confidence": [0.5, np.nan]}, "nan"),
        ({"truth": [1]}, "1 truth for 2 rows"),
        ({"propensity": [0.5, 0.1], "smallest_propensity": 0.2}, "smallest propensity"),
    ],
)
def test_unusable_input_is_named(changes: dict[str, object], says: str) -> None:
    usable: dict[str, object] = {
        "confidence": [0.5, 0.6],
        "predicted": [1, 0],
        "truth": [1, 1],
        "alpha": {1: 0.05},
        "delta": 0.05,
    }
    with pytest.raises(InputError, match=says):
        certify_misses(**(usable | changes))  # type: ignore[arg-type]
