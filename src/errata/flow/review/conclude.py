"""Conclude: what a task came to is kept, with the error found and the case held."""

from __future__ import annotations

from collections.abc import Sequence

from errata.core.dataset import HeldCase, Stratum
from errata.core.ports import Transaction
from errata.core.task import Resolution, ResolutionKind, Review, Task
from errata.flow.found import open_error
from errata.flow.hold import fold_of
from errata.flow.workspace import Workspace


def conclude(
    ws: Workspace,
    tx: Transaction,
    task: Task,
    *,
    label: str | None,
    kind: ResolutionKind,
    reviews: Sequence[Review],
    posterior: float,
    method: str,
    cause: str | None,
    why: str,
) -> Resolution:
    """End the task with this resolution; None is the label of a rejected one.

    A label that differs from the model's is an error; a held task's label becomes a held case.
    """
    resolution = Resolution(
        id=ws.mint(),
        project_id=ws.project.id,
        task_id=task.id,
        prediction_id=task.prediction_id,
        item_id=task.item_id,
        kind=kind,
        label=label,
        posterior=posterior,
        method=method,
        n_reviews=len(reviews),
        cause=cause,
        why=why,
        hold=task.hold,
        sampled=task.sampled,
        flags=task.flags,
        created_at=ws.now(),
    )
    tx.put(resolution)
    tx.queue.close(task.id)
    if label is None:
        return resolution
    error = None
    if label != task.predicted:
        error = open_error(
            ws,
            tx,
            prediction_id=task.prediction_id,
            item_id=task.item_id,
            model=task.model,
            predicted=task.predicted,
            label=label,
            cause=resolution.cause,
            why=resolution.why,
            source=f"resolution:{resolution.id}",
            hold=task.hold,
        )
    if task.hold and not tx.count(HeldCase, project_id=ws.project.id, item_id=task.item_id):
        tx.put(
            HeldCase(
                id=ws.mint(),
                project_id=ws.project.id,
                item_id=task.item_id,
                prediction_id=task.prediction_id,
                label=label,
                fold=fold_of(ws.project.key, task.item_id, task.group),
                stratum=Stratum.RANDOM,
                group=task.group,
                attributes=task.attributes,
                source=f"resolution:{resolution.id}",
                error_id=error.id if error else None,
                created_at=ws.now(),
            )
        )
    return resolution
