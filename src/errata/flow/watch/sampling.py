"""Sampling: a bounded, keyed draw from the traffic of each closed window.

Monitors compare shares, so a few hundred rows of a window say as much as all of them. Which rows
is drawn by the project's key: the same rows whoever looks, and nobody can steer an item past it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.draws import uniform
from errata.core.ports import Passed

PURPOSE = "watch"


class Draw:
    """The `k` rows of lowest draw among all that it is shown, in bounded memory."""

    def __init__(self, key: bytes, k: int) -> None:
        self._key, self._k = key, k
        self._parts: list[tuple[Passed, NDArray[np.float64]]] = []
        self._highest = np.inf  # no row above this draw can be among them
        self.seen = 0

    def show(self, part: Passed) -> None:
        """Some more rows."""
        self.seen += len(part)
        draws = uniform(self._key, PURPOSE, part.ids)
        rows = np.flatnonzero(draws < self._highest)
        if not len(rows):
            return
        self._parts.append((part.take(rows), draws[rows]))
        if sum(len(draws) for _, draws in self._parts) >= 4 * self._k:
            self._prune()

    def rows(self) -> Passed | None:
        """The rows drawn, in the order of their draws, which is random; None when none was shown.

        The order is random so that a window's own hours cannot line up against the reference.
        """
        self._prune()
        return self._parts[0][0] if self._parts else None

    def _prune(self) -> None:
        if not self._parts:
            return
        draws = np.concatenate([found for _, found in self._parts])
        kept = np.argsort(draws, kind="stable")[: self._k]
        whole = joined([part for part, _ in self._parts])
        self._parts = [(whole.take(kept), draws[kept])]
        if len(kept) == self._k:
            self._highest = float(draws[kept[-1]])


def drawn_from(key: bytes, parts: Iterable[Passed], k: int) -> Passed | None:
    """`k` rows of all that passes, or all of them where there are fewer; None where none did."""
    draw = Draw(key, k)
    for part in parts:
        draw.show(part)
    return draw.rows()


def joined(parts: Sequence[Passed]) -> Passed:
    """Parts as one; an attribute that a part lacks is missing in its rows."""
    if len(parts) == 1:
        return parts[0]
    sizes = [len(part) for part in parts]
    names = list(dict.fromkeys(name for part in parts for name in part.attributes))
    plain = (
        "ids", "at", "predicted", "confidence", "decision", "propensity", "sampled", "group",
    )  # fmt: skip
    return Passed(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name in plain},
        attributes={
            name: _column([part.attributes.get(name) for part in parts], sizes) for name in names
        },
    )


def _column(parts: Sequence[NDArray[Any] | None], sizes: Sequence[int]) -> NDArray[Any]:
    given = [part for part in parts if part is not None]
    if all(part.dtype.kind == "f" for part in given):
        return np.concatenate(
            [
                np.full(n, np.nan) if part is None else part
                for part, n in zip(parts, sizes, strict=True)
            ]
        )
    out = np.full(sum(sizes), None, dtype=object)
    row = 0
    for part, n in zip(parts, sizes, strict=True):
        if part is not None:
            out[row : row + n] = part
        row += n
    return out
