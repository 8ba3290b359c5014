"""Detect drift: whether two batches come from the same world, in one fixed look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc, kolmogorov

from errata.core.drift import Drift
from errata.core.errors import InputError
from errata.stats.arrays import level
from errata.stats.hypergeometric import upper_tail
from errata.stats.multiple import holm

Column = NDArray[Any]
Batch = ArrayLike | Mapping[str, ArrayLike]

RARE = 5.0  # categories expected fewer times are counted together


def detect_drift(reference: Batch, current: Batch, *, alpha: float = 0.01) -> Drift:
    """Compare each feature of two batches and raise an alarm if any differs.

    Numbers: the Kolmogorov-Smirnov distance D with its limiting law at sqrt(n m / (n + m)) D,
    which is never too eager for small batches or ties; a missing number (NaN) counts as smaller
    than any. Categories (text, booleans): the chi-square test of homogeneity, categories expected
    fewer than 5 times counted together, and the exact Fisher test, doubled, where two remain;
    their score is the total variation distance. Holm over the features. For looks that are
    repeated every hour use the streaming monitor: this test is for one.

    Shapes: (n,), (n, d) or a mapping of names to (n,) columns, the same in both; lengths may
    differ. `score` in [0, 1] is the largest distance, `p_value` the smallest adjusted one.
    Raises InputError for an empty batch, other features in one than in the other, infinite
    numbers, or alpha outside (0, 1).
    Sources: Kolmogorov 1933; Smirnov 1948, doi:10.1214/aoms/1177730256; Pearson 1900.

    >>> rng = np.random.default_rng(0)
    >>> found = detect_drift(rng.normal(size=500), rng.normal(0.5, 1, size=500))
    >>> found.alarm, round(found.score, 2)
    (True, 0.21)
    """
    level(alpha, "alpha")
    before, now = _columns(reference, "reference"), _columns(current, "current")
    if before.keys() != now.keys():
        odd = sorted(before.keys() ^ now.keys())
        raise InputError(
            f"features in one batch alone: {', '.join(odd)}", wanted="the same in both"
        )
    n, m = (len(next(iter(batch.values()))) for batch in (before, now))
    scores, p_values = [], []
    for name in before:
        numeric = {_is_numeric(before[name]), _is_numeric(now[name])}
        if len(numeric) == 2:
            raise InputError(
                f"feature {name!r} is numbers in one batch and text in the other",
                wanted="the same kind in both",
            )
        compare = _numbers if numeric == {True} else _categories
        score, p = compare(before[name], now[name])
        scores.append(score)
        p_values.append(p)
    adjusted = holm(p_values)
    return Drift(
        alarm=bool(adjusted.min() <= alpha),
        score=max(scores),
        p_value=float(adjusted.min()),
        by_feature=dict(zip(before, adjusted.tolist(), strict=True)),
        n_reference=n,
        n_current=m,
    )


def _columns(batch: Batch, name: str) -> dict[str, Column]:
    if isinstance(batch, Mapping):
        columns = {str(key): np.asarray(values) for key, values in batch.items()}
    else:
        array = np.asarray(batch)
        if array.ndim not in (1, 2):
            raise InputError(f"a {name} of shape {array.shape}", wanted="(n,) or (n, d)")
        array = array[:, None] if array.ndim == 1 else array
        columns = {str(at): array[:, at] for at in range(array.shape[1])}
    if not columns:
        raise InputError(f"a {name} without features", wanted="at least one")
    shapes = {column.shape for column in columns.values()}
    if len(shapes) > 1 or len(next(iter(shapes))) != 1:
        raise InputError(f"{name} columns of shapes {sorted(shapes)}", wanted="all of one (n,)")
    if shapes == {(0,)}:
        raise InputError(f"an empty {name}", wanted="at least one row")
    return columns


def _is_numeric(column: Column) -> bool:
    return column.dtype.kind in "iuf"


def _numbers(before: Column, now: Column) -> tuple[float, float]:
    a, b = (np.sort(_missing_first(column)) for column in (before, now))
    at = np.concatenate([a, b])
    share_a = np.searchsorted(a, at, side="right") / len(a)
    share_b = np.searchsorted(b, at, side="right") / len(b)
    distance = float(np.abs(share_a - share_b).max())
    scale = np.sqrt(len(a) * len(b) / (len(a) + len(b)))
    return distance, float(kolmogorov(scale * distance))


def _missing_first(column: Column) -> NDArray[np.float64]:
    numbers = column.astype(np.float64)
    if np.isinf(numbers).any():
        raise InputError("an infinite number in a feature", wanted="finite numbers, NaN if missing")
    numbers[np.isnan(numbers)] = -np.inf
    return numbers


def _categories(before: Column, now: Column) -> tuple[float, float]:
    a, b = (np.array([str(value) for value in column.tolist()]) for column in (before, now))
    kinds, codes = np.unique(np.concatenate([a, b]), return_inverse=True)
    table = np.stack(
        [np.bincount(part, minlength=len(kinds)) for part in np.split(codes, [len(a)])]
    ).astype(np.float64)
    shares = table / table.sum(axis=1, keepdims=True)
    distance = float(np.abs(shares[0] - shares[1]).sum() / 2)
    expected = table.sum(axis=0) * min(len(a), len(b)) / (len(a) + len(b))
    rare = expected < RARE
    pooled = np.column_stack([table[:, ~rare], table[:, rare].sum(axis=1)])
    pooled = pooled[:, pooled.sum(axis=0) > 0]
    if pooled.shape[1] == 1:
        return distance, 1.0
    if pooled.shape[1] == 2:
        return distance, _fisher(pooled)
    mean = pooled.sum(axis=0) * pooled.sum(axis=1, keepdims=True) / pooled.sum()
    statistic = float(((pooled - mean) ** 2 / mean).sum())
    return distance, float(chdtrc(pooled.shape[1] - 1, statistic))


def _fisher(table: NDArray[np.float64]) -> float:
    """Twice the smaller exact tail of a 2 x 2 table."""
    total, marked = table.sum(), table[:, 0].sum()
    tails = [float(upper_tail(row[0], row.sum(), marked, total)) for row in table]
    return min(1.0, 2 * min(tails))
