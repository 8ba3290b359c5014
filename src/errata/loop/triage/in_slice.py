"""In a slice or not: new predictions against a slice that was found in earlier ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.slices import WORD
from errata.loop.triage.attributes import MISSING, as_column, texts_of
from errata.loop.triage.intervals import interval
from errata.loop.triage.words import terms_of


def in_slice(
    predicate: Mapping[str, str],
    attributes: Mapping[str, ArrayLike],
    n: int,
    texts: Sequence[str] | None = None,
) -> NDArray[np.bool_]:
    """(n,) which of `n` predictions a slice of `find_slices` holds.

    `attributes` are theirs, each (n,), regions included; one that is not there is missing in every
    row. A number is inside when its bin's name says so, also beyond the numbers seen when the
    slice was found. `texts` are needed for a slice of words.
    Raises InputError for an attribute or texts of another length, or words without texts.

    >>> ages = np.array([20.0, 31.0, np.nan])
    >>> in_slice({"age": "25 to under 37", "word:refund": "present"}, {"age": ages}, 3,
    ...          ["a refund", "my refund", "refund"]).tolist()
    [False, True, False]
    """
    held = np.ones(n, dtype=bool)
    for key, value in predicate.items():
        if key.startswith(WORD):
            held &= _has(key.removeprefix(WORD), texts, held)
        elif key in attributes:
            held &= _equals(key, value, attributes[key], n)
        else:
            held &= value == MISSING
    return held


def _has(term: str, texts: Sequence[str] | None, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which texts have the term; only those that may still be inside are read."""
    if texts is None:
        raise InputError(f"the word {term!r} asked of no texts", do="give the predictions' texts")
    if len(texts) != len(wanted):
        raise InputError(f"{len(texts)} texts for {len(wanted)} rows", wanted="one for each")
    found = np.zeros(len(wanted), dtype=bool)
    for row in np.flatnonzero(wanted).tolist():
        found[row] = term in terms_of(texts[row])
    return found


def _equals(key: str, value: str, given: ArrayLike, n: int) -> NDArray[np.bool_]:
    column = as_column(key, given, n)
    if column.dtype.kind != "f":
        return np.array([text == value for text in texts_of(column)], dtype=bool)
    if value == MISSING:
        return np.asarray(np.isnan(column))
    inside = interval(value)
    return np.zeros(n, dtype=bool) if inside is None else inside.holds(column)
