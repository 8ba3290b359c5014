"""Outcome: what the world said later of a prediction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomeReport:
    """A correction made on the spot, a complaint, a reversal, the truth arriving."""

    id: str
    project_id: str
    prediction_id: str
    item_id: str
    label: str | None  # None: somebody complained and named no label
    cause: str | None
    why: str
    by: str
    trusted: bool  # may train directly; otherwise it became a task
    created_at: datetime
