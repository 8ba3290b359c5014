"""What a reviewer says of a task, and what they are told then."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from errata.core.task import ResolutionKind
from errata.flow.review.shown import WORDS
from errata.loop.review.evidence import PIECES
from errata.server.shapes.evidence import Evidence
from errata.server.shapes.tasks import Reason, Said

Token = Annotated[int, Field(ge=0, lt=1 << 53, description="The task's, as it came.")]
Label = Annotated[str, Field(min_length=1, max_length=1_000)]
CauseName = Annotated[str, Field(min_length=1, max_length=200)]
Why = Annotated[str, Field(max_length=WORDS)]
Pieces = Annotated[list[Evidence], Field(max_length=PIECES)]


class Held(BaseModel):
    """The hold on a task."""

    token: Token


class ReviewGiven(Held):
    """An answer: a label, or `unsure`."""

    label: Label | None = None
    unsure: bool = False
    cause: CauseName | None = None
    why: Why = ""
    evidence: Pieces = []
    seconds_spent: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    guideline_version: int | None = Field(
        default=None, ge=0, lt=1 << 31, description="The version that was read; none: the newest."
    )


class SkipGiven(Held):
    """Why the task is left to others."""

    why: str = Field(min_length=1, max_length=WORDS)


class RevealGiven(Held):
    """The label that the reviewer commits to."""

    label: Label


class Revealed(BaseModel):
    """The model's answer, after the reviewer's."""

    prediction: list[Said]
    reasons: list[Reason]
    model: str


class ResolutionSeen(BaseModel):
    """What the task's reviews added up to."""

    kind: ResolutionKind
    label: str | None


class ReviewAnswer(BaseModel):
    """The stored answer."""

    review_id: str
    resolution: ResolutionSeen | None = Field(description="If this answer settled the task.")
    prediction: list[Said]
    model: str
    correction: bool = Field(description="Whether the label differs from the model's.")


class DraftGiven(Held):
    """What is begun."""

    label: Label | None = None
    cause: CauseName | None = None
    why: Why = ""
    evidence: Pieces = []


class DraftSaved(BaseModel):
    """When it was kept."""

    saved_at: datetime


class LeaseSeen(BaseModel):
    """Until when the task is held."""

    lease_expires_at: datetime


class OneHeld(Held):
    """A task that is held."""

    id: str = Field(min_length=1, max_length=100)


class ReleaseAll(BaseModel):
    """What a closing page holds."""

    tasks: list[OneHeld] = Field(max_length=50)
