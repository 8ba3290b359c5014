"""Health: whether the process lives, whether its store answers, and what it has counted."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from errata.core.account import EVERYWHERE, Role
from errata.core.errors import ErrataError, NotAllowed, Unavailable
from errata.core.project import Project
from errata.core.task import Resolution
from errata.flow.review.given import answers_given
from errata.server.auth import Caller
from errata.server.depend import caller_of, room_of
from errata.server.metrics import Requests, gauges
from errata.server.room import Room

router = APIRouter(include_in_schema=False)
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz")
async def live() -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def ready(request: Request) -> Response:
    """The store answers too."""
    try:
        with room_of(request).site.store.snapshot() as view:
            view.count(Project)
    except ErrataError as error:
        raise Unavailable(f"the store does not answer: {error}") from error
    return PlainTextResponse("ready\n")


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """What was counted, for Prometheus: its key is a service's or an admin's."""
    from starlette.concurrency import run_in_threadpool

    room, requests = room_of(request), request.app.state.requests
    assert isinstance(requests, Requests)
    caller = None
    if not room.settings.metrics_open:
        caller = await caller_of(request)
        if not {Role.ADMIN, Role.SERVICE} & set(caller.roles.values()):
            raise NotAllowed(
                f"{caller.name} may not read the metrics", do="use the key of a service"
            )
    lines = await run_in_threadpool(lambda: list(_stored(room, caller)))
    return Response("\n".join((*requests.lines(), *lines, "")), media_type=MEDIA_TYPE)


def _stored(room: Room, caller: Caller | None) -> Iterator[str]:
    """What lies in the store, of the projects that the caller serves."""
    store = room.site.store
    with store.snapshot() as view:
        projects = [
            project
            for project in view.find(Project)
            if caller is None or _serves(caller, EVERYWHERE) or _serves(caller, project.id)
        ]
        missing = {p.name: float(view.queue.open_slots(p.id)) for p in projects}
        reviews = {p.name: float(answers_given(view, project_id=p.id)) for p in projects}
        agreed = {p.name: float(view.count(Resolution, project_id=p.id)) for p in projects}
    yield from gauges("errata_answers_missing", "Answers that the queue waits for.", missing)
    yield from gauges("errata_reviews", "Reviews given.", reviews)
    yield from gauges("errata_resolutions", "Tasks resolved.", agreed)


def _serves(caller: Caller, project_id: str) -> bool:
    return caller.role_in(project_id) in (Role.ADMIN, Role.SERVICE)
