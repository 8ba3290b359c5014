"""People at work: one reviewer in full, pauses, and scores that are contested."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import Path, Query

from errata.core.people import Pause
from errata.flow.people.contest import contest, contests_page, settle_contest
from errata.flow.people.pause import pause, resume
from errata.flow.people.rest import pause_says
from errata.server.depend import Here, may
from errata.server.paging import USUAL, Cursor, Limit, Page
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.lead_findings import ReviewerTold
from errata.server.shapes.people import (
    ContestGiven,
    ContestSaid,
    ContestSeen,
    PauseGiven,
    PauseSeen,
    SettledSeen,
    VerdictGiven,
)

router = Router("reviewers")

Reading = Annotated[Here, may(Action.READ_REVIEWERS)]
Managing = Annotated[Here, may(Action.MANAGE_REVIEWERS)]
Own = Annotated[Here, may(Action.CONTEST)]
Name = Annotated[str, Path(min_length=1, max_length=200, description="As GET reviewers tells it.")]
TaskId = Annotated[str, Path(min_length=1, max_length=100)]
WHERE = "/projects/{project}/reviewers/{name}"


@router.get(WHERE, responses=problems(404))
def reviewer(here: Reading, name: Name) -> ReviewerTold:
    """One reviewer: domains, weeks, pauses and contests; under a pseudonym where names hide."""
    from errata.flow.lead.reviewers_page import reviewer_story

    found = reviewer_story(here.ws, name)
    return ReviewerTold.model_validate(
        {
            **asdict(found.row),
            "scoring": found.scoring,
            "domains": [{"domain": name, "accuracy": one} for name, one in found.domains.items()],
            "weeks": [asdict(one) for one in found.weeks],
            "pauses": [asdict(one) for one in found.pauses],
            "contests": [asdict(one) for one in found.contests],
        }
    )


@router.post(WHERE + "/pause", status_code=201, responses=problems(404))
def pause_reviewer(here: Managing, name: Name, given: PauseGiven) -> PauseSeen:
    """Hand nothing out to a reviewer for some minutes; `why` is what they are told."""
    from errata.flow.lead.reviewers_page import named_here

    who = named_here(here.ws, name)
    return _paused(pause(here.ws, who, minutes=given.minutes, why=given.why, by=here.caller.name))


@router.post(WHERE + "/resume", responses=problems(404, 409))
def resume_reviewer(here: Managing, name: Name) -> PauseSeen:
    """End a reviewer's pause; the limits of a session and a day hold on."""
    from errata.flow.lead.reviewers_page import named_here

    return _paused(resume(here.ws, named_here(here.ws, name), by=here.caller.name))


@router.post(
    "/projects/{project}/tasks/{task}/contest", status_code=201, responses=problems(404, 409)
)
def contest_score(here: Own, task: TaskId, given: ContestGiven) -> ContestSaid:
    """Say that what one was scored by in a task is wrong; a lead looks at it."""
    made = contest(here.ws, task, reviewer=here.caller.name, why=given.why)
    return ContestSaid(id=made.id, task_id=made.task_id, why=made.why, created_at=made.created_at)


@router.get("/projects/{project}/contests", responses=problems(404))
def contests(
    here: Reading,
    open: Annotated[  # noqa: A002
        bool | None, Query(description="Those that wait for a lead; false: the settled.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[ContestSeen]:
    """Scores that reviewers contest, newest first."""
    page = contests_page(here.ws, only_open=open, cursor=cursor, limit=limit)
    return Page[ContestSeen](
        items=[ContestSeen.model_validate(row) for row in page.items], next=page.next
    )


@router.post("/projects/{project}/contests/{contest_id}/settle", responses=problems(404, 409))
def settle(
    here: Managing,
    contest_id: Annotated[str, Path(min_length=1, max_length=100)],
    given: VerdictGiven,
) -> SettledSeen:
    """Uphold a contest, and the answer no longer counts against its reviewer; or refuse it."""
    made = settle_contest(
        here.ws, contest_id, upheld=given.upheld, why=given.why, by=here.caller.name
    )
    return SettledSeen.model_validate(made)


def _paused(made: Pause) -> PauseSeen:
    return PauseSeen(
        reason=made.reason.value,
        says=pause_says(made.reason, made.figures),
        until=made.until,
        by=made.by,
        created_at=made.created_at,
    )
