"""Many tests at once: adjusted p-values that pay for every question asked."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.stats.arrays import share


def holm(p_values: ArrayLike) -> NDArray[np.float64]:
    """Adjusted p-values that control the chance of any false finding (Holm 1979).

    Formula: the running maximum of (m - i + 1) p_(i), at most 1. Shape: (m,) in and out.
    Raises InputError for values outside [0, 1].
    Source: Holm, Scandinavian Journal of Statistics 6(2), 65-70, 1979.

    >>> [float(p) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    p = share(p_values, "p-values")
    order = np.argsort(p, kind="stable")
    adjusted = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    return _back(adjusted, order)


def benjamini_hochberg(p_values: ArrayLike, *, tests: int | None = None) -> NDArray[np.float64]:
    """Adjusted p-values that control the share of false findings (Benjamini & Hochberg 1995).

    Formula: the running minimum from the largest down of m p_(i) / i, at most 1. `tests` is m
    where more was asked than is given here; those left out must have larger p-values.
    Raises InputError for values outside [0, 1] or fewer tests than values.
    Source: doi:10.1111/j.2517-6161.1995.tb02031.x.

    >>> [round(float(p), 3) for p in benjamini_hochberg([0.01, 0.04, 0.03])]
    [0.03, 0.04, 0.04]
    """
    p = share(p_values, "p-values")
    m = len(p) if tests is None else tests
    if m < len(p):
        raise InputError(f"{m} tests for {len(p)} p-values", wanted="at least as many tests")
    order = np.argsort(p, kind="stable")
    scaled = p[order] * m / np.arange(1, len(p) + 1)
    return _back(np.minimum.accumulate(scaled[::-1])[::-1], order)


def benjamini_yekutieli(p_values: ArrayLike, *, tests: int | None = None) -> NDArray[np.float64]:
    """As `benjamini_hochberg`, valid under any dependence (Benjamini & Yekutieli 2001).

    Formula: the former times 1 + 1/2 + ... + 1/m. Source: doi:10.1214/aos/1013699998.

    >>> [round(float(p), 3) for p in benjamini_yekutieli([0.01, 0.04, 0.03])]
    [0.055, 0.073, 0.073]
    """
    p = share(p_values, "p-values")
    m = len(p) if tests is None else tests
    harmonic = float(np.sum(1 / np.arange(1, m + 1)))
    return np.minimum(benjamini_hochberg(p, tests=tests) * harmonic, 1.0)


def _back(adjusted: NDArray[np.float64], order: NDArray[np.intp]) -> NDArray[np.float64]:
    out = np.empty_like(adjusted)
    out[order] = np.minimum(adjusted, 1.0)
    return out
