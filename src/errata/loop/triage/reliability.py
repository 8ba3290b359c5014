"""Reliability: how often a confidence is right, in bins of equal mass, and how far off it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.stats.arrays import share, truth_values, vector
from errata.stats.binomial import wilson

Floats = NDArray[np.float64]

_LEAST = 10  # cases in a bin, where there are as many


@dataclass(frozen=True, kw_only=True, slots=True)
class ReliabilityBin:
    """One bin of the diagram: calibrated where `confidence` lies in [low, high]."""

    confidence: float  # mean of the bin
    accuracy: float
    low: float
    high: float
    n: int

    def as_dict(self) -> dict[str, float | int]:
        """The figures, for JSON."""
        return {
            "confidence": self.confidence,
            "accuracy": self.accuracy,
            "low": self.low,
            "high": self.high,
            "n": self.n,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Reliability:
    """The diagram and its summary."""

    bins: tuple[ReliabilityBin, ...]  # rising confidence
    ece: Estimate  # adaptive expected calibration error, debiased

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"ece": self.ece.as_dict(), "bins": [each.as_dict() for each in self.bins]}


def reliability(
    confidence: ArrayLike,
    correct: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    bins: int = 15,
) -> Reliability:
    """The reliability diagram over bins of equal mass, and the expected calibration error.

    ECE = sum over bins of share |accuracy - mean confidence|. Seen in a sample it is too large,
    for chance alone opens gaps; the value given has the bias taken off that normal gaps of the
    size seen would have (Kumar et al. 2019), at least 0. Its interval covers at 95 % or more, by
    the normal approximation of each gap: the error seen is at least the true one plus noise of
    one sign pattern, and at most the true one plus the sum of all absolute noise.
    Equal confidences share a bin, so there may be fewer bins than asked for; a bin has 10 cases
    where there are as many.

    Shapes: confidence in [0, 1], correct, weights > 0 (1/propensity), (n,).
    Raises InputError for other shapes, no case, or fewer than 1 bin.
    Sources: Nixon et al. 2019, arXiv:1904.01685 (equal mass); Kumar et al. 2019,
    arXiv:1909.10155 (bias).

    >>> right = np.arange(1000) % 10 < 7
    >>> found = reliability(np.full(1000, 0.9), right)
    >>> [round(float(x), 2) for x in (found.ece.value, found.ece.low, found.ece.high)]
    [0.2, 0.17, 0.23]
    """
    score = share(confidence, "confidences")
    n = len(score)
    right = truth_values(correct, "correct", n=n)
    w = np.ones(n) if weights is None else vector(weights, "weights", n=n)
    if n == 0:
        raise InputError("no case to draw a diagram of", wanted="at least 1")
    if bins < 1:
        raise InputError(f"{bins} bins", wanted="1 or more")
    if w.min() <= 0:
        raise InputError(f"a weight of {w.min():g}", wanted="weights above 0")
    starts, order = _starts(score, w, max(min(bins, n // _LEAST), 1))
    score, right, w = score[order], right[order].astype(np.float64), w[order]
    mass = np.add.reduceat(w, starts)
    square = np.add.reduceat(w**2, starts)
    said = np.add.reduceat(w * score, starts) / mass
    share_right = np.add.reduceat(w * right, starts) / mass
    worth = mass**2 / square  # how many equally likely cases a bin's are worth
    counts = np.diff(np.r_[starts, n])
    sides = [wilson(float(a), float(m)) for a, m in zip(share_right, worth, strict=True)]
    return Reliability(
        bins=tuple(
            ReliabilityBin(confidence=float(c), accuracy=float(a), low=low, high=high, n=int(count))
            for c, a, (low, high), count in zip(said, share_right, sides, counts, strict=True)
        ),
        ece=_error(mass / mass.sum(), share_right - said, _spread(share_right, said, worth), n),
    )


def _starts(score: Floats, weight: Floats, bins: int) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Where bins of about equal weight begin in rising order; ties are never parted."""
    order = np.argsort(score, kind="stable")
    ordered, reached = score[order], np.cumsum(weight[order])
    goals = reached[-1] * np.arange(1, bins) / bins
    inner = np.searchsorted(reached, goals * (1 - 1e-12)) + 1
    inner = np.searchsorted(ordered, ordered[np.minimum(inner, len(ordered) - 1)])
    return np.unique(np.r_[0, inner]).astype(np.int64), order


def _spread(accuracy: Floats, said: Floats, worth: Floats) -> Floats:
    """Standard errors of the gaps: the larger of what was seen and what calibration would give.

    A bin that happens to be all right would else be taken as certain.
    """
    return np.sqrt(np.maximum(accuracy * (1 - accuracy), said * (1 - said)) / worth)


def _error(shares: Floats, gaps: Floats, spread: Floats, n: int) -> Estimate:
    seen = float(shares @ np.abs(gaps))
    ratio = np.clip(gaps / np.maximum(spread, 1e-9), -40.0, 40.0)
    # E|N(gap, s)|, a folded normal, less |gap|: what chance adds to a gap of this size.
    folded = spread * np.sqrt(2 / np.pi) * np.exp(-(ratio**2) / 2) + gaps * (1 - 2 * ndtr(-ratio))
    value = max(seen - float(shares @ (folded - np.abs(gaps))), 0.0)
    z = float(ndtri(0.975))
    noise = float(np.sqrt(np.sum((shares * spread) ** 2)))
    mean = np.sqrt(2 / np.pi) * float(shares @ spread)
    low = max(seen - mean - z * np.sqrt(1 - 2 / np.pi) * noise, 0.0)
    high = min(seen + z * noise, 1.0)
    return Estimate(
        value=value,
        low=min(low, value),
        high=max(high, value),
        n=n,
        method="adaptive bins, debiased",
    )
