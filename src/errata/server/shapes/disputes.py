"""Disputes: what the expert sees of one, and what leads see of all."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from pydantic import Field

from errata.core.dispute import Dispute
from errata.flow.lead.disputes_page import Stage
from errata.server.shapes.figures import Facts, Shape
from errata.server.shapes.tasks import DisputeSeen, Item, Said


def dispute_seen(dispute: Dispute) -> DisputeSeen:
    """The same over HTTP."""
    return DisputeSeen.model_validate(asdict(dispute))


class DisputeListed(Shape):
    """A task that people could not agree about."""

    task_id: str
    excerpt: str
    predicted: str
    flags: list[str]
    stage: Stage
    labels: dict[str, int] = Field(description="How many gave each label, the expert left out.")
    unsure: int
    says: str
    needs: str = Field(description="What is asked of whoever decides; empty once settled.")
    held: bool = Field(description="Whether somebody is at it.")
    began_at: datetime = Field(description="When the last answer left it undecided.")
    due_at: datetime | None
    overdue: bool
    label: str | None = Field(description="That the expert gave.")
    cause: str | None
    why: str = Field(description="What was decided by, or why nobody could tell.")
    settled_at: datetime | None


class DisputeTold(DisputeListed):
    """One dispute with its item and everybody's reasons; who gave them is not told here."""

    item: Item
    prediction: list[Said]
    attributes: Facts
    answers: DisputeSeen
