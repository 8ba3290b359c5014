"""Models, the gate's reports on them, and which of them answers in production."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    # What else was certified, as `core.certificate` spells it: by class, by slice, misses, bands.
    plan: Mapping[str, Any] = field(default_factory=dict)
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Lapse:
    """A certificate that ended before its time: from then on more is reviewed, never less."""

    id: str
    project_id: str
    operating_id: str
    alarm_id: str | None
    why: str
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
    """Something that people must know. It is open until an `AlarmClosed` names it."""

    id: str
    project_id: str
    kind: str
    says: str
    figures: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AlarmClosed:
    """Somebody looked after an alarm, or its cause went away."""

    id: str
    project_id: str
    alarm_id: str
    by: str
    why: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One look of the watch: how far it has read, what its monitors hold, what they show."""

    id: str
    project_id: str
    number: int  # 1, 2, 3 ... in the project: two looks at once cannot both happen
    model_id: str | None
    upto: datetime  # everything before it has been read
    state: Mapping[str, Any]  # of the monitors, from which the next look goes on
    figures: Mapping[str, Any]  # for people and pages
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SliceWatch:
    """Whether new predictions in a slice are flagged; of one name the newest counts."""

    id: str
    project_id: str
    name: str
    predicate: Mapping[str, str]
    watched: bool
    weight: float  # of its tasks in the queue's order: the slice's lift, at least 1
    by: str
    why: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class NoveltyReference:
    """What a model has learned from, to tell what is unlike it; the newest of a model counts."""

    id: str
    project_id: str
    model_id: str
    method: str  # versioned name
    blob: str
    n: int  # training items behind it
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionMap:
    """How a model's embedding is cut into named regions; the newest of a model counts."""

    id: str
    project_id: str
    model_id: str
    blob: str
    n: int  # items behind it
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
