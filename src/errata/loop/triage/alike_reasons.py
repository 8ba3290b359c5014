"""Alike reasons: what many people wrote in their own words, grouped by what it says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from errata.core.errors import InputError
from errata.loop.triage.words import words_of

PIECE = 4  # characters of a word that count too: "refund" and "refunds" share most of theirs
ALIKE = 0.35  # cosine from which on two reasons count as the same


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonGroup:
    """Reasons that say the same."""

    says: str  # one of them, the nearest to all the others
    rows: tuple[int, ...]  # positions in what was given, ascending

    @property
    def n(self) -> int:
        """How many they are."""
        return len(self.rows)


def group_reasons(reasons: Sequence[str], *, alike: float = ALIKE) -> list[ReasonGroup]:
    """Group reasons by their words, the largest group first; empty ones are left out.

    A reason is a vector of its words (in any script, see `words_of`) and of their pieces of four
    characters, weighted by log((1 + n) / (1 + n_with_it)) + 1 and scaled to length 1 (TF-IDF). Two
    are alike at a cosine of `alike` or more. The reason with the most others alike to it speaks
    for them; then the next one among the rest, so that every reason is in exactly one group and
    alike to the one that speaks for it. The same reasons give the same groups in any order, but
    for ties, which the first wins.

    Raises InputError for `alike` outside (0, 1].

    >>> told = ["the picture is dim", "Picture is very dim", "no label fits", "the picture is dim"]
    >>> [(group.n, group.says) for group in group_reasons(told)]
    [(3, 'the picture is dim'), (1, 'no label fits')]
    """
    if not 0 < alike <= 1:
        raise InputError(f"alike={alike}", wanted="a number above 0 and at most 1")
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, reason in enumerate(reasons):
        words = tuple(words_of(reason)) or tuple(reason.split())
        if words:
            same[words].append(row)
    if not same:
        return []
    wordings = list(same)
    times = np.array([len(same[words]) for words in wordings])
    vectors = _vectors(wordings)
    near = (vectors @ vectors.T).tocsr()
    near.data = np.where(near.data >= alike - 1e-9, near.data, 0.0)
    near.eliminate_zeros()
    return _groups(reasons, [same[words] for words in wordings], times, near)


def _groups(
    reasons: Sequence[str], rows: list[list[int]], times: np.ndarray, near: csr_array
) -> list[ReasonGroup]:
    """Greedily, the wording that speaks for most reasons first."""
    free = np.ones(len(rows), dtype=bool)
    found = []
    while free.any():
        weight = np.where(free, times, 0)
        speaks = np.where(free, near.astype(bool).astype(np.int64) @ weight, -1)
        best = np.flatnonzero(speaks == speaks.max())
        # Of those that speak for equally many, the one nearest to them.
        best = best[np.argmax(near[best] @ weight)]
        met = near.indices[near.indptr[best] : near.indptr[best + 1]]
        mine = met[free[met]]
        free[mine] = False
        inside = sorted(row for wording in mine.tolist() for row in rows[wording])
        found.append(ReasonGroup(says=reasons[rows[int(best)][0]].strip(), rows=tuple(inside)))
    return sorted(found, key=lambda group: (-group.n, group.rows))


def _vectors(wordings: Sequence[tuple[str, ...]]) -> csr_array:
    """(n, terms) TF-IDF, each row of length 1."""
    counts = [Counter(_terms(words)) for words in wordings]
    place: dict[str, int] = {}
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        for term, n in count.items():
            rows.append(row)
            columns.append(place.setdefault(term, len(place)))
            values.append(float(n))
    column = np.array(columns)
    rarity = np.log((1 + len(counts)) / (1 + np.bincount(column))) + 1
    weights = np.array(values) * rarity[column]
    length = np.sqrt(np.bincount(np.array(rows), weights=weights**2))
    return csr_array(
        (weights / length[np.array(rows)], (np.array(rows), column)),
        shape=(len(counts), len(place)),
    )


def _terms(words: Sequence[str]) -> list[str]:
    """Words, and the pieces of the long ones."""
    pieces = [
        f"#{word[at : at + PIECE]}"
        for word in words
        if len(word) > PIECE
        for at in range(len(word) - PIECE + 1)
    ]
    return [*words, *pieces]
