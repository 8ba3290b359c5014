"""How a budget of error is shared among groups before any label is seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from errata.loop.triage.threshold_tests import LATEST_START, affordable_ranks, first_test
from errata.stats.binomial import lower_tail

Floats = NDArray[np.float64]

# What may happen, from lucky to unlucky: the errors foreseen are off by a factor and by chance.
_LUCK = ndtri((np.arange(12) + 0.5) / 12)
_FACTOR = 0.6  # standard deviation of its logarithm: confidences are seldom that well calibrated
_LOOKS = 48  # tests of a group that are foreseen, of up to some 500
_WORTH = 1.15  # an uneven split must promise so much more than an even one to be taken


def shares_of_budget(
    confidences: Sequence[Floats], alphas: Sequence[float], delta: float, traffic: Floats
) -> Floats:
    """The share of delta that each of G groups gets at first, (G,), summing to 1.

    An even split starves everyone where labels are few: at alpha .05 a group needs 59 cases at a
    level of .05 and 104 at a tenth of it. So the traffic that each group would let pass is
    foreseen at several levels, taking the confidences for the chance of being right, and the
    budget goes where a part of it buys the most traffic (the upper concave hull of each group,
    steepest parts first). Only where that foresees clearly more than the even split is it taken.
    Labels play no part, so any answer is sound; poor confidences make it less useful, not less
    true.

    Shapes: confidences one (n_g,) each, traffic (G,) >= 0.

    >>> sure, unsure = np.full(65, 0.999), np.full(65, 0.7)
    >>> shares_of_budget([sure, unsure], [0.05, 0.05], 0.05, np.array([65.0, 65.0])).round(2)
    array([1., 0.])
    """
    many = len(confidences)
    even = np.full(many, 1 / many)
    fractions = np.unique(np.minimum(np.array([0.125, 0.25, 0.5, 1, 2, 4, 8, many]) / many, 1.0))
    gains = np.array(
        [
            each * _foreseen(score, alpha, delta * fractions)
            for score, alpha, each in zip(confidences, alphas, traffic, strict=True)
        ]
    )
    uneven = _steepest_first(fractions, np.maximum.accumulate(gains, axis=1))
    if uneven.sum() == 0:
        return even

    def total(split: Floats) -> float:
        places = np.searchsorted(fractions, split * (1 + 1e-9), side="right") - 1
        return float(gains[np.arange(many), places][places >= 0].sum())

    return uneven / uneven.sum() if total(uneven) > _WORTH * total(even) else even


def _foreseen(score: Floats, alpha: float, levels: Floats) -> Floats:
    """The share of a group that would pass at each level, were its confidences chances."""
    n = len(score)
    doubts = np.cumsum(1 - np.clip(np.sort(score)[::-1], 0.0, 1.0))
    found = np.zeros(len(levels))
    coarse = max(n.bit_length() - 6, 0)  # sizes that differ by 3 % are looked at alike
    for place, level in enumerate(levels):
        ranks = affordable_ranks(n >> coarse << coarse, alpha, float(level))
        if len(ranks) == 0:
            continue
        ranks = ranks[first_test(ranks[ranks <= LATEST_START * n], doubts, alpha) :]
        ranks = ranks[np.linspace(0, len(ranks) - 1, min(len(ranks), _LOOKS)).astype(np.int64)]
        expected = doubts[ranks - 1]
        errors = expected * np.exp(_FACTOR * _LUCK[:, None]) + np.sqrt(expected) * _LUCK[:, None]
        errors = np.clip(np.round(errors), 0, ranks)
        passes = lower_tail(errors, ranks, alpha) <= level
        first = np.where(passes.all(axis=1), len(ranks), np.argmin(passes, axis=1))
        found[place] = np.r_[0, ranks][first].mean() / n
    return found


def _steepest_first(fractions: Floats, gains: Floats) -> Floats:
    """Shares of a budget of 1, bought in the order of gain per share."""
    steps: list[tuple[float, int, float]] = []
    for group, gain in enumerate(gains):
        x, y = np.r_[0.0, fractions], np.r_[0.0, gain]
        at = 0
        while at < len(x) - 1:
            slope = (y[at + 1 :] - y[at]) / (x[at + 1 :] - x[at])
            to = at + 1 + int(np.argmax(slope))
            if slope.max() <= 0:
                break
            steps.append((-float(slope.max()), group, float(x[to] - x[at])))
            at = to
    shares, left, full = np.zeros(len(gains)), 1.0, set()
    for _, group, cost in sorted(steps):
        if group not in full and cost <= left + 1e-12:
            shares[group] += cost
            left -= cost
        else:
            full.add(group)  # its later parts rest on this one
    return shares
