"""The watch: what it sees, a look at once, and the alarms that people close."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Request
from starlette.responses import Response

from errata.core.looked import Looked
from errata.flow.lead.watch_page import LOOKS, MOST, MonitorTold
from errata.server.depend import Here, may
from errata.server.long_verbs import ACCEPTED, Wait, done_in_time
from errata.server.paging import USUAL, Cursor, Limit, Page
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.watch import (
    AlarmClosing,
    AlarmSeen,
    ClosedSeen,
    HealthSeen,
    LookedSeen,
    MonitorSeen,
    WatchSeen,
    alarm_seen,
    closed_seen,
    look_seen,
)

router = Router("watch")

AlarmId = Annotated[str, Path(min_length=1, max_length=100)]


@router.get("/projects/{project}/watch", responses=problems(404))
def watch(
    here: Annotated[Here, may(Action.READ_ALARMS)],
    looks: Annotated[
        int, Query(ge=1, le=MOST, description="Newest looks that the history holds.")
    ] = LOOKS,
) -> WatchSeen:
    """What is watched and what it shows: evidence over time, since when, in which features."""
    from errata.flow.lead.watch_page import watch_page

    page = watch_page(here.ws, looks=looks)
    return WatchSeen(
        monitors=[_monitor(one) for one in page.monitors],
        alarms=[alarm_seen(one) for one in page.alarms],
        health=HealthSeen.model_validate(dict(page.health)),
        looked_at=page.looked_at,
        next_look=page.next_look,
        every_minutes=page.every_minutes,
        model=page.model,
        says=page.says,
    )


@router.post(
    "/projects/{project}/watch/look",
    response_model=LookedSeen,
    responses={**ACCEPTED, **problems(404, 409)},
)
async def look(
    here: Annotated[Here, may(Action.LOOK)], request: Request, wait: Wait = 0
) -> Response:
    """One look at what is new since the last one."""

    def work() -> LookedSeen:
        from errata.flow.watch.look import look as run

        return looked_seen(run(here.ws))

    return await done_in_time(here, request, "look", work, wait)


@router.get("/projects/{project}/alarms", responses=problems(404))
def alarms(
    here: Annotated[Here, may(Action.READ_ALARMS)],
    is_open: Annotated[
        bool | None,
        Query(alias="open", description="Those that are open, or those that are closed, alone."),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[AlarmSeen]:
    """What people must know, newest first."""
    from errata.flow.watch.alarms import alarm_stories

    page = alarm_stories(here.ws, is_open=is_open, cursor=cursor, limit=limit)
    return Page[AlarmSeen](items=[alarm_seen(one) for one in page.items], next=page.next)


@router.post("/projects/{project}/alarms/{alarm}/close", responses=problems(404, 409))
def close(
    here: Annotated[Here, may(Action.CLOSE_ALARM)], alarm: AlarmId, given: AlarmClosing
) -> ClosedSeen:
    """End an alarm that somebody has looked after; its monitor starts anew from here.

    A certificate that ended with it does not come back: certify anew.
    """
    from errata.flow.watch.close import close_alarm

    return closed_seen(close_alarm(here.ws, alarm, why=given.why, by=here.caller.name))


def looked_seen(looked: Looked) -> LookedSeen:
    """A look and its alarms as they are told."""
    return LookedSeen(
        look=look_seen(looked.look),
        raised=[alarm_seen(alarm) for alarm in looked.raised],
        open=[alarm_seen(alarm) for alarm in looked.open],
    )


def _monitor(one: MonitorTold) -> MonitorSeen:
    return MonitorSeen.model_validate(
        {
            **one.figures,
            "name": one.name,
            "says": one.says,
            "history": [{"at": at, "log_evidence": evidence} for at, evidence in one.history],
        }
    )
