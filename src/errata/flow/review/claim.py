"""Claim: hand out the task most worth a reviewer's time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from errata.core.errors import InputError
from errata.core.events import Event, Verb
from errata.core.ports import Transaction
from errata.core.task import ClaimedTask
from errata.flow.review.in_hand import InHand, claimed, look
from errata.flow.workspace import Workspace, policy_of

FEW = 5  # free slots that are left to those who come for one
HELD = 100  # held slots are counted so far


class _NothingToClaim(Exception):
    """Leaves the transaction without a change."""


def claim(ws: Workspace, *, reviewer: str, skills: Sequence[str] = ()) -> ClaimedTask | None:
    """The task most worth this reviewer's time, held for them, or None when none is left."""
    hand = take(ws, reviewer=reviewer, skills=skills)
    return None if hand is None else claimed(ws, hand)


def take(
    ws: Workspace, *, reviewer: str, skills: Sequence[str] = (), ahead: bool = False
) -> InHand | None:
    """The same with what is kept of it.

    `ahead`: while another task is still being answered. Then nothing is handed out unless more
    is free than is held, so that nobody sits on the last tasks while others have none.
    """
    if not reviewer.strip():
        raise InputError("a reviewer without a name", do="give one, such as reviewer='r7'")
    now = ws.now()
    try:
        with ws.store.transaction(actor=reviewer, now=now) as tx:
            if ahead and not _plenty(ws, tx, skills, now):
                raise _NothingToClaim
            _, policy = policy_of(tx, ws.project)
            lease = tx.queue.claim(
                ws.project.id,
                reviewer,
                skills=skills,
                now=now,
                lease_seconds=policy.review.lease_seconds,
            )
            if lease is None:
                raise _NothingToClaim
            tx.record(
                Event(verb=Verb.TASK_CLAIMED, object_id=lease.task_id, figures={"slot": lease.slot})
            )
    except _NothingToClaim:
        return None
    with ws.store.snapshot() as view:  # reading what never changes keeps no other writer waiting
        return look(view, ws, policy, lease)


def _plenty(ws: Workspace, tx: Transaction, skills: Sequence[str], now: datetime) -> bool:
    held = tx.queue.held_slots(ws.project.id, now=now, at_most=HELD)
    enough = FEW + held
    return tx.queue.free_slots(ws.project.id, skills=skills, at_most=enough) >= enough
