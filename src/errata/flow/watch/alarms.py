"""Alarms: what people must know, and whether somebody has looked after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from errata.core.looked import AlarmStory
from errata.core.model import Alarm, AlarmClosed, Lapse
from errata.core.ports import Snapshot
from errata.flow.lead.page import LIMIT, Page, check_limit
from errata.flow.workspace import Workspace


def alarms(ws: Workspace, *, only_open: bool = True) -> list[Alarm]:
    """The project's alarms, newest first."""
    with ws.store.snapshot() as view:
        if only_open:
            return open_alarms(view, ws.project.id)
        return view.find(Alarm, project_id=ws.project.id, newest_first=True)


def open_alarms(view: Snapshot, project_id: str, *, kind: str | None = None) -> list[Alarm]:
    """Those that nobody has closed, newest first."""
    where: dict[str, Any] = {"project_id": project_id, **({"kind": kind} if kind else {})}
    idents = [ident for (ident,) in view.pluck(Alarm, "id", **where)]
    closed = {ident for (ident,) in view.pluck(AlarmClosed, "alarm_id", project_id=project_id)}
    left = [ident for ident in idents if ident not in closed]
    return view.find(Alarm, id=left, newest_first=True) if left else []


def with_ends(view: Snapshot, project_id: str, found: Sequence[Alarm]) -> list[AlarmStory]:
    """Each alarm with its end, and whether it ended a certificate."""
    idents = [alarm.id for alarm in found]
    ends = {end.alarm_id: end for end in view.find(AlarmClosed, alarm_id=idents)}
    ended = {alarm for (alarm,) in view.pluck(Lapse, "alarm_id", project_id=project_id)}
    return [
        AlarmStory(alarm=alarm, closed=ends.get(alarm.id), lapsed=alarm.id in ended)
        for alarm in found
    ]


def alarm_stories(
    ws: Workspace, *, is_open: bool | None = None, cursor: str | None = None, limit: int = LIMIT
) -> Page[AlarmStory]:
    """Alarms with their ends, newest first; `is_open`: those open, or those closed, alone."""
    check_limit(limit)
    with ws.store.snapshot() as view:
        where: dict[str, Any] = {"project_id": ws.project.id}
        if is_open is not None:
            closed = {end for (end,) in view.pluck(AlarmClosed, "alarm_id", **where)}
            idents = [ident for (ident,) in view.pluck(Alarm, "id", **where)]
            chosen = [ident for ident in reversed(idents) if (ident not in closed) is is_open]
            if cursor is not None:
                chosen = [ident for ident in chosen if ident < cursor]
            chosen = chosen[: limit + 1]
            found = view.find(Alarm, id=chosen, newest_first=True) if chosen else []
        else:
            found = view.find(Alarm, newest_first=True, limit=limit + 1, after=cursor, **where)
        items = with_ends(view, ws.project.id, found[:limit])
    return Page(items=items, next=items[-1].alarm.id if len(found) > limit else None)
