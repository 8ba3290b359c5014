"""Risk and coverage: how much could be accepted at each threshold, and how much of it is wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.stats.arrays import level, propensities, truth_values, vector
from errata.stats.binomial import lower_bound, upper_bound
from errata.stats.weighted_share import weighted_share

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class RiskCoverage:
    """One point a threshold, from the most confident down; m points, n cases behind them."""

    threshold: Floats  # (m,) accept means confidence >= threshold
    coverage: Floats  # (m,) share of the traffic accepted
    risk: Floats  # (m,) share wrong among the accepted
    risk_low: Floats  # (m,) its one-sided bounds, at each point for itself
    risk_upper: Floats
    n: int


def risk_coverage(
    confidence: ArrayLike,
    correct: ArrayLike,
    *,
    delta: float = 0.05,
    points: int = 200,
    propensity: ArrayLike | None = None,
    smallest_propensity: float | None = None,
) -> RiskCoverage:
    """The curve of what could be accepted; at most `points` points, ties together.

    A bound holds at one threshold chosen beforehand, with probability 1 - delta; whoever picks
    the best point of the curve breaks it. `certify_threshold` pays for the choice. Bounds are
    exact (Clopper-Pearson) with equal propensities; with unequal ones each case weighs
    1/propensity and they are those of `weighted_share`.

    Shapes: confidence, correct, propensity (n,); `smallest_propensity`: the least that the design
    allows. Raises InputError for other shapes, numbers that are not finite, or fewer than 2 points.
    Source: El-Yaniv & Wiener 2010, jmlr.org/papers/v11/el-yaniv10a.html.

    >>> curve = risk_coverage([0.9, 0.8, 0.8, 0.5], [True, True, False, False])
    >>> curve.coverage.tolist(), curve.risk.round(2).tolist()
    ([0.25, 0.75, 1.0], [0.0, 0.33, 0.5])
    """
    score = vector(confidence, "confidences")
    n = len(score)
    right = truth_values(correct, "correct", n=n)
    level(delta, "delta")
    if points < 2:
        raise InputError(f"a curve of {points} points", wanted="2 or more")
    chance = np.ones(n) if propensity is None else propensities(propensity, n=n)
    order = np.argsort(-score, kind="stable")
    score, wrong, chance = score[order], ~right[order], chance[order]
    ends = np.flatnonzero(np.r_[score[1:] != score[:-1], np.ones(min(n, 1), bool)])
    if len(ends) > points:
        ends = ends[np.unique(np.linspace(0, len(ends) - 1, points).round().astype(np.int64))]
    mass = np.cumsum(1 / chance)
    risk = np.cumsum(wrong / chance)[ends] / mass[ends]
    if len(np.unique(chance)) <= 1:
        errors, accepted = np.cumsum(wrong)[ends], ends + 1.0
        low = lower_bound(errors, accepted, confidence=1 - delta)
        high = upper_bound(errors, accepted, confidence=1 - delta)
    else:
        sure = 1 - 2 * min(delta, 0.49)  # two-sided limits, each of which is a one-sided bound
        both = [
            weighted_share(
                wrong[: end + 1], chance[: end + 1], smallest=smallest_propensity, confidence=sure
            )
            for end in ends.tolist()
        ]
        low, high = (np.array([getattr(one, side) for one in both]) for side in ("low", "high"))
    return RiskCoverage(
        threshold=score[ends],
        coverage=mass[ends] / mass[-1] if n else mass,
        risk=risk,
        risk_low=low,
        risk_upper=high,
        n=n,
    )
