"""Long verbs and what came of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from errata.server.jobs import JobState


class JobAccepted(BaseModel):
    """It takes longer than the caller waits."""

    job: str


class JobSeen(BaseModel):
    """A long verb."""

    id: str
    verb: str
    by: str
    state: JobState
    asked_at: datetime
    ended_at: datetime | None
    result: dict[str, Any] | None = Field(description="What the verb answers, once it is done.")
    problem: dict[str, Any] | None = Field(description="A problem document, if it failed.")
