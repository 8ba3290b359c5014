"""Limits of a share that was seen in unequally weighted cases, few of them perhaps."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.stats.arrays import level, propensities, truth_values

MANY = 10.0  # effective cases of the rarer kind, from which on the surprise counts less


def share_limits(
    value: float, variance: float, surprise: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """The two-sided interval of a share, from its estimate, its variance and one surprise.

    The variance is estimated from the cases that were drawn. Where a few cases carry much weight,
    the ones that happened not to be drawn leave it too small, and a share of 0 leaves it 0. So
    one more case of the largest weight (`surprise`, its weight over the sum of all) is added on
    the side of the limit, and the limit is a quantile of the Beta distribution with the mean
    m = (value + s) / (1 + s) and the variance V / (1 + s)^2 + (1 - m)^2 s^2 / (1 + 2 s). With
    n equal cases s = 1/n, and for 0 of n this is the limit of Clopper & Pearson; for rare weighted
    events it is the gamma limit of Fay & Feuer.
    Raises InputError for a value outside [0, 1], a negative variance or surprise.
    Sources: Fay & Feuer 1997, doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#;
    Korn & Graubard 1998, Survey Methodology 24, 193-201.

    >>> [round(end, 3) for end in share_limits(1.0, 0.0, 1 / 59)]
    [0.939, 1.0]
    """
    if not 0 <= value <= 1:
        raise InputError(f"a share of {value}", wanted="a number from 0 to 1")
    if not (variance >= 0 and surprise >= 0):
        raise InputError(
            f"variance {variance} and surprise {surprise}", wanted="numbers of 0 or more"
        )
    side = 1 - (1 - level(confidence, "confidence")) / 2
    low = 1 - _upper(1 - value, variance, surprise, side)
    return min(low, value), max(_upper(value, variance, surprise, side), value)


def weighted_share(
    successes: ArrayLike,
    propensity: ArrayLike,
    *,
    smallest: float | None = None,
    confidence: float = 0.95,
) -> Estimate:
    """The share of successes among all cases of a kind, from those of them that were drawn.

    Formula: sum w x / sum w with w = 1 / propensity (Hajek's ratio), and `share_limits` around
    it. How many cases of the kind there are need not be known: with the true class as the kind
    and "found" as the success this is recall. `smallest`: the least propensity that a case of the
    kind could have had; by default the least among those drawn, which says too little where such
    cases were never drawn.
    Shapes: successes (m,) booleans, propensity (m,) in (0, 1]. [0, 1] where m is 0.
    Raises InputError for other shapes, values out of range, or `smallest` above one that was seen.
    Source: Hajek 1971, in Foundations of Statistical Inference, 236.

    >>> print(weighted_share([True] * 45 + [False] * 5, [0.1] * 50))
    0.900 [0.781, 0.967] n=50
    """
    x = truth_values(successes, "successes").astype(np.float64)
    p = propensities(propensity, n=len(x))
    level(confidence, "confidence")
    if len(x) == 0:
        return Estimate(value=0.5, low=0, high=1, n=0, confidence=confidence, method="none drawn")
    least = float(p.min()) if smallest is None else smallest
    if not 0 < least <= p.min():
        raise InputError(
            f"smallest {least} where {p.min():.4g} was seen",
            wanted="a chance above 0, at most the least that was seen",
        )
    weight = 1 / p
    mass = float(weight.sum())
    value = min(float(weight @ x) / mass, 1.0)
    # What is unknown because not all were drawn, and because all are but a sample of their source.
    drawing = float((weight * (weight - 1)) @ (x - value) ** 2) / mass**2
    low, high = share_limits(
        value,
        drawing + value * (1 - value) / mass,
        discount(weight, x) / (least * mass),
        confidence=confidence,
    )
    return Estimate(
        value=value,
        low=low,
        high=high,
        n=len(x),
        confidence=confidence,
        method="ratio weighted by 1/propensity",
    )


def largest_weight(propensity: NDArray[np.float64]) -> float:
    """The weight of the surprise that cases with these chances can hold.

    It is 1 over the smallest chance, unless few cases have so small a one: k cases can be wrong
    k times, so that the weight of all others and k will do, min over cuts c of 1/c + #{p < c}.

    >>> largest_weight(np.full(1000, 0.05)), largest_weight(np.r_[0.001, np.full(999, 0.064)])
    (20.0, 16.625)
    """
    cut = float(propensity.min())
    found = 1 / cut
    while cut <= 0.5:
        cut *= 2
        found = min(found, 1 / cut + int((propensity < cut).sum()))
    return found


def discount(importance: NDArray[np.float64], successes: NDArray[np.float64]) -> float:
    """How much of a surprise is left where many cases of both kinds have been seen: 1 to 1/2.

    Clopper & Pearson's limits cover more than asked for; with half the case added they cover what
    is asked for on average (Jeffreys' limits), which is enough where events are not rare. The
    count is effective, (sum u)^2 / sum u^2 over the cases of the rarer kind with importance u.

    >>> discount(np.ones(100), np.repeat([1.0, 0.0], 50)), discount(np.ones(9), np.ones(9))
    (0.5, 1.0)
    """
    rarer = min(effective(importance * successes), effective(importance * (1 - successes)))
    return max(0.5, min(1.0, MANY / rarer)) if rarer > 0 else 1.0


def effective(weights: NDArray[np.float64]) -> float:
    """How many equally weighted cases these are worth (Kish): (sum w)^2 / sum w^2.

    >>> effective(np.array([1.0, 1.0, 0.0]))
    2.0
    """
    squares = float(weights @ weights)
    return float(weights.sum()) ** 2 / squares if squares > 0 else 0.0


def _upper(value: float, variance: float, surprise: float, side: float) -> float:
    mean = (value + surprise) / (1 + surprise)
    spread = variance / (1 + surprise) ** 2
    spread += (1 - mean) ** 2 * surprise**2 / (1 + 2 * surprise)
    if mean >= 1 or spread >= mean * (1 - mean):  # nothing above it, or nothing is known
        return 1.0
    if spread == 0:  # a share that is known: no variance, no surprise
        return mean
    size = mean * (1 - mean) / spread - 1
    return float(betaincinv(mean * size, (1 - mean) * size, side))
