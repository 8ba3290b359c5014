"""Cycles: turns of the loop; and the long verbs under way."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request
from starlette.responses import Response

from errata.flow.lead.records import cycles_page
from errata.server.depend import Here, may
from errata.server.long_verbs import ACCEPTED, Wait, done_in_time, job_seen, jobs_of
from errata.server.paging import USUAL, Cursor, Limit, Page
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.jobs import JobSeen
from errata.server.shapes.lead_models import CycleSeen, cycle_seen

router = Router("cycles")

JobReading = Annotated[Here, may(Action.READ_JOBS)]


@router.get("/projects/{project}/cycles", responses=problems(404))
def cycles(
    here: Annotated[Here, may(Action.READ_CYCLES)], cursor: Cursor = None, limit: Limit = USUAL
) -> Page[CycleSeen]:
    """Turns of the loop, newest first."""
    page = cycles_page(here.ws, cursor=cursor, limit=limit)
    return Page[CycleSeen](items=[cycle_seen(each) for each in page.items], next=page.next)


@router.post(
    "/projects/{project}/cycles",
    response_model=CycleSeen,
    responses={**ACCEPTED, **problems(404, 409)},
)
async def run_cycle(
    here: Annotated[Here, may(Action.RUN_CYCLE)], request: Request, wait: Wait = 0
) -> Response:
    """One turn: curate, retrain, prove, promote if it passed, certify."""

    def work() -> CycleSeen:
        from errata.flow.run_cycle import run_cycle as run

        return cycle_seen(run(here.ws, by=here.caller.name))

    return await done_in_time(here, request, "run_cycle", work, wait)


@router.get("/projects/{project}/jobs", responses=problems(404))
def jobs(here: JobReading) -> Page[JobSeen]:
    """Long verbs of this project that this server process ran, newest first."""
    found = jobs_of(here.room).listed(here.project.id)
    return Page[JobSeen](items=[job_seen(job) for job in found], next=None)


@router.get("/projects/{project}/jobs/{job}", responses=problems(404))
def job(here: JobReading, job: Annotated[str, Path(min_length=1, max_length=100)]) -> JobSeen:
    """How far a long verb is, and what came of it."""
    return job_seen(jobs_of(here.room).get(here.project.id, job))
