"""How unsure a model is of each prediction: three classic measures, 0 sure to 1 an even split."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.stats.arrays import probabilities_of


def margin(probabilities: ArrayLike) -> NDArray[np.float64]:
    """One minus the lead of the first class over the second (Scheffer et al. 2001).

    Formula: 1 - (p_1st - p_2nd). Shapes: (n, C) to (n,), in [0, 1]; with one class alone there is
    no doubt: 0. Raises InputError for what is no (n, C) matrix of probabilities.
    Source: doi:10.1007/3-540-44816-0_31.

    >>> margin([[0.6, 0.3, 0.1], [1.0, 0.0, 0.0]]).round(2)
    array([0.7, 0. ])
    """
    p = probabilities_of(probabilities)
    if p.shape[1] == 1:
        return np.zeros(len(p))
    rows = np.arange(len(p))
    first = p.argmax(axis=1)
    lead = p[rows, first]
    p[rows, first] = -1  # a scaled copy: two passes for the maximum beat a partition five to one
    return np.asarray(1 - (lead - p.max(axis=1)))


def entropy(probabilities: ArrayLike) -> NDArray[np.float64]:
    """Shannon's entropy over the classes, divided by log C (Shannon 1948).

    Formula: -sum_k p_k log p_k / log C. Shapes and errors as `margin`.
    Source: doi:10.1002/j.1538-7305.1948.tb01338.x.

    >>> entropy([[0.5, 0.5], [1.0, 0.0]]).round(2)
    array([1., 0.])
    """
    p = probabilities_of(probabilities)
    if p.shape[1] == 1:
        return np.zeros(len(p))
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    return np.asarray(np.abs(np.clip((p * logs).sum(axis=1) / np.log(p.shape[1]), -1.0, 0.0)))


def least_confidence(probabilities: ArrayLike) -> NDArray[np.float64]:
    """One minus the largest probability, scaled to 1 for an even split (Lewis & Gale 1994).

    Formula: (1 - max p) C / (C - 1). Shapes and errors as `margin`.
    Source: doi:10.1007/978-1-4471-2099-5_1.

    >>> least_confidence([[0.5, 0.5], [1.0, 0.0]]).round(2)
    array([1., 0.])
    """
    p = probabilities_of(probabilities)
    if p.shape[1] == 1:
        return np.zeros(len(p))
    classes = p.shape[1]
    return np.asarray(np.clip((1 - p.max(axis=1)) * classes / (classes - 1), 0.0, 1.0))
