"""Certify: the share of traffic that may go without a human, with a guarantee."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.certificate import Certificate
from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.stats.arrays import level, propensities, truth_values, vector
from errata.stats.betting import tally
from errata.stats.binomial import lower_tail, upper_bound, wilson

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_STEPS = 8  # candidates between two counts at which one more error becomes affordable
_MOST = 64  # such counts looked at; with _STEPS a resolution of 1/512 of the traffic
_CANDIDATES = 4096  # counts looked at where cases weigh differently
_BET_COSTS = 4.0  # a bet reaches what the exact tail does at about a fourth of delta
_SMALLEST_SHARE = 0.02  # of the labelled cases: no use in certifying less, and it may fail there


def certify_threshold(
    confidence: ArrayLike,
    correct: ArrayLike,
    *,
    alpha: float,
    delta: float,
    propensity: ArrayLike | None = None,
    grid: ArrayLike | None = None,
    smallest_propensity: float | None = None,
) -> Certificate:
    """The lowest confidence from which at most alpha is wrong, with probability >= 1 - delta.

    Learn-then-Test with a fixed sequence: thresholds from the most confident down, each tested
    at level delta for "the error of what is accepted exceeds alpha"; the first that is not
    rejected ends it, the one before is the answer. Which thresholds are tested depends on the
    confidences alone, never on `correct`, so nothing is chosen on the labels: the counts m_k at
    which k errors become affordable, k >= 1 (one early error does not end it), where
    P(Binomial(m_k, alpha) <= k) <= delta, and steps between them. With equal propensities the
    test is the exact binomial tail; with unequal ones a betting capital of 1/delta, each case
    weighted 1/propensity.

    Shapes: confidence, correct, propensity (n,): labelled cases that trained nothing and were
    sampled at random; alpha, delta in (0, 1); grid (K,): candidates from unlabelled traffic,
    by default the labelled confidences; smallest_propensity: the least chance that the design gives
    any case, by default the least seen, which promises too much where the rarest were not drawn.
    Accept means confidence >= threshold, ties together.
    `coverage` is the (weighted) share of the cases at or above the threshold; `risk_upper` the
    1 - delta upper bound of the error there (1.0 where there is no threshold).
    Raises InputError for other shapes, numbers that are not finite, a propensity outside (0, 1] or
    below the smallest.
    Sources: Angelopoulos et al. 2021, arXiv:2110.01052; Geifman & El-Yaniv 2017,
    arXiv:1705.08500; Waudby-Smith & Ramdas 2023, doi:10.1093/jrsssb/qkad009.

    >>> confidence = np.linspace(0.5, 1.0, 501)
    >>> correct = confidence > 0.6  # the model errs below .6
    >>> found = certify_threshold(confidence, correct, alpha=0.05, delta=0.05)
    >>> round(found.threshold, 3), round(found.coverage.value, 2), round(found.risk_upper, 3)
    (0.588, 0.82, 0.05)
    """
    score = vector(confidence, "confidences")
    right = truth_values(correct, "correct", n=len(score))
    level(alpha, "alpha")
    level(delta, "delta")
    candidates = None if grid is None else np.unique(vector(grid, "grid"))
    weight, largest = design_weights(propensity, smallest_propensity, n=len(score))
    if weight is None:
        return _exact(score, right, alpha, delta, candidates)
    return _betting(score, right, weight, alpha, delta, candidates, largest)


def design_weights(
    propensity: ArrayLike | None, smallest: float | None, *, n: int
) -> tuple[Floats | None, float]:
    """1/propensity and the largest that the design allows; None where all chances are equal."""
    if propensity is None:
        return None, 1.0
    chance = propensities(propensity, n=n)
    if n == 0:
        return None, 1.0
    least = float(chance.min()) if smallest is None else smallest
    if not 0 < least <= chance.min():
        raise InputError(
            f"a smallest propensity of {least:g}, and one of {chance.min():g} among the cases",
            wanted="a number above 0 that no case undercuts",
        )
    if least == chance.max():
        return None, 1 / least
    return 1 / chance, 1 / least


def _exact(
    score: Floats, right: NDArray[np.bool_], alpha: float, delta: float, grid: Floats | None
) -> Certificate:
    n = len(score)
    ranks = _affordable_ranks(n, alpha, delta)
    ordered = np.sort(score)
    tested = _thresholds(ordered, ranks, grid)
    counts = n - np.searchsorted(ordered, tested)
    wrong = ordered[:0] if right.all() else np.sort(score[~right])
    errors = len(wrong) - np.searchsorted(wrong, tested)
    passed = _first_failure(lower_tail(errors, counts, alpha) <= delta)
    if passed == 0:
        return _none(n, alpha, delta, "ltt_binomial.v1")
    m, k = int(counts[passed - 1]), int(errors[passed - 1])
    low, high = wilson(m / n, n)
    return Certificate(
        threshold=float(tested[passed - 1]),
        coverage=Estimate(value=m / n, low=low, high=high, n=n, method="wilson"),
        risk_upper=float(upper_bound(k, m, confidence=1 - delta)),
        n=n,
        alpha=alpha,
        delta=delta,
        method="ltt_binomial.v1",
    )


def _betting(
    score: Floats,
    right: NDArray[np.bool_],
    weight: Floats,
    alpha: float,
    delta: float,
    grid: Floats | None,
    largest: float,
) -> Certificate:
    n = len(score)
    tested = _weighted_thresholds(score, weight, alpha, delta, grid)
    if len(tested) == 0:
        return _none(n, alpha, delta, "ltt_betting.v1")
    # The first test that a case takes part in; those that clear no threshold come after the last.
    part = len(tested) - np.searchsorted(tested[::-1], score, side="right")
    counted = tally(~right, weight / largest, part, len(tested))
    aim = -float(np.log(delta))
    passed = _first_failure(counted.log_capital(alpha, aim=aim) >= aim)
    if passed == 0:
        return _none(n, alpha, delta, "ltt_betting.v1")
    mass = float(weight.sum())
    value = float(weight[part < passed].sum()) / mass
    low, high = wilson(value, mass**2 / float(weight @ weight))
    return Certificate(
        threshold=float(tested[passed - 1]),
        coverage=Estimate(
            value=value, low=low, high=high, n=n, method="wilson, weighted by 1/propensity"
        ),
        risk_upper=counted.upper_bound(passed - 1, delta=delta),
        n=n,
        alpha=alpha,
        delta=delta,
        method="ltt_betting.v1",
    )


def _weighted_thresholds(
    score: Floats, weight: Floats, alpha: float, delta: float, grid: Floats | None
) -> Floats:
    """The thresholds to test, descending, where the accepted are worth enough equal cases."""
    n = len(score)
    ordered = np.sort(score)
    ranks = np.unique(np.linspace(1, n, min(n, _CANDIDATES)).astype(np.int64))
    candidates = _thresholds(ordered, ranks, grid)
    part = len(candidates) - np.searchsorted(candidates[::-1], score, side="right")
    mass = np.bincount(part, weights=weight, minlength=len(candidates))
    square = np.bincount(part, weights=weight**2, minlength=len(candidates))
    mass, square = mass[: len(candidates)].cumsum(), square[: len(candidates)].cumsum()
    worth = np.maximum.accumulate(mass**2 / square)
    if len(worth) == 0:
        return candidates
    # A bet needs somewhat more cases than the exact tail; where to look allows for it.
    goals = _affordable_ranks(int(worth[-1]), alpha, delta / _BET_COSTS, start=3)
    return candidates[np.unique(np.searchsorted(worth, goals))]


def _affordable_ranks(n: int, alpha: float, delta: float, *, start: int = 1) -> Ints:
    """How many of the most confident to accept at each test, ascending, labels unseen.

    >>> _affordable_ranks(400, 0.02, 0.05)[:5]  # m_1, m_2 and steps from there
    array([236, 313, 322, 331, 340])
    """
    affordable = max(_affordable(n, alpha, delta), 0)
    # The clean top (k = 0) is a poor start: one early error ends it. Taken only when n is small.
    first = min(start, affordable)
    if (lead := int(_SMALLEST_SHARE * n)) > 1:
        first = max(first, _affordable(lead, alpha, delta) + 1)
    errors = np.unique(np.linspace(first, affordable, min(_MOST, affordable - first + 1)).round())
    exact = _count_for(errors, n, alpha, delta)
    ends = np.r_[exact[1:], n + 1]
    steps = (exact + ((ends - exact) * np.arange(_STEPS)[:, None]) // _STEPS).T
    # With one error affordable, a step before the next count is likelier to fail than to help;
    # after the last count nothing is left to lose.
    kept = np.r_[exact, steps[errors >= 2].ravel(), steps[-1], n]
    return np.unique(kept[kept <= n]).astype(np.int64) if exact[0] <= n else exact[:0]


def _affordable(m: int, alpha: float, delta: float) -> int:
    """The most errors among `m` that still reject "the error exceeds alpha"; -1 if none."""
    low, high = -1, m
    while high - low > 1:
        middle = (low + high) // 2
        if lower_tail(middle, m, alpha) <= delta:
            low = middle
        else:
            high = middle
    return low


def _count_for(errors: Floats, n: int, alpha: float, delta: float) -> Ints:
    """The smallest count at which each number of errors is affordable; n + 1 where none is."""
    low, high = errors.astype(np.int64), np.full(len(errors), n + 1, np.int64)
    while (high - low > 1).any():
        middle = (low + high) // 2
        enough = lower_tail(errors, middle, alpha) <= delta
        high, low = np.where(enough, middle, high), np.where(enough, low, middle)
    return high


def _thresholds(ordered: Floats, ranks: Ints, grid: Floats | None) -> Floats:
    """The thresholds to test, descending: per rank the highest candidate that accepts as many."""
    if grid is None:
        return np.unique(ordered[len(ordered) - ranks])[::-1]
    # Both ascend; a candidate at or below the rank's confidence accepts at least that many.
    position = np.searchsorted(grid, ordered[len(ordered) - ranks], side="right") - 1
    return np.unique(grid[position[position >= 0]])[::-1]


def _first_failure(passes: NDArray[np.bool_]) -> int:
    """How many tests passed before the first that did not."""
    failed = np.flatnonzero(~passes)
    return int(failed[0]) if len(failed) else len(passes)


def _none(n: int, alpha: float, delta: float, method: str) -> Certificate:
    coverage = Estimate(value=0.0, low=0.0, high=0.0, n=n, method="nothing is accepted")
    return Certificate(
        threshold=None,
        coverage=coverage,
        risk_upper=1.0,
        n=n,
        alpha=alpha,
        delta=delta,
        method=method,
    )
