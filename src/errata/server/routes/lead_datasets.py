"""Dataset versions: listed, held against one another, and made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Path, Query, Request
from starlette.responses import Response

from errata.flow.lead.datasets_page import datasets_page, one_dataset
from errata.server.depend import Here, may
from errata.server.long_verbs import ACCEPTED, Wait, done_in_time, remembered_in
from errata.server.paging import USUAL, Cursor, Limit, Page
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.lead_datasets import (
    ChangeCounts,
    DatasetSeen,
    DiffExampleSeen,
    DiffSeen,
)

if TYPE_CHECKING:
    from errata.flow.lead.datasets_page import DatasetRow
    from errata.flow.workspace import Workspace

router = Router("datasets")

Reading = Annotated[Here, may(Action.READ_DATASETS)]
Version = Annotated[str, Query(min_length=1, max_length=64, description="Number or identifier.")]
FOREVER = 1e9  # versions never change


@router.get("/projects/{project}/datasets", responses=problems(404))
def datasets(here: Reading, cursor: Cursor = None, limit: Limit = USUAL) -> Page[DatasetSeen]:
    """Versions, newest first."""
    page = datasets_page(here.ws, cursor=cursor, limit=limit)
    return Page[DatasetSeen](items=[dataset_seen(row) for row in page.items], next=page.next)


@router.get("/projects/{project}/datasets/diff", responses=problems(404))
def diff(here: Reading, a: Version, b: Version) -> DiffSeen:
    """What version b has that a has not, and the other way round."""
    from errata.flow.lead.dataset_diff import dataset_diff
    from errata.loop.curate.diff import Change

    first, second = one_dataset(here.ws, a), one_dataset(here.ws, b)
    found = remembered_in(here.room).get(
        ("diff", here.project.id, first.version.id, second.version.id),
        lambda: dataset_diff(here.ws, first.version.id, second.version.id),
        seconds=FOREVER,
    )
    counts = {change.value: ChangeCounts.model_validate(found.counts[change]) for change in Change}
    return DiffSeen(
        a=dataset_seen(first),
        b=dataset_seen(second),
        examples=[DiffExampleSeen.model_validate(each) for each in found.examples],
        **counts,
    )


@router.get("/projects/{project}/datasets/{dataset}", responses=problems(404))
def dataset(
    here: Reading, dataset: Annotated[str, Path(min_length=1, max_length=64)]
) -> DatasetSeen:
    """The version of that number or identifier."""
    return dataset_seen(one_dataset(here.ws, dataset))


@router.post(
    "/projects/{project}/datasets",
    response_model=DatasetSeen,
    responses={**ACCEPTED, **problems(404, 409)},
)
async def curate(
    here: Annotated[Here, may(Action.CURATE)], request: Request, wait: Wait = 600
) -> Response:
    """Make the next version of what is agreed, or answer the newest when nothing has changed."""

    def work() -> DatasetSeen:
        from errata.flow.curate import curate as make

        return seen_by_id(here.ws, make(here.ws).id)

    return await done_in_time(here, request, "curate", work, wait)


def seen_by_id(ws: Workspace, ident: str) -> DatasetSeen:
    """The version of that identifier."""
    return dataset_seen(one_dataset(ws, ident))


def dataset_seen(row: DatasetRow) -> DatasetSeen:
    """A version as it is told."""
    version = row.version
    return DatasetSeen(
        id=version.id,
        project_id=version.project_id,
        number=version.number,
        parent_id=version.parent_id,
        parts=list(version.parts),
        n=version.n,
        n_injected=version.n_injected,
        report=dict(version.report),
        created_at=version.created_at,
        rows=version.n,
        injected=version.n_injected,
        by_class=version.report.get("by_class", {}),
        by_cause=version.report.get("by_cause", {}),
        models=row.models,
    )
