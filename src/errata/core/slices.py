"""Slice: a place in the data where the model errs more than elsewhere (an error vector)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from errata.core.estimate import Estimate


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

        >>> Slice(predicate={"b": "2", "a": "1"}, support=1, error_rate=None, lift=None,
        ...       p_value=1.0).name  # doctest: +SKIP
        'a=1 & b=2'
        """
        return " & ".join(f"{key}={value}" for key, value in sorted(self.predicate.items()))
