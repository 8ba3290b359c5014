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
    used: int
    retired: bool


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
