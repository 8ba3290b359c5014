"""The taxonomy of errors: what explains them, and what would mend them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from errata.core.account import Role
from errata.flow.causes import ListedCause, add_cause, change_cause, listed
from errata.flow.replace_cause import (
    CausePart,
    Replaced,
    merge_cause,
    rename_cause,
    split_cause,
)
from errata.server.depend import Here, may
from errata.server.paging import MOST, Cursor, Limit, Page, cut
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.causes import (
    CauseChange,
    CauseGiven,
    CauseMerge,
    CauseRename,
    CauseReplaced,
    CauseSeen,
    CauseSplit,
)

router = Router("causes")

Name = Annotated[str, Path(min_length=1, max_length=200)]
Changing = Annotated[Here, may(Action.CHANGE_CAUSES)]


@router.get("/projects/{project}/causes", responses=problems(404))
def causes(
    here: Annotated[Here, may(Action.READ_CAUSES)], cursor: Cursor = None, limit: Limit = MOST
) -> Page[CauseSeen]:
    """Every cause, retired ones too, in the order they were first named."""
    found = [(f"{place:06}", one) for place, one in enumerate(listed(here.ws))]
    rows, following = cut(found, lambda row: row[0], cursor=cursor, limit=limit)
    return Page[CauseSeen](items=[_seen(here, one) for _, one in rows], next=following)


@router.post("/projects/{project}/causes", status_code=201, responses=problems(404, 409))
def add(here: Changing, given: CauseGiven) -> CauseSeen:
    """A new cause."""
    made = add_cause(here.ws, given.name, remedy=given.remedy, meaning=given.meaning)
    return _named(here, made.name)


@router.patch("/projects/{project}/causes/{name}", responses=problems(404, 409))
def change(
    here: Changing,
    name: Name,
    given: CauseChange,
) -> CauseSeen:
    """The cause's next version; a retired one is offered no more."""
    change_cause(here.ws, name, remedy=given.remedy, meaning=given.meaning, retired=given.retired)
    return _named(here, name)


@router.post("/projects/{project}/causes/{name}/rename", responses=problems(404, 409))
def rename(here: Changing, name: Name, given: CauseRename) -> CauseReplaced:
    """Give the cause another name; what it explained counts there."""
    return _replaced(rename_cause(here.ws, name, given.to))


@router.post("/projects/{project}/causes/{name}/merge", responses=problems(404, 409))
def merge(here: Changing, name: Name, given: CauseMerge) -> CauseReplaced:
    """Have what the cause explained count under another one."""
    return _replaced(merge_cause(here.ws, name, given.into))


@router.post("/projects/{project}/causes/{name}/split", responses=problems(404, 409))
def split(here: Changing, name: Name, given: CauseSplit) -> CauseReplaced:
    """Two causes or more in its place; what it explained stays counted under its name."""
    parts = [
        CausePart(name=part.name, remedy=part.remedy, meaning=part.meaning) for part in given.into
    ]
    return _replaced(split_cause(here.ws, name, parts))


def _replaced(done: Replaced) -> CauseReplaced:
    return CauseReplaced(
        cause=done.cause,
        became=list(done.became),
        errors=done.errors,
        reviews=done.reviews,
        says=done.says,
    )


def _named(here: Here, name: str) -> CauseSeen:
    return next(_seen(here, one) for one in listed(here.ws) if one.cause.name == name)


def _seen(here: Here, one: ListedCause) -> CauseSeen:
    return CauseSeen(
        name=one.cause.name,
        remedy=one.cause.remedy,
        meaning=one.cause.meaning,
        key=one.key,
        # Reviewers are not told: the figure moves with each agreed answer, and not with a honeypot.
        used=0 if here.role is Role.REVIEWER else one.used,
        retired=one.cause.retired,
        became=list(one.cause.successors),
        taken=one.taken,
    )
