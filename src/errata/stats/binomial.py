"""Exact bounds and intervals for a share of successes."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, betaincinv, ndtri

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.stats.arrays import level


def lower_tail(successes: ArrayLike, n: ArrayLike, rate: float) -> NDArray[np.float64]:
    """P(X <= successes) for X ~ Binomial(n, rate), element by element.

    Formula: the regularised incomplete beta function I_{1-rate}(n - k, k + 1); 1 where k >= n.

    >>> float(lower_tail(0, 59, 0.05).round(4))
    0.0485
    """
    k, n = np.broadcast_arrays(np.asarray(successes, float), np.asarray(n, float))
    inside = k < n
    tail = betainc(np.where(inside, n - k, 1.0), np.where(inside, k + 1, 1.0), 1 - rate)
    return np.where(inside, tail, 1.0)


def upper_bound(
    successes: ArrayLike, n: ArrayLike, *, confidence: float = 0.95
) -> NDArray[np.float64]:
    """Exact one-sided upper bound of a rate (Clopper & Pearson 1934).

    Formula: the `confidence` quantile of Beta(k + 1, n - k); 1 where k = n.
    Shapes: any that broadcast. Raises InputError unless 0 <= successes <= n.
    Source: doi:10.1093/biomet/26.4.404.

    >>> float(upper_bound(0, 59).round(4))
    0.0495
    """
    k, n = _counts(successes, n)
    level(confidence, "confidence")
    inside = k < n
    bound = betaincinv(k + 1, np.where(inside, n - k, 1.0), confidence)
    return np.where(inside, bound, 1.0)


def lower_bound(
    successes: ArrayLike, n: ArrayLike, *, confidence: float = 0.95
) -> NDArray[np.float64]:
    """Exact one-sided lower bound of a rate, the mirror of `upper_bound`.

    >>> float(lower_bound(59, 59).round(4))
    0.9505
    """
    k, n = _counts(successes, n)
    return 1 - upper_bound(n - k, n, confidence=confidence)


def proportion(
    successes: int,
    n: int,
    *,
    confidence: float = 0.95,
    method: Literal["wilson", "clopper_pearson"] = "wilson",
) -> Estimate:
    """A share of successes with its two-sided interval.

    `wilson` (score interval, Wilson 1927) covers on average, `clopper_pearson` always.
    Raises InputError unless 0 <= successes <= n and n >= 1.
    Source: doi:10.1080/01621459.1927.10502953.

    >>> str(proportion(45, 50))
    '0.900 [0.786, 0.957] n=50'
    """
    _counts(successes, n)
    if n < 1:
        raise InputError("a proportion of 0 cases", wanted="at least 1 case")
    if method == "clopper_pearson":
        side = 1 - (1 - level(confidence, "confidence")) / 2
        low = float(lower_bound(successes, n, confidence=side))
        high = float(upper_bound(successes, n, confidence=side))
    else:
        low, high = wilson(successes / n, n, confidence=confidence)
    value = successes / n
    return Estimate(value=value, low=low, high=high, n=int(n), confidence=confidence, method=method)


def wilson(value: float, n: float, *, confidence: float = 0.95) -> tuple[float, float]:
    """The score interval of a share seen in `n` cases; `n` may be an effective number.

    >>> [round(side, 3) for side in wilson(0.9, 50)]
    [0.786, 0.957]
    """
    z = float(ndtri(1 - (1 - level(confidence, "confidence")) / 2))
    centre = (value + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(value * (1 - value) / n + z * z / (4 * n * n))
    # Rounding must not push an end past the value at 0 and 1.
    return float(min(max(centre - half, 0.0), value)), float(max(min(centre + half, 1.0), value))


def _counts(successes: ArrayLike, n: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    k, n = np.broadcast_arrays(np.asarray(successes, float), np.asarray(n, float))
    if not ((k >= 0) & (k <= n)).all():
        raise InputError("successes outside 0 to n", wanted="0 <= successes <= n")
    return k, n
