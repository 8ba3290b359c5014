"""Numbers as places among the frozen reference: which of 16 rank bins a row falls into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHARES = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


@dataclass(frozen=True, kw_only=True, slots=True)
class RankBins:
    """Edges at fixed ranks of the reference, the smallest and the largest value among them.

    Which rank an edge has does not depend on the values, and equal values are told apart by a
    uniform draw. So under exchangeability the share of the world up to the edge at rank j of n is
    Beta(j, n + 1 - j) whatever the distribution, and the bins' shares together are Dirichlet.
    """

    values: NDArray[np.float64]  # (E,) ascending; -inf stands for missing
    ties: NDArray[np.float64]  # (E,) the draw that came with the value
    ranks: NDArray[np.int64]  # (1, E)
    size: int  # of the reference
    shares: NDArray[np.float64]  # (E,) of the reference at or below the value, ties included

    @classmethod
    def of(cls, column: NDArray[Any], draws: NDArray[np.float64]) -> RankBins:
        """The bins of a reference column (n,)."""
        x = numbers(column)
        order = np.lexsort((draws, x))
        n = len(x)
        ranks = np.unique(np.clip(np.r_[1, np.rint(np.array(SHARES) * n), n], 1, n)).astype(int)
        at = order[ranks - 1]
        below = np.searchsorted(x[order], x[at], side="right")
        return cls(
            values=x[at],
            ties=draws[at],
            ranks=ranks[None],
            size=n,
            shares=(below + 0.5) / (n + 1),
        )

    def place(
        self, column: NDArray[Any], draws: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The bin of each row (m,), and how many rows lie at or below each edge (E,)."""
        x = numbers(column)
        first, last = (np.searchsorted(self.values, x, side=side) for side in ("left", "right"))
        plain = np.cumsum(np.bincount(first, minlength=len(self.values) + 1))[:-1]
        bins = first.astype(np.int64)
        tied = np.flatnonzero(first < last)
        for start in np.unique(first[tied]):
            rows = tied[first[tied] == start]
            edges = self.ties[start : last[rows[0]]]
            bins[rows] += np.searchsorted(edges, draws[rows], side="left")
        return bins, plain.astype(np.float64)

    def count(self, placed: NDArray[np.int64], draws: NDArray[np.float64]) -> NDArray[np.int64]:
        """Rows in each bin, (1, E + 1)."""
        return np.bincount(placed, minlength=len(self.values) + 1)[None]

    def words(self, edge: int, *, rising: bool) -> str:
        """What has become more frequent, when the share up to an edge has risen or fallen."""
        value = self.values[edge]
        if value == -np.inf:
            return "missing" if rising else "not missing"
        return f"values of {value:.4g} or less" if rising else f"values above {value:.4g}"

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "kind": "numbers",
            "values": [None if v == -np.inf else v for v in self.values.tolist()],
            "ties": self.ties.tolist(),
            "ranks": self.ranks[0].tolist(),
            "size": self.size,
            "shares": self.shares.tolist(),
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> RankBins:
        """What `as_dict` wrote."""
        return cls(
            values=np.array([-np.inf if v is None else v for v in kept["values"]]),
            ties=np.array(kept["ties"]),
            ranks=np.array([kept["ranks"]]),
            size=kept["size"],
            shares=np.array(kept["shares"]),
        )


def is_numeric(column: NDArray[Any]) -> bool:
    """Whether a column holds numbers: its dtype says so, or all that is not missing is one.

    >>> is_numeric(np.array([1, None, 2.5], dtype=object)), is_numeric(np.array([True]))
    (True, False)
    """
    if column.dtype.kind != "O":
        return column.dtype.kind in "iuf"
    there = [value for value in column.tolist() if value is not None]
    return bool(there) and all(
        isinstance(value, (int, float)) and not isinstance(value, bool) for value in there
    )


def numbers(column: NDArray[Any]) -> NDArray[np.float64]:
    """A column as numbers; what is missing, or no number, is smaller than any.

    >>> numbers(np.array(["2", None, "two"], dtype=object))
    array([  2., -inf, -inf])
    """
    try:
        x = column.astype(np.float64)
    except (TypeError, ValueError):
        x = np.array([_number(value) for value in column.tolist()], dtype=np.float64)
    # Infinities are the largest numbers there are: JSON knows none, and -inf means missing here.
    most = np.finfo(np.float64).max
    return np.where(np.isnan(x), -np.inf, np.clip(x, -most, most))


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return np.nan
