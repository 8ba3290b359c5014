"""Remedies: collect data, change the model, refine the guidelines, or fix the input?"""

from __future__ import annotations

from typing import Annotated

from errata.server.depend import Here, may
from errata.server.long_verbs import remembered_in
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.remedies import AdviceSeen, RemediesSeen

router = Router("remedies")

FRESH = 20.0  # seconds that an analysis of everything reviewed may be old


@router.get("/projects/{project}/remedies", responses=problems(404))
def remedies(here: Annotated[Here, may(Action.READ_FINDINGS)]) -> RemediesSeen:
    """What the causes of the errors ask for: in all, by error vector, by class; with reasons."""
    from errata.flow.remedies import remedies as read

    found = remembered_in(here.room).get(
        ("remedies", here.project.id), lambda: read(here.ws), seconds=FRESH
    )
    whole = AdviceSeen.model_validate(found.whole)
    return RemediesSeen(
        remedies=whole.remedies,
        whole=whole,
        vectors=[AdviceSeen.model_validate(each) for each in found.vectors],
        classes=[AdviceSeen.model_validate(each) for each in found.classes],
        says=found.says,
    )
