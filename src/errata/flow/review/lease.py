"""Leases: a task is held longer, held again, or given back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from errata.core.errors import LeaseLost
from errata.core.events import Event, Verb
from errata.core.policy import Policy
from errata.core.ports import Transaction
from errata.core.task import ClaimedTask, Lease
from errata.flow.review.ticket import lease_under, lost
from errata.flow.workspace import Workspace, policy_of


def heartbeat(ws: Workspace, task: ClaimedTask) -> ClaimedTask:
    """Hold the task longer, or again if nobody took it; raises LeaseLost otherwise."""
    lease = _renewed(ws, task.lease)
    return replace(task, lease=lease, lease_expires_at=lease.expires_at)


def heartbeat_under(ws: Workspace, task_id: str, *, reviewer: str, ticket: int) -> Lease:
    """The same for whoever shows a ticket."""
    with ws.store.snapshot() as view:
        lease = lease_under(view, ws.project, task_id, reviewer, ticket, now=ws.now())
    if lease is None:
        raise lost(task_id, reviewer)
    return _renewed(ws, lease)


def _renewed(ws: Workspace, lease: Lease) -> Lease:
    now = ws.now()
    with ws.store.transaction(actor=lease.reviewer, now=now) as tx:
        _, policy = policy_of(tx, ws.project)
        lease = kept(ws, tx, lease, policy, now=now)
        tx.record(Event(verb=Verb.LEASE_RENEWED, object_id=lease.task_id))
    return lease


def kept(ws: Workspace, tx: Transaction, lease: Lease, policy: Policy, *, now: datetime) -> Lease:
    """The lease, longer; one that ran out is taken again where nobody held it since."""
    seconds = policy.review.lease_seconds
    try:
        return tx.queue.renew(lease, now=now, lease_seconds=seconds)
    except LeaseLost:
        return tx.queue.retake(ws.project.id, lease, now=now, lease_seconds=seconds)


def release(ws: Workspace, lease: Lease) -> None:
    """Give the task back, unanswered; nothing happens when it is not held under this lease."""
    with ws.store.transaction(actor=lease.reviewer, now=ws.now()) as tx:
        held = tx.queue.lease_of(lease.task_id, lease.reviewer)
        if held is None or held.token != lease.token:
            return  # nothing to give back, nothing to tell of
        tx.queue.release(held)
        tx.record(Event(verb=Verb.TASK_RELEASED, object_id=lease.task_id))


def release_under(ws: Workspace, held: Iterable[tuple[str, int]], *, reviewer: str) -> None:
    """Give back what the tickets of these (task, ticket) stand for, one after another."""
    with ws.store.snapshot() as view:
        now = ws.now()
        leases = [
            lease_under(view, ws.project, task_id, reviewer, shown, now=now)
            for task_id, shown in held
        ]
    for lease in leases:
        if lease is not None:
            release(ws, lease)
