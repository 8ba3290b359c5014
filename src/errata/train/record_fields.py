"""Records as numbers: what each field held in training, and the features made from it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from errata.core.item import Field

MOST_CATEGORIES = 200  # of one field, the most frequent
KNOTS = 65  # quantiles kept of a numeric field


def as_number(value: Field) -> float | None:
    """The value as a finite number, from a number or a text that spells one; else None.

    >>> as_number("39"), as_number("ten"), as_number(True)
    (39.0, None, None)
    """
    if value is None or isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def as_category(value: Field) -> str | None:
    """The value as a category; None and the empty text are missing."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


@dataclass(frozen=True, kw_only=True)
class NumericField:
    """A field of numbers, with what is needed to place a new one among those seen."""

    name: str
    mean: float
    spread: float
    knots: tuple[float, ...]  # ascending quantiles
    scores: tuple[float, ...]  # the normal score of each knot

    categorical = False

    def column(self, records: Sequence[Mapping[str, Field]]) -> NDArray[np.float64]:
        """(n,) values; NaN where missing or not a number."""
        found = (as_number(record.get(self.name)) for record in records)
        return np.array([math.nan if value is None else value for value in found])

    def linear(self, column: NDArray[np.float64]) -> NDArray[np.float32]:
        """(n, 3): the standard score, the normal score of the rank, and whether it is missing.

        The rank tames long tails (capital gains); the raw score keeps distances.
        """
        missing = np.isnan(column)
        standard = np.clip((column - self.mean) / self.spread, -5, 5)
        rank = np.interp(column, self.knots, self.scores)
        stacked = np.column_stack([standard, rank, missing])
        stacked[missing, :2] = 0
        return stacked.astype(np.float32)


@dataclass(frozen=True, kw_only=True)
class CategoricalField:
    """A field of categories; one never seen, or rarer than the kept ones, counts as missing."""

    name: str
    categories: tuple[str, ...]

    categorical = True

    def column(self, records: Sequence[Mapping[str, Field]]) -> NDArray[np.float64]:
        """(n,) places in `categories`; NaN where missing or unknown."""
        places = {category: place for place, category in enumerate(self.categories)}
        found = (places.get(as_category(record.get(self.name)) or "") for record in records)
        return np.array([math.nan if place is None else place for place in found])

    def linear(self, column: NDArray[np.float64]) -> NDArray[np.float32]:
        """(n, categories): 1 in the place of the category."""
        one_hot = np.zeros((len(column), len(self.categories)), dtype=np.float32)
        known = np.flatnonzero(~np.isnan(column))
        one_hot[known, column[known].astype(int)] = 1
        return one_hot


AnyField = NumericField | CategoricalField


def learn_fields(records: Sequence[Mapping[str, Field]]) -> tuple[AnyField, ...]:
    """The fields with a known value in `records`, by name.

    A field is numeric when each of its known values is a number or spells one.

    >>> [type(field).__name__ for field in learn_fields([{"age": 39, "sex": "f"}, {"age": "50"}])]
    ['NumericField', 'CategoricalField']
    """
    values: dict[str, list[Field]] = {}
    for record in records:
        for name, value in record.items():
            if as_category(value) is not None:
                values.setdefault(name, []).append(value)
    fields: list[AnyField] = []
    for name in sorted(values):
        numbers = [as_number(value) for value in values[name]]
        known = [number for number in numbers if number is not None]
        if len(known) == len(numbers):
            fields.append(_numeric(name, np.array(known)))
        else:
            seen = Counter(as_category(value) or "" for value in values[name])
            ranked = sorted(seen, key=lambda category: (-seen[category], category))
            fields.append(
                CategoricalField(name=name, categories=tuple(sorted(ranked[:MOST_CATEGORIES])))
            )
    return tuple(fields)


def _numeric(name: str, values: NDArray[np.float64]) -> NumericField:
    levels = np.linspace(0, 1, KNOTS)
    # clipped so that sums and differences of huge values stay finite
    values = np.clip(values, -1e150, 1e150)
    knots, first, repeats = np.unique(
        np.quantile(values, levels), return_index=True, return_counts=True
    )
    middle = (levels[first] + levels[first + repeats - 1]) / 2  # of the levels with this value
    scores = ndtri(np.clip(middle, 0.005, 0.995))
    spread = float(values.std())
    return NumericField(
        name=name,
        mean=float(values.mean()),
        spread=spread if spread > 0 else 1.0,
        knots=tuple(knots.tolist()),
        scores=tuple(scores.tolist()),
    )
