"""How much a prediction is worth a human's time, by the model's own doubt: higher is more worth.

Each strategy takes (n, C) probabilities and answers (n,) scores in [0, 1], 1 for an even split.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.registry import Registry
from errata.stats.arrays import probabilities_of

Score = Callable[[ArrayLike], NDArray[np.float64]]
SCORES: Registry[Score] = Registry("score")


@SCORES.register("margin.v1")
def margin(probabilities: ArrayLike) -> NDArray[np.float64]:
    """One minus the lead of the first class over the second (Scheffer et al. 2001).

    With one class alone there is no doubt: 0. Raises InputError for what is no (n, C) matrix of
    probabilities. Source: doi:10.1007/3-540-44816-0_31.

    >>> margin([[0.6, 0.3, 0.1], [1.0, 0.0, 0.0]]).round(2)
    array([0.7, 0. ])
    """
    p = probabilities_of(probabilities)
    if p.shape[1] == 1:
        return np.zeros(len(p))
    top = np.partition(p, p.shape[1] - 2, axis=1)[:, -2:]
    return np.asarray(1 - (top[:, 1] - top[:, 0]))


@SCORES.register("entropy.v1")
def entropy(probabilities: ArrayLike) -> NDArray[np.float64]:
    """Shannon's entropy over the classes, divided by log C (Shannon 1948).

    Raises InputError as `margin` does. Source: doi:10.1002/j.1538-7305.1948.tb01338.x.

    >>> entropy([[0.5, 0.5], [1.0, 0.0]]).round(2)
    array([1., 0.])
    """
    p = probabilities_of(probabilities)
    if p.shape[1] == 1:
        return np.zeros(len(p))
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    return np.asarray(np.abs(np.clip((p * logs).sum(axis=1) / np.log(p.shape[1]), -1.0, 0.0)))


@SCORES.register("least_confidence.v1")
def least_confidence(probabilities: ArrayLike) -> NDArray[np.float64]:
    """One minus the largest probability, scaled to 1 for an even split (Lewis & Gale 1994).

    Formula: (1 - max p) C / (C - 1). Raises InputError as `margin` does.
    Source: doi:10.1007/978-1-4471-2099-5_1.

    >>> least_confidence([[0.5, 0.5], [1.0, 0.0]]).round(2)
    array([1., 0.])
    """
    p = probabilities_of(probabilities)
    if p.shape[1] == 1:
        return np.zeros(len(p))
    classes = p.shape[1]
    return np.asarray(np.clip((1 - p.max(axis=1)) * classes / (classes - 1), 0.0, 1.0))
