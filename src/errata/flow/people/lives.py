"""Lives: what became of the errors that somebody's corrections found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from errata.core.dataset import DatasetVersion
from errata.core.error_record import ErrorRecord, ErrorStage, Stage
from errata.core.model import ModelVersion
from errata.core.ports import Snapshot
from errata.core.task import Answer, Review, Task
from errata.flow.lead.excerpt import excerpts
from errata.flow.workspace import Workspace

LOOKED_AT = 400  # of their newest answers
NEWEST = 20  # that are told


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """One correction and how far it came."""

    task_id: str
    excerpt: str
    predicted: str
    label: str
    stage: Stage
    reference: str  # the dataset version or model concerned; "" for none
    at: datetime


def lives(view: Snapshot, ws: Workspace, reviewer: str, *, before: str = "") -> list[Life]:
    """The newest corrections of this reviewer that held, newest first, each at its last stage.

    `before`: only those answered before this review. A honeypot has no life, and a reviewer must
    not tell that it is missing while the session goes on.
    """
    answered = view.find(
        Review,
        project_id=ws.project.id,
        reviewer=reviewer,
        answer=Answer.LABEL,
        newest_first=True,
        after=before or None,
        limit=LOOKED_AT,
    )
    said = {one.task_id: one.label for one in answered if not one.measures}
    tasks = {t.prediction_id: t for t in view.find(Task, id=list(said))} if said else {}
    corrected = [p for p, task in tasks.items() if said[task.id] != task.predicted]
    if not corrected:
        return []
    found = [
        one
        for one in view.find(
            ErrorRecord, project_id=ws.project.id, prediction_id=corrected, newest_first=True
        )
        if said[tasks[one.prediction_id].id] == one.label
    ][:NEWEST]
    last = {one.error_id: one for one in view.find(ErrorStage, error_id=[one.id for one in found])}
    shown = excerpts(view, ws.project, [one.item_id for one in found])
    names = _names(view, ws, list(last.values()))
    return [
        Life(
            task_id=tasks[one.prediction_id].id,
            excerpt=shown[one.item_id],
            predicted=one.predicted,
            label=one.label,
            stage=last[one.id].stage if one.id in last else Stage.FOUND,
            reference=names.get(last[one.id].reference, "") if one.id in last else "",
            at=last[one.id].created_at if one.id in last else one.created_at,
        )
        for one in found
    ]


def _names(view: Snapshot, ws: Workspace, stages: list[ErrorStage]) -> dict[str, str]:
    """What people call the datasets and models that stages refer to."""
    references = list({one.reference for one in stages})
    if not references:
        return {}
    mine: dict[str, Any] = {"project_id": ws.project.id, "id": references}
    versions = view.pluck(DatasetVersion, "id", "number", **mine)
    models = view.pluck(ModelVersion, "id", "name", **mine)
    return {ident: f"dataset {number}" for ident, number in versions} | dict(models)
