"""Measures on the test that no stage has seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.estimate import Estimate
from errata.stats.binomial import proportion


def accuracy_by(right: NDArray[np.bool_]) -> Estimate:
    """The share that is right, with Wilson's 95 % interval."""
    return proportion(int(right.sum()), len(right))


def by_value(
    right: NDArray[np.bool_], attributes: Mapping[str, NDArray[Any]]
) -> dict[str, Estimate]:
    """Accuracy for each value of each attribute that has few of them."""
    return {
        f"{name}={value}": accuracy_by(right[column == value])
        for name, column in sorted(attributes.items())
        if len(set(column.tolist())) <= 12
        for value in sorted(set(column.tolist()))
    }


def paired_lead(chosen: NDArray[np.bool_], random: NDArray[np.bool_]) -> Estimate:
    """Accuracy of one model minus another's on the same rows (normal interval of the mean).

    >>> row = np.arange(100)
    >>> found = paired_lead(row < 60, row < 50)
    >>> round(found.value, 3), round(found.low, 3)
    (0.1, 0.041)
    """
    difference = chosen.astype(float) - random.astype(float)
    n = len(difference)
    mean = float(difference.mean())
    half = 1.96 * float(difference.std(ddof=1)) / n**0.5 if n > 1 else 1.0
    return Estimate(
        value=mean,
        low=max(mean - half, -1.0),
        high=min(mean + half, 1.0),
        n=n,
        method="paired difference on the unseen test",
    )


def risk_coverage(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], *, points: int = 60
) -> list[tuple[float, float]]:
    """(coverage, error among the accepted) as the threshold falls, most confident first."""
    order = np.argsort(-confidence, kind="stable")
    wrong = np.cumsum(~right[order])
    n = len(right)
    if n == 0:
        return []
    places = np.unique(np.linspace(max(1, n // 50), n, points).astype(int)).tolist()
    return [(place / n, float(wrong[place - 1] / place)) for place in places]
