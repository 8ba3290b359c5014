"""Where the model errs, why, and who found it."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from errata.core.project import Remedy
from errata.server.shapes.figures import EstimateSeen, Shape


class SliceExample(Shape):
    """One error in a slice."""

    task_id: str
    prediction_id: str
    excerpt: str
    predicted: str
    label: str
    cause: str | None
    why: str


class SliceSeen(Shape):
    """An error vector."""

    name: str
    predicate: dict[str, str]
    support: int
    error_rate: EstimateSeen
    lift: EstimateSeen
    p_value: float = Field(description="Adjusted for everything that could have been found.")
    examples: list[SliceExample]
    causes: dict[str, int]
    remedy: Remedy | None = Field(description="What the most frequent cause asks for.")


class SlicesSeen(Shape):
    """The error vectors among what was reviewed."""

    found: list[SliceSeen]
    n: int
    errors: int
    says: str


class HeatMapSeen(Shape):
    """Errors by what the model said (rows) and the cause that was given (columns)."""

    rows: list[str]
    columns: list[str]
    counts: list[list[int]]
    errors: int
    says: str


class ConfusionSeen(Shape):
    """Agreed labels (rows) by the model's answer (columns)."""

    labels: list[str]
    counts: list[list[int]]
    n: int
    says: str


class ReviewerSeen(Shape):
    """One reviewer's work."""

    name: str
    reviews: int
    unsure: int
    skipped: int
    seconds_median: float | None
    agreement: EstimateSeen | None = Field(
        description="With most of the others' answers to the same tasks."
    )
    corrections: int
    looked_at: int = Field(description="The newest reviews, of which all but the counts are told.")
    last_at: datetime


class AnchoringSeen(Shape):
    """Agreement with the model before its answer was seen, and after."""

    blind: EstimateSeen | None
    shown: EstimateSeen | None
    difference: EstimateSeen | None
    says: str


class ReviewersSeen(Shape):
    """Reviewers by name, and how much the model's answer anchors them."""

    items: list[ReviewerSeen]
    next: str | None
    anchoring: AnchoringSeen
