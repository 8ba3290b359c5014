"""Production accuracy, any day, with an interval: every prediction counts, reviewed or not."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.stats.arrays import level, propensities, share, truth_values
from errata.stats.weighted_share import discount, effective, largest_weight, share_limits

Floats = NDArray[np.float64]

ENOUGH = 8.0  # effective cases of the rarer kind, before the confidence is used to tell them apart


def estimate_accuracy(
    predicted_correct_proba: ArrayLike,
    reviewed: ArrayLike,
    correct: ArrayLike,
    propensity: ArrayLike,
    *,
    confidence: float = 0.95,
) -> Estimate:
    """The share of predictions that are right, from reviews with known propensities.

    Formula: mean of g_i + (r_i / p_i) (y_i - g_i), with r reviewed, p the propensity, y correct
    and g = a + b f, kept within [0, 1]: prediction-powered inference with the predicted chance f
    of being right, where a and b are those of least variance (a regression on the reviewed with
    weights (1/p) (1/p - 1)). So f may be bent, over-confident or useless: b is then smaller, or 0.
    Before the rarer kind is seen in some 8 cases, b is 0.
    The variance is v (1 - v) / n + sum w (w - 1) e^2 / (sum w)^2 with w = 1/p and the residuals e
    that each case would have, had the line been fitted without it. Limits: `share_limits`, with a
    case of the largest weight as the surprise; they hold for few cases and rare errors.

    The estimate is for the source of these predictions; `n` is the number reviewed. What was
    sampled and not answered must be passed as reviewed and wrong (its worst case).
    Shapes: all (n,); `correct` is read only where reviewed; propensity in (0, 1], the chance fixed
    beforehand that the prediction would be reviewed.
    Raises InputError for other shapes, no prediction, or values out of range.
    Sources: Angelopoulos et al. 2023, doi:10.1126/science.adi6000 and arXiv:2311.01453 (tuning);
    Montanari 1987, doi:10.2307/1403570 (the line of least variance); `share_limits`.

    >>> rng = np.random.default_rng(0)
    >>> chance = rng.beta(8, 1, 20_000)
    >>> right, reviewed = rng.random(20_000) < chance, rng.random(20_000) < 0.05
    >>> print(estimate_accuracy(chance, reviewed, right, np.full(20_000, 0.05)))
    0.896 [0.877, 0.913] n=1064
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
    if len(right) == 0:
        return Estimate(
            value=float(f.mean()),
            low=0.0,
            high=1.0,
            n=0,
            confidence=confidence,
            method="prediction alone, nothing reviewed",
        )
    weight = 1 / p[seen]
    mass = float(weight.sum())
    pull = weight * (weight - 1)  # what a residual adds to the variance
    if pull.max() <= 0:  # all of these were certain to be reviewed
        pull = np.ones(len(right))
    intercept, slope, leverage = _line(f[seen], right, pull)
    residual = right - np.clip(intercept + slope * f[seen], 0.0, 1.0)
    expected = float(np.clip(intercept + slope * f, 0.0, 1.0).mean())
    value = float(np.clip(expected + weight @ residual / n, 0.0, 1.0))
    drawing = float((weight * (weight - 1)) @ _without_itself(residual, leverage) ** 2) / mass**2
    low, high = share_limits(
        value,
        drawing + value * (1 - value) / n,
        discount(pull, right) * largest_weight(p) / mass,
        confidence=confidence,
    )
    return Estimate(
        value=value,
        low=low,
        high=high,
        n=len(right),
        confidence=confidence,
        method="prediction-powered",
    )


def _line(f: Floats, right: Floats, pull: Floats) -> tuple[float, float, Floats]:
    """Intercept, slope and each case's leverage of the weighted regression of right on f."""
    total = float(pull.sum())
    mean = float(pull @ right) / total
    level_alone = mean, 0.0, pull / total
    if min(effective(pull * right), effective(pull * (1 - right))) < ENOUGH:
        return level_alone
    centre = float(pull @ f) / total
    apart = f - centre
    spread = float(pull @ apart**2)
    if spread <= 1e-12 * total:  # the same confidence everywhere tells nothing apart
        return level_alone
    slope = float(pull @ (apart * right)) / spread
    return mean - slope * centre, slope, pull / total + pull * apart**2 / spread


def _without_itself(residual: Floats, leverage: Floats) -> Floats:
    """The residuals, had the line been fitted without the case; 1 where it is all there is."""
    alone = leverage >= 1 - 1e-9
    return np.where(alone, 1.0, np.clip(residual / np.where(alone, 1.0, 1 - leverage), -1, 1))
