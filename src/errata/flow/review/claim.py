"""Claim: hand out the task most worth a reviewer's time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from errata.core.draws import digest16, uniform
from errata.core.errors import InputError, NotReady
from errata.core.events import Event, Verb
from errata.core.policy import Policy
from errata.core.ports import Order, Snapshot, Transaction
from errata.core.task import ClaimedTask, Review
from errata.flow.people.rest import Rest, rest_of
from errata.flow.people.roster import lately
from errata.flow.review.in_hand import InHand, claimed, look
from errata.flow.workspace import Workspace, policy_of
from errata.loop.review.priority import OVERDUE_BONUS
from errata.loop.review.route import by_scarcity

FEW = 5  # free slots that are left to those who come for one
HELD = 100  # held slots are counted so far


class _NothingToClaim(Exception):
    """Leaves the transaction without a change."""


def claim(ws: Workspace, *, reviewer: str, skills: Sequence[str] = ()) -> ClaimedTask | None:
    """The task most worth this reviewer's time, held for them, or None when none is left.

    Raises NotReady while they are asked to rest, which the policy `people.everywhere` decides.
    """
    hand = take(ws, reviewer=reviewer, skills=skills)
    if isinstance(hand, Rest):
        raise NotReady(
            f"{reviewer} rests until {hand.until:%Y-%m-%d %H:%M} UTC. {hand.says.rstrip('.')}",
            do="claim again then",
        )
    return None if hand is None else claimed(ws, hand)


def take(
    ws: Workspace,
    *,
    reviewer: str,
    skills: Sequence[str] = (),
    ahead: bool = False,
    served: bool = False,
) -> InHand | Rest | None:
    """The same with what is kept of it, or the rest that is due first.

    `ahead`: while another task is still being answered. Then nothing is handed out unless more
    is free than is held, so that nobody sits on the last tasks while others have none.
    `served`: over HTTP, where reviewers are measured whatever the policy says of Python's users.
    """
    if not reviewer.strip():
        raise InputError("a reviewer without a name", do="give one, such as reviewer='r7'")
    now = ws.now()
    with ws.store.snapshot() as view:  # what can be read before keeps no other writer waiting
        _, policy = policy_of(view, ws.project)
        enforced = served or policy.people.everywhere
        if enforced:
            held = view.queue.held_by(ws.project.id, reviewer) if ahead else 0
            rest = rest_of(view, ws, policy, reviewer, now, held=held)
            if rest is not None:
                return rest
        own = _own(view, ws, policy, reviewer) if enforced else None
    try:
        with ws.store.transaction(actor=reviewer, now=now) as tx:
            if ahead and not _plenty(ws, tx, skills, now):
                raise _NothingToClaim
            lease = tx.queue.claim(
                ws.project.id,
                reviewer,
                skills=skills,
                now=now,
                lease_seconds=policy.review.lease_seconds,
                order=_order(ws, tx, reviewer, now),
                pressing=OVERDUE_BONUS - policy.review.ageing_per_day / 86_400 * now.timestamp(),
                own=own,
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


def _order(ws: Workspace, tx: Transaction, reviewer: str, now: datetime) -> Order:
    """While others work, one gets first what the fewest can do; alone, what is worth most."""

    def order(requirements: Sequence[str]) -> Sequence[Sequence[str]]:
        if len(requirements) < 2 or not tx.queue.others_work(ws.project.id, reviewer, now=now):
            return [requirements]
        return by_scarcity(requirements, lately(tx, ws, now))

    return order


def _own(view: Snapshot, ws: Workspace, policy: Policy, reviewer: str) -> bool | None:
    """Whether a task with a known answer comes next, by a draw; None where nobody is measured.

    The draw is keyed, and made for the reviewer's newest answer and what they hold: to give a task
    back and claim again changes nothing.
    """
    rate = policy.people.honeypot_rate
    if rate == 0 or policy.people.scoring == "off":
        return None
    newest = view.find(
        Review, project_id=ws.project.id, reviewer=reviewer, newest_first=True, limit=1
    )
    held = view.queue.held_by(ws.project.id, reviewer)
    place = digest16(f"{reviewer}\n{newest[0].id if newest else ''}\n{held}")
    draw = uniform(ws.project.key, "honeypot", np.frombuffer(place, dtype=np.uint8)[None, :])
    return float(draw[0]) < rate


def _plenty(ws: Workspace, tx: Transaction, skills: Sequence[str], now: datetime) -> bool:
    held = tx.queue.held_slots(ws.project.id, now=now, at_most=HELD)
    enough = FEW + held
    return tx.queue.free_slots(ws.project.id, skills=skills, at_most=enough) >= enough
