"""What reviewers can do, and who vouches for it."""

from __future__ import annotations

from datetime import datetime

from pydantic import AwareDatetime, BaseModel, Field

from errata.flow.accounts.credentials import NAME_LENGTH
from errata.flow.people.credentials import NOTE_LENGTH, CredentialState


class CredentialSeen(BaseModel):
    """One skill of a reviewer."""

    reviewer: str
    skill: str
    state: CredentialState = Field(
        description="A verified, granted or earned skill opens its tasks; any other nothing."
    )
    verified_by: str | None
    expires_at: datetime | None
    note: str


class SkillDeclared(BaseModel):
    """A skill that the caller has, they say."""

    skill: str = Field(min_length=1, max_length=NAME_LENGTH)
    note: str = Field(
        default="", max_length=NOTE_LENGTH, description="What it rests on: a licence, a test."
    )


class SkillNamed(BaseModel):
    """A skill of a reviewer."""

    reviewer: str = Field(min_length=1, max_length=NAME_LENGTH)
    skill: str = Field(min_length=1, max_length=NAME_LENGTH)


class SkillVerified(SkillNamed):
    """A skill that the caller vouches for."""

    expires_at: AwareDatetime | None = Field(
        default=None, description="From then on it opens nothing; null: it stays good."
    )
    note: str | None = Field(
        default=None, max_length=NOTE_LENGTH, description="Left out: as declared."
    )
