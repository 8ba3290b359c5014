"""Simulation: what each promise would cost, on a project's own past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Simulated:
    """One promise and what a day under it would be. Estimates as plain values."""

    alpha: float
    threshold: float | None  # None: not certified, so everything is reviewed
    coverage: Mapping[str, Any]
    reviews_a_day: Mapping[str, Any]
    errors_reaching_users_a_day: Mapping[str, Any]
    needed: int | None  # more labels that would certify it; 0: none; None: no number would


@dataclass(frozen=True, kw_only=True, slots=True)
class Simulation:
    """Promises side by side, strictest first."""

    model: str
    rows: tuple[Simulated, ...]
    n: int  # reviewed cases behind the estimates
    a_day: float  # predictions a day
    known_traffic: bool  # False: nothing was captured lately, so a day is of 1,000 predictions
    delta: float
    says: str

    def as_dict(self) -> dict[str, Any]:
        """The same as a dict, for JSON."""
        return asdict(self)
