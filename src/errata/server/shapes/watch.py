"""What the watch sees, and the alarms that it raises."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from errata.core.looked import AlarmStory
from errata.core.model import Alarm, AlarmClosed, Look
from errata.server.shapes.figures import EstimateSeen, Facts, Shape, Share


class ClosedSeen(Shape):
    """The end of an alarm."""

    id: str
    alarm_id: str
    by: str
    why: str
    created_at: datetime


class AlarmSeen(Shape):
    """Something that people must know."""

    id: str
    kind: str
    says: str
    figures: Facts
    created_at: datetime
    closed: ClosedSeen | None = Field(default=None, description="Null while it is open.")
    lapsed: bool = Field(default=False, description="Whether it ended a certificate.")


class AlarmClosing(BaseModel):
    """Why an alarm is over."""

    why: str = Field(min_length=1, max_length=2_000)


class LookSeen(Shape):
    """One look, without what its monitors keep for the next one."""

    id: str
    number: int
    model_id: str | None
    upto: datetime = Field(description="Everything before it has been read.")
    figures: Facts
    created_at: datetime


class LookedSeen(Shape):
    """A look and what came of it."""

    look: LookSeen
    raised: list[AlarmSeen] = Field(description="By this look.")
    open: list[AlarmSeen] = Field(description="After this look, newest first.")


class SinceSeen(Shape):
    """When something changed, and from what to what."""

    at: datetime
    low: datetime
    high: datetime
    before: Share
    now: Share


class FeatureSeen(Shape):
    """One feature of the traffic."""

    feature: str
    log_evidence: Share
    alarm: bool
    what: str = Field(description="What of it has become more or less frequent.")
    before: Share = Field(description="Its share in the reference.")
    now: Share
    since: SinceSeen | None


class EvidenceSeen(Shape):
    """How strongly a monitor spoke at a look."""

    at: datetime
    log_evidence: Share


class MonitorSeen(Shape):
    """Something that is watched."""

    name: str
    says: str = Field(description="What it watches, in words.")
    watching: bool = Field(description="False while there is nothing to compare with yet.")
    began: datetime
    alarm: bool = False
    log_evidence: Share = None
    threshold: Share = Field(default=None, description="The log evidence that is an alarm.")
    rows: int = 0
    since: SinceSeen | None = None
    features: list[FeatureSeen] = Field(default=[], description="Strongest evidence first.")
    error: EstimateSeen | None = Field(default=None, description="Audited, since it began.")
    accepted: Share = Field(default=None, description="The error that is no reason for an alarm.")
    basis: Facts = Field(default={}, description="What `accepted` rests on.")
    unanswered: int = Field(default=0, description="Audits that nobody settled in time.")
    history: list[EvidenceSeen]


class HealthSeen(Shape):
    """Whether predictions and reviews still come."""

    last_prediction: datetime | None = Field(default=None, description="To the hour.")
    last_review: datetime | None = None
    oldest_open: datetime | None = None
    waiting: int = 0
    expires_at: datetime | None = Field(default=None, description="Of the certificate that holds.")


class WatchSeen(Shape):
    """What is watched, what it shows, and what people must know."""

    monitors: list[MonitorSeen]
    alarms: list[AlarmSeen] = Field(description="Open ones first.")
    health: HealthSeen
    looked_at: datetime | None
    next_look: datetime | None
    every_minutes: float
    model: str | None
    says: str


def alarm_seen(alarm: Alarm | AlarmStory) -> AlarmSeen:
    """An alarm as it is told; of a story its end too."""
    if isinstance(alarm, Alarm):
        return AlarmSeen.model_validate(alarm)
    seen = AlarmSeen.model_validate(alarm.alarm)
    closed = None if alarm.closed is None else closed_seen(alarm.closed)
    return seen.model_copy(update={"closed": closed, "lapsed": alarm.lapsed})


def closed_seen(closed: AlarmClosed) -> ClosedSeen:
    """An end as it is told."""
    return ClosedSeen.model_validate(closed)


def look_seen(look: Look) -> LookSeen:
    """A look as it is told."""
    return LookSeen.model_validate(look)
