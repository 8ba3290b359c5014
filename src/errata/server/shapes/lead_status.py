"""The loop at a glance."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from errata.core.model import Reason
from errata.server.shapes.figures import EstimateSeen, Shape
from errata.server.shapes.lead_models import CertificateSeen, CycleSeen
from errata.server.shapes.watch import AlarmSeen


class WaitingInQueue(Shape):
    """What is in the queue, for whom."""

    by_skill: dict[str, int] = Field(
        description="Answers that nobody is giving, by the skill that they ask for."
    )
    held: int
    overdue: int
    overdue_since: datetime | None


class StatusSeen(Shape):
    """Counts at every stage, what is known of production, and how the model stands."""

    project: str
    champion: str | None
    predictions: int
    tasks_open: int
    oldest_open: datetime | None
    reviews: int
    resolutions: dict[str, int]
    errors: dict[str, int]
    errors_found: int
    errors_estimated: EstimateSeen | None
    accuracy: EstimateSeen | None
    held: dict[str, int]
    datasets: int
    models: int
    certificate: CertificateSeen | None
    last_cycle: CycleSeen | None
    alarms: list[str] = Field(description="What the open alarms say, newest first.")
    first: list[str] = Field(description="The tasks at the head of the queue, and why.")
    waiting: WaitingInQueue


class StageSeen(Shape):
    """What is at one stage of the loop."""

    name: str
    says: str
    count: int
    oldest: datetime | None
    href: str = Field(description="The page that lists it.")


class WindowSeen(Shape):
    """A model's accuracy in production in a closed time window."""

    start: datetime = Field(serialization_alias="from")
    end: datetime = Field(serialization_alias="to")
    model: str
    estimate: EstimateSeen


class PromotionTold(Shape):
    """A change of champion."""

    model: str
    at: datetime
    reason: Reason
    by: str
    why: str


class OverviewSeen(Shape):
    """The loop at a glance."""

    status: StatusSeen
    stages: list[StageSeen]
    accuracy_over_time: list[WindowSeen]
    promotions: list[PromotionTold]
    alarms: list[AlarmSeen] = Field(description="Open ones first.")


class ClassAccuracySeen(Shape):
    """One class as the model names it, and as it truly is."""

    name: str
    estimate: EstimateSeen = Field(
        description="Of what is predicted as it, the share that is right."
    )
    recall: EstimateSeen = Field(
        description="Of what truly is it, the share that the model names so."
    )


class SliceAccuracySeen(Shape):
    """The predictions that share one value of an attribute."""

    attribute: str
    value: str
    estimate: EstimateSeen


class AccuracySeen(Shape):
    """How often the champion is right in production: overall, by class and by slice."""

    model: str | None
    overall: EstimateSeen | None
    by_class: list[ClassAccuracySeen]
    by_slice: list[SliceAccuracySeen]
    says: str = Field(description="What the intervals rest on.")
