"""Correct: what the world says later of a prediction, such as an agent's correction on the spot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import Conflict, InputError
from errata.core.events import Event, Verb
from errata.core.ids import to_bytes, to_text
from errata.core.outcome import OutcomeReport
from errata.core.policy import Policy
from errata.core.ports import Snapshot, Transaction
from errata.core.prediction import Flag, Prediction
from errata.core.task import Task
from errata.flow.calibrated import calibrated_for
from errata.flow.causes import read_cause
from errata.flow.found import open_error
from errata.flow.tasks import new_tasks
from errata.flow.webhooks.announce import announce
from errata.flow.workspace import Workspace, policy_of
from errata.loop.review.priority import COMPLAINT_BONUS


def correct(
    ws: Workspace,
    prediction_id: str,
    *,
    label: str | None,
    cause: str | None,
    why: str,
    by: str,
    ident: str | None = None,
    source: str | None = None,
) -> OutcomeReport:
    """Record an outcome. A trusted one may train; any other becomes a task for review.

    `by` is who saw it. `source` is whose word it is and whom the project trusts or not: the
    account that calls a server; left out, it is `by`. `ident` is the client's own identifier: the
    same outcome again answers the stored one.

    Raises NotFound for an unknown prediction, InputError for an unknown label or cause, Conflict
    when `ident` is another outcome's.
    """
    if not by.strip():
        raise InputError("an outcome of nobody", do="say who saw it with by='...'")
    source = source or by
    label = ws.read_label(label)
    prediction_id = _canonical(prediction_id)
    ident = ws.mint() if ident is None else _canonical(ident)
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        cause = read_cause(view, ws, cause)
        stored = _stored(view, ws, ident, (prediction_id, label, cause, why, by))
        if stored is not None:
            return stored
        prediction = view.log.rows(ws.project.id, [prediction_id])[0]
        said = np.asarray(prediction.probabilities, dtype=np.float32)[None, :]
        read = calibrated_for(view, ws, [prediction.model], said)
        items = view.log.items(ws.project.id, [prediction.id])
    trusted = label is not None and _trusted(source, policy)
    now = ws.now()
    report = OutcomeReport(
        id=ident,
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
    try:
        with ws.store.transaction(actor=source, now=now) as tx:
            tx.put(report)
            tx.keep_items(ws.project.id, items)
            tasks = tx.find(Task, project_id=ws.project.id, prediction_id=prediction.id)
            if not trusted:
                _have_it_reviewed(ws, tx, _complaint(ws, prediction, read, policy), tasks)
            if trusted and label != prediction.label:
                _open(ws, tx, report, prediction, hold=any(task.hold for task in tasks))
            announce(ws, tx, report)
            tx.record(
                Event(
                    verb=Verb.OUTCOME_RECORDED,
                    object_id=report.id,
                    figures={"trusted": int(trusted), "prediction": prediction.id},
                )
            )
    except Conflict:  # the same call came twice at once
        with ws.store.snapshot() as view:
            stored = _stored(view, ws, ident, (prediction_id, label, cause, why, by))
        if stored is None:
            raise
        return stored
    return report


def _canonical(ident: str) -> str:
    return to_text(np.frombuffer(to_bytes(ident), dtype=np.uint8)[None, :])[0]


def _stored(
    view: Snapshot, ws: Workspace, ident: str, said: tuple[str, str | None, str | None, str, str]
) -> OutcomeReport | None:
    """The outcome that was recorded under this identifier; raises Conflict for another one."""
    found = view.find(OutcomeReport, id=ident)
    if not found:
        return None
    (one,) = found
    same = (one.prediction_id, one.label, one.cause, one.why, one.by) == said
    if not same or one.project_id != ws.project.id:
        raise Conflict(
            f"the identifier {ident} is another outcome's",
            do="send the same outcome again, or a new identifier; nothing was stored",
        )
    return one


def _trusted(source: str, policy: Policy) -> bool:
    return "*" in policy.outcomes.trusted or source in policy.outcomes.trusted


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


def _have_it_reviewed(ws: Workspace, tx: Transaction, complaint: Task, tasks: list[Task]) -> None:
    """An open task moves up; where there is none, or it is answered already, a new one is put."""
    waiting = [task for task in tasks if tx.queue.is_open(task.id)]
    if not waiting:
        tx.queue.add([complaint])
        return
    keys = [(task.id, max(task.priority, complaint.priority)) for task in waiting]
    tx.queue.raise_priority(ws.project.id, keys)


def _complaint(
    ws: Workspace, prediction: Prediction, read: NDArray[np.float64], policy: Policy
) -> Task:
    """A task for what somebody whom the project does not trust has said."""
    one = np.ones(1)
    (task,) = new_tasks(
        ws,
        policy,
        prediction_ids=np.frombuffer(to_bytes(prediction.id), dtype=np.uint8)[None, :],
        item_ids=np.frombuffer(to_bytes(prediction.item_id), dtype=np.uint8)[None, :],
        groups=[prediction.group or ""],
        flags=[Flag.COMPLAINT.words()],
        scores=one,
        strategy="complaint.v1",
        doubt=one,
        bonus=COMPLAINT_BONUS,
        expert=np.zeros(1, dtype=bool),
        sampled=np.zeros(1, dtype=bool),
        hold=np.zeros(1, dtype=bool),
        models=[prediction.model],
        calibrated=read,
        predicted=np.array([ws.project.labels.index(prediction.label)], dtype=np.int32),
        attributes={name: np.array([value]) for name, value in prediction.attributes.items()},
    )
    return task
