"""Attributes as codes: categories numbered, numbers cut at their quantiles, missing ones named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError

BINS = 5  # of a numeric attribute with more values than that
MISSING = "missing"


@dataclass(frozen=True, kw_only=True, eq=False)
class Coded:
    """One attribute: a number for each row's value, and what the numbers mean."""

    name: str
    codes: NDArray[np.int64]  # (n,)
    values: tuple[str, ...]


def code_attributes(attributes: Mapping[str, ArrayLike], n: int) -> list[Coded]:
    """Every attribute coded, in the order given.

    Numbers with more than 5 different values are cut at their quintiles into "low..high" (ends
    included as seen in the data); NaN, None and empty text become "missing".
    Raises InputError when an attribute has not one value a row.

    >>> coded = code_attributes({"age": [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10]}, 10)[0]
    >>> coded.values, coded.codes.tolist()
    (('1..2', '3..4', '5..6', '7..8', '9..10'), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
    """
    return [_code(str(name), values, n) for name, values in attributes.items()]


def _code(name: str, values: ArrayLike, n: int) -> Coded:
    array = np.asarray(values)
    if array.shape != (n,):
        raise InputError(
            f"attribute {name!r} of shape {array.shape} for {n} rows", wanted="one value a row"
        )
    if array.dtype.kind in "iuf":
        return _code_numbers(name, array)
    # A dictionary numbers repeated texts ten times faster than sorting them.
    seen: dict[str, int] = {}
    first = np.fromiter(
        (seen.setdefault(value, len(seen)) for value in map(_text, array.tolist())), np.int64, n
    )
    kinds = sorted(seen)
    place = np.empty(len(kinds), np.int64)
    place[[seen[kind] for kind in kinds]] = np.arange(len(kinds))
    return Coded(name=name, codes=place[first], values=tuple(kinds))


def _code_numbers(name: str, array: NDArray[Any]) -> Coded:
    numbers = array.astype(np.float64)
    known = ~np.isnan(numbers)
    kinds = np.unique(numbers[known])
    if len(kinds) <= BINS:
        labels, cuts = [_range(kind, kind) for kind in kinds], kinds
    else:
        quantiles = np.quantile(numbers[known], np.arange(BINS) / BINS, method="higher")
        # A value that fills a whole fifth is a bin of its own: the next begins right after it.
        heavy = quantiles[1:][quantiles[1:] == quantiles[:-1]]
        after = np.minimum(np.searchsorted(kinds, heavy, side="right"), len(kinds) - 1)
        cuts = np.unique(np.r_[quantiles, kinds[after]])
        last = kinds[np.r_[np.searchsorted(kinds, cuts[1:]) - 1, -1]]
        labels = [_range(low, high) for low, high in zip(cuts, last, strict=True)]
    codes = np.searchsorted(cuts, numbers, side="right") - 1
    codes[~known] = len(labels)
    values = (*labels, MISSING) if not known.all() else tuple(labels)
    return Coded(name=name, codes=codes.astype(np.int64), values=values)


def _range(low: float, high: float) -> str:
    return f"{low:.12g}" if low == high else f"{low:.12g}..{high:.12g}"


def _text(value: object) -> str:
    if value is None or value == "" or value != value:  # only NaN differs from itself
        return MISSING
    return value if isinstance(value, str) else str(value)
