"""Production accuracy, any day, with an interval: every prediction counts, reviewed or not."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.stats.arrays import level, propensities, share, truth_values
from errata.stats.betting import mean_upper_bound
from errata.stats.binomial import proportion, wilson

Floats = NDArray[np.float64]

FEW = 12  # of the rarer kind among the reviewed: below, no normal approximation is trusted


def estimate_accuracy(
    predicted_correct_proba: ArrayLike,
    reviewed: ArrayLike,
    correct: ArrayLike,
    propensity: ArrayLike,
    *,
    confidence: float = 0.95,
) -> Estimate:
    """The share of predictions that are right, from reviews with known propensities.

    Formula: mean of L f_i + (r_i / p_i) (y_i - L f_i), with f the predicted chance of being
    right, r reviewed, p the propensity, y correct, and L the value in [0, 1] of least variance:
    prediction-powered inference with power tuning. The interval is a score interval with the
    effective number of cases v (1 - v) / variance and Student's quantile. With fewer than 12
    right or 12 wrong among the reviewed it is exact instead: Clopper-Pearson of the reviewed where
    propensities are equal, a betting bound on either side where they are not.

    The estimate is for the source of these predictions; `n` is the number reviewed. What was
    sampled and not answered must be passed as reviewed and wrong (its worst case).
    Shapes: all (n,); `correct` is read only where reviewed; propensity in (0, 1], the chance fixed
    beforehand that the prediction would be reviewed.
    Raises InputError for other shapes, no prediction, or values out of range.
    Sources: Angelopoulos et al. 2023, doi:10.1126/science.adi6000 and arXiv:2311.01453 (tuning).

    >>> rng = np.random.default_rng(0)
    >>> chance = rng.beta(8, 1, 20_000)
    >>> right, reviewed = rng.random(20_000) < chance, rng.random(20_000) < 0.05
    >>> print(estimate_accuracy(chance, reviewed, right, np.full(20_000, 0.05)))
    0.896 [0.876, 0.913] n=1064
    """
    f = share(predicted_correct_proba, "predicted_correct_proba")
    n = len(f)
    if n == 0:
        raise InputError("no prediction", wanted="at least 1")
    seen = truth_values(reviewed, "reviewed", n=n)
    p = propensities(propensity, n=n)
    level(confidence, "confidence")
    given = np.asarray(correct)
    if given.shape != (n,):
        raise InputError(f"correct of shape {given.shape}", wanted=f"{n} values")
    right = truth_values(given[seen], "correct").astype(np.float64)
    count = len(right)
    if count == 0:
        return Estimate(
            value=float(f.mean()),
            low=0.0,
            high=1.0,
            n=0,
            confidence=confidence,
            method="prediction alone, nothing reviewed",
        )
    if min(right.sum(), count - right.sum()) < FEW:
        return _exact(right, p[seen], confidence)
    weight = 1 / p[seen]
    value, variance = _powered(f, seen, right, weight)
    value = float(np.clip(value, 0.0, 1.0))
    # Student's quantile, as a normal one of a wider error: the variance rests on the reviewed.
    worth = float(weight.sum() ** 2 / (weight**2).sum())
    side = 1 - (1 - confidence) / 2
    widening = stdtrit(max(worth - 1, 1.0), side) / stdtrit(1e9, side)
    effective = value * (1 - value) / (variance * widening**2)
    low, high = wilson(value, max(effective, 1.0), confidence=confidence)
    return Estimate(
        value=value,
        low=low,
        high=high,
        n=count,
        confidence=confidence,
        method="prediction-powered, tuned",
    )


def _powered(
    f: Floats, seen: NDArray[np.bool_], right: Floats, weight: Floats
) -> tuple[float, float]:
    """The tuned estimate and its variance."""
    n = len(f)
    direct, surrogate = np.zeros(n), f.copy()
    direct[seen] = weight * right
    surrogate[seen] -= weight * f[seen]
    # direct + L * surrogate has the same mean for every L; the regression slope is the best one.
    spread = surrogate.var()
    slope = -float(np.mean((direct - direct.mean()) * surrogate)) / spread if spread > 0 else 0.0
    tuned = float(np.clip(slope, 0.0, 1.0))
    terms = direct + tuned * surrogate
    # One more surprise of the largest weight: where few cases carry much weight, the errors that
    # happened not to be drawn would otherwise leave the variance too small.
    unseen = float(weight.max() / n) ** 2
    return float(terms.mean()), float(terms.var(ddof=1)) / n + unseen


def _exact(right: Floats, propensity: Floats, confidence: float) -> Estimate:
    """An interval that holds for any number of cases, from the reviewed alone."""
    if propensity.min() == propensity.max():
        found = proportion(
            int(right.sum()), len(right), confidence=confidence, method="clopper_pearson"
        )
        return Estimate(
            value=found.value,
            low=found.low,
            high=found.high,
            n=found.n,
            confidence=confidence,
            method="clopper_pearson of the reviewed",
        )
    weight, side = 1 / propensity, (1 - confidence) / 2
    value = float(weight @ right / weight.sum())
    low = 1 - mean_upper_bound(1 - right, weights=weight, delta=side)
    high = mean_upper_bound(right, weights=weight, delta=side)
    return Estimate(
        value=value,
        low=min(low, value),
        high=max(high, value),
        n=len(right),
        confidence=confidence,
        method="betting bounds of the reviewed, weighted by 1/propensity",
    )
