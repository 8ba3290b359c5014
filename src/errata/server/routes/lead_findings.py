"""Where the model errs, why, and how the reviewers do."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from errata.server.depend import Here, may
from errata.server.long_verbs import remembered_in
from errata.server.paging import USUAL, Cursor, Limit
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.figures import EstimateSeen
from errata.server.shapes.lead_findings import (
    AnchoringSeen,
    ConfusionSeen,
    HeatMapSeen,
    ReviewerSeen,
    ReviewersSeen,
    SliceExample,
    SliceSeen,
    SlicesSeen,
)

router = Router("findings")

FRESH = 20.0  # seconds that an analysis of everything reviewed may be old

Finding = Annotated[Here, may(Action.READ_FINDINGS)]


@router.get("/projects/{project}/slices", responses=problems(404))
def slices(
    here: Finding,
    min_support: Annotated[
        int, Query(ge=2, le=1_000_000, description="Reviewed items that a slice has at least.")
    ] = 30,
) -> SlicesSeen:
    """Error vectors, strongest first, with examples, causes and their remedy."""
    from errata.flow.lead.slices_page import slices_page

    found = remembered_in(here.room).get(
        ("slices", here.project.id, min_support),
        lambda: slices_page(here.ws, min_support=min_support),
        seconds=FRESH,
    )
    return SlicesSeen(
        found=[
            SliceSeen(
                name=each.slice.name,
                predicate=dict(each.slice.predicate),
                support=each.slice.support,
                error_rate=EstimateSeen.model_validate(each.slice.error_rate),
                lift=EstimateSeen.model_validate(each.slice.lift),
                p_value=each.slice.p_value,
                examples=[SliceExample.model_validate(example) for example in each.examples],
                causes=each.causes,
                remedy=each.remedy,
            )
            for each in found.found
        ],
        n=found.n,
        errors=found.errors,
        says=found.says,
    )


@router.get("/projects/{project}/causes/heatmap", responses=problems(404))
def heatmap(here: Finding) -> HeatMapSeen:
    """Errors by what the model said and the cause that people gave."""
    from errata.flow.lead.heat_map import heat_map

    return HeatMapSeen.model_validate(heat_map(here.ws))


@router.get("/projects/{project}/confusion", responses=problems(404))
def confusion(
    here: Finding,
    sampled: Annotated[bool, Query(description="Of the random audits alone.")] = False,
) -> ConfusionSeen:
    """What people agreed on against what the model said."""
    from errata.flow.lead.confusion import confusion as count

    found = remembered_in(here.room).get(
        ("confusion", here.project.id, sampled),
        lambda: count(here.ws, sampled=sampled),
        seconds=FRESH,
    )
    return ConfusionSeen.model_validate(found)


@router.get("/projects/{project}/reviewers", responses=problems(404))
def reviewers(
    here: Annotated[Here, may(Action.READ_REVIEWERS)],
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> ReviewersSeen:
    """Reviewers by name, with how often the others agree with them."""
    from errata.flow.anchoring import anchoring
    from errata.flow.lead.reviewers_page import reviewers_page

    memory, project = remembered_in(here.room), here.project.id
    page = memory.get(
        ("reviewers", project, cursor, limit),
        lambda: reviewers_page(here.ws, cursor=cursor, limit=limit),
        seconds=FRESH,
    )
    anchored = memory.get(("anchoring", project), lambda: anchoring(here.ws), seconds=FRESH)
    return ReviewersSeen(
        items=[ReviewerSeen.model_validate(row) for row in page.items],
        next=page.next,
        anchoring=AnchoringSeen.model_validate(anchored),
    )
