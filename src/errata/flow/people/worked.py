"""Worked: how long somebody has been at it, read from their stored answers, and remembered."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from errata.core.ids import uuid7
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Review
from errata.flow.workspace import Workspace
from errata.loop.review.session import DAY, NIGHT, Session, carried_on, going_on

SLACK = timedelta(hours=1)  # a day that has gone on for so much longer is read anew
FRESH = timedelta(minutes=5)  # ... and everything after this long: servers' clocks differ
PEOPLE = 5_000  # who are remembered


@dataclass(frozen=True, kw_only=True, slots=True)
class Worked:
    """The session and the day that somebody's answers make up; None for one never begun."""

    session: Session | None
    day: Session | None
    first: str  # the review that began the session; "" for none


@dataclass(frozen=True, slots=True)
class _Kept:
    worked: Worked
    upto: str  # the newest review in it
    rest: timedelta
    at: datetime


NOTHING = Worked(session=None, day=None, first="")
_kept: dict[tuple[str, str], _Kept] = {}
_lock = threading.Lock()


def break_of(policy: Policy) -> timedelta:
    """What ends a session."""
    return timedelta(minutes=policy.people.break_minutes)


def worked_by(
    view: Snapshot, ws: Workspace, policy: Policy, reviewer: str, now: datetime
) -> Worked:
    """What is going on at this time. What was answered since the last look alone is read."""
    rest = break_of(policy)
    key = (ws.project.id, reviewer)
    kept = _kept.get(key)
    if kept is not None and not _good(kept, rest, now):
        kept = None
    newest = view.find(
        Review, project_id=ws.project.id, reviewer=reviewer, newest_first=True, limit=1
    )
    if not newest:
        return NOTHING
    if kept is None or kept.upto != newest[0].id:
        kept = _read(view, ws, reviewer, now, rest, kept)
        with _lock:
            if len(_kept) >= PEOPLE:
                _kept.clear()
            _kept[key] = kept
    found = kept.worked
    session = going_on(found.session, now=now, rest=rest)
    return Worked(
        session=session,
        day=going_on(found.day, now=now, rest=NIGHT),
        first=found.first if session is not None else "",
    )


def _good(kept: _Kept, rest: timedelta, now: datetime) -> bool:
    day = kept.worked.day
    long = day is not None and now - day.began_at > DAY + SLACK
    return kept.rest == rest and timedelta(0) <= now - kept.at < FRESH and not long


def _read(
    view: Snapshot,
    ws: Workspace,
    reviewer: str,
    now: datetime,
    rest: timedelta,
    kept: _Kept | None,
) -> _Kept:
    upto = kept.upto if kept is not None else _begin(now)
    found = kept.worked if kept is not None else NOTHING
    session, day, first = found.session, found.day, found.first
    rows = view.pluck(
        Review,
        "id", "created_at", "seconds_spent",
        project_id=ws.project.id, reviewer=reviewer, after=upto,
    )  # fmt: skip
    for ident, at, seconds in rows:
        before = session
        session = carried_on(session, at=at, seconds_spent=seconds, rest=rest)
        if before is None or session.began_at != before.began_at:
            first = ident
        day = carried_on(day, at=at, seconds_spent=seconds, rest=NIGHT)
        upto = ident
    at = kept.at if kept is not None else now
    worked = Worked(session=session, day=day, first=first)
    return _Kept(worked, upto, rest, at)


def _begin(now: datetime) -> str:
    """An identifier before everything that was answered within the day."""
    return uuid7(at_ms=int((now - DAY).timestamp() * 1000), random=bytes(10))
