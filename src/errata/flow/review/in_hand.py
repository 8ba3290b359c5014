"""In hand: a task as its reviewer sees it, and nothing that they must not see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from errata.core.dispute import Dispute
from errata.core.errors import NotFound
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import ClaimedTask, Draft, Lease, Task
from errata.flow.guidelines import newest_version
from errata.flow.review.blind import committed, is_blind
from errata.flow.review.dispute import dispute_of
from errata.flow.review.draft import newest_draft
from errata.flow.review.whose import task_of
from errata.flow.workspace import Workspace, policy_of


@dataclass(frozen=True, kw_only=True)
class InHand:
    """A task under a lease, with its content and what its reviewer has begun."""

    task: Task
    lease: Lease
    content: bytes
    blind: bool  # the label comes before the model's answer
    committed: str | None  # the label given, if it came already
    draft: Draft | None
    guideline_version: int
    dispute: Dispute | None  # what the others said, for whoever decides where they disagree

    @property
    def hidden(self) -> bool:
        """Whether the model's answer is still to be hidden."""
        return self.blind and self.committed is None

    @property
    def prediction(self) -> Mapping[str, float | None] | None:
        """What the model says, or None while it is hidden."""
        return None if self.hidden else self.task.model_says

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is here; nothing while that could tell the model's answer."""
        return () if self.hidden else self.task.flags


def look(view: Snapshot, ws: Workspace, policy: Policy, lease: Lease) -> InHand:
    """The task of a lease; raises NotFound for one of another project."""
    task = task_of(view, ws, lease.task_id)
    given = committed(view, task.id, lease.reviewer)
    return InHand(
        task=task,
        lease=lease,
        content=view.contents(ws.project.id, [task.item_id]).content[0],
        blind=is_blind(ws.project, task, policy) or given is not None,
        committed=given,
        draft=newest_draft(view, task.id, lease.reviewer),
        guideline_version=newest_version(view, ws),
        dispute=dispute_of(view, ws, policy, task, lease),
    )


def in_hand(ws: Workspace, task_id: str, *, reviewer: str) -> InHand:
    """The task, while this reviewer holds it; raises NotFound otherwise."""
    with ws.store.snapshot() as view:
        lease = view.queue.lease_of(task_id, reviewer)
        if lease is None:
            raise _not_held(task_id, reviewer)
        return look(view, ws, policy_of(view, ws.project)[1], lease)


def content_shown(ws: Workspace, task_id: str, *, reviewer: str | None) -> bytes:
    """The content of a task that this reviewer holds; of any task for None, a lead.

    Raises NotFound otherwise.
    """
    with ws.store.snapshot() as view:
        task = task_of(view, ws, task_id)
        if reviewer is not None and view.queue.lease_of(task_id, reviewer) is None:
            raise _not_held(task_id, reviewer)
        return view.contents(ws.project.id, [task.item_id]).content[0]


def _not_held(task_id: str, reviewer: str) -> NotFound:
    return NotFound(
        f"no task {task_id} in the hands of {reviewer}", do="claim one, and it is shown"
    )


def claimed(ws: Workspace, hand: InHand) -> ClaimedTask:
    """The same for Python's users."""
    return ClaimedTask(
        id=hand.task.id,
        item=ws.decode(ws.project.kind, hand.content),
        prediction=hand.prediction,
        labels=ws.labels.in_use,
        reasons=hand.reasons,
        lease_expires_at=hand.lease.expires_at,
        hold=hand.task.hold,
        attributes=hand.task.attributes,
        lease=hand.lease,
        dispute=hand.dispute,
    )
