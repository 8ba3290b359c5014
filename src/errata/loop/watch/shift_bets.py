"""Bets that the traffic has moved against the reference, and what each may win at most."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaln, ndtri

from errata.stats.anytime import Array

Counts = NDArray[np.int64]

LOCATION = (0.1, 0.2, 0.4, 0.8, 1.6)  # in standard deviations, were the feature normal
SPREAD = (-1.0, -0.25, 0.1, 0.25)
EDGES = (0.05, 0.2, 0.5, 0.8, 0.95)
ODDS = (-1.5, -0.5, 0.5, 1.5)  # log of the change of the odds of lying below an edge
OUTSIDE = (4.0, 7.0)  # ... of lying below the smallest value, or above the largest
SHARES = (-3.2, -1.6, -0.8, -0.4, -0.2, -0.1, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)


def spacings(ranks: Counts, size: int) -> Array:
    """Prior weights of the bins (T, B) between ranks (T, B - 1) of `size` rows; they sum to n + 1.

    >>> spacings(np.array([[1, 5]]), 9).tolist()
    [[1.0, 4.0, 5.0]]
    """
    end = np.full((len(ranks), 1), size + 1)
    return np.diff(np.hstack([0 * end, ranks, end]), axis=1).astype(np.float64)


def number_bets(weights: Array) -> Array:
    """Log pay-offs (1, H, B) for a number: moved, spread, more below or above an edge.

    Exponential tilts of the normal scores z of the bins: exp(l z), exp(l z^2), and steps at edges.
    """
    below = np.cumsum(weights[0]) / weights.sum()
    z = ndtri(below - weights[0] / weights.sum() / 2)
    bins = np.arange(len(z))
    bets = [sign * tilt * z for tilt in LOCATION for sign in (1, -1)]
    bets += [tilt * z**2 for tilt in SPREAD]
    for share in EDGES:
        edge = np.abs(below[:-1] - share).argmin()
        bets += [odds * (bins <= edge) for odds in ODDS]
    bets += [odds * (bins == end) for odds in OUTSIDE for end in (0, len(z) - 1)]
    return np.array(bets)[None]


def cell_bets(cells: int) -> Array:
    """Log pay-offs (T, H, 2) for categories: the odds of a cell rise or fall."""
    one = np.array([[odds, 0.0] for odds in SHARES])
    return np.broadcast_to(one, (cells, *one.shape))


def exact_gains(bets: Array, weights: Array, counts: Counts, new: Counts) -> Array:
    """Log gains (T, H) of rows that fell into the bins `new` (T, B) times, after `counts` (T, B).

    Under exchangeability with the reference the next row falls into bin b with chance
    (weights_b + counts_b) / (n + 1 + t), exactly (Polya's urn). A bet is the likelihood of these
    chances tilted by its pay-off f, p_b f_b / sum p f, held for the whole batch, over the urn's.
    """
    base = weights + counts
    total, m = base.sum(axis=1), new.sum(axis=1)
    chance = base / total[:, None]
    urn = (gammaln(base + new) - gammaln(base)).sum(axis=1) - gammaln(total + m) + gammaln(total)
    held = (new * np.log(chance)).sum(axis=1) - urn
    mean = np.log(np.einsum("tb,thb->th", chance, np.exp(bets)))
    return np.asarray(np.einsum("tb,thb->th", new, bets) - m[:, None] * mean + held[:, None])


def largest_means(bets: Array, ranks: Counts, size: int, *, tolerance: float, miss: float) -> Array:
    """Log of the largest mean (T, H) of each pay-off while no share is off by over `tolerance`.

    Formula: with F_e the share up to edge e, a pay-off's mean is f_B + sum_e (f_e - f_{e+1}) F_e;
    each F_e lies between the `miss` quantiles of Beta(j, n + 1 - j), widened by the tolerance.
    """
    low = np.maximum(betaincinv(ranks, size + 1 - ranks, miss) - tolerance, 0.0)
    high = np.minimum(betaincinv(ranks, size + 1 - ranks, 1 - miss) + tolerance, 1.0)
    pay = np.exp(bets)
    falls = pay[..., :-1] - pay[..., 1:]
    worst = np.where(falls > 0, falls * high[:, None], falls * low[:, None])
    mean: Array = pay[..., -1] + worst.sum(axis=-1)
    # Bounds of shares that are joined in no world may fall below every pay-off; a mean cannot.
    return np.asarray(np.log(np.maximum(mean, pay.min(axis=-1))))


def tolerant_gains(bets: Array, means: Array, new: Counts) -> Array:
    """Log gains (T, H) of rows that fell into the bins `new` (T, B) times, against `means`."""
    return np.asarray(np.einsum("tb,thb->th", new, bets) - new.sum(axis=1)[:, None] * means)
