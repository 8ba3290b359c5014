"""Finding pairs that may be alike without looking at all pairs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Verify = Callable[[int, NDArray[np.int64]], int]


def first_match(
    candidates: NDArray[np.uint64], protected: NDArray[np.uint64], verify: Verify
) -> NDArray[np.int64]:
    """For each candidate the protected row that `verify` finds it too close to, or -1.

    Rows meet when they share a key in one of B bands: candidates (n, B) against protected (m, B).
    Each band of the protected rows is sorted once and looked up for all candidates together, so
    the work grows with the meetings, not with n * m. `verify(row, met)` gets a candidate and the
    ascending protected rows it met and answers one of them, or -1; shared keys alone prove nothing.

    Indyk & Motwani 1998, doi:10.1145/276698.276876.

    >>> keys = np.array([[1, 7], [2, 8]], dtype=np.uint64)
    >>> first_match(np.array([[5, 8], [5, 5]], dtype=np.uint64), keys, lambda row, met: met[0])
    array([ 1, -1])
    """
    match = np.full(len(candidates), -1, dtype=np.int64)
    order = np.argsort(protected, axis=0, kind="stable")
    ranked = np.take_along_axis(protected, order, axis=0)
    starts, ends = (
        np.column_stack(
            [
                np.searchsorted(ranked[:, band], candidates[:, band], side=side)
                for band in range(candidates.shape[1])
            ]
        )
        for side in ("left", "right")
    )
    meeting = ends > starts
    for row in np.flatnonzero(meeting.any(axis=1)):
        met = [
            order[starts[row, band] : ends[row, band], band]
            for band in np.flatnonzero(meeting[row])
        ]
        match[row] = verify(int(row), np.unique(np.concatenate(met)))
    return match
