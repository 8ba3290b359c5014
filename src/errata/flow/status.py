"""Status: the loop at a glance. Reading it changes nothing."""

from __future__ import annotations

from collections import Counter

import numpy as np

from errata.core.dataset import DatasetVersion, HeldCase
from errata.core.error_record import ErrorRecord, ErrorStage
from errata.core.estimate import Estimate
from errata.core.ids import to_text
from errata.core.model import Cycle, ModelVersion, Operating
from errata.core.ports import LogRows, Snapshot
from errata.core.status import Status
from errata.core.task import Resolution, Review, Task
from errata.flow.workspace import Workspace, champion_of
from errata.loop.triage.accuracy import estimate_accuracy


def status(ws: Workspace) -> Status:
    """How the project stands, as one snapshot sees it."""
    with ws.store.snapshot() as view:
        champion = champion_of(view, ws.project)
        rows = view.log.scan(ws.project.id, model=champion.name) if champion else None
        accuracy = _accuracy(view, ws, rows) if rows is not None and len(rows) else None
        latest: dict[str, str] = {}
        for stage in view.find(ErrorStage, project_id=ws.project.id):
            latest[stage.error_id] = stage.stage.value
        kinds = Counter(r.kind.value for r in view.find(Resolution, project_id=ws.project.id))
        folds = Counter(c.fold.value for c in view.find(HeldCase, project_id=ws.project.id))
        certificates = (
            view.find(Operating, model_id=champion.id, newest_first=True, limit=1)
            if champion
            else []
        )
        cycles = view.find(Cycle, project_id=ws.project.id, newest_first=True, limit=1)
        return Status(
            project=ws.project.name,
            champion=champion.name if champion else None,
            predictions=view.log.count(ws.project.id),
            tasks_open=view.queue.open_tasks(ws.project.id),
            oldest_open=view.queue.oldest_open(ws.project.id),
            reviews=view.count(Review, project_id=ws.project.id),
            resolutions=dict(kinds),
            errors=dict(Counter(latest.values())),
            errors_found=view.count(ErrorRecord, project_id=ws.project.id),
            errors_estimated=_errors(accuracy, len(rows) if rows is not None else 0),
            accuracy=accuracy,
            held=dict(folds),
            datasets=view.count(DatasetVersion, project_id=ws.project.id),
            models=view.count(ModelVersion, project_id=ws.project.id),
            certificate=certificates[0] if certificates else None,
            last_cycle=cycles[0] if cycles else None,
        )


def _accuracy(view: Snapshot, ws: Workspace, rows: LogRows) -> Estimate | None:
    """The champion's accuracy in production, from the audits alone.

    All audits count, held or not: the audit draw is independent for each prediction, the hold's is
    by group, and no audit's label leans on the model. A sampled prediction that nobody has settled
    widens the interval by its worst case on either side: reviewers skip the hard ones, so leaving
    them out would flatter the model.
    """
    rows = rows.take(np.flatnonzero(rows.propensity > 0))  # the rest could not have been drawn
    if not rows.sampled.any():
        return None
    place = {ident: row for row, ident in enumerate(to_text(rows.ids))}
    tasks = {task.id: task for task in view.find(Task, project_id=ws.project.id, sampled=True)}
    worst = np.zeros(len(rows), dtype=bool)
    best = rows.sampled.copy()
    answered = 0
    for found in view.find(Resolution, project_id=ws.project.id, sampled=True):
        row = place.get(found.prediction_id)
        if row is not None and found.label is not None:
            answered += 1
            worst[row] = best[row] = found.label == tasks[found.task_id].predicted
    if not answered:
        return None
    likely = np.nan_to_num(rows.confidence, nan=0.5).clip(0, 1)
    low = estimate_accuracy(likely, rows.sampled, worst, rows.propensity)
    high = estimate_accuracy(likely, rows.sampled, best, rows.propensity)
    return Estimate(
        value=(low.value + high.value) / 2,
        low=low.low,
        high=high.high,
        n=answered,
        method=f"{low.method}; random audits, {int(rows.sampled.sum()) - answered} not settled "
        "at their worst case",
    )


def _errors(accuracy: Estimate | None, n: int) -> Estimate | None:
    """How many of the champion's predictions are wrong, by the same interval."""
    if accuracy is None:
        return None
    return Estimate(
        value=n * (1 - accuracy.value),
        low=n * (1 - accuracy.high),
        high=n * (1 - accuracy.low),
        n=accuracy.n,
        confidence=accuracy.confidence,
        method=accuracy.method,
    )
