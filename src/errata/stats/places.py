"""Places: between which thresholds each of millions of values lies, faster than a search each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_BUCKETS = 65_536
_MANY = 100_000  # values; below, a search each is as fast


def how_many_reached(thresholds: Floats, values: Floats) -> NDArray[np.int64]:
    """For each value how many of the ascending thresholds are at or below it.

    The answer is that of a binary search. Values and thresholds are first dropped into equal
    buckets by the same rising function; a value in a bucket without a threshold needs no search.
    Shapes: thresholds (K,) ascending and finite, values (n,) finite. Answers (n,).

    >>> how_many_reached(np.array([0.2, 0.5]), np.array([0.1, 0.2, 0.3, 0.9])).tolist()
    [0, 1, 1, 2]
    """
    width = float(thresholds[-1]) - float(thresholds[0]) if len(thresholds) else 0.0
    if len(values) < _MANY or not 0 < width < np.inf:
        return np.asarray(np.searchsorted(thresholds, values, side="right"))
    scale = (_BUCKETS - 2) / width

    def bucket(x: Floats) -> NDArray[np.int32]:
        y = x - thresholds[0]
        y *= scale
        np.clip(y, -1, _BUCKETS - 1, out=y)
        y += 1
        return np.asarray(y.astype(np.int32))

    held = np.bincount(bucket(thresholds), minlength=_BUCKETS + 1)
    below = np.cumsum(held) - held
    mine = bucket(values)
    found = below[mine]
    shared = np.flatnonzero(held[mine] > 0)
    found[shared] = np.searchsorted(thresholds, values[shared], side="right")
    return found
