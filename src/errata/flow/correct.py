"""Correct: what the world says later of a prediction, such as an agent's correction on the spot."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from errata.core.errors import InputError
from errata.core.events import Event, Verb
from errata.core.outcome import OutcomeReport
from errata.core.policy import Policy
from errata.core.ports import Snapshot, Transaction
from errata.core.prediction import Flag, Prediction
from errata.core.project import Cause
from errata.core.task import Task
from errata.flow.capture import says
from errata.flow.found import open_error
from errata.flow.workspace import Workspace, policy_of
from errata.loop.review.priority import priority_key

COMPLAINT_BONUS = 1.0  # somebody was harmed: before every doubt, after the audits


def correct(
    ws: Workspace, prediction_id: str, *, label: str | None, cause: str | None, why: str, by: str
) -> OutcomeReport:
    """Record an outcome. A trusted one may train; any other becomes a task for review.

    Raises NotFound for an unknown prediction, InputError for an unknown label or cause.
    """
    if not by.strip():
        raise InputError("an outcome of nobody", do="say who saw it with by='...'")
    label = ws.read_label(label)
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        prediction = view.log.rows(ws.project.id, [prediction_id])[0]
        cause = read_cause(view, ws, cause)
        tasks = view.find(Task, prediction_id=prediction.id)
        items = view.log.items(ws.project.id, [prediction.id])
    trusted = label is not None and _trusted(by, policy)
    now = ws.now()
    report = OutcomeReport(
        id=ws.mint(),
        project_id=ws.project.id,
        prediction_id=prediction.id,
        item_id=prediction.item_id,
        label=label,
        cause=cause,
        why=why,
        by=by,
        trusted=trusted,
        created_at=now,
    )
    with ws.store.transaction(actor=by, now=now) as tx:
        tx.put(report)
        tx.keep_items(ws.project.id, items)
        if not trusted and not tasks:
            tx.queue.add([_complaint(ws, prediction, policy)])
        if trusted and label != prediction.label:
            _open(ws, tx, report, prediction, hold=any(task.hold for task in tasks))
        tx.record(
            Event(
                verb=Verb.OUTCOME_RECORDED,
                object_id=report.id,
                figures={"trusted": int(trusted), "prediction": prediction.id},
            )
        )
    return report


def read_cause(view: Snapshot, ws: Workspace, cause: str | None) -> str | None:
    """The cause, if it is in the project's taxonomy; raises InputError otherwise."""
    if cause is None:
        return None
    names = [known.name for known in view.find(Cause, project_id=ws.project.id)]
    if cause not in names:
        raise InputError(f"the cause {cause!r}", wanted="one of " + ", ".join(names))
    return cause


def _trusted(by: str, policy: Policy) -> bool:
    return "*" in policy.outcomes.trusted or by in policy.outcomes.trusted


def _open(
    ws: Workspace, tx: Transaction, report: OutcomeReport, prediction: Prediction, *, hold: bool
) -> None:
    assert report.label is not None
    open_error(
        ws,
        tx,
        prediction_id=prediction.id,
        item_id=prediction.item_id,
        model=prediction.model,
        predicted=prediction.label,
        label=report.label,
        cause=report.cause,
        why=report.why,
        source=f"outcome:{report.id}",
        hold=hold,
    )


def _complaint(ws: Workspace, prediction: Prediction, policy: Policy) -> Task:
    now = ws.now()
    key = priority_key(
        1.0, 1.0, 1.0, now.timestamp(), ageing_rate=policy.review.ageing_per_day / 86_400
    )
    probabilities = np.asarray(prediction.probabilities, dtype=np.float64)
    return Task(
        id=ws.mint(),
        project_id=ws.project.id,
        prediction_id=prediction.id,
        item_id=prediction.item_id,
        flags=Flag.COMPLAINT.words(),
        score=1.0,
        strategy="complaint.v1",
        priority=float(key) + COMPLAINT_BONUS,
        skill="",
        overlap=policy.consensus.minimum,
        sampled=False,
        hold=False,
        model=prediction.model,
        model_says=says(
            probabilities, ws.project.labels.index(prediction.label), ws.project.labels
        ),
        group=prediction.group or "",
        attributes=prediction.attributes,
        due_at=now + timedelta(hours=policy.review.due_hours),
        created_at=now,
    )
