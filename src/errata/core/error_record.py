"""An error: a wrong prediction, as a record with a life.

    found ──▶ explained ──▶ resolved ──▶ in_training ──▶ fixed ⇄ regressed
                                  └────▶ in_golden ────▶ fixed ⇄ regressed

The record never changes; its life is a list of stages, each an entry of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """A stage in the life of an error."""

    FOUND = "found"
    EXPLAINED = "explained"
    RESOLVED = "resolved"
    IN_TRAINING = "in_training"
    IN_GOLDEN = "in_golden"
    FIXED = "fixed"
    REGRESSED = "regressed"


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorRecord:
    """A prediction that agreed truth, or a trusted outcome, showed to be wrong."""

    id: str
    project_id: str
    prediction_id: str
    item_id: str
    model: str
    predicted: str
    label: str
    cause: str | None
    why: str
    source: str  # "resolution:<id>" or "outcome:<id>"
    hold: bool  # found in the hold; it serves as golden, never as training
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorStage:
    """One step in an error's life, with what brought it there."""

    id: str
    project_id: str
    error_id: str
    stage: Stage
    reference: str  # the dataset, golden version, model or resolution concerned
    created_at: datetime
