"""Estimate: a figure that never travels without its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A value with its interval, the number of cases behind it and how it was found.

    >>> str(Estimate(value=0.8, low=0.75, high=0.85, n=200, method="wilson"))
    '0.800 [0.750, 0.850] n=200'
    """

    value: float
    low: float
    high: float
    n: int
    confidence: float = 0.95
    method: str = ""  # how it was sampled and bounded, e.g. "wilson on the hold"

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.n}"

    def as_dict(self) -> dict[str, float | int]:
        """The four figures, for JSON."""
        return {"value": self.value, "low": self.low, "high": self.high, "n": self.n}
