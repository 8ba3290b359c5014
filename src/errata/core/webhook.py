"""Webhooks: where the calling system wants to be told of final decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Webhook:
    """An address that is told what happens in a project, signed with its secret."""

    id: str
    project_id: str
    url: str
    secret: str  # signs; shown once
    events: tuple[str, ...]
    by: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One message to one webhook, committed with the change that it tells of."""

    id: str
    project_id: str
    webhook_id: str
    event: str
    body: str  # JSON, as it is sent and signed
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """One try to deliver a message."""

    id: str
    delivery_id: str
    number: int
    delivered: bool
    status: int | None  # HTTP; None: no answer came
    error: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A delivery that waits for its next try."""

    delivery_id: str
    attempts: int  # so far
    due_at: datetime
