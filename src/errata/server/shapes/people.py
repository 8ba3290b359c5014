"""How people at work are doing: rests, sessions, scores, and what they say to them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from errata.flow.people.rest import Rest
from errata.server.shapes.figures import EstimateSeen, Shape

Reason = Literal["session", "day", "tired", "haste", "lead"]


class RestSeen(Shape):
    """Nothing is handed out before then."""

    reason: Reason
    until: datetime
    says: str


def rest_seen(rest: Rest) -> RestSeen:
    """A rest as its reviewer is told of it: without the figures behind it."""
    return RestSeen(reason=rest.reason.value, until=rest.until, says=rest.says)


class PeriodSeen(Shape):
    """What was done in a session, or on a day, and how much may be."""

    minutes: float = Field(description="Of work; idle time is left out.")
    items: int
    minutes_limit: float = Field(description="0: no limit.")
    items_limit: int = Field(description="0: no limit.")


class SessionPeriod(PeriodSeen):
    """The session that goes on."""

    rest: RestSeen | None = Field(description="The rest that is due; nothing is handed out.")


class TaughtSeen(Shape):
    """An answer that was known before, told afterwards so that one can learn from it."""

    task_id: str
    excerpt: str
    your_label: str | None = Field(description="Null: they could not tell.")
    label: str = Field(description="The agreed one.")
    right: bool
    cause: str | None
    why: str
    at: datetime
    contest: Literal["open", "upheld", "refused"] | None
    contest_why: str = Field(description='What the lead said to the contest; "" before.')


class LifeSeen(Shape):
    """What became of one of their corrections."""

    task_id: str
    excerpt: str
    predicted: str = Field(description="What the model had said.")
    label: str
    stage: str = Field(description="found, explained, resolved, in_training, in_golden, fixed ...")
    reference: str = Field(description='The dataset, golden version or model; "" for none.')
    at: datetime


class NowSeen(Shape):
    """What somebody is doing."""

    state: Literal["working", "resting", "away"]
    since: datetime
    until: datetime | None
    reason: Reason | None
    minutes: float = Field(description="Of work in this session.")
    items: int


class ReviewerSkill(Shape):
    """What a reviewer can do, and who says so."""

    skill: str
    state: str
    expires_at: datetime | None


class DomainSeen(Shape):
    """How right they are in one domain."""

    domain: str = Field(description='"" over all, "class=X", "attribute=value", "kind=text".')
    accuracy: EstimateSeen


class WeekSeen(Shape):
    """How somebody did in one week."""

    week: datetime = Field(description="Its Monday.")
    accuracy: EstimateSeen | None
    seconds_median: float | None
    answers: int


class PauseSeen(Shape):
    """A pause, past or not."""

    reason: Reason
    says: str
    until: datetime
    by: str
    created_at: datetime


class SettledSeen(Shape):
    """What a lead made of a contest."""

    upheld: bool
    by: str
    why: str
    created_at: datetime


class ContestSeen(Shape):
    """A score that its reviewer holds to be wrong."""

    id: str
    reviewer: str
    task_id: str
    excerpt: str
    label: str = Field(description="The known answer.")
    your_label: str | None = Field(description="The reviewer's.")
    why: str
    created_at: datetime
    settled: SettledSeen | None


class ContestGiven(Shape):
    """Why a score is wrong."""

    why: str = Field(min_length=1, max_length=2_000)


class ContestSaid(Shape):
    """A contest that is stored."""

    id: str
    task_id: str
    why: str
    created_at: datetime


class VerdictGiven(Shape):
    """A lead's word on a contest."""

    upheld: bool
    why: str = Field(min_length=1, max_length=2_000)


class PauseGiven(Shape):
    """How long somebody pauses, and what they are told."""

    minutes: float = Field(gt=0, le=10_080)
    why: str = Field(default="", max_length=500)
