"""People: what reviewers may do, how they are doing, and what they say to being measured.

Nothing here is ever changed: of each credential and pause the newest record holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Credential:
    """What a reviewer says they can do, and who vouches for it; the newest of each skill holds."""

    id: str
    project_id: str
    reviewer: str
    skill: str  # such as "radiologist" or "language=fr"
    verified_by: str  # the lead who vouches; "": declared, and opens nothing yet
    expires_at: datetime | None  # from then on it opens nothing
    withdrawn: bool = False
    note: str  # what it rests on: a licence number, a test taken
    created_at: datetime


class PauseReason(StrEnum):
    """Why a reviewer rests."""

    SESSION = "session"  # the session was long enough
    DAY = "day"  # and so was the day
    TIRED = "tired"  # answers get worse or slower
    HASTE = "haste"  # answers come faster than the item can be read
    LEAD = "lead"  # a lead said so


@dataclass(frozen=True, kw_only=True, slots=True)
class Pause:
    """Nothing is handed out to this reviewer before `until`; an `until` that is past ends one."""

    id: str
    project_id: str
    reviewer: str
    reason: PauseReason
    until: datetime
    figures: Mapping[str, Any] = field(default_factory=dict)  # what it rests on
    by: str  # who or what paused: a name, or "errata"
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Honeypot:
    """A task with a known answer, for one reviewer; its identifier is the task's."""

    id: str
    project_id: str
    reviewer: str
    item_id: str
    label: str
    cause: str | None  # of the agreed truth, for the teaching afterwards
    why: str
    source: str  # "resolution:..." or "held:..."
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Contest:
    """A reviewer says that what they were scored by is wrong."""

    id: str
    project_id: str
    reviewer: str
    task_id: str
    why: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestSettled:
    """What became of a contest: upheld, and the answer no longer counts against them; or not."""

    id: str
    project_id: str
    contest_id: str
    upheld: bool
    by: str
    why: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Crowd:
    """What the answers so far say of every reviewer, so that one more needs no look at all."""

    id: str
    project_id: str
    number: int
    upto: str  # the newest review that it has seen; "" for none
    state: str  # packed
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelSet:
    """A version of the project's labels, and what became of the ones before."""

    id: str
    project_id: str
    version: int
    labels: tuple[str, ...]  # all that ever were, in order: class c of a stored row is labels[c]
    # Label out of use -> those that took its place: one for a merge or a new name, several for a
    # split, none where nothing did.
    became: Mapping[str, Any] = field(default_factory=dict)
    changes: str  # what people are told
    by: str
    created_at: datetime
