"""Certificate: a confidence threshold with a guarantee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from errata.core.estimate import Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """With probability >= 1 - delta, at most alpha of what is accepted is wrong.

    Accept means `confidence >= threshold`. `threshold` is None when no threshold could be
    certified: then nothing is accepted on its own.
    """

    threshold: float | None
    coverage: Estimate  # share of traffic that clears the threshold
    risk_upper: float  # upper bound on the error among the accepted, at the threshold
    n: int  # labelled cases that the bound rests on
    alpha: float
    delta: float
    expires_at: datetime | None = None  # aware, UTC
    method: str = "ltt_binomial.v1"

    def holds_at(self, now: datetime) -> bool:
        """Whether the certificate may be used at `now`."""
        return self.threshold is not None and (self.expires_at is None or now < self.expires_at)
