"""Models, the gate's reports on them, and which of them answers in production."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelVersion:
    """A model and everything it came from. A foreign model has a name and no blob."""

    id: str
    project_id: str
    name: str  # "v1", "v2" ...
    dataset_id: str | None
    blob: str | None
    trainer: str | None  # versioned name
    seed: int | None
    policy_version: int
    code_version: str  # Errata's version and the libraries' that trained it
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class GateReport:
    """One proof: a candidate against a champion on one golden version."""

    id: str
    project_id: str
    candidate_id: str
    champion_id: str | None
    golden_id: str
    outcome: str  # PASS, FAIL or INCONCLUSIVE
    verdict: Mapping[str, Any]  # the whole verdict
    created_at: datetime


class Reason(StrEnum):
    """How a model came to be champion."""

    FIRST = "first"  # there was no champion to beat
    PROVED = "proved"
    OVERRIDE = "override"  # without a PASS; visible for ever
    ROLLBACK = "rollback"


@dataclass(frozen=True, kw_only=True, slots=True)
class Promotion:
    """A change of champion; the newest one names the champion."""

    id: str
    project_id: str
    number: int  # 1, 2, 3 ... in the project: two at once cannot both happen
    model_id: str
    previous_id: str | None
    gate_id: str | None
    reason: Reason
    by: str
    why: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Operating:
    """How a model's confidence is read: its calibrator and its certificate, found on the hold."""

    id: str
    project_id: str
    number: int  # 1, 2, 3 ... in the project
    model_id: str
    calibrator: Mapping[str, Any] | None
    threshold: float | None
    alpha: float
    delta: float
    coverage: Mapping[str, Any]  # an Estimate
    risk_upper: float
    n: int
    method: str
    expires_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Cycle:
    """One turn of the loop and what came of it."""

    id: str
    project_id: str
    number: int
    dataset_id: str
    candidate_id: str
    gate_id: str | None
    promoted: bool
    report: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyVersion:
    """The project's rules as they stood when a decision named their version."""

    id: str
    project_id: str
    version: int
    policy: Mapping[str, Any]
    by: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Alarm:
    """Something that people must know."""

    id: str
    project_id: str
    kind: str
    says: str
    figures: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SliceFinding:
    """An error vector as found at a time."""

    id: str
    project_id: str
    name: str
    predicate: Mapping[str, str]
    support: int
    error_rate: Mapping[str, Any]  # an Estimate
    lift: Mapping[str, Any]  # an Estimate
    p_value: float
    created_at: datetime
