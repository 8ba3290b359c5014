"""Risk and coverage: how much could be accepted at each threshold, and how much of it is wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.stats.arrays import level, truth_values, vector
from errata.stats.binomial import upper_bound

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class RiskCoverage:
    """One point a threshold, from the most confident down; m points, n cases behind them."""

    threshold: Floats  # (m,) accept means confidence >= threshold
    coverage: Floats  # (m,) share of the cases accepted
    risk: Floats  # (m,) share wrong among the accepted
    risk_upper: Floats  # (m,) its exact one-sided bound, at each point for itself
    n: int


def risk_coverage(
    confidence: ArrayLike, correct: ArrayLike, *, delta: float = 0.05, points: int = 200
) -> RiskCoverage:
    """The curve of what could be accepted; at most `points` points, ties together.

    The bound holds at one threshold chosen beforehand, with probability 1 - delta; whoever picks
    the best point of the curve breaks it. `certify_threshold` pays for the choice.

    Shapes: confidence, correct (n,). Raises InputError for other shapes, numbers that are not
    finite, or fewer than 2 points.
    Source: El-Yaniv & Wiener 2010, jmlr.org/papers/v11/el-yaniv10a.html.

    >>> curve = risk_coverage([0.9, 0.8, 0.8, 0.5], [True, True, False, False])
    >>> curve.coverage.tolist(), curve.risk.round(2).tolist()
    ([0.25, 0.75, 1.0], [0.0, 0.33, 0.5])
    """
    score = vector(confidence, "confidences")
    right = truth_values(correct, "correct", n=len(score))
    level(delta, "delta")
    if points < 2:
        raise InputError(f"a curve of {points} points", wanted="2 or more")
    n = len(score)
    order = np.argsort(-score, kind="stable")
    score, wrong = score[order], np.cumsum(~right[order])
    ends = np.flatnonzero(np.r_[score[1:] != score[:-1], np.ones(min(n, 1), bool)])
    if len(ends) > points:
        ends = ends[np.unique(np.linspace(0, len(ends) - 1, points).round().astype(np.int64))]
    accepted = ends + 1.0
    return RiskCoverage(
        threshold=score[ends],
        coverage=accepted / max(n, 1),
        risk=wrong[ends] / accepted,
        risk_upper=upper_bound(wrong[ends], accepted, confidence=1 - delta),
        n=n,
    )
