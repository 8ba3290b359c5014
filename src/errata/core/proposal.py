"""Proposal: a certificate as it would be, and what it would cost, before anyone commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """What would be promised, on what, and what a day would look like. Plain values, for JSON."""

    model: str
    threshold: float | None  # the lowest; with classes or slices each has its own, in `plan`
    alpha: float
    delta: float
    coverage: Mapping[str, Any]  # an Estimate: share of traffic accepted
    risk_upper: float
    n: int
    method: str
    calibrator: Mapping[str, Any] | None
    plan: Mapping[str, Any]  # as in Operating
    bands: Mapping[str, Mapping[str, Any]]  # accept, review, expert: Estimates, on the hold
    a_day: float | None  # predictions a day lately; None: no traffic yet
    audits_a_day: float | None
    reviews_a_day: Mapping[str, Any] | None  # an Estimate: not accepted, and the audits
    # Columns: threshold, coverage, risk, risk_low, risk_upper; most confident first.
    curve: Mapping[str, list[float]] = field(default_factory=dict)
