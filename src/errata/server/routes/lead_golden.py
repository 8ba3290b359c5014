"""Labelled items from outside: the golden set and the base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from errata.server.depend import Here, may
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routes.lead_datasets import seen_by_id
from errata.server.routing import Router
from errata.server.shapes.lead_datasets import (
    BaseGiven,
    DatasetSeen,
    GoldenAdded,
    GoldenGiven,
    GoldenSeen,
    LabelledItem,
)

if TYPE_CHECKING:
    from errata.server.captured.checked import Checked

router = Router("golden")


@router.get("/projects/{project}/golden", responses=problems(404))
def golden(here: Annotated[Here, may(Action.READ_GOLDEN)]) -> GoldenSeen:
    """How many verified cases there are, why, and how worn they are."""
    from errata.flow.lead.golden_page import golden_page

    found = golden_page(here.ws)
    return GoldenSeen(
        version=found.version.id if found.version else None,
        number=found.version.number if found.version else None,
        cases=found.cases,
        by_stratum=found.by_stratum,
        by_class=found.by_class,
        by_fold=found.by_fold,
        uses=found.uses,
    )


@router.post("/projects/{project}/golden", responses=problems(404, 409))
def add_golden(here: Annotated[Here, may(Action.ADD_GOLDEN)], given: GoldenGiven) -> GoldenAdded:
    """Add verified cases that never train; those held already stay as they are."""
    from errata.core.dataset import Stratum
    from errata.flow.hold import add_hold

    read = _read(here, given.items)
    stratum = Stratum.MUST_PASS if given.must_pass else Stratum.RANDOM
    added = add_hold(
        here.ws, read.items, read.predicted, attributes=read.attributes, stratum=stratum
    )
    return GoldenAdded(added=added)


@router.post("/projects/{project}/base", responses=problems(404, 409))
def add_base(here: Annotated[Here, may(Action.ADD_BASE)], given: BaseGiven) -> DatasetSeen:
    """Give the labelled data that the first model is trained on; dataset version 1."""
    from errata.flow.base import add_base as start

    read = _read(here, given.items)
    return seen_by_id(here.ws, start(here.ws, read.items, read.predicted).id)


def _read(here: Here, sent: list[LabelledItem]) -> Checked:
    """The items, held against the project as captured ones are; every fault is told at once."""
    from errata.engine.uploads import read_image_upload
    from errata.server.captured.checked import checked
    from errata.server.captured.columns import Columns

    names = dict.fromkeys(name for item in sent for name in item.attributes or ())
    columns = Columns(
        n=len(sent),
        labels=[item.label for item in sent],
        attributes={name: [(item.attributes or {}).get(name) for item in sent] for name in names},
    )
    for field in ("text", "record", "image", "group", "subject"):
        column = [getattr(item, field) for item in sent]
        if any(value is not None for value in column):
            setattr(columns, field + "s", column)
    return checked(
        columns,
        here.project,
        model="labelled",
        read_image=read_image_upload,
        mint=here.ws.mint,
    )
