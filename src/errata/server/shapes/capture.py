"""What capture answers, beside the bodies that `errata.server.captured` reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Decision = Literal["accept", "review", "expert"]


class PredictionShown(BaseModel):
    """A stored prediction, as a trace reads it."""

    id: str
    item_id: str
    model: str
    label: str
    runner_up: str | None
    confidence: float | None = Field(description="Calibrated; null when only a label was sent.")
    probabilities: dict[str, float] | None
    decision: Decision
    reasons: list[str]
    score: float
    propensity: float = Field(description="The chance, fixed at capture, of being sampled.")
    sampled: bool
    strategy: str
    policy_version: int
    attributes: dict[str, Any]
    group: str | None
    at: datetime


class DecisionShown(BaseModel):
    """What became of a prediction so far."""

    id: str
    status: Literal["final", "pending", "rejected"] = Field(
        description="rejected: people looked, and there is no label for it."
    )
    decision: Decision = Field(description="What capture answered.")
    label: str | None
    source: Literal["model", "resolution", "outcome"] | None
    resolution_id: str | None
    cause: str | None
    why: str
    decided_at: datetime | None
    due_at: datetime | None = Field(description="Of what is still open.")
    escalated: bool = Field(description="Nobody answered in time; it is never accepted for that.")


class OutcomeGiven(BaseModel):
    """What the world said of a prediction: a correction, a complaint, a reversal."""

    model_config = ConfigDict(extra="forbid")

    id: str | None = Field(
        default=None,
        min_length=36,
        max_length=36,
        description="Your own UUIDv7: sent again, the stored outcome is answered.",
    )
    prediction_id: str = Field(min_length=36, max_length=36)
    label: str | None = Field(default=None, description="null: somebody complained, no more.")
    cause: str | None = None
    why: str = Field(default="", max_length=20_000)
    by: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Who saw it; left out: the caller. It makes nobody trusted.",
    )


class OutcomeKept(BaseModel):
    """What became of an outcome."""

    id: str
    trusted: bool = Field(description="It may train directly.")
    task_created: bool = Field(
        description="People will look at it: a task was made, or moved up in the queue."
    )


class OutcomesKept(BaseModel):
    """What became of a list of outcomes, in its order."""

    outcomes: list[OutcomeKept]
