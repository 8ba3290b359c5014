"""The taxonomy of errors."""

from __future__ import annotations

from pydantic import BaseModel, Field

from errata.core.project import Remedy
from errata.flow.causes import MEANING, NAME


class CauseSeen(BaseModel):
    """A cause, the key that chooses it, and how many errors it explains."""

    name: str
    remedy: Remedy
    meaning: str
    key: str = Field(description='One letter; "" where there are more causes than letters.')
    used: int = Field(description="Errors that it explains, those of causes that became it too.")
    retired: bool
    became: list[str] = Field(description="What took its place; several after a split.")
    taken: dict[str, int] = Field(description="Of these errors, those that an earlier cause named.")


class CauseGiven(BaseModel):
    """A new cause."""

    name: str = Field(min_length=1, max_length=NAME)
    remedy: Remedy
    meaning: str = Field(min_length=1, max_length=MEANING)


class CauseChange(BaseModel):
    """What becomes of a cause; what is left out stays."""

    remedy: Remedy | None = None
    meaning: str | None = Field(default=None, min_length=1, max_length=MEANING)
    retired: bool | None = None


class CauseRename(BaseModel):
    """The cause's other name."""

    to: str = Field(min_length=1, max_length=NAME)


class CauseMerge(BaseModel):
    """The cause that takes its place."""

    into: str = Field(min_length=1, max_length=NAME)


class CausePartGiven(BaseModel):
    """A part of a cause: a new one, or one in use by its name alone."""

    name: str = Field(min_length=1, max_length=NAME)
    remedy: Remedy | None = Field(default=None, description="Left out: as the cause that is split.")
    meaning: str = Field(default="", max_length=MEANING)


class CauseSplit(BaseModel):
    """The causes that take its place."""

    into: list[CausePartGiven] = Field(min_length=2, max_length=20)


class CauseReplaced(BaseModel):
    """What an edit of the taxonomy did."""

    cause: str
    became: list[str]
    errors: int = Field(description="That it explained.")
    reviews: int = Field(description="That name it; they stay as they are.")
    says: str
