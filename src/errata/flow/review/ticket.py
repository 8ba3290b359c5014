"""Tickets: a lease as a number that its reviewer alone can show.

Whoever answers over the network names a task and shows a ticket. It is a keyed hash of the lease,
so a slot that this reviewer never held cannot be answered, renewed or given back, and neither can
one that another reviewer has held since.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from errata.core.errors import LeaseLost
from errata.core.ports import Snapshot
from errata.core.project import Project
from errata.core.task import Lease

BITS = 52  # what a JavaScript number holds exactly


def ticket(project: Project, lease: Lease) -> int:
    """The number that stands for this lease."""
    named = "\0".join(
        (lease.task_id, str(lease.slot), lease.reviewer, str(lease.token), lease.skill)
    )
    digest = hashlib.blake2b(
        named.encode(), key=project.key, person=b"errata.lease", digest_size=8
    ).digest()
    return int.from_bytes(digest, "big") >> (64 - BITS)


def lease_under(
    view: Snapshot, project: Project, task_id: str, reviewer: str, shown: int, *, now: datetime
) -> Lease | None:
    """The lease that the ticket stands for, if its slot is still this reviewer's or free."""
    for lease in view.queue.in_reach(task_id, reviewer, now=now):
        if ticket(project, lease) == shown:
            return lease
    return None


def lost(task_id: str, reviewer: str) -> LeaseLost:
    """The complaint that the ticket opens nothing any more."""
    return LeaseLost(
        f"{reviewer} no longer holds the task {task_id}",
        do="claim the next one; what was answered is kept as a draft",
    )
