"""Long verbs over HTTP: 200 with the result when it is there in time, else 202 with the job."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from fastapi import Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from errata.server.depend import Here
from errata.server.jobs import Job, Jobs
from errata.server.remembered import Remembered
from errata.server.room import Room
from errata.server.shapes.jobs import JobAccepted, JobSeen

Wait = Annotated[
    float, Query(ge=0, le=600, description="Seconds to wait for the result; then 202 and the job.")
]
ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {"description": "It is being done; ask for the job.", "model": JobAccepted}
}


def jobs_of(room: Room) -> Jobs:
    """The process's jobs."""
    kept: Jobs = room.kept.setdefault(
        "jobs", Jobs(clock=room.site.clock, entropy=room.site.entropy)
    )
    return kept


def remembered_in(room: Room) -> Remembered:
    """The process's memory of costly answers."""
    kept: Remembered = room.kept.setdefault("remembered", Remembered())
    return kept


async def done_in_time(
    here: Here, request: Request, verb: str, work: Callable[[], BaseModel], wait: float
) -> Response:
    """Start the verb and wait for it, without holding a thread; its error is the answer's."""
    job = jobs_of(here.room).start(
        here.project.id,
        verb,
        lambda: work().model_dump(mode="json"),
        by=here.caller.name,
        instance=request.url.path,
    )
    ended = asyncio.wrap_future(job.done)
    ended.add_done_callback(lambda found: found.cancelled() or found.exception())  # it is told
    await asyncio.wait([ended], timeout=wait)
    if job.done.done():
        return _json(job.done.result(), 200)
    return _json({"job": job.id}, 202)


def job_seen(job: Job) -> JobSeen:
    """A job as it is told."""
    return JobSeen(
        id=job.id,
        verb=job.verb,
        by=job.by,
        state=job.state,
        asked_at=job.asked_at,
        ended_at=job.ended_at,
        result=job.result,
        problem=job.problem,
    )


def _json(value: Any, status: int) -> Response:
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")
