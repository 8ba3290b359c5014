"""Betting bounds: finite-sample upper bounds for the mean of anything in [0, 1], weighted or not.

A gambler who stakes a share c of what may be staked against "the mean is at least m" grows rich
only if it is smaller. The capital after n cases is the product of 1 - c r (x - m) / (1 - m), where
r is the case's weight over the largest weight; under the null its expectation is at most 1, so a
capital of 1/delta comes with probability at most delta (Markov). Capitals of several constant
stakes are averaged, which keeps that promise and makes the answer independent of the rows' order.

Source: Waudby-Smith & Ramdas 2023, doi:10.1093/jrsssb/qkad009 (their mixture of constant bets).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import logsumexp

from errata.core.errors import InputError
from errata.stats.arrays import level, share, vector

STAKES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


def log_capital(
    values: NDArray[np.float64],
    mean: float,
    *,
    share_of_largest: NDArray[np.float64] | None = None,
    times: NDArray[np.float64] | None = None,
    cuts: NDArray[np.int64] | None = None,
) -> NDArray[np.float64]:
    """Log of the capital won against "the mean is at least `mean`", after the first `cuts` rows.

    `values` (n,) in [0, 1]; `share_of_largest` (n,) each weight over the largest one possible;
    `times` (n,) how often each row occurred, default once;
    `cuts` (K,) ascending numbers of rows >= 1, default all. Answers (K,).

    >>> float(log_capital(np.zeros(59), 0.05)[0].round(2)) >= 0.4
    True
    """
    ends = np.array([len(values)]) if cuts is None else cuts
    starts = np.r_[0, ends[:-1]]
    gain = (mean - values) / (1 - mean)
    if share_of_largest is not None:
        gain = gain * share_of_largest
    by_stake = np.empty((len(STAKES), len(ends)))
    for row, stake in enumerate(STAKES):
        steps = np.log1p(stake * gain[: ends[-1]])
        if times is not None:
            steps *= times[: ends[-1]]
        by_stake[row] = np.cumsum(np.add.reduceat(steps, starts))
    return np.asarray(logsumexp(by_stake, axis=0) - np.log(len(STAKES)))


def mean_upper_bound(
    values: ArrayLike,
    *,
    delta: float,
    weights: ArrayLike | None = None,
    max_weight: float | None = None,
) -> float:
    """An upper bound of the (weighted) mean that fails with probability at most `delta`.

    Formula: the smallest m at which the mixture capital reaches 1/delta; the mean meant is
    E[w x] / E[w]. `weights` are 1/propensity; `max_weight` is the largest the design allows, by
    default the largest seen (right where the smallest propensity is surely among the rows).
    Shapes: values (n,) in [0, 1], weights (n,) > 0. 1.0 where nothing can be said.
    Raises InputError for values outside [0, 1], weights that are not positive or exceed the
    maximum, or delta outside (0, 1). Source: doi:10.1093/jrsssb/qkad009.

    >>> round(mean_upper_bound([0.0] * 95 + [1.0] * 5, delta=0.05), 3)
    0.138
    """
    x = share(values, "values")
    level(delta, "delta")
    if len(x) == 0:
        return 1.0
    relative = np.ones(len(x))
    if weights is not None:
        w = vector(weights, "weights", n=len(x))
        largest = float(w.max()) if max_weight is None else max_weight
        if w.min() <= 0 or w.max() > largest:
            raise InputError(
                f"weights from {w.min():.4g} to {w.max():.4g}",
                wanted="weights above 0 and at most max_weight",
            )
        relative = w / largest
    # Equal rows win equal sums: with few different ones, millions cost no more than hundreds.
    kinds, times = np.unique(x + 1j * relative, return_counts=True)
    x, relative, often = kinds.real, kinds.imag, times.astype(np.float64)
    needed = -np.log(delta)
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        if log_capital(x, middle, share_of_largest=relative, times=often)[0] >= needed:
            high = middle
        else:
            low = middle
    return high
