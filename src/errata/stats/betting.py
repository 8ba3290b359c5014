"""Betting bounds: finite-sample upper bounds for the mean of anything in [0, 1], weighted or not.

A gambler who stakes a share c of what may be staked against "the mean is at least m" grows rich
only if it is smaller. The capital after n cases is the product of 1 - c r (x - m) / (1 - m), where
r is the case's weight over the largest weight; under the null its expectation is at most 1, so a
capital of 1/delta comes with probability at most delta (Markov).

The stake is chosen before the values are seen, from the weights, m and the capital aimed at: the
one that reaches the aim with the largest share of ones among the values. With equal weights that
is the Chernoff bound. (Averaging over stakes instead costs a factor of their number.)

Source: Waudby-Smith & Ramdas 2023, doi:10.1093/jrsssb/qkad009; the stake as in their section 5,
with one for all rows, which makes the answer independent of the rows' order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.stats.arrays import level, share, vector

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STAKES = 0.99 * 1.4 ** -np.arange(16.0)  # down to .006, the best for some 10 million cases
_EXACT = 4096  # up to so many rows, every different weight is kept apart
_BITS = 44  # of a float's 52 bits of mantissa, those that tell no two kinds of weight apart


@dataclass(frozen=True, kw_only=True, eq=False)
class Tally:
    """Zeros and ones counted by kind of weight, once for each of K nested sets of rows."""

    rows: Floats  # (K, L) counts
    ones: Floats  # (K, L)
    low: Floats  # (L,) the smallest relative weight of the kind
    high: Floats  # (L,) the largest

    def log_capital(self, mean: float, *, aim: float) -> Floats:
        """Log capital won against "the mean is at least `mean`" in each set, (K,).

        `aim` is the log of the capital to be reached, for which the stake is chosen. A weight
        counts as low where it stands by a zero, as high where it stands by a one.
        """
        gained = np.log1p(self.low[:, None] * STAKES * (mean / (1 - mean)))
        lost = np.log1p(-self.high[:, None] * STAKES)
        stake = _best_stake(self.rows @ gained, self.rows @ lost, aim)
        capital = (self.rows - self.ones) @ gained + self.ones @ lost
        return np.asarray(np.take_along_axis(capital, stake[:, None], axis=1)[:, 0])

    def upper_bound(self, which: int, *, delta: float) -> float:
        """`mean_upper_bound` of one of the sets."""
        x = np.repeat([0.0, 1.0], len(self.low))
        times = np.r_[self.rows[which] - self.ones[which], self.ones[which]]
        return _bound(x, np.r_[self.low, self.high], times, delta)


def tally(ones: NDArray[np.bool_], relative: Floats, part: Ints, sets: int) -> Tally:
    """Count rows for K nested sets; millions of rows in a second.

    Beyond 4,096 rows, weights that differ by less than 1/256 are taken together, each on the
    cautious side. Shapes: ones, relative (n,), the weights over the largest in (0, 1]; part (n,)
    the first set, 0 to K - 1, that a row belongs to, K or more for none.

    >>> found = tally(np.zeros(118, bool), np.ones(118), np.repeat([0, 1], 59), 2)
    >>> [float(each) for each in found.log_capital(0.05, aim=3.0).round(2)]
    [3.0, 4.31]
    """
    cell, low, high = _kinds(relative)
    cell += np.minimum(part, sets) * len(low)

    def counted(cells: Ints) -> Floats:
        counts = np.bincount(cells, minlength=(sets + 1) * len(low)).reshape(sets + 1, len(low))
        return counts[:sets].cumsum(axis=0, dtype=np.float64)

    return Tally(rows=counted(cell), ones=counted(cell[ones]), low=low, high=high)


def mean_upper_bound(
    values: ArrayLike,
    *,
    delta: float,
    weights: ArrayLike | None = None,
    max_weight: float | None = None,
) -> float:
    """An upper bound of the (weighted) mean that fails with probability at most `delta`.

    Formula: the smallest m from which on every mean is refused by a capital of 1/delta; the mean
    meant is E[w x] / E[w]. `weights` are 1/propensity; `max_weight` is the largest the design
    allows, by default the largest seen (right where the smallest propensity is surely among the
    rows; where it is not, the bound is too low).
    Shapes: values (n,) in [0, 1], weights (n,) > 0. 1.0 where nothing can be said.
    Raises InputError for values outside [0, 1], weights that are not positive or exceed the
    maximum, or delta outside (0, 1). Source: doi:10.1093/jrsssb/qkad009.

    >>> round(mean_upper_bound([0.0] * 95 + [1.0] * 5, delta=0.05), 3)
    0.123
    """
    x = share(values, "values")
    level(delta, "delta")
    if len(x) == 0:
        return 1.0
    relative = np.ones(len(x))
    if weights is not None:
        w = vector(weights, "weights", n=len(x))
        largest = float(w.max()) if max_weight is None else max_weight
        # A product of two roundings may exceed the design's 1/propensity by a last digit.
        if w.min() <= 0 or w.max() > largest * (1 + 1e-9):
            raise InputError(
                f"weights from {w.min():.4g} to {w.max():.4g}",
                wanted="weights above 0 and at most max_weight",
            )
        relative = np.minimum(w / largest, 1.0)
    if len(x) > _EXACT and ((x == 0) | (x == 1)).all():
        whole = np.zeros(len(x), np.int64)
        return tally(x == 1, relative, whole, 1).upper_bound(0, delta=delta)
    # Rows that win equal sums are counted together.
    kinds, times = np.unique(x + 1j * relative, return_counts=True)
    return _bound(kinds.real, kinds.imag, times.astype(np.float64), delta)


def _bound(x: Floats, relative: Floats, times: Floats, delta: float) -> float:
    aim = -float(np.log(delta))

    def refused(mean: float) -> bool:
        return _won(x, relative, times, mean, aim) >= aim

    # From above: the first mean of a coarse grid that is not refused, then the place between.
    low, high = 0.0, 1.0
    for mean in 1 / (1 + np.exp(-np.linspace(14.0, -14.0, 57))):
        if not refused(float(mean)):
            low = float(mean)
            break
        high = float(mean)
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (low, middle) if refused(middle) else (middle, high)
    return high


def best_stake(relative: Floats, mean: float, *, aim: float) -> float:
    """The stake that reaches log capital `aim` with the most ones among rows of these weights.

    >>> round(best_stake(np.ones(1000), 0.05, aim=3.0), 2)
    0.36
    """
    which, about, _ = _kinds(relative)  # any stake is fair, so about is good enough
    times = np.bincount(which, minlength=len(about)).astype(np.float64)
    gained = times @ np.log1p(about[:, None] * STAKES * (mean / (1 - mean)))
    lost = times @ np.log1p(-about[:, None] * STAKES)
    return float(STAKES[_best_stake(gained, lost, aim)])


def _won(x: Floats, relative: Floats, times: Floats, mean: float, aim: float) -> float:
    """Log capital over rows that occurred `times` each."""
    odds = mean / (1 - mean)
    gained = times @ np.log1p(relative[:, None] * STAKES * odds)
    lost = times @ np.log1p(-relative[:, None] * STAKES)
    stake = STAKES[_best_stake(gained, lost, aim)]
    return float(times @ np.log1p(stake * relative * ((mean - x) / (1 - mean))))


def _best_stake(gained: Floats, lost: Floats, aim: float) -> NDArray[np.intp]:
    """The stake that can afford the largest share of ones, were they spread over all rows."""
    spread = np.maximum(gained - lost, np.finfo(float).tiny)  # 0 where there is no row
    return np.asarray(np.argmax((gained - aim) / spread, axis=-1))


def _kinds(relative: Floats) -> tuple[Ints, Floats, Floats]:
    """For each row its kind of weight, and of each kind the smallest and the largest it may be."""
    if len(relative) <= _EXACT:
        known, which = np.unique(relative, return_inverse=True)
        return which.astype(np.int64), known, known
    # The leading bits of a positive float grow with it: 256 kinds between a number and its double.
    kind = np.ascontiguousarray(relative).view(np.int64) >> _BITS
    first = int(kind.min())
    kind -= first
    edges = (np.arange(int(kind.max()) + 2) + first) << _BITS
    bounds = edges.view(np.float64)
    return kind, bounds[:-1], np.minimum(bounds[1:], 1.0)
