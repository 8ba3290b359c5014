"""What a reviewer has done, and what it changed."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from errata.server.shapes.figures import EstimateSeen
from errata.server.shapes.people import LifeSeen, PeriodSeen, SessionPeriod, TaughtSeen


class LearnedSeen(BaseModel):
    """A model that was taught with the reviewer's corrections."""

    model: str
    dataset: int | None = Field(description="The number of the dataset version.")
    taught: int
    fixed: int
    verdict: str | None


class MySummary(BaseModel):
    """The caller's own answers, and what came of them by now."""

    reviews: int
    corrections: int
    confirmations: int
    unsure: int
    skipped: int
    seconds: float
    resolved: int
    in_training: int
    golden: int
    fixed: int
    learned_by: list[LearnedSeen]
    session_items: int = Field(description="Tasks of one focused session.")
    guideline_seen: int = Field(description="The newest version they answered with; 0: none.")
    scoring: Literal["named", "pseudonymous", "off"]
    accuracy: EstimateSeen | None = Field(
        description="Of answers whose truth is known, up to the last session that ended."
    )
    session: SessionPeriod
    day: PeriodSeen = Field(description="What was done since the last rest of eight hours.")
    taught: list[TaughtSeen] = Field(
        description="Answers that were known before, of sessions that have ended; newest first."
    )
    lives: list[LifeSeen] = Field(description="What became of their corrections; newest first.")
