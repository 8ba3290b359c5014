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

        >>> rate = Estimate(value=0.4, low=0.3, high=0.5, n=90)
        >>> Slice(predicate={"scanner": "B", "lighting": "dim"}, support=90, error_rate=rate,
        ...       lift=Estimate(value=2.0, low=1.5, high=2.7, n=90), p_value=0.001).name
        'lighting=dim & scanner=B'
        """
        return " & ".join(f"{key}={value}" for key, value in sorted(self.predicate.items()))
