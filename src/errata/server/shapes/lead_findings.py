"""Where the model errs, why, and who found it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from errata.core.project import Remedy
from errata.server.shapes.figures import EstimateSeen, Shape
from errata.server.shapes.people import (
    ContestSeen,
    DomainSeen,
    NowSeen,
    PauseSeen,
    ReviewerSkill,
    WeekSeen,
)


class SliceExample(Shape):
    """One error in a slice."""

    task_id: str | None = Field(description="Null where a history told it and nobody here looked.")
    prediction_id: str
    excerpt: str
    predicted: str
    label: str
    cause: str | None
    why: str


class SliceAlias(Shape):
    """Another name of nearly the same rows."""

    name: str
    predicate: dict[str, str]
    support: int
    error_rate: EstimateSeen
    lift: EstimateSeen
    p_value: float


class SliceWatchSeen(Shape):
    """Who asked that new predictions in a slice are flagged."""

    by: str
    why: str
    created_at: datetime


class SliceSeen(Shape):
    """An error vector."""

    name: str
    predicate: dict[str, str]
    support: int
    error_rate: EstimateSeen
    lift: EstimateSeen
    p_value: float = Field(description="Adjusted for everything that could have been found.")
    story: str = Field(
        description="The name of the slice that heads its story; its own for a head."
    )
    aliases: list[SliceAlias] = Field(description="Of a head: other names of nearly its rows.")
    says: str = Field(description="What it is to its story, in words.")
    examples: list[SliceExample]
    causes: dict[str, int]
    remedy: Remedy | None = Field(description="What the most frequent cause asks for.")
    watched: bool
    watch: SliceWatchSeen | None


class WatchedSlice(Shape):
    """A slice that is watched, found again or not."""

    name: str
    predicate: dict[str, str]
    weight: float = Field(description="Of its tasks in the queue: the slice's lift, at least 1.")
    watch: SliceWatchSeen


class SlicesSeen(Shape):
    """The error vectors among what was judged, story by story, strongest first."""

    found: list[SliceSeen]
    watched: list[WatchedSlice]
    n: int
    errors: int
    sampled: bool = Field(description="Drawn at random: then the rates are production's.")
    says: str


class WatchSlice(Shape):
    """Watch a slice, or watch it no more; one that was never found needs its predicate."""

    name: str | None = Field(default=None, max_length=2_000)
    predicate: dict[str, str] | None = Field(default=None, max_length=20)
    watched: bool = True
    weight: float | None = Field(
        default=None,
        ge=1,
        le=100,
        allow_inf_nan=False,
        description="Its lift as GET slices tells it, for one that no search has stored.",
    )
    why: str = Field(default="", max_length=2_000)


class SliceWatchMade(SliceWatchSeen):
    """A slice is watched from now on, or no more."""

    name: str
    predicate: dict[str, str]
    watched: bool
    weight: float


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


Scoring = Literal["named", "pseudonymous", "off"]


class ReviewerWork(Shape):
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
    skills: list[ReviewerSkill] = Field(description="Empty where names are hidden.")
    accuracy: EstimateSeen | None = Field(
        description="Of answers whose truth is known; null: of none, or nobody is scored."
    )
    drift: EstimateSeen | None = Field(
        description="Accuracy of the last four weeks less that of the four before."
    )
    now: NowSeen | None = Field(description="Null where names are hidden.")


class ReviewerSeen(ReviewerWork):
    """One reviewer in the list."""

    contests: int = Field(description="Scores that they contest and no lead has settled.")


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
    scoring: Scoring


class ReviewerTold(ReviewerWork):
    """One reviewer, with weeks, domains, pauses and contests."""

    scoring: Scoring
    domains: list[DomainSeen]
    weeks: list[WeekSeen]
    pauses: list[PauseSeen]
    contests: list[ContestSeen] = Field(description="Newest first.")
