"""Pause: a lead, or Errata itself, has somebody rest; resume ends it early."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from errata.core.errors import Conflict, InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.people import Pause, PauseReason
from errata.core.ports import Snapshot, Transaction
from errata.core.task import Review
from errata.flow.people.rest import pause_of
from errata.flow.people.roster import granted_skills
from errata.flow.workspace import Workspace

LONGEST = 10_080.0  # minutes: a week
WHY_LENGTH = 500


def pause(ws: Workspace, reviewer: str, *, minutes: float, why: str = "", by: str) -> Pause:
    """Hand nothing out to a reviewer for so long; `why` is what they are told.

    Raises NotFound for a name that nobody has, InputError for a time or words that cannot be.
    """
    if not 0 < minutes <= LONGEST:
        raise InputError(f"a pause of {minutes} minutes", wanted=f"up to {LONGEST:.0f}, a week")
    why = why.strip()
    if len(why) > WHY_LENGTH:
        raise InputError(f"a why of {len(why)} characters", wanted=f"{WHY_LENGTH} at most")
    now = ws.now()
    with ws.store.transaction(actor=by, now=now) as tx:
        check_known(tx, ws, reviewer)
        until = now + timedelta(minutes=minutes)
        figures = {"why": why} if why else {}
        return store_pause(
            ws, tx, reviewer, reason=PauseReason.LEAD, until=until, figures=figures, by=by, now=now
        )


def resume(ws: Workspace, reviewer: str, *, by: str) -> Pause:
    """End a reviewer's pause. The limits of a session and a day hold on: they are nobody's word.

    Raises NotFound for a name that nobody has, Conflict when no pause holds.
    """
    now = ws.now()
    with ws.store.transaction(actor=by, now=now) as tx:
        check_known(tx, ws, reviewer)
        held = pause_of(tx, ws, reviewer, now)
        if held is None:
            raise Conflict(f"no pause of {reviewer} holds", wanted="one that does")
        return store_pause(
            ws, tx, reviewer, reason=held.reason, until=now, figures={}, by=by, now=now
        )


def check_known(view: Snapshot, ws: Workspace, reviewer: str) -> None:
    """Raise NotFound for a name that has no role here and has answered nothing."""
    answered = view.find(Review, project_id=ws.project.id, reviewer=reviewer, limit=1)
    if not answered and reviewer not in granted_skills(view, ws.project.id):
        raise NotFound(f"no reviewer {reviewer!r}", do="see GET reviewers")


def store_pause(
    ws: Workspace,
    tx: Transaction,
    reviewer: str,
    *,
    reason: PauseReason,
    until: datetime,
    figures: Mapping[str, Any],
    by: str,
    now: datetime,
) -> Pause:
    """The pause with its event, inside a change."""
    stored = Pause(
        id=ws.mint(),
        project_id=ws.project.id,
        reviewer=reviewer,
        reason=reason,
        until=until,
        figures=figures,
        by=by,
        created_at=now,
    )
    tx.put(stored)
    minutes = (until - now).total_seconds() / 60
    tx.record(
        Event(
            verb=Verb.REVIEWER_PAUSED,
            object_id=stored.id,
            figures={"reason": reason.value, "minutes": minutes},
        )
    )
    return stored
