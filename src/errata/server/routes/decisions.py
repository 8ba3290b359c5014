"""Decisions: what a calling system may act on by now."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.concurrency import run_in_threadpool

from errata.flow.decision import Decided, Standing, decision_of
from errata.server.depend import Here, may
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.capture import DecisionShown

router = Router("predictions")


@router.get(
    "/projects/{project}/predictions/{prediction_id}/decision",
    responses=problems(404),
    response_model=DecisionShown,
)
async def decision(
    request: Request,
    here: Annotated[Here, may(Action.READ_DECISION)],
    prediction_id: str,
    wait: Annotated[
        float, Query(ge=0, le=60, description="Seconds to wait for the answer to be final.")
    ] = 0.0,
) -> dict[str, Any]:
    """The decision on a prediction: pending until people have agreed. It never accepts itself.

    With `wait` the answer comes as soon as it is final, or after so many seconds as it stands.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + min(wait, here.room.settings.wait_seconds)
    while True:
        found: Decided = await run_in_threadpool(decision_of, here.ws, prediction_id)
        left = until - loop.time()
        if found.status is not Standing.PENDING or left <= 0 or await request.is_disconnected():
            return found.as_dict()
        await here.room.news.hear(found.id, seconds=left)
