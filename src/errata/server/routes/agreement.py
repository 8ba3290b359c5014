"""Agreement: whether reviewers mean the same, and where they do not."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from pydantic import AwareDatetime

from errata.server.depend import Here, may
from errata.server.long_verbs import remembered_in
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.agreement import AgreementSeen

router = Router("agreement")

FRESH = 20.0  # seconds that an analysis of everything reviewed may be old


@router.get("/projects/{project}/agreement", responses=problems(404))
def agreement(
    here: Annotated[Here, may(Action.READ_AGREEMENT)],
    since: Annotated[
        AwareDatetime | None, Query(description="Answers from then on alone; with its zone.")
    ] = None,
    scale: Annotated[
        Literal["nominal", "ordinal"],
        Query(description="Ordinal where the labels stand in an order: then distance counts."),
    ] = "nominal",
) -> AgreementSeen:
    """Krippendorff's alpha in all, by class, cause, slice and version of the guidelines."""
    from errata.flow.agreement import agreement as read

    found = remembered_in(here.room).get(
        ("agreement", here.project.id, since, scale),
        lambda: read(here.ws, since=since, scale=scale),
        seconds=FRESH,
    )
    return AgreementSeen.model_validate(found)
