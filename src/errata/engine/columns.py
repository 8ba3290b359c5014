"""Columns of text as attributes and as the fields of records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from errata.core.item import Field
from errata.engine.labelled_data import Column

# What float() takes beyond plain numbers (inf, 1_000, digits of other scripts), and codes such as
# 007, which would lose their zeros.
_OTHER_SIGNS = re.compile(r"[^0-9eE+\-. \t\n]")
_LEADING_ZERO = re.compile(r"^[ \t]*[+-]?0[0-9]", re.MULTILINE)
_NOT_KNOWN = frozenset({"", "?"})
_NOT_A_NUMBER = _NOT_KNOWN | {"NA", "N/A", "n/a", "na", "nan", "NaN", "null", "None", "-"}


def as_numbers(values: Sequence[str]) -> list[Field] | None:
    """(n,) numbers, None where missing; or None altogether when a known value is no number.

    Numbers with leading zeros are codes, not numbers.

    >>> as_numbers(["1", "2.5", "NA"]), as_numbers(["007", "12"])
    ([1, 2.5, None], None)
    """
    known = [value for value in values if value not in _NOT_A_NUMBER]
    joined = "\n".join(known)
    if not known or _OTHER_SIGNS.search(joined) or _LEADING_ZERO.search(joined):
        return None
    try:
        if any(abs(float(value)) > 1e300 for value in known):
            return None
    except ValueError:
        return None
    return [None if value in _NOT_A_NUMBER else _number(value) for value in values]


def _number(value: str) -> int | float:
    return float(value) if "." in value or "e" in value or "E" in value else int(value)


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A column of text, read once: as an attribute and as a field of records."""

    texts: Sequence[str]
    numbers: list[Field] | None  # where the column holds numbers

    @classmethod
    def of(cls, texts: Sequence[str]) -> Parsed:
        """The column read."""
        return cls(texts=texts, numbers=as_numbers(texts))

    def attribute(self) -> Column:
        """(n,) float64 with NaN where missing, or text as it stands."""
        if self.numbers is None:
            return np.array(self.texts, dtype=np.str_)
        return np.array(self.numbers, dtype=np.float64)

    def field(self) -> list[Field]:
        """(n,) numbers or texts; None where missing (empty or `?`)."""
        if self.numbers is None:
            return [None if text in _NOT_KNOWN else text for text in self.texts]
        return self.numbers


def as_attribute(texts: Sequence[str]) -> Column:
    """(n,) float64 with NaN where missing, or text as it stands.

    >>> as_attribute(["1", "?"])
    array([ 1., nan])
    """
    return Parsed.of(texts).attribute()


def as_records(columns: Mapping[str, Parsed]) -> list[dict[str, Field]]:
    """Columns by name as one record a row."""
    fields = [column.field() for column in columns.values()]
    return [dict(zip(columns, row, strict=True)) for row in zip(*fields, strict=True)]
