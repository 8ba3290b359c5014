"""Verdict: what the gate says of a candidate, and why. Closed, and it fails closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """The only three answers; promotion accepts PASS alone."""

    PASS = "PASS"  # noqa: S105
    FAIL = "FAIL"
    INCONCLUSIVE = "INCONCLUSIVE"


class Finding(StrEnum):
    """What one check found. Silence never means pass: what was not looked at says so."""

    PASSED = "passed"
    FAILED = "failed"
    TOO_FEW = "too_few"  # not enough cases to tell
    NOT_APPLICABLE = "not_applicable"  # e.g. no must-pass case exists


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One question the gate asked."""

    name: str  # "overall", "past_errors", "must_pass", "slice:lighting=dim", "class:7"
    finding: Finding
    says: str  # one sentence for a person, with its figures
    figures: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[int, ...] = ()  # golden rows that the finding rests on, worst first


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """The gate's answer with all its evidence."""

    outcome: Outcome
    checks: tuple[Check, ...]
    n: int  # rows of the random stratum
    more_needed: int | None = None  # random golden cases still missing, when INCONCLUSIVE
    method: str = "paired_gate.v1"

    def check(self, name: str) -> Check:
        """The check of that name."""
        return next(check for check in self.checks if check.name == name)
