"""Where the model errs, why, and how the reviewers do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query

from errata.core.model import SliceWatch
from errata.core.slices import Slice
from errata.flow.watch_slice import watch_slice, watched_slices
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
    SliceAlias,
    SliceExample,
    SliceSeen,
    SlicesSeen,
    SliceWatchMade,
    SliceWatchSeen,
    WatchedSlice,
    WatchSlice,
)

if TYPE_CHECKING:
    from errata.flow.lead.slices_page import ShownSlice

router = Router("findings")

FRESH = 20.0  # seconds that an analysis of everything reviewed may be old

Finding = Annotated[Here, may(Action.READ_FINDINGS)]


@router.get("/projects/{project}/slices", responses=problems(404))
def slices(
    here: Finding,
    min_support: Annotated[
        int, Query(ge=2, le=1_000_000, description="Judged items that a slice has at least.")
    ] = 30,
    max_depth: Annotated[
        int, Query(ge=1, le=3, description="Conditions that a slice has at most.")
    ] = 3,
) -> SlicesSeen:
    """Error vectors as stories, strongest first, with examples, causes and their remedy."""
    from errata.flow.lead.slices_page import slices_page

    found = remembered_in(here.room).get(
        ("slices", here.project.id, min_support, max_depth),
        lambda: slices_page(here.ws, min_support=min_support, max_depth=max_depth),
        seconds=FRESH,
    )
    with here.ws.store.snapshot() as view:  # what is watched is told as it stands now
        watched = {each.name: each for each in watched_slices(view, here.ws)}
    return SlicesSeen(
        found=[_seen(each, watched.get(each.slice.name)) for each in found.found],
        watched=[
            WatchedSlice(
                name=each.name,
                predicate=dict(each.predicate),
                weight=each.weight,
                watch=SliceWatchSeen.model_validate(each),
            )
            for each in watched.values()
        ],
        n=found.n,
        errors=found.errors,
        sampled=found.sampled,
        says=found.says,
    )


def _seen(shown: ShownSlice, watch: SliceWatch | None) -> SliceSeen:
    return SliceSeen(
        **_figures(shown.slice),
        story=shown.story,
        aliases=[SliceAlias(**_figures(alias)) for alias in shown.aliases],
        says=shown.says,
        examples=[SliceExample.model_validate(example) for example in shown.examples],
        causes=shown.causes,
        remedy=shown.remedy,
        watched=watch is not None,
        watch=None if watch is None else SliceWatchSeen.model_validate(watch),
    )


def _figures(found: Slice) -> dict[str, Any]:
    return {
        "name": found.name,
        "predicate": dict(found.predicate),
        "support": found.support,
        "error_rate": EstimateSeen.model_validate(found.error_rate),
        "lift": EstimateSeen.model_validate(found.lift),
        "p_value": found.p_value,
    }


@router.post("/projects/{project}/slices/watch", responses=problems(404, 422))
def watch(here: Annotated[Here, may(Action.WATCH_SLICES)], wanted: WatchSlice) -> SliceWatchMade:
    """Flag new predictions in a slice from now on, or no more."""
    made = watch_slice(
        here.ws,
        wanted.name,
        predicate=wanted.predicate,
        watched=wanted.watched,
        weight=wanted.weight,
        why=wanted.why,
        by=here.caller.name,
    )
    return SliceWatchMade.model_validate(made)


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
    from errata.flow.lead.reviewers_page import reviewers_page, scoring_of

    memory, project = remembered_in(here.room), here.project.id
    scoring = scoring_of(here.ws)
    page = memory.get(
        ("reviewers", project, scoring, cursor, limit),
        lambda: reviewers_page(here.ws, cursor=cursor, limit=limit),
        seconds=FRESH,
    )
    anchored = memory.get(("anchoring", project), lambda: anchoring(here.ws), seconds=FRESH)
    return ReviewersSeen.model_validate(
        {
            "items": [ReviewerSeen.model_validate(row) for row in page.items],
            "next": page.next,
            "anchoring": AnchoringSeen.model_validate(anchored),
            "scoring": scoring,
        }
    )
