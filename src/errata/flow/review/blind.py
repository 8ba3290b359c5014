"""Blind review: the model's answer waits until the reviewer has given theirs."""

from __future__ import annotations

import numpy as np

from errata.core.draws import uniform
from errata.core.errors import Conflict, InputError
from errata.core.events import Event, Verb
from errata.core.ids import to_bytes
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.project import Project
from errata.core.task import Commitment, Task
from errata.flow.review.lease import kept
from errata.flow.review.ticket import lease_under, lost
from errata.flow.review.whose import task_of
from errata.flow.workspace import Workspace, policy_of


def is_blind(project: Project, task: Task, policy: Policy) -> bool:
    """Whether the model's answer waits until the reviewer has given theirs.

    Beside what must be blind, a drawn share of the other tasks is: only a draw tells what seeing
    the model's answer first does to people (`errata.flow.anchoring`).
    """
    if policy.review.blind == "audits":
        return not is_ordinary(task) or draw(project, task) < policy.review.blind_share
    return policy.review.blind == "always"


def is_ordinary(task: Task) -> bool:
    """Whether a draw decides about this task: no audit, and one person's answer is enough."""
    return not task.sampled and task.overlap == 1


def draw(project: Project, task: Task) -> float:
    """The task's own number between 0 and 1, the same whoever looks."""
    ident = np.frombuffer(to_bytes(task.id), dtype=np.uint8)[None, :]
    return float(uniform(project.key, "blind", ident)[0])


def committed(view: Snapshot, task_id: str, reviewer: str) -> str | None:
    """The label that this reviewer gave before the model's answer was shown to them."""
    found = view.find(Commitment, task_id=task_id, reviewer=reviewer, limit=1)
    return found[0].label if found else None


def reveal(ws: Workspace, task_id: str, *, reviewer: str, ticket: int, label: str | None) -> Task:
    """Show the model's answer to a blind reviewer, who gives their label first and keeps to it.

    The same label again is answered the same. Raises InputError for no label or an unknown one,
    LeaseLost for a task that is not in this reviewer's hands, Conflict for a second label.
    """
    label = ws.read_label(label)
    if label is None:
        raise InputError(
            "no label to commit to", do="choose one first; the model's answer is shown then"
        )
    now = ws.now()
    with ws.store.transaction(actor=reviewer, now=now) as tx:
        task = task_of(tx, ws, task_id)
        lease = lease_under(tx, ws.project, task_id, reviewer, ticket, now=now)
        if lease is None:
            raise lost(task_id, reviewer)
        _, policy = policy_of(tx, ws.project)
        before = committed(tx, task_id, reviewer)
        if before is not None and before != label:
            raise Conflict(
                f"the label {label!r} after the model's answer was shown",
                wanted=f"{before!r}, as committed",
            )
        if before is not None or not is_blind(ws.project, task, policy):
            return task  # nothing is shown that was not shown before
        kept(ws, tx, lease, policy, now=now)  # locks the slot: no answer comes in between
        commitment = Commitment(
            id=ws.mint(),
            project_id=ws.project.id,
            task_id=task_id,
            reviewer=reviewer,
            label=label,
            created_at=now,
        )
        tx.put(commitment)
        tx.record(
            Event(verb=Verb.LABEL_COMMITTED, object_id=commitment.id, figures={"task": task_id})
        )
    return task
