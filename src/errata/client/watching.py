"""Watching through a server: accuracy, a look, the alarms, and the end of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from errata.client.answers import value_of
from errata.client.jobs import finished
from errata.client.link import Link
from errata.core.accuracy import AccuracyBy
from errata.core.looked import Looked
from errata.core.model import Alarm, AlarmClosed

PAGE = 200  # alarms of one call


def look(link: Link, project: str) -> Looked:
    """One look of the server's watch at what is new."""
    told: Mapping[str, Any] = finished(link, project, "watch/look", {})
    return value_of(Looked, told)


def alarms(link: Link, project: str, *, only_open: bool) -> list[Alarm]:
    """What people must know, newest first."""
    asked: dict[str, Any] = {"open": "true"} if only_open else {}
    found: list[Alarm] = []
    cursor: str | None = None
    while True:
        page = link.get(f"{project}/alarms", cursor=cursor, limit=PAGE, **asked)
        found += [value_of(Alarm, one) for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            return found


def accuracy(link: Link, project: str, by: str | None, *, together: bool) -> AccuracyBy:
    """How often the champion is right in production, part by part."""
    asked: dict[str, Any] = {} if by is None else {"by": by}
    if together:
        asked["together"] = "true"
    return value_of(AccuracyBy, link.get(f"{project}/accuracy", **asked))


def close_alarm(link: Link, project: str, alarm_id: str, *, why: str) -> AlarmClosed:
    """End an alarm; the key says who does it."""
    path = f"{project}/alarms/{quote(alarm_id, safe='')}/close"
    return value_of(AlarmClosed, link.post(path, {"why": why}))
