"""How many more labels would certify something, where nothing can be certified yet."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr

from errata.loop.triage.certify import certify_threshold
from errata.stats.arrays import level, truth_values, vector
from errata.stats.binomial import lower_tail

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_POINTS = 200  # thresholds looked at
_SHRINK = 2.0  # cases at the overall error rate added to each: a clean top of three proves little


def labels_needed(
    confidence: ArrayLike,
    correct: ArrayLike,
    *,
    alpha: float,
    delta: float,
    power: float = 0.8,
    most: int = 10_000_000,
) -> int | None:
    """How many more labels give a certificate with about this chance, at the error rates seen.

    For each share of the most confident cases, with error rate r < alpha: the smallest number m
    that is certified with probability >= power, P(Binomial(m, r) <= k_m) where k_m errors are
    still affordable at delta; m over that share is the number of labels. The cheapest share
    counts. r is pulled towards the overall error rate by two cases. 0 where there is a
    certificate already; None where no number up to `most` would do, as when even the most
    confident cases err more often than alpha. A plan, not a promise: the rates are estimates.

    Shapes: confidence, correct (n,), drawn with equal chances; alpha, delta, power in (0, 1).
    Raises InputError for other shapes or numbers that are not finite.

    >>> labels_needed(np.full(20, 0.9), np.ones(20, bool), alpha=0.05, delta=0.05)
    39
    >>> labels_needed(np.full(20, 0.9), np.arange(20) % 4 > 0, alpha=0.05, delta=0.05) is None
    True
    """
    score = vector(confidence, "confidences")
    right = truth_values(correct, "correct", n=len(score))
    level(power, "power")
    if certify_threshold(score, right, alpha=alpha, delta=delta).threshold is not None:
        return 0
    shares, rates = _seen(score, right)
    hopeful = rates < alpha
    if not hopeful.any():
        return None
    # A part of the cases is first tested where one error is affordable, the whole also at none.
    spare = (shares[hopeful] < 1).astype(np.int64)
    accepted = _enough(rates[hopeful], spare, alpha, delta, power, most)
    total = int(np.ceil((accepted / shares[hopeful]).min() - 1e-9))
    return None if total > most else max(total - len(score), 1)


def _seen(score: Floats, right: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Shares of the cases from the most confident down, and the error rate in each."""
    n = len(score)
    if n == 0:
        return np.ones(1), np.zeros(1)  # the best that could be: everything right
    order = np.argsort(-score, kind="stable")
    ends = np.flatnonzero(np.r_[np.diff(score[order]) != 0, True])
    ends = ends[np.unique(np.linspace(0, len(ends) - 1, _POINTS).round().astype(np.int64))]
    errors, accepted = np.cumsum(~right[order])[ends], ends + 1.0
    overall = 1 - right.mean()
    return accepted / n, (errors + _SHRINK * overall) / (accepted + _SHRINK)


def _enough(
    rates: Floats, spare: Ints, alpha: float, delta: float, power: float, most: int
) -> Ints:
    """For each error rate the number of accepted cases that are certified with that power."""
    low, high = np.zeros(len(rates), np.int64), np.full(len(rates), most + 1, np.int64)
    while (high - low > 1).any():
        middle = np.maximum((low + high) // 2, 1)
        errors = _affordable(middle, alpha, delta)
        chance = np.where(errors < spare, 0.0, bdtr(np.maximum(errors, 0), middle, rates))
        passes = chance >= power
        high, low = np.where(passes, middle, high), np.where(passes, low, middle)
    return high


def _affordable(m: Ints, alpha: float, delta: float) -> Ints:
    """The most errors among each number of cases that still certify; -1 where none do."""
    low, high = np.full(len(m), -1, np.int64), m.copy()
    while (high - low > 1).any():
        middle = (low + high) // 2
        passes = (middle >= 0) & (lower_tail(np.maximum(middle, 0), m, alpha) <= delta)
        low, high = np.where(passes, middle, low), np.where(passes, high, middle)
    return low
