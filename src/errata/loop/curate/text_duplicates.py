"""Texts that are the same, or nearly so."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from errata.loop.curate.banding import first_match

SHINGLE = 4  # characters; words of short messages still overlap when one letter changes
PERMUTATIONS = 128
SEED = 20_230_801  # fixed: the same texts give the same answer in every run
MISSED = 1e-3  # at most this chance that a pair at the threshold shares no band


def normalised(text: str) -> str:
    """The text as the eye reads it: NFKC, case folded, runs of white space as one space.

    >>> normalised("  Where is\\nMY card? ")
    'where is my card?'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def shingles(text: str) -> frozenset[str]:
    """The sets of `SHINGLE` neighbouring characters; a shorter text is its own shingle.

    >>> sorted(shingles("a card"))
    [' car', 'a ca', 'card']
    """
    last = max(len(text) - SHINGLE, 0)
    return frozenset(text[start : start + SHINGLE] for start in range(last + 1))


def near_texts(
    candidates: Sequence[str], protected: Sequence[str], *, jaccard: float
) -> NDArray[np.int64]:
    """For each candidate the first protected text whose shingles overlap by `jaccard`, or -1.

    |A and B| / |A or B| >= jaccard over the shingles of the normalised texts. MinHash signatures
    of 128 permutations in bands propose the pairs (a pair at the threshold is missed with
    probability at most .001); the overlap is then counted exactly, so that no pair below the
    threshold is ever named.

    Broder 1997, doi:10.1109/SEQUEN.1997.666900.

    >>> near_texts(["Where is my new card??"], ["hello", "where is my new card?"], jaccard=0.8)
    array([1])
    """
    theirs = [shingles(normalised(text)) for text in protected]
    mine = [shingles(normalised(text)) for text in candidates]
    sizes = np.array([len(text) for text in theirs], dtype=np.float64)

    def verify(row: int, met: NDArray[np.int64]) -> int:
        size = len(mine[row])
        # Sets whose sizes differ too much cannot overlap enough; no need to count.
        fit = np.minimum(sizes[met], size) >= jaccard * np.maximum(sizes[met], size)
        for other in met[fit].tolist():
            shared = len(mine[row] & theirs[other])
            if shared >= jaccard * (size + len(theirs[other]) - shared):
                return int(other)
        return -1

    rows = band_rows(jaccard)
    return first_match(_band_keys(mine, rows), _band_keys(theirs, rows), verify)


def band_rows(jaccard: float) -> int:
    """The most signature rows a band may have: (1 - jaccard^rows)^bands <= .001.

    >>> band_rows(0.8), band_rows(0.5)
    (5, 2)
    """
    for rows in range(16, 1, -1):
        if (1 - jaccard**rows) ** (PERMUTATIONS // rows) <= MISSED:
            return rows
    return 1


def _band_keys(texts: Sequence[frozenset[str]], rows: int) -> NDArray[np.uint64]:
    bands = PERMUTATIONS // rows
    # Sorted, so that the signature does not hang on the order in which a set is read.
    tokens = [sorted(text) for text in texts]
    signatures = RMinHash.digests_from_token_sets(tokens, PERMUTATIONS, SEED)
    table = np.array(signatures, dtype=np.uint64).reshape(-1, PERMUTATIONS)
    split = table[:, : bands * rows].reshape(-1, bands, rows)
    # Sums of odd multiples, modulo 2^64: two bands that collide only cost one more comparison.
    odd = np.random.default_rng(SEED).integers(1 << 62, size=rows, dtype=np.uint64) * 2 + 1
    keys: NDArray[np.uint64] = (split * odd.astype(np.uint64)).sum(axis=2, dtype=np.uint64)
    return keys
