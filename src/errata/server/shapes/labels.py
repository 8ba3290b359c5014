"""The labels of a project through their versions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from errata.flow.labels import NAME, SUMMARY

LabelName = Annotated[str, Field(min_length=1, max_length=NAME)]


class LabelSeen(BaseModel):
    """A label, whether it is offered, and what it counts as."""

    label: str
    in_use: bool
    counts_as: str = Field(description="Itself while it is in use.")
    reviews: int = Field(description="That said so, under this very name.")
    since: int = Field(description="The version that brought it.")


class LabelVersion(BaseModel):
    """A version and what it changed."""

    version: int
    changes: str
    by: str
    created_at: datetime


class LabelsSeen(BaseModel):
    """All labels in the order of the columns of probabilities, and the versions."""

    version: int
    items: list[LabelSeen]
    widths: list[int] = Field(description="How many columns there were; rows may be as narrow.")
    history: list[LabelVersion] = Field(description="Newest first; none before the first change.")


class LabelsEdit(BaseModel):
    """The next version: added first, then renamed, then merged."""

    add: list[LabelName] = Field(default_factory=list, max_length=1_000)
    rename: dict[LabelName, LabelName] = Field(default_factory=dict, description="Old to new.")
    merge: dict[LabelName, LabelName] = Field(default_factory=dict, description="Which into which.")
    changes: str = Field(default="", max_length=SUMMARY, description="Why, in words.")


class LabelMoved(BaseModel):
    """What is stored under a label out of use, and counts under another now."""

    label: str
    into: str
    reviews: int
    resolutions: int
    outcomes: int
    held_cases: int
    examples: int = Field(description="Of the newest dataset version.")


class LabelsMade(BaseModel):
    """What the change did."""

    version: int
    in_use: list[str]
    added: list[str]
    moved: list[LabelMoved]
    errors_gone: int = Field(description="On record, between two labels that are one now.")
    certificates: int = Field(description="That ended; more is reviewed until one is made anew.")
    says: str
