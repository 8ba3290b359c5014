"""A new confidence for the leading class, the others moved along, the order of classes kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_LEAD = 1e-9  # relative distance kept between the leading class and the next


def with_confidence(p: Floats, confidence: Floats) -> Floats:
    """Rows of `p` whose leading class has this probability.

    The others keep their proportions. Where the second would overtake the leader, the others are
    evened out just so far that it does not; and no leader falls to 1/C, where all are equal.
    Shapes: p (n, C) with rows that sum to 1, confidence (n,) in [0, 1].

    >>> with_confidence(np.array([[0.8, 0.15, 0.05]]), np.array([0.6])).round(2)
    array([[0.6, 0.3, 0.1]])
    >>> with_confidence(np.array([[0.5, 0.48, 0.02]]), np.array([0.4])).round(2)
    array([[0.4, 0.4, 0.2]])
    """
    n, classes = p.shape
    if classes == 1:
        return p.copy()
    rows, leader = np.arange(n), p.argmax(axis=1)
    lead = np.clip(confidence, (1 + classes * _LEAD) / classes, 1.0)
    others = p.copy()
    others[rows, leader] = 0.0
    total = others.sum(axis=1)
    even = np.full(n, 1 / (classes - 1))
    # Where nothing is known of the others, they share alike.
    known = total > 0
    others[known] /= total[known, None]
    others[~known] = 1 / (classes - 1)
    others[rows, leader] = 0.0
    left, second = 1 - lead, others.max(axis=1)
    room = lead * (1 - _LEAD)  # the most that a second may have
    over = left * second > room
    mix = np.zeros(n)
    mix[over] = (second[over] - room[over] / left[over]) / (second[over] - even[over])
    out = ((1 - mix)[:, None] * others + mix[:, None] * even[:, None]) * left[:, None]
    out[rows, leader] = lead
    return np.asarray(out)
