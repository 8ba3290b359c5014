"""Categories as places among the frozen reference: one cell a category, each on its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 20  # categories with a cell of their own
KNOWN = 200  # categories remembered; with more, nothing counts as new
OTHER, NEW, MISSING = "any rarer value", "a value not seen before", "missing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cells:
    """Each category against all the rest; also rarer ones together, new ones, and missing.

    A third of the reference names the categories and guesses their shares; the rest is counted.
    Order the counted rows by (in the category or not, a uniform draw) and cut at rank j, fixed by
    the guess: under exchangeability the share of the world before the cut is Beta(j, n + 1 - j)
    exactly, though the category's own share is unknown. The cut takes in nearly the category: the
    last few of its rows may lie behind it, or a few of the others before it.
    """

    names: tuple[str, ...]  # (T - 3,) the categories with a cell of their own
    rarer: frozenset[str]
    all_known: bool  # whether `names` and `rarer` are all that was seen
    inside: NDArray[np.bool_]  # (T,) whether the cut lies within the category
    ties: NDArray[np.float64]  # (T,) the draw at the cut
    ranks: NDArray[np.int64]  # (T, 1)
    size: int  # rows counted
    shares: NDArray[np.float64]  # (T,) of the whole reference in each cell

    @classmethod
    def of(cls, column: NDArray[Any], draws: NDArray[np.float64], part: NDArray[np.bool_]) -> Cells:
        """The cells of a reference column (n,); `part` (n,) marks the rows that name them."""
        words = [text(value) for value in column.tolist()]
        seen = Counter(
            word
            for word, names_it in zip(words, part, strict=True)
            if names_it and word is not None
        )
        names = tuple(sorted(seen, key=lambda word: (-seen[word], word))[:MOST])
        rarer = frozenset(seen) - frozenset(names)
        all_known = len(seen) <= KNOWN
        code = _codes(words, names, rarer if all_known else frozenset(), all_known)
        cells = len(names) + 3
        n, n_named = int((~part).sum()), int(part.sum())
        guess = np.bincount(code[part], minlength=cells).astype(np.float64)
        # A value that was seen once foretells as many that were not seen (Good 1953).
        guess[cells - 2] = sum(times == 1 for times in seen.values()) if all_known else 0
        ranks = np.clip(np.rint(guess / max(n_named, 1) * (n + 1)), 1, n).astype(np.int64)
        counted, their_draws = code[~part], draws[~part]
        inside, ties = np.zeros(cells, dtype=bool), np.zeros(cells)
        for cell, rank in enumerate(ranks):
            own = np.sort(their_draws[counted == cell])
            inside[cell] = len(own) >= rank
            others = np.sort(their_draws[counted != cell])
            ties[cell] = own[rank - 1] if inside[cell] else others[rank - len(own) - 1]
        return cls(
            names=names,
            rarer=rarer if all_known else frozenset(),
            all_known=all_known,
            inside=inside,
            ties=ties,
            ranks=ranks[:, None],
            size=n,
            shares=(np.bincount(code, minlength=cells) + 0.5) / (len(words) + 1),
        )

    def place(
        self, column: NDArray[Any], draws: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The cell of each row (m,), and how many rows lie in each (T,)."""
        words = [text(value) for value in column.tolist()]
        code = _codes(words, self.names, self.rarer, self.all_known)
        return code, np.bincount(code, minlength=len(self.ties)).astype(np.float64)

    def count(self, placed: NDArray[np.int64], draws: NDArray[np.float64]) -> NDArray[np.int64]:
        """Rows before and after the cut of each cell, (T, 2)."""
        cells, m = len(self.ties), len(placed)
        early = np.bincount(placed[draws <= self.ties[placed]], minlength=cells)
        whole = np.bincount(placed, minlength=cells)
        anywhere = np.searchsorted(np.sort(draws), self.ties, side="right")
        before = np.where(self.inside, early, whole + anywhere - early)
        return np.stack([before, m - before], axis=1)

    def words(self, edge: int, *, rising: bool) -> str:
        """What has become more or less frequent."""
        own = len(self.names)
        return repr(self.names[edge]) if edge < own else (OTHER, NEW, MISSING)[edge - own]

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "kind": "categories",
            "names": list(self.names),
            "rarer": sorted(self.rarer),
            "all_known": self.all_known,
            "inside": self.inside.tolist(),
            "ties": self.ties.tolist(),
            "ranks": self.ranks[:, 0].tolist(),
            "size": self.size,
            "shares": self.shares.tolist(),
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Cells:
        """What `as_dict` wrote."""
        return cls(
            names=tuple(kept["names"]),
            rarer=frozenset(kept["rarer"]),
            all_known=kept["all_known"],
            inside=np.array(kept["inside"]),
            ties=np.array(kept["ties"]),
            ranks=np.array(kept["ranks"])[:, None],
            size=kept["size"],
            shares=np.array(kept["shares"]),
        )


def text(value: object) -> str | None:
    """A value as text; None where it is missing (None, NaN).

    A whole number is told alike as 2 and as 2.0, which it becomes beside a missing one.

    >>> text("a"), text(2), text(2.0), text(float("nan"))
    ('a', '2', '2', None)
    """
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return None if value is None or value != value else str(value)


def _codes(
    words: list[str | None], names: tuple[str, ...], rarer: frozenset[str], all_known: bool
) -> NDArray[np.int64]:
    own = len(names)
    code: dict[str | None, int] = dict.fromkeys(rarer, own)
    code.update({word: at for at, word in enumerate(names)})
    code[None] = own + 2
    unknown = own + 1 if all_known else own
    return np.array([code.get(word, unknown) for word in words], dtype=np.int64)
