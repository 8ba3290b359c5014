"""Is a subset unlike the rest? Exact tails of drawing without putting back."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

Floats = NDArray[np.float64]

_STEPS = np.arange(32.0)  # terms of a sum that are added at a time
_PART = 8192  # tails that are summed at a time, so that memory stays bounded


def upper_tail(
    marked: ArrayLike,
    drawn: ArrayLike,
    total_marked: ArrayLike,
    total: ArrayLike,
    *,
    enough: float = 1.0,
) -> Floats:
    """P(X >= marked) when `drawn` of `total` cases are drawn and `total_marked` are marked.

    The one-sided Fisher test of "no more marked inside than outside". Formula: the probability of
    exactly `marked` times the sum of the ratios of the following terms, which is exact to 1e-15.
    Where `marked` is below the expected count the answer is 1 minus the lower tail. Who only asks
    whether a tail is above `enough` saves work: where it is, the answer is some number above it.
    Shapes: any that broadcast; counts. Source: Fisher 1922, doi:10.2307/2340521.

    >>> float(upper_tail(3, 4, 4, 8).round(4))  # the lady tasting tea
    0.2429
    """
    given = np.broadcast_arrays(
        *(np.asarray(x, float) for x in (marked, drawn, total_marked, total))
    )
    shape = given[0].shape
    k, s, e, n = (np.ravel(x).copy() for x in given)
    # X above its mean is summed upwards; below, the complement is summed by swapping the marks.
    flip = k * n <= s * e
    with_tail = np.where(flip, s - k + 1, k)
    stop = np.where(flip, 1.0, enough)
    tail = np.empty(len(k))
    for at in range(0, len(k), _PART):
        part = slice(at, at + _PART)
        others = np.where(flip, n - e, e)[part]
        tail[part] = _far_tail(with_tail[part], s[part], others, n[part], stop[part])
    return np.clip(np.where(flip, 1 - tail, tail), 0.0, 1.0).reshape(shape)


def _far_tail(k: Floats, s: Floats, e: Floats, n: Floats, stop: Floats) -> Floats:
    """P(X >= k) by its terms, which shrink from k on as long as k is near or above the mean."""
    top, low = np.minimum(s, e), np.maximum(0, s + e - n)
    start = np.maximum(k, low)
    possible = start <= top
    x = np.where(possible, start, top)
    term = np.exp(_log_choose(e, x) + _log_choose(n - e, s - x) - _log_choose(n, s))
    total = term.copy()
    active = np.flatnonzero(possible & (x < top) & (total <= stop))
    while len(active):
        xs = x[active, None] + _STEPS
        sa, ea, na = s[active, None], e[active, None], n[active, None]
        # Past the top the first factor that is zero keeps all that follow at zero.
        ratio = (ea - xs) * (sa - xs) / ((xs + 1) * (na - ea - sa + xs + 1))
        terms = term[active, None] * np.cumprod(ratio, axis=1)
        total[active] += terms.sum(axis=1)
        term[active] = terms[:, -1]
        x[active] += len(_STEPS)
        going = (term[active] > total[active] * 1e-16) & (x[active] < top[active])
        active = active[going & (total[active] <= stop[active])]
    return np.where(possible, total, 0.0)


def _log_choose(n: Floats, k: Floats) -> Floats:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))
