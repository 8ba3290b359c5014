"""Tasks as leads see them: all of them, and everything about one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from errata.core.task import ResolutionKind
from errata.flow.lead.queue_page import State
from errata.server.shapes.figures import Facts, Shape, Share
from errata.server.shapes.tasks import Item, Said


class TaskListed(Shape):
    """A task in a list."""

    id: str
    prediction_id: str
    predicted: str
    confidence: Share
    flags: list[str]
    priority: float
    skill: str
    overlap: int
    answers: int
    state: State
    overdue: bool
    held_by: str | None
    model: str
    created_at: datetime
    due_at: datetime | None
    excerpt: str
    why: str = Field(description="Why it stands where it stands in the queue.")
    measures: bool = Field(
        description="Whether it is a honeypot: its answer is known, and tells of one reviewer."
    )


class ReviewTold(Shape):
    """One reviewer's answer."""

    id: str
    reviewer: str
    answer: str
    label: str | None
    cause: str | None
    why: str
    evidence: list[dict[str, Any]]
    seconds: float
    at: datetime
    blind: bool
    guideline_version: int


class ResolutionSeen(Shape):
    """The agreed truth of one task, or the finding that there is none."""

    id: str
    task_id: str
    prediction_id: str
    item_id: str
    kind: ResolutionKind
    label: str | None
    posterior: float
    method: str
    n_reviews: int
    cause: str | None
    why: str
    hold: bool
    sampled: bool
    flags: list[str]
    created_at: datetime


class StorySeen(TaskListed):
    """Everything that is known of one task."""

    item: Item
    prediction: list[Said]
    attributes: Facts
    group: str
    reviews: list[ReviewTold]
    resolution: ResolutionSeen | None
    trace: list[str]


class PickGiven(BaseModel):
    """How many to move to the top of the queue, and how they are chosen."""

    n: Annotated[int, Field(ge=1, le=10_000)]
    strategy: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        default=None, description="A versioned name; left out: as the policy says."
    )
    seed: Annotated[int, Field(ge=0, lt=1 << 31)] = 0


class Picked(Shape):
    """What was moved up, best first."""

    tasks: int
    picked: list[Facts]
