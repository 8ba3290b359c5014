"""The audit log and the story of one thing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from errata.server.shapes.figures import Shape


class AuditLine(Shape):
    """One change: who, when, what."""

    id: str
    at: datetime
    actor: str
    verb: str
    object: str = Field(description="A salted name of what was changed; no content.")
    sealed: bool


class HeadSeen(Shape):
    """The newest sealed block."""

    block: int
    entries: int
    hash: str
    signature: str
    sealed_at: datetime


class AuditVerified(Shape):
    """What verifying the log found."""

    intact: bool
    faults: list[str]
    head: HeadSeen | None
    unsealed: int


class TraceSeen(Shape):
    """The story of one thing, as a tree and as lines."""

    kind: str
    id: str
    says: str
    facts: dict[str, Any]
    then: list[dict[str, Any]]
    lines: list[str]
