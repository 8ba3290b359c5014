"""Attributes as codes: categories numbered, numbers cut at round figures, missing ones named."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.slices import PRESENT, WORD
from errata.loop.triage.intervals import Interval

BINS = 5  # of a numeric attribute with more values than that
SLACK = 0.08  # how far, in share of the rows, an edge may move to be a rounder number
MISSING = "missing"

_SLOTS = 16  # bits of the table by which texts are told apart
_MIX = np.uint64(0x9E3779B97F4A7C15)
_PART = 4096  # rows hashed at a time
_NARROW = 4  # letters; wider columns are measured first


@dataclass(frozen=True, kw_only=True, eq=False)
class Coded:
    """One attribute: a number for each row's value, and what the numbers mean.

    A number past the values stands for rows that are no candidate, such as texts without a word.
    """

    name: str
    codes: NDArray[Any]  # (n,) unsigned integers, as small as they can be
    values: tuple[str, ...]


def code_attributes(attributes: Mapping[str, ArrayLike], n: int) -> list[Coded]:
    """Every attribute coded, in the order given.

    Numbers with more than 5 different values are cut near their quintiles, at the roundest number
    within 8 % of the rows, so that the same edges are found again in later data; a value of a
    fifth of the rows is a bin of its own. NaN, None and empty text become "missing". An attribute
    whose key begins with "word:" is true where the word is present; its absence has no value.
    Raises InputError when an attribute has not one value a row.

    >>> coded = code_attributes({"age": [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10]}, 10)[0]
    >>> coded.values
    ('under 3', '3 to under 5', '5 to under 7', '7 to under 9', '9 or more')
    >>> coded.codes.tolist()
    [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    """
    return [_code(str(name), values, n) for name, values in attributes.items()]


def as_column(name: str, values: ArrayLike, n: int) -> NDArray[Any]:
    """One value a row: numbers as floats, all else as it is.

    A list of numbers and None holds numbers. An infinite one is missing: no rule
    can name it. Raises InputError for another length.

    >>> as_column("age", [31, None], 2)
    array([31., nan])
    """
    array = np.asarray(values)
    if array.shape != (n,):
        raise InputError(
            f"attribute {name!r} of shape {array.shape} for {n} rows", wanted="one value a row"
        )
    if array.dtype.kind in "iuf":
        return _finite(array.astype(np.float64))
    if array.dtype.kind == "O":
        known = [value for value in array.tolist() if not _is_missing(value)]
        if known and all(type(value) in (int, float) for value in known):
            numbers = [math.nan if _is_missing(value) else value for value in array.tolist()]
            return _finite(np.array(numbers, dtype=np.float64))
    return array


def _finite(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isinf(numbers), np.nan, numbers)


def texts_of(column: NDArray[Any]) -> Iterable[str]:
    """The values of a column that holds no numbers, as `find_slices` names them.

    >>> list(texts_of(np.array(["a", "", None, True], dtype=object)))
    ['a', 'missing', 'missing', 'True']
    """
    return map(_text, column.tolist())


def _code(name: str, values: ArrayLike, n: int) -> Coded:
    column = as_column(name, values, n)
    if name.startswith(WORD) and column.dtype.kind == "b":
        return Coded(name=name, codes=(~column).view(np.uint8), values=(PRESENT,))
    if column.dtype.kind == "f":
        return _code_numbers(name, column)
    counted = _code_texts(column) if column.dtype.kind == "U" else None
    codes, kinds = _code_any(column) if counted is None else counted
    order = np.array(sorted(range(len(kinds)), key=kinds.__getitem__), dtype=np.int64)
    place = np.empty(len(kinds), np.int64)
    place[order] = np.arange(len(kinds))
    return Coded(
        name=name, codes=_small(place, len(kinds))[codes], values=tuple(kinds[at] for at in order)
    )


def _code_any(column: NDArray[Any]) -> tuple[NDArray[np.int64], list[str]]:
    # A dictionary numbers repeated texts ten times faster than sorting them.
    seen: dict[str, int] = {}
    codes = (seen.setdefault(value, len(seen)) for value in texts_of(column))
    return np.fromiter(codes, np.int64, len(column)), list(seen)


def _code_texts(column: NDArray[Any]) -> tuple[NDArray[np.int64], list[str]] | None:
    """Few different texts, numbered by their hash; None where two of them share a place."""
    width = column.dtype.itemsize // 4
    if width > _NARROW:  # numpy leaves room for the longest text there could be
        width = int(np.strings.str_len(column).max(initial=0))
        column = column.astype(f"U{max(width, 1)}")
    if len(column) == 0 or width == 0:
        return None
    letters = np.ascontiguousarray(column).view(np.uint32).reshape(len(column), width)
    # A hash that is linear in the letters: each place has an odd weight of 64 bits.
    weights = np.arange(1, width + 1, dtype=np.uint64) * _MIX | np.uint64(1)
    mixed = np.empty(len(column), np.uint64)
    for at in range(0, len(column), _PART):
        mixed[at : at + _PART] = letters[at : at + _PART].astype(np.uint64) @ weights
    mixed *= _MIX
    slots = (mixed >> np.uint64(64 - _SLOTS)).astype(np.int64)
    first = np.zeros(1 << _SLOTS, np.int64)
    first[slots] = np.arange(len(column))
    if (column[first[slots]] != column).any():
        return None
    used = np.flatnonzero(np.bincount(slots, minlength=len(first)))
    first[used], texts = np.arange(len(used)), list(texts_of(column[first[used]]))
    if len(set(texts)) < len(texts):  # "" and "missing" are one value
        return None
    return first[slots], texts


def _code_numbers(name: str, numbers: NDArray[np.float64]) -> Coded:
    known = ~np.isnan(numbers)
    kinds, counts = np.unique(numbers[known], return_counts=True)
    if len(kinds) <= BINS:
        before, after = kinds, kinds
    else:
        after = kinds[counts * BINS >= counts.sum()]
        before = np.unique(np.r_[_edges(np.repeat(kinds, counts)), after])
    codes = _bin_of(numbers, before, after)
    bins = _bins(before, after)
    filled = np.flatnonzero(np.bincount(codes[known], minlength=len(bins)))
    place = np.zeros(len(bins), np.int64)
    place[filled] = np.arange(len(filled))
    codes = place[codes]
    codes[~known] = len(filled)
    values = [bins[at].words for at in filled]
    if not known.all():
        values.append(MISSING)
    return Coded(name=name, codes=_small(codes, len(values)), values=tuple(values))


def _edges(ordered: NDArray[np.float64]) -> list[float]:
    """Where numbers are cut: at the roundest number near each quintile."""
    edges = []
    for at in range(1, BINS):
        low, near, high = (
            float(ordered[min(int(share * len(ordered)), len(ordered) - 1)])
            for share in (at / BINS - SLACK, at / BINS, at / BINS + SLACK)
        )
        edges.append(_roundest(low, near, high))
    return edges


def _roundest(low: float, near: float, high: float) -> float:
    """The number from low to high with the fewest digits; of several the nearest to `near`."""
    if low <= 0 <= high:
        return 0.0
    largest = math.floor(math.log10(max(abs(low), abs(high)))) + 1
    # Within what a float can be: a huge number often stands for a missing one.
    for exponent in range(min(largest, 308), max(largest - 15, -308), -1):
        for leading in (5, 1):
            step = leading * 10.0**exponent
            tried = (math.floor(near / step) * step, math.ceil(near / step) * step)
            inside = [
                value for value in (float(f"{v:.15g}") for v in tried) if low <= value <= high
            ]
            if inside:
                return min(inside, key=lambda value: abs(value - near))
    return near


def _bins(before: NDArray[np.float64], after: NDArray[np.float64]) -> list[Interval]:
    """What lies between cuts: each number of `before` begins a bin, each of `after` ends one."""
    cuts = sorted([(float(x), False) for x in before] + [(float(x), True) for x in after])
    ends = [(-math.inf, False), *cuts, (math.inf, False)]
    return [
        Interval(low=low, high=high, above=above and low != high)
        for (low, above), (high, _) in pairwise(ends)
    ]


def _bin_of(
    numbers: NDArray[np.float64], before: NDArray[np.float64], after: NDArray[np.float64]
) -> NDArray[np.int64]:
    begun = np.searchsorted(before, numbers, side="right")
    ended = np.searchsorted(np.sort(after), numbers, side="left")
    return np.asarray(begun + ended, dtype=np.int64)


def _small(codes: NDArray[np.int64], highest: int) -> NDArray[Any]:
    """The same numbers, in as few bytes as `highest` needs."""
    return codes.astype(np.min_scalar_type(highest))


def _is_missing(value: object) -> bool:
    return value is None or value == "" or value != value  # only NaN differs from itself


def _text(value: object) -> str:
    if _is_missing(value):
        return MISSING
    return value if isinstance(value, str) else str(value)
