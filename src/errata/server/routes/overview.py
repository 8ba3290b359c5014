"""The loop at a glance, and what people must know of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import Query

from errata.server.depend import Here, may
from errata.server.long_verbs import remembered_in
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.lead_models import CertificateSeen, cycle_seen
from errata.server.shapes.lead_status import (
    AccuracySeen,
    OverviewSeen,
    PromotionTold,
    StageSeen,
    StatusSeen,
    WaitingInQueue,
    WindowSeen,
)
from errata.server.shapes.watch import alarm_seen

if TYPE_CHECKING:
    from errata.flow.lead.overview import Overview

router = Router("overview")

FRESH = 5.0  # seconds that counts over everything may be old
PAGES = {  # of the web page, by stage
    "captured": "overview",
    "waiting": "queue",
    "held": "queue?state=held",
    "overdue": "queue?state=overdue",
    "agreed": "datasets",
    "candidate": "models",
    "champion": "models",
}


@router.get("/projects/{project}/status", responses=problems(404))
def status(here: Annotated[Here, may(Action.READ_STATUS)]) -> StatusSeen:
    """Counts at every stage, what is known of production, and how the model stands."""
    return _status(_overview(here))


@router.get("/projects/{project}/overview", responses=problems(404))
def overview(here: Annotated[Here, may(Action.READ_OVERVIEW)]) -> OverviewSeen:
    """Every stage of the loop with its oldest, accuracy over time, promotions and alarms."""
    found = _overview(here)
    page = f"/p/{quote(here.project.name, safe='')}/"
    return OverviewSeen(
        status=_status(found),
        stages=[
            StageSeen(
                name=stage.name,
                says=stage.says,
                count=stage.count,
                oldest=stage.oldest,
                href=page + PAGES[stage.name],
            )
            for stage in found.stages
        ],
        accuracy_over_time=[WindowSeen.model_validate(each) for each in found.accuracy_over_time],
        promotions=[
            PromotionTold(
                model=turn.model,
                at=turn.promotion.created_at,
                reason=turn.promotion.reason,
                by=turn.promotion.by,
                why=turn.promotion.why,
            )
            for turn in found.promotions
        ],
        alarms=[alarm_seen(alarm) for alarm in found.alarms],
    )


@router.get("/projects/{project}/accuracy", responses=problems(404))
def accuracy(
    here: Annotated[Here, may(Action.READ_OVERVIEW)],
    by: Annotated[
        str | None,
        Query(max_length=200, description='"class" or an attribute; else all with few values.'),
    ] = None,
    together: Annotated[
        bool, Query(description="All intervals of one list hold at once, not each for itself.")
    ] = False,
) -> AccuracySeen:
    """How often the champion is right in production, by class and by slice."""
    from errata.flow.accuracy_by import accuracy_by

    found = remembered_in(here.room).get(
        ("accuracy", here.project.id, by, together),
        lambda: accuracy_by(here.ws, by, together=together),
        seconds=FRESH,
    )
    return AccuracySeen.model_validate(found)


def _overview(here: Here) -> Overview:
    from errata.flow.lead.overview import overview as read

    asked = ("overview", here.project.id)
    return remembered_in(here.room).get(asked, lambda: read(here.ws), seconds=FRESH)


def _status(found: Overview) -> StatusSeen:
    told: dict[str, Any] = asdict(found.status)
    cycle, certificate = found.status.last_cycle, found.status.certificate
    told["last_cycle"] = cycle_seen(cycle) if cycle else None
    told["certificate"] = CertificateSeen.model_validate(certificate) if certificate else None
    told["waiting"] = WaitingInQueue.model_validate(found.waiting)
    return StatusSeen.model_validate(told)
