"""The taxonomy of errors: what explains them, and what would mend them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from errata.flow.causes import ListedCause, add_cause, change_cause, listed
from errata.server.depend import Here, may
from errata.server.paging import MOST, Cursor, Limit, Page, cut
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.causes import CauseChange, CauseGiven, CauseSeen

router = Router("causes")

Changing = Annotated[Here, may(Action.CHANGE_CAUSES)]


@router.get("/projects/{project}/causes", responses=problems(404))
def causes(
    here: Annotated[Here, may(Action.READ_CAUSES)], cursor: Cursor = None, limit: Limit = MOST
) -> Page[CauseSeen]:
    """Every cause, retired ones too, in the order they were first named."""
    found = [(f"{place:06}", one) for place, one in enumerate(listed(here.ws))]
    rows, following = cut(found, lambda row: row[0], cursor=cursor, limit=limit)
    return Page[CauseSeen](items=[_seen(one) for _, one in rows], next=following)


@router.post("/projects/{project}/causes", status_code=201, responses=problems(404, 409))
def add(here: Changing, given: CauseGiven) -> CauseSeen:
    """A new cause."""
    made = add_cause(here.ws, given.name, remedy=given.remedy, meaning=given.meaning)
    return _named(here, made.name)


@router.patch("/projects/{project}/causes/{name}", responses=problems(404, 409))
def change(
    here: Changing,
    name: Annotated[str, Path(min_length=1, max_length=200)],
    given: CauseChange,
) -> CauseSeen:
    """The cause's next version; a retired one is offered no more."""
    change_cause(here.ws, name, remedy=given.remedy, meaning=given.meaning, retired=given.retired)
    return _named(here, name)


def _named(here: Here, name: str) -> CauseSeen:
    return next(_seen(one) for one in listed(here.ws) if one.cause.name == name)


def _seen(one: ListedCause) -> CauseSeen:
    return CauseSeen(
        name=one.cause.name,
        remedy=one.cause.remedy,
        meaning=one.cause.meaning,
        key=one.key,
        used=one.used,
        retired=one.cause.retired,
    )
