"""The instructions that reviewers read."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from errata.flow.guidelines import LONGEST, SUMMARY


class SectionSeen(BaseModel):
    """What the guidelines say of one label, or in general."""

    label: str | None
    text: str = Field(description="Markdown, without the examples.")
    do: list[str]
    dont: list[str]


class GuidelineListed(BaseModel):
    """A version and what it changed."""

    version: int
    by: str
    created_at: datetime
    changes: str


class GuidelineSeen(BaseModel):
    """One version; before the first its number is 0 and it says nothing."""

    version: int
    text: str = Field(description="Markdown.")
    by: str | None
    created_at: datetime | None
    changes: str
    sections: list[SectionSeen]


class GuidelineGiven(BaseModel):
    """The next version."""

    text: str = Field(min_length=1, max_length=LONGEST)
    changes: str = Field(min_length=1, max_length=SUMMARY, description="Reviewers are told.")
    after: int | None = Field(
        default=None, ge=0, lt=1 << 31, description="The version that was edited, to be safe."
    )


class GuidelineMade(BaseModel):
    """The version in force now."""

    version: int


class EdgeCaseGiven(BaseModel):
    """A settled task that everybody can learn from."""

    task_id: str = Field(min_length=1, max_length=200)
    why: str | None = Field(
        default=None, max_length=SUMMARY, description="Left out: what the reviewers said."
    )
    mistaken_for: str | None = Field(
        default=None,
        max_length=200,
        description="The label it is not. Left out: what the model said; empty: none.",
    )


class EdgeCaseMade(BaseModel):
    """The version in force now, and what was added to it."""

    version: int
    lines: list[str]
