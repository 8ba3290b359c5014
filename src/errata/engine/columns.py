"""Columns of text as attributes and as the fields of records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from errata.core.item import Field
from errata.engine.labelled_data import Column

_NUMBER = re.compile(r"\s*[+-]?(?:0|[1-9]\d*|\d*\.\d+|\d+\.\d*)(?:\.\d*)?(?:[eE][+-]?\d+)?\s*")
_NOT_KNOWN = frozenset({"", "?"})
_NOT_A_NUMBER = _NOT_KNOWN | {"NA", "N/A", "n/a", "na", "nan", "NaN", "null", "None", "-"}


def is_numeric(values: Sequence[str]) -> bool:
    """Whether all known values are numbers, and there is one.

    Numbers with leading zeros are codes, not numbers.

    >>> is_numeric(["1", "2.5", "NA"]), is_numeric(["007", "12"])
    (True, False)
    """
    known = set(values) - _NOT_A_NUMBER
    return bool(known) and all(
        _NUMBER.fullmatch(value) and abs(float(value)) < 1e300 for value in known
    )


def as_attribute(values: Sequence[str]) -> Column:
    """(n,) float64 with NaN where missing, or text as it stands."""
    if is_numeric(values):
        return np.array([np.nan if v in _NOT_A_NUMBER else float(v) for v in values])
    return np.array(values, dtype=np.str_)


def as_field(values: Sequence[str]) -> list[Field]:
    """(n,) numbers or texts; None where missing (empty or `?`)."""
    if is_numeric(values):
        return [None if value in _NOT_A_NUMBER else _number(value) for value in values]
    return [None if value in _NOT_KNOWN else value for value in values]


def _number(value: str) -> int | float:
    try:
        return int(value)
    except ValueError:
        return float(value)


def as_records(columns: Mapping[str, Sequence[str]]) -> list[dict[str, Field]]:
    """Columns by name as one record a row."""
    fields = {name: as_field(values) for name, values in columns.items()}
    return [dict(zip(fields, row, strict=True)) for row in zip(*fields.values(), strict=True)]
