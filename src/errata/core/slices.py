"""Slice: a place in the data where the model errs more than elsewhere (an error vector)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from errata.core.estimate import Estimate

WORD = "word:"  # begins the key of a word in a predicate; the word itself follows
PRESENT = "present"  # its value: the absence of a word is never a slice
REGION = "region of "  # begins the key of an embedding region; how many there are follows


@dataclass(frozen=True, kw_only=True, slots=True)
class Slice:
    """A conjunction of attribute values with its error rate.

    `lift` is the error rate inside divided by the error rate outside; `p_value` is adjusted for
    every candidate of sufficient support that could have been reported.
    """

    predicate: Mapping[str, str]
    support: int
    error_rate: Estimate
    lift: Estimate
    p_value: float

    @property
    def name(self) -> str:
        """A stable name: the sorted conjunction.

        >>> rate = Estimate(value=0.4, low=0.3, high=0.5, n=90)
        >>> Slice(predicate={"scanner": "B", "lighting": "dim"}, support=90, error_rate=rate,
        ...       lift=Estimate(value=2.0, low=1.5, high=2.7, n=90), p_value=0.001).name
        'lighting=dim & scanner=B'
        """
        return named(self.predicate)


def named(predicate: Mapping[str, str]) -> str:
    """The name of a predicate: its sorted conjunction, a word in quotation marks.

    >>> named({"word:refund": "present", "language": "de"})
    'language=de & word "refund"'
    """
    return " & ".join(_condition(key, value) for key, value in sorted(predicate.items()))


def _condition(key: str, value: str) -> str:
    if key.startswith(WORD) and value == PRESENT:
        return f'word "{key.removeprefix(WORD)}"'
    return f"{key}={value}"
