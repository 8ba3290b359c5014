"""Predictions: capture, in the shapes that calling systems have, and what was captured."""

from __future__ import annotations

import asyncio
import math
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from errata.core.prediction import Decisions, Prediction
from errata.flow.capture import capture
from errata.server.captured.answers import as_arrow, as_json, as_ndjson
from errata.server.captured.checked import checked
from errata.server.captured.json_rows import read_json, read_ndjson
from errata.server.depend import Here, may
from errata.server.limits import ARROW, JSON, NDJSON, media_type
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.settings import MEBIBYTE
from errata.server.shapes.capture import PredictionShown
from errata.server.shapes.capture_schema import BODIES, DECISIONS

router = Router("predictions")

LARGE = 4 * MEBIBYTE  # a body of this size waits for its turn ...
AT_ONCE = 2  # ... so that a few of them do not fill the memory


@router.post(
    "/projects/{project}/predictions",
    status_code=201,
    response_class=Response,
    responses={
        **problems(404, 409),
        200: {"description": "All of them were stored before.", "content": DECISIONS},
        201: {"description": "Stored.", "content": DECISIONS},
    },
    openapi_extra={"requestBody": {"required": True, "content": BODIES}},
)
async def predictions(
    request: Request,
    here: Annotated[Here, may(Action.CAPTURE)],
    model: Annotated[
        str | None,
        Query(description="Whose predictions these are, where they do not say.", max_length=200),
    ] = None,
) -> Response:
    """Capture one prediction, a list, NDJSON or an Arrow IPC stream; each is decided at once.

    The same `id` with the same content answers the stored decision. A body with any fault is
    refused whole, and every fault is told.
    """
    kind = media_type(dict(request.scope["headers"])) or JSON
    length = int(request.headers.get("content-length") or LARGE)
    if length < LARGE:
        body = await request.body()
        return await run_in_threadpool(_captured, here, request, body, kind, model)
    turn = here.room.kept.setdefault("large bodies", asyncio.Semaphore(AT_ONCE))
    async with turn:
        body = await request.body()
        return await run_in_threadpool(_captured, here, request, body, kind, model)


@router.get("/projects/{project}/predictions/{prediction_id}", responses=problems(404))
def prediction(
    here: Annotated[Here, may(Action.READ_PREDICTION)], prediction_id: str
) -> PredictionShown:
    """A stored prediction."""
    with here.ws.store.snapshot() as view:
        found = view.log.rows(here.project.id, [prediction_id])[0]
    return _shown(found, here.project.labels)


def _captured(here: Here, request: Request, body: bytes, kind: str, model: str | None) -> Response:
    one = False
    if kind == ARROW:
        from errata.server.captured.arrow_rows import read_arrow

        sent = read_arrow(body, most=here.room.settings.predictions_bulk)
    elif kind == NDJSON:
        sent = read_ndjson(body, most=here.room.settings.predictions_bulk)
    else:
        sent, many = read_json(body, most=here.room.settings.predictions_json)
        one = not many
    del body
    ready = checked(
        sent,
        here.project,
        model=model,
        read_image=_read_image,
        mint=here.ws.mint,
        widths=here.ws.labels.widths,
    )
    decisions = capture(
        here.ws,
        ready.items,
        model=ready.model,
        probabilities=ready.probabilities,
        predicted=ready.predicted,
        attributes=ready.attributes,
        ids=ready.ids,
    )
    request.app.state.requests.captured[kind] += len(decisions)
    return _answer(decisions, request, one=one)


def _answer(decisions: Decisions, request: Request, *, one: bool) -> Response:
    wanted = request.headers.get("accept", "")
    status = 200 if bool(decisions.replayed.all()) else 201
    if ARROW in wanted:
        return Response(as_arrow(decisions), status_code=status, media_type=ARROW)
    if NDJSON in wanted:
        return Response(as_ndjson(decisions), status_code=status, media_type=NDJSON)
    return Response(as_json(decisions, one=one), status_code=status, media_type=JSON)


def _read_image(data: bytes) -> bytes:
    from errata.engine.uploads import read_image_upload

    return read_image_upload(data)


def _shown(found: Prediction, labels: tuple[str, ...]) -> PredictionShown:
    shares = found.probabilities.tolist()
    known = not any(math.isnan(share) for share in shares)
    attributes: dict[str, Any] = dict(found.attributes)
    return PredictionShown(
        id=found.id,
        item_id=found.item_id,
        model=found.model,
        label=found.label,
        runner_up=found.runner_up,
        confidence=None if math.isnan(found.confidence) else found.confidence,
        probabilities=dict(zip(labels, shares, strict=True)) if known else None,
        decision=found.decision.value,
        reasons=list(found.flags),
        score=found.score,
        propensity=found.propensity,
        sampled=found.sampled,
        strategy=found.strategy,
        policy_version=found.policy_version,
        attributes=attributes,
        group=found.group,
        at=found.at,
    )
