"""Now: what somebody is doing, from their answers and pauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from errata.core.people import PauseReason
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Review
from errata.flow.people.rest import rest_of
from errata.flow.people.worked import worked_by
from errata.flow.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class Now:
    """Working, resting or away, since when, and for how long yet."""

    state: str
    since: datetime
    until: datetime | None  # when they may go on
    reason: PauseReason | None
    minutes: float  # of work in the session
    items: int


def doing_now(
    view: Snapshot, ws: Workspace, policy: Policy, reviewer: str, now: datetime
) -> Now | None:
    """What the reviewer is doing; None for one who never answered."""
    newest = view.find(
        Review, project_id=ws.project.id, reviewer=reviewer, newest_first=True, limit=1
    )
    if not newest:
        return None
    session = worked_by(view, ws, policy, reviewer, now).session
    rest = rest_of(view, ws, policy, reviewer, now)
    working = session is not None and rest is None
    return Now(
        state="resting" if rest is not None else "working" if working else "away",
        since=session.began_at if session is not None and working else newest[0].created_at,
        until=rest.until if rest is not None else None,
        reason=rest.reason if rest is not None else None,
        minutes=session.minutes if session is not None else 0.0,
        items=session.items if session is not None else 0,
    )
