"""Labels on a scale: people miss by one step more often than by three, and the middle is fair."""

from __future__ import annotations

from typing import Literal

import numpy as np

from errata.loop.consensus.em import Floats

Scale = Literal["nominal", "ordinal"]
SCALES: tuple[Scale, ...] = ("nominal", "ordinal")

DECAYS = np.arange(0.0, 4.01, 0.25)  # how much rarer a mistake is with each step, as a log


def mistakes_by_distance(counts: Floats) -> Floats:
    """Where the mistakes of a crowd fall on a scale of C steps, (C, C); rows sum to 1.

        shape[k, y] = exp(-d |k - y|) / sum over y' not k of exp(-d |k - y'|),  shape[k, k] = 0

    `counts` (C truths, C answers) are the crowd's expected answers; of d = 0, .25 ... 4 the one
    under which its mistakes are likeliest. d = 0 is a crowd whose mistakes know no distance: what
    has no order loses little by being called ordered. With one class there are no mistakes.

    >>> mistakes_by_distance(np.array([[9.0, 6, 2], [4, 9, 4], [2, 6, 9]])).round(2)
    array([[0.  , 0.73, 0.27],
           [0.5 , 0.  , 0.5 ],
           [0.27, 0.73, 0.  ]])
    """
    steps = np.arange(len(counts))
    apart = np.abs(steps[:, None] - steps)
    wrong = apart > 0
    shapes = np.exp(-DECAYS[:, None, None] * apart) * wrong
    shapes /= np.maximum(shapes.sum(axis=2, keepdims=True), np.finfo(float).tiny)
    logs = np.log(np.where(wrong, shapes, 1.0))
    likely = (logs * (counts * wrong)).sum(axis=(1, 2))
    found: Floats = shapes[np.argmax(likely)]
    return found


def medians(posterior: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The class (n,) in the middle of each row (n, C): the least expected distance to the truth.

    >>> medians(np.array([[0.4, 0.25, 0.35]]))
    array([1])
    """
    middle: np.ndarray[tuple[int], np.dtype[np.int64]]
    # A hair below one half: two sure halves go to the lower class whatever the rounding.
    middle = (np.cumsum(posterior, axis=1) < 0.5 - 1e-12).sum(axis=1)
    return middle
