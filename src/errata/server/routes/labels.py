"""The labels of a project: which there are, and the next version of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from errata.flow.labels import change_labels, listed_labels
from errata.server.depend import Here, may
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.labels import (
    LabelMoved,
    LabelsEdit,
    LabelSeen,
    LabelsMade,
    LabelsSeen,
    LabelVersion,
)

router = Router("labels")


@router.get("/projects/{project}/labels", responses=problems(404))
def labels(here: Annotated[Here, may(Action.READ_GUIDELINES)]) -> LabelsSeen:
    """Every label that ever was, what it counts as, and the versions."""
    rows, versions = listed_labels(here.ws)
    return LabelsSeen(
        version=versions[0].version if versions else 1,
        items=[LabelSeen(**asdict(row)) for row in rows],
        widths=list(here.ws.labels.widths),
        history=[
            LabelVersion(
                version=one.version, changes=one.changes, by=one.by, created_at=one.created_at
            )
            for one in versions
        ],
    )


@router.post("/projects/{project}/labels", status_code=201, responses=problems(404, 409))
def change(here: Annotated[Here, may(Action.CHANGE_LABELS)], given: LabelsEdit) -> LabelsMade:
    """Add, rename and merge labels. Nothing stored is rewritten; it counts under the new names."""
    done = change_labels(
        here.ws, add=given.add, rename=given.rename, merge=given.merge, changes=given.changes
    )
    here.room.relabel()
    return LabelsMade(
        version=done.version,
        in_use=list(done.in_use),
        added=list(done.added),
        moved=[LabelMoved(**asdict(each)) for each in done.moved],
        errors_gone=done.errors_gone,
        certificates=done.certificates,
        says=done.says(),
    )
