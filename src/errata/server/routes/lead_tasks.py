"""All tasks, for leads: the queue, one task's story, what was settled, what came of anything."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Path, Query

from errata.core.task import Review
from errata.flow.lead.queue_page import Filter, State, queue_page
from errata.flow.lead.records import resolutions_page
from errata.server.depend import Here, may
from errata.server.item_seen import item_seen
from errata.server.paging import USUAL, Cursor, Limit, Page
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.figures import finite
from errata.server.shapes.lead_audit import TraceSeen
from errata.server.shapes.lead_tasks import (
    Picked,
    PickGiven,
    ResolutionSeen,
    ReviewTold,
    StorySeen,
    TaskListed,
)
from errata.server.shapes.tasks import Said

router = Router("tasks")

Ident = Annotated[str, Path(min_length=1, max_length=200)]
Words = Annotated[str | None, Query(max_length=200)]


@router.get("/projects/{project}/tasks", responses=problems(404))
def tasks(
    here: Annotated[Here, may(Action.READ_QUEUE)],
    state: State = State.OPEN,
    label: Annotated[Words, Query(description="That the model said.")] = None,
    flag: Words = None,
    q: Annotated[Words, Query(description="Words in the item, or an identifier.")] = None,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[TaskListed]:
    """Tasks in a state, most urgent first, settled ones newest first.

    With a filter a page may hold few rows or none; `next` goes on until it is null.
    """
    wanted = Filter(label=label, flag=flag, words=q)
    page = queue_page(here.ws, state=state, wanted=wanted, cursor=cursor, limit=limit)
    return Page[TaskListed](
        items=[TaskListed.model_validate(row) for row in page.items], next=page.next
    )


@router.get("/projects/{project}/tasks/{task}/story", responses=problems(404))
def story(here: Annotated[Here, may(Action.READ_QUEUE)], task: Ident) -> StorySeen:
    """Everything that is known of one task; for leads, who may see what reviewers may not."""
    from errata.flow.lead.task_story import task_story

    found = task_story(here.ws, task)
    return StorySeen(
        **TaskListed.model_validate(found.row).model_dump(),
        item=item_seen(here.project, task, found.content),
        prediction=[
            Said(label=label, probability=share) for label, share in found.model_says.items()
        ],
        attributes=dict(found.attributes),
        group=found.group,
        reviews=[_told(review) for review in found.reviews],
        resolution=ResolutionSeen.model_validate(found.resolution) if found.resolution else None,
        trace=list(found.trace.lines()),
    )


@router.get("/projects/{project}/resolutions", responses=problems(404))
def resolutions(
    here: Annotated[Here, may(Action.READ_QUEUE)], cursor: Cursor = None, limit: Limit = USUAL
) -> Page[ResolutionSeen]:
    """What reviews added up to, newest first."""
    page = resolutions_page(here.ws, cursor=cursor, limit=limit)
    return Page[ResolutionSeen](
        items=[ResolutionSeen.model_validate(found) for found in page.items], next=page.next
    )


@router.post("/projects/{project}/picks", responses=problems(404, 409))
def picks(here: Annotated[Here, may(Action.PICK)], given: PickGiven) -> Picked:
    """Move the predictions that teach most to the top of the queue."""
    from errata.flow.pick import pick

    chosen = pick(here.ws, given.n, strategy=given.strategy, seed=given.seed)
    return Picked(tasks=len(chosen), picked=[_plain(task) for task in chosen])


@router.get("/projects/{project}/trace/{ident}", responses=problems(404))
def trace(here: Annotated[Here, may(Action.TRACE)], ident: Ident) -> TraceSeen:
    """The story of a prediction, task, review, error, dataset or model, and back."""
    from errata.flow.trace import trace as tell

    found = tell(here.ws, ident)
    return TraceSeen.model_validate({**finite(found.as_dict()), "lines": list(found.lines())})


def _told(review: Review) -> ReviewTold:
    return ReviewTold(
        id=review.id,
        reviewer=review.reviewer,
        answer=review.answer.value,
        label=review.label,
        cause=review.cause,
        why=review.why,
        evidence=[dict(piece) for piece in review.evidence],
        seconds=review.seconds_spent,
        at=review.created_at,
        blind=review.blind,
        guideline_version=review.guideline_version,
    )


def _plain(value: Any) -> dict[str, Any]:
    return {
        name: cell.isoformat() if hasattr(cell, "isoformat") else cell
        for name, cell in asdict(value).items()
    }
