"""What a reviewer has done, and what it changed."""

from __future__ import annotations

from pydantic import BaseModel, Field


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
