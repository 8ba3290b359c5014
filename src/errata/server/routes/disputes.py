"""Disputes: what waits for an expert, and what experts made of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from errata.flow.lead.disputes_page import Stage, dispute_story, disputes_page
from errata.server.depend import Here, may
from errata.server.item_seen import item_seen
from errata.server.paging import USUAL, Cursor, Limit, Page
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.disputes import DisputeListed, DisputeTold, dispute_seen
from errata.server.shapes.tasks import Said

router = Router("disputes")

Reading = Annotated[Here, may(Action.READ_DISPUTES)]
TaskId = Annotated[str, Path(min_length=1, max_length=100)]


@router.get("/projects/{project}/disputes", responses=problems(404))
def disputes(
    here: Reading, state: Stage = Stage.OPEN, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[DisputeListed]:
    """Tasks that wait for an expert, most urgent first; settled ones newest first."""
    page = disputes_page(here.ws, stage=state, cursor=cursor, limit=limit)
    return Page[DisputeListed](
        items=[DisputeListed.model_validate(row) for row in page.items], next=page.next
    )


@router.get("/projects/{project}/disputes/{task}", responses=problems(404))
def dispute(here: Reading, task: TaskId) -> DisputeTold:
    """One dispute with everybody's reasons, without their names."""
    found = dispute_story(here.ws, task)
    return DisputeTold(
        **DisputeListed.model_validate(found.row).model_dump(),
        item=item_seen(here.project, task, found.content),
        prediction=[
            Said(label=label, probability=share) for label, share in found.model_says.items()
        ],
        attributes=dict(found.attributes),
        answers=dispute_seen(found.dispute),
    )
