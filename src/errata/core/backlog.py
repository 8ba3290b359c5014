"""Backlog: the review queue as a lead looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Waits(StrEnum):
    """How a task waits."""

    FREE = "free"  # an answer is missing that nobody is giving; in the order of claims
    HELD = "held"  # somebody is at it; the lease that ends first comes first
    OVERDUE = "overdue"  # not answered in time; the longest overdue comes first


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A task's place in one order of the backlog; the cursor goes on behind it."""

    task_id: str
    cursor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """One answer that a task still waits for, and who is giving it."""

    task_id: str
    slot: int
    skill: str
    priority: float  # what claims go by; it may have been raised since the task was made
    reviewer: str | None  # None: free
    expires_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditEntry:
    """One line of the audit log."""

    id: str
    at: datetime
    actor: str
    verb: str
    object: str  # a salted name of what was changed
    sealed: bool
