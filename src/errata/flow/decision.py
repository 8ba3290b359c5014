"""Decision: what the calling system may act on by now. Reading it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from errata.core.outcome import OutcomeReport
from errata.core.ports import Snapshot
from errata.core.prediction import Decision, Prediction
from errata.core.task import Escalation, Resolution, Task
from errata.flow.workspace import Workspace


class Standing(StrEnum):
    """How far a decision has got."""

    FINAL = "final"
    PENDING = "pending"  # people have not agreed yet
    REJECTED = "rejected"  # people looked, and there is no label


class Source(StrEnum):
    """Whose label a decision carries."""

    MODEL = "model"
    RESOLUTION = "resolution"
    OUTCOME = "outcome"


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """What became of one prediction so far."""

    id: str  # the prediction's
    status: Standing
    decision: Decision  # of capture
    label: str | None  # None while it is pending or rejected
    source: Source | None
    resolution_id: str | None = None
    cause: str | None = None
    why: str = ""
    decided_at: datetime | None = None
    due_at: datetime | None = None  # of what is still open
    escalated: bool = False  # nobody answered in time, so it was moved up

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "id": self.id,
            "status": self.status.value,
            "decision": self.decision.value,
            "label": self.label,
            "source": None if self.source is None else self.source.value,
            "resolution_id": self.resolution_id,
            "cause": self.cause,
            "why": self.why,
            "decided_at": None if self.decided_at is None else self.decided_at.isoformat(),
            "due_at": None if self.due_at is None else self.due_at.isoformat(),
            "escalated": self.escalated,
        }


def decision_of(ws: Workspace, prediction_id: str) -> Decided:
    """What became of a prediction; raises NotFound for one that is not stored.

    The newest of what people agreed on and of what a trusted source saw; without either, the
    model's answer where it was accepted. Nothing else is ever final: lateness accepts nothing.
    """
    with ws.store.snapshot() as view:
        prediction = view.log.rows(ws.project.id, [prediction_id])[0]
        return decided(view, ws, prediction)


def decided(view: Snapshot, ws: Workspace, prediction: Prediction) -> Decided:
    """The same, of a prediction that was read already."""
    where: dict[str, Any] = {"project_id": ws.project.id, "prediction_id": prediction.id}
    resolutions = view.find(Resolution, **where)
    outcomes = [
        report
        for report in view.find(OutcomeReport, trusted=True, **where)
        if report.label is not None
    ]
    tasks = view.find(Task, **where)
    waiting = [task for task in tasks if view.queue.is_open(task.id)]
    late = bool(waiting) and bool(view.count(Escalation, task_id=[task.id for task in waiting]))
    return conclude(
        prediction, resolutions=resolutions, outcomes=outcomes, waiting=waiting, escalated=late
    )


def conclude(
    prediction: Prediction,
    *,
    resolutions: Sequence[Resolution],
    outcomes: Sequence[OutcomeReport],
    waiting: Sequence[Task],
    escalated: bool,
) -> Decided:
    """What these facts add up to: `outcomes` are trusted and name a label, `waiting` is open."""
    due_at = min((task.due_at for task in waiting if task.due_at is not None), default=None)
    truths: list[Resolution | OutcomeReport] = [
        *(resolution for resolution in resolutions if resolution.label is not None),
        *outcomes,
    ]
    if truths:
        newest = max(truths, key=lambda truth: (truth.created_at, truth.id))
        return _told(prediction, newest, due_at=due_at, escalated=escalated)
    if prediction.decision is Decision.ACCEPT:
        return Decided(
            id=prediction.id,
            status=Standing.FINAL,
            decision=prediction.decision,
            label=prediction.label,
            source=Source.MODEL,
            decided_at=prediction.at,
            due_at=due_at,
            escalated=escalated,
        )
    if resolutions and not waiting:
        newest_found = max(resolutions, key=lambda found: (found.created_at, found.id))
        return _told(prediction, newest_found, due_at=due_at, escalated=escalated)
    return Decided(
        id=prediction.id,
        status=Standing.PENDING,
        decision=prediction.decision,
        label=None,
        source=None,
        due_at=due_at,
        escalated=escalated,
    )


def _told(
    prediction: Prediction,
    truth: Resolution | OutcomeReport,
    *,
    due_at: datetime | None,
    escalated: bool,
) -> Decided:
    resolved = isinstance(truth, Resolution)
    return Decided(
        id=prediction.id,
        status=Standing.REJECTED if truth.label is None else Standing.FINAL,
        decision=prediction.decision,
        label=truth.label,
        source=Source.RESOLUTION if resolved else Source.OUTCOME,
        resolution_id=truth.id if resolved else None,
        cause=truth.cause,
        why=truth.why,
        decided_at=truth.created_at,
        due_at=due_at,
        escalated=escalated,
    )
