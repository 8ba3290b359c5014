"""The instructions that reviewers read, in versions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import Path

from errata.core.labels import Labels
from errata.core.project import Guideline
from errata.flow.edge_case import add_edge_case
from errata.flow.guidelines import current_guideline, guideline, history, publish_guideline
from errata.loop.review.guideline_sections import guideline_sections
from errata.server.depend import Here, may
from errata.server.paging import USUAL, Cursor, Limit, Page, cut
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.guidelines import (
    EdgeCaseGiven,
    EdgeCaseMade,
    GuidelineGiven,
    GuidelineListed,
    GuidelineMade,
    GuidelineSeen,
    SectionSeen,
)

router = Router("guidelines")

Reading = Annotated[Here, may(Action.READ_GUIDELINES)]
Version = Annotated[int, Path(ge=1, lt=1 << 31)]


@router.get("/projects/{project}/guidelines", responses=problems(404))
def current(here: Reading) -> GuidelineSeen:
    """The version in force, whole and by label."""
    with here.ws.store.snapshot() as view:
        found = current_guideline(view, here.ws)
    if found is None:
        return GuidelineSeen(version=0, text="", by=None, created_at=None, changes="", sections=[])
    return _seen(found, here.ws.labels)


@router.get("/projects/{project}/guidelines/history", responses=problems(404))
def versions(here: Reading, cursor: Cursor = None, limit: Limit = USUAL) -> Page[GuidelineListed]:
    """Every version and what it changed, newest first."""
    with here.ws.store.snapshot() as view:
        found = history(view, here.ws)
    rows, following = cut(
        found, lambda one: f"{one.version:010}", cursor=cursor, limit=limit, newest_first=True
    )
    listed = [
        GuidelineListed(
            version=one.version, by=one.by, created_at=one.created_at, changes=one.changes
        )
        for one in rows
    ]
    return Page[GuidelineListed](items=listed, next=following)


@router.get("/projects/{project}/guidelines/{version}", responses=problems(404))
def one_version(here: Reading, version: Version) -> GuidelineSeen:
    """One version, whole and by label."""
    with here.ws.store.snapshot() as view:
        found = guideline(view, here.ws, version)
    return _seen(found, here.ws.labels)


@router.post("/projects/{project}/guidelines", status_code=201, responses=problems(404, 409))
def publish(
    here: Annotated[Here, may(Action.CHANGE_GUIDELINES)], given: GuidelineGiven
) -> GuidelineMade:
    """The next version; reviewers are told what changed."""
    made = publish_guideline(here.ws, given.text, changes=given.changes, after=given.after)
    return GuidelineMade(version=made.version)


@router.post(
    "/projects/{project}/guidelines/edge-cases", status_code=201, responses=problems(404, 409)
)
def edge_case(
    here: Annotated[Here, may(Action.CHANGE_GUIDELINES)], given: EdgeCaseGiven
) -> EdgeCaseMade:
    """A settled task as an example: a do of its label, a don't of the one it was mistaken for."""
    made = add_edge_case(here.ws, given.task_id, why=given.why, mistaken_for=given.mistaken_for)
    return EdgeCaseMade(version=made.guideline.version, lines=list(made.lines))


def _seen(found: Guideline, labels: Labels) -> GuidelineSeen:
    return GuidelineSeen(
        version=found.version,
        text=found.text,
        by=found.by,
        created_at=found.created_at,
        changes=found.changes,
        sections=[
            SectionSeen(**asdict(section) | {"label": section.label and labels.fold(section.label)})
            for section in guideline_sections(found.text, labels.columns)
        ],
    )
