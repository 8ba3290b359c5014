"""Intervals in words: the bins of a number, named so that the name alone tells who is inside."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_NUMBER = r"-?(?:\d[\d.]*(?:e[+-]?\d+)?|inf)"
_SPELT = re.compile(
    rf"(?P<one>{_NUMBER})"
    rf"|under (?P<below>{_NUMBER})"
    rf"|(?P<above>above )?(?P<low>{_NUMBER})(?: to under (?P<high>{_NUMBER})| or more)?"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """The numbers from `low` to `high`; the lower end belongs to it unless `above`.

    The upper end does not belong to it, but for a single number, where both ends are equal.
    """

    low: float = -math.inf
    high: float = math.inf
    above: bool = False

    @property
    def words(self) -> str:
        """As people read it, and as `interval` reads it back.

        >>> Interval(low=25, high=37).words, Interval(low=37).words, Interval(low=0, high=0).words
        ('25 to under 37', '37 or more', '0')
        """
        if self.low == self.high:
            return _number(self.low)
        if self.low == -math.inf:
            return f"under {_number(self.high)}"
        start = f"above {_number(self.low)}" if self.above else _number(self.low)
        if self.high < math.inf:
            return f"{start} to under {_number(self.high)}"
        return start if self.above else f"{start} or more"

    def holds(self, numbers: NDArray[np.float64]) -> NDArray[np.bool_]:
        """(n,) which numbers are inside; NaN never is.

        >>> Interval(low=25, high=37).holds(np.array([24.9, 25, 37, np.nan])).tolist()
        [False, True, False, False]
        """
        if self.low == self.high:
            return np.asarray(numbers == self.low)
        start = numbers > self.low if self.above else numbers >= self.low
        ends = numbers < self.high if self.high < math.inf else numbers <= self.high
        return np.asarray(start & ends)


def interval(words: str) -> Interval | None:
    """The interval that these words name, or None where they name none.

    >>> interval("25 to under 37")
    Interval(low=25.0, high=37.0, above=False)
    >>> interval("missing") is None
    True
    """
    found = _SPELT.fullmatch(words)
    if found is None:
        return None
    if found["one"] is not None:
        return Interval(low=float(found["one"]), high=float(found["one"]))
    if found["below"] is not None:
        return Interval(high=float(found["below"]))
    high = math.inf if found["high"] is None else float(found["high"])
    return Interval(low=float(found["low"]), high=high, above=found["above"] is not None)


def _number(value: float) -> str:
    """Few digits where they say it all, all of them otherwise."""
    short = f"{value:.12g}"
    return short if float(short) == value else repr(float(value))
