"""The thresholds a certificate tests, in order, and the evidence at each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.certificate import Certificate
from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.stats.arrays import propensities
from errata.stats.betting import tally
from errata.stats.binomial import lower_tail, upper_bound, wilson
from errata.stats.places import how_many_reached

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_STEPS = 8  # candidates between two counts at which one more error becomes affordable
_MOST = 64  # such counts looked at; with _STEPS a resolution of 1/512 of the traffic
_CANDIDATES = 1024  # counts looked at where cases weigh differently
_BET_COSTS = 4.0  # a bet reaches what the exact tail does at about a fourth of delta
LATEST_START = 0.33  # of the labelled cases: the first test accepts no more than this if it can
_SMALLEST_SHARE = 0.02  # of the labelled cases: no use in certifying less, and it may fail there


@dataclass(frozen=True, kw_only=True, eq=False)
class ThresholdTests:
    """K tests of "the error of what is accepted exceeds alpha", the most confident first."""

    thresholds: Floats  # (K,) descending, chosen without a look at any label
    log_p: Floats  # (K,) log p-values
    coverage: Callable[[int], Estimate]  # of the threshold at a place
    risk_upper: Callable[[int, float], float]  # of the threshold at a place, at a level
    n: int
    alpha: float
    method: str

    def passed(self, level: float, *, start: int = 0) -> int:
        """How many tests pass at this level before the first that does not; `start` did."""
        failed = np.flatnonzero(self.log_p[start:] > np.log(level) + 1e-12)
        return start + int(failed[0]) if len(failed) else len(self.log_p)

    def certificate(self, passed: int, *, level: float, delta: float) -> Certificate:
        """What the tests passed at `level` are worth, as part of a promise at `delta`."""
        found = passed > 0
        return Certificate(
            threshold=float(self.thresholds[passed - 1]) if found else None,
            coverage=self.coverage(passed - 1) if found else _nothing(self.n),
            risk_upper=self.risk_upper(passed - 1, level) if found else 1.0,
            n=self.n,
            alpha=self.alpha,
            delta=delta,
            method=self.method,
        )


def threshold_tests(
    score: Floats,
    right: Bools,
    weight: Floats | None,
    *,
    alpha: float,
    level: float,
    largest: float = 1.0,
    grid: Floats | None = None,
) -> ThresholdTests:
    """The tests to be made at this level; `weight` is None where all cases weigh the same.

    `largest` is the largest weight that the design allows. `level` says where it pays to look;
    the p-values hold at every level.
    """
    if weight is None:
        return _exact(score, right, alpha, level, grid)
    return _betting(score, right, weight, alpha, level, grid, largest)


def design_weights(
    propensity: ArrayLike | None, smallest: float | None, *, n: int
) -> tuple[Floats | None, float]:
    """1/propensity and the largest that the design allows; None where all chances are equal.

    Raises InputError for a propensity outside (0, 1] or below the smallest.
    """
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
    return (None if least == chance.max() else 1 / chance), 1 / least


def _exact(
    score: Floats, right: Bools, alpha: float, level: float, grid: Floats | None
) -> ThresholdTests:
    n = len(score)
    ranks = affordable_ranks(n, alpha, level)
    ordered = np.sort(score)
    doubts = np.cumsum(1 - np.clip(ordered[::-1][: int(LATEST_START * n)], 0.0, 1.0))
    ranks = ranks[first_test(ranks[ranks <= len(doubts)], doubts, alpha) :]
    tested = _thresholds(ordered, ranks, grid)
    counts = n - np.searchsorted(ordered, tested)
    wrong = ordered[:0] if right.all() else np.sort(score[~right])
    errors = len(wrong) - np.searchsorted(wrong, tested)

    def coverage(at: int) -> Estimate:
        value = int(counts[at]) / n
        low, high = wilson(value, n)
        return Estimate(value=value, low=low, high=high, n=n, method="wilson")

    return ThresholdTests(
        thresholds=tested,
        log_p=_log(lower_tail(errors, counts, alpha)),
        coverage=coverage,
        risk_upper=lambda at, at_level: float(
            upper_bound(errors[at], counts[at], confidence=1 - at_level)
        ),
        n=n,
        alpha=alpha,
        method="ltt_binomial.v1",
    )


def _betting(
    score: Floats,
    right: Bools,
    weight: Floats,
    alpha: float,
    level: float,
    grid: Floats | None,
    largest: float,
) -> ThresholdTests:
    n = len(score)
    tested, part = _weighted_thresholds(score, weight, alpha, level, grid)
    counted = tally(~right, weight / largest, part, len(tested))
    capital = counted.log_capital(alpha, aim=-float(np.log(level)))

    def coverage(at: int) -> Estimate:
        mass = float(weight.sum())
        value = float(weight[part <= at].sum()) / mass
        low, high = wilson(value, mass**2 / float(weight @ weight))
        return Estimate(
            value=value, low=low, high=high, n=n, method="wilson, weighted by 1/propensity"
        )

    return ThresholdTests(
        thresholds=tested,
        log_p=np.minimum(-capital, 0.0),
        coverage=coverage,
        risk_upper=lambda at, at_level: counted.upper_bound(at, delta=at_level),
        n=n,
        alpha=alpha,
        method="ltt_betting.v1",
    )


def _weighted_thresholds(
    score: Floats, weight: Floats, alpha: float, level: float, grid: Floats | None
) -> tuple[Floats, Ints]:
    """The thresholds to test, descending, where the accepted are worth enough equal cases.

    And per case the first test that it takes part in; those that clear none come after the last.
    """
    n = len(score)
    ordered = np.sort(score)
    ranks = np.unique(np.linspace(1, n, min(n, _CANDIDATES)).astype(np.int64))
    candidates = _thresholds(ordered, ranks, grid)
    many = len(candidates)
    part = many - how_many_reached(candidates[::-1], score)
    mass = np.bincount(part, weights=weight, minlength=many)[:many].cumsum()
    square = np.bincount(part, weights=weight * weight, minlength=many)[:many].cumsum()
    worth = np.maximum.accumulate(mass**2 / square)
    if many == 0:
        return candidates, part
    # A bet needs somewhat more cases than the exact tail; where to look allows for it.
    goals = affordable_ranks(int(worth[-1]), alpha, level / _BET_COSTS, start=3)
    chosen = np.unique(np.searchsorted(worth, goals))
    doubt = np.bincount(part, weights=weight * (1 - np.clip(score, 0.0, 1.0)), minlength=many)
    expected = worth * doubt[:many].cumsum() / mass
    early = chosen[mass[chosen] <= LATEST_START * weight.sum()]
    cases = worth[early].astype(np.int64)
    errors = np.interp(np.arange(1, cases.max(initial=0) + 1), worth, expected)
    chosen = chosen[first_test(cases, errors, alpha) :]
    return candidates[chosen], np.searchsorted(chosen, np.arange(many + 1))[part]


def first_test(ranks: Ints, doubts: Floats, alpha: float) -> int:
    """Where to start: the place whose p-value is foreseen to be the smallest, 0 if there is none.

    The first test that fails ends it all, so a start that may fail by chance wastes the rest.
    `doubts` (m,) foresees the errors among so many of the most confident; half as many again and
    one standard deviation are added, for the confidences may be off and luck may be poor.

    >>> first_test(np.array([22, 60, 150]), 0.08 * np.arange(1, 151), 0.2)
    2
    """
    if len(ranks) == 0:
        return 0
    expected = doubts[ranks - 1]
    errors = np.minimum(np.ceil(1.5 * expected + np.sqrt(expected)), ranks)
    return int(np.argmin(lower_tail(errors, ranks, alpha)))


@lru_cache(maxsize=4096)
def affordable_ranks(n: int, alpha: float, level: float, *, start: int = 1) -> Ints:
    """How many of the most confident to accept at each test, ascending, labels unseen.

    >>> affordable_ranks(400, 0.02, 0.05)[:5]  # m_1, m_2 and steps from there
    array([236, 313, 322, 331, 340])
    """
    affordable = max(_affordable(n, alpha, level), 0)
    # The clean top (k = 0) is a poor start: one early error ends it. Taken only when n is small.
    first = min(start, affordable)
    if (lead := int(_SMALLEST_SHARE * n)) > 1:
        first = max(first, _affordable(lead, alpha, level) + 1)
    errors = np.unique(np.linspace(first, affordable, min(_MOST, affordable - first + 1)).round())
    exact = _count_for(errors, n, alpha, level)
    ends = np.r_[exact[1:], n + 1]
    steps = (exact + ((ends - exact) * np.arange(_STEPS)[:, None]) // _STEPS).T
    # With one error affordable, a step before the next count is likelier to fail than to help;
    # after the last count nothing is left to lose.
    kept = np.r_[exact, steps[errors >= 2].ravel(), steps[-1], n]
    found = np.unique(kept[kept <= n]).astype(np.int64) if exact[0] <= n else exact[:0]
    found.flags.writeable = False  # it is handed out again
    return found


def _affordable(m: int, alpha: float, level: float) -> int:
    """The most errors among `m` that still reject "the error exceeds alpha"; -1 if none."""
    low, high = -1, m
    while high - low > 1:
        middle = (low + high) // 2
        if lower_tail(middle, m, alpha) <= level:
            low = middle
        else:
            high = middle
    return low


def _count_for(errors: Floats, n: int, alpha: float, level: float) -> Ints:
    """The smallest count at which each number of errors is affordable; n + 1 where none is."""
    low, high = errors.astype(np.int64), np.full(len(errors), n + 1, np.int64)
    while (high - low > 1).any():
        middle = (low + high) // 2
        enough = lower_tail(errors, middle, alpha) <= level
        high, low = np.where(enough, middle, high), np.where(enough, low, middle)
    return high


def _thresholds(ordered: Floats, ranks: Ints, grid: Floats | None) -> Floats:
    """The thresholds to test, descending: per rank the highest candidate that accepts as many."""
    if grid is None:
        return np.unique(ordered[len(ordered) - ranks])[::-1]
    # Both ascend; a candidate at or below the rank's confidence accepts at least that many.
    position = np.searchsorted(grid, ordered[len(ordered) - ranks], side="right") - 1
    return np.unique(grid[position[position >= 0]])[::-1]


def _log(p: Floats) -> Floats:
    return np.log(np.maximum(p, np.finfo(float).tiny))


def _nothing(n: int) -> Estimate:
    return Estimate(value=0.0, low=0.0, high=0.0, n=n, method="nothing is accepted")
