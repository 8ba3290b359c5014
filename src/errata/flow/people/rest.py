"""Rest: whether somebody is asked to rest before anything else is handed out, and how it is said.

The session and the day are counted from the stored answers; a pause is a record of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from errata.core.people import Pause, PauseReason
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.flow.people.worked import Worked, break_of, worked_by
from errata.flow.workspace import Workspace
from errata.loop.review.session import NIGHT, rests_until


@dataclass(frozen=True, kw_only=True, slots=True)
class Rest:
    """Nothing is handed out before then."""

    reason: PauseReason
    until: datetime
    says: str
    figures: Mapping[str, Any] = field(default_factory=dict)  # what it rests on


def rest_of(
    view: Snapshot,
    ws: Workspace,
    policy: Policy,
    reviewer: str,
    now: datetime,
    *,
    held: int = 0,
) -> Rest | None:
    """Why this reviewer rests now, or None. Of several reasons the one that lasts longest.

    `held`: tasks in their hands, which will be answered yet; for what is claimed ahead.
    """
    found = worked_by(view, ws, policy, reviewer, now)
    rests = [_paused(view, ws, reviewer, now), *_limits(policy, found, now, held)]
    return max(
        (rest for rest in rests if rest is not None), key=lambda one: one.until, default=None
    )


def pause_of(view: Snapshot, ws: Workspace, reviewer: str, now: datetime) -> Pause | None:
    """The pause that holds, if one does: the newest, until it is over."""
    newest = view.find(
        Pause, project_id=ws.project.id, reviewer=reviewer, newest_first=True, limit=1
    )
    return newest[0] if newest and newest[0].until > now else None


def pause_says(reason: PauseReason, figures: Mapping[str, Any]) -> str:
    """What the reviewer is told; kind, and true.

    >>> pause_says(PauseReason.SESSION, {"minutes": 45.2, "items": 80})
    'You have worked for 45 minutes and 80 items. Time for a break; your work is safe.'
    >>> pause_says(PauseReason.SESSION, {"minutes": 0.3, "items": 1})
    'You have worked for less than a minute and 1 item. Time for a break; your work is safe.'
    """
    minutes, items = _minutes(figures.get("minutes", 0)), _items(figures.get("items", 0))
    if reason is PauseReason.SESSION:
        return f"You have worked for {minutes} and {items}. Time for a break; your work is safe."
    if reason is PauseReason.DAY:
        return (
            f"That was a full day: {minutes} and {items}. "
            "Thank you. Rest well, and go on after a night."
        )
    if reason is PauseReason.TIRED:
        return (
            "Your last answers look like those of somebody who needs a break. It happens to "
            "everybody. Take a few minutes; everything you did is kept."
        )
    if reason is PauseReason.HASTE:
        return (
            "Your last answers came faster than the items can be read. Take a few minutes, then "
            "go on at your own pace: nobody counts your speed."
        )
    why = str(figures.get("why", ""))
    return "A lead has asked you to pause." + (f" They say: {why}" if why else "")


def _minutes(worked: float) -> str:
    if worked < 1:
        return "less than a minute"
    return f"{round(worked)} minute{'s' if round(worked) > 1 else ''}"


def _items(n: int) -> str:
    return f"{n} item{'' if n == 1 else 's'}"


def _paused(view: Snapshot, ws: Workspace, reviewer: str, now: datetime) -> Rest | None:
    pause = pause_of(view, ws, reviewer, now)
    if pause is None:
        return None
    return Rest(
        reason=pause.reason,
        until=pause.until,
        says=pause_says(pause.reason, pause.figures),
        figures=pause.figures,
    )


def _limits(policy: Policy, found: Worked, now: datetime, held: int) -> list[Rest | None]:
    people = policy.people
    return [
        _limit(PauseReason.SESSION, found, rests_until(
            found.session, now=now, rest=break_of(policy),
            minutes=people.session_minutes, items=people.session_items, held=held,
        )),
        _limit(PauseReason.DAY, found, rests_until(
            found.day, now=now, rest=NIGHT,
            minutes=people.daily_minutes, items=people.daily_items, held=held,
        )),
    ]  # fmt: skip


def _limit(reason: PauseReason, found: Worked, until: datetime | None) -> Rest | None:
    period = found.session if reason is PauseReason.SESSION else found.day
    if until is None or period is None:
        return None
    figures = {"minutes": period.minutes, "items": period.items}
    return Rest(reason=reason, until=until, says=pause_says(reason, figures), figures=figures)
