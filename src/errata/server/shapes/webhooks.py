"""Webhooks and what was delivered to them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

Event = Literal["decision.final", "decision.overdue", "alarm"]


class WebhookMaking(BaseModel):
    """An address to tell."""

    url: str = Field(min_length=1, max_length=2_000)
    events: list[Event] | None = Field(
        default=None, min_length=1, max_length=20, description="Left out: all of them."
    )


class WebhookShown(BaseModel):
    """An address that is told."""

    id: str
    url: str
    events: list[str]
    by: str
    created_at: datetime
    active: bool
    failing: int = Field(description="Messages that wait after a failed try.")


class WebhookMade(WebhookShown):
    """A new webhook with the secret that signs its messages, shown once."""

    secret: str


class DeliveryShown(BaseModel):
    """A message and how far it got."""

    id: str
    event: str
    attempts: int
    status: Literal["delivered", "waiting", "given_up"]
    last_error: str
    created_at: datetime
