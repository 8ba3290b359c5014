"""Quick: the short way for what reviewers do with every item, claim and answer.

The routes remain what is documented and checked. This way takes only requests that they would
answer without a fault: a caller who is remembered and may, a body of the right shape. Then it runs
the route's own function, in a few threads of its own, since more only wait for the one writer.
Anything else goes on to the routes unread. Measured: a third of the processor time a request.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import anyio
import msgspec
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from errata.core.errors import ErrataError
from errata.flow.review.lease import release_under
from errata.server.depend import Here, here_at_once
from errata.server.permissions import Action
from errata.server.problems import answer
from errata.server.room import Room
from errata.server.routes import tasks
from errata.server.shapes.reviews import ReviewGiven
from errata.server.shapes.tasks import ClaimAnswer, ClaimGiven

T = TypeVar("T")

THREADS = 4
LARGEST = 64 * 1024  # bytes of a body; a longer one takes its time anyway
UNREADABLE = (msgspec.MsgspecError, ValidationError, RecursionError, UnicodeDecodeError)


@dataclass(frozen=True, kw_only=True)
class Way:
    """A route that may be reached the short way."""

    pattern: re.Pattern[str]
    path_format: str  # as the route's, for the metrics
    shape: type[BaseModel]
    run: Callable[..., BaseModel]  # (here, *what the path names besides the project, body)


def _way(path: str, shape: type[BaseModel], run: Callable[..., BaseModel]) -> Way:
    path = f"/api/v1/projects/{{project}}/{path}"
    pattern = re.sub(r"\\\{(\w+)\\\}", r"([^/]{1,200})", re.escape(path))
    return Way(pattern=re.compile(pattern), path_format=path, shape=shape, run=run)


WAYS = (
    _way("tasks/claim", ClaimGiven, tasks.claim),
    _way("tasks/{task}/review", ReviewGiven, tasks.review),
)


class Quick:
    """Answers what it can at once and hands on the rest."""

    def __init__(self, app: ASGIApp, *, room: Room) -> None:
        self._app, self._room = app, room
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="errata review")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        found = _found(scope)
        if found is None:
            await self._app(scope, receive, send)
            return
        way, (project, *named) = found
        messages = [await receive()]
        while messages[-1]["type"] == "http.request" and messages[-1].get("more_body"):
            messages.append(await receive())
        here = here_at_once(self._room, Request(scope), project, Action.REVIEW)
        body = _read(way, messages)
        if here is None or body is None:
            await self._app(scope, _again(messages, receive), send)
            return
        scope["route"] = way
        try:
            told = await self._elsewhere(partial(_run, way, here, named, body))
        except ErrataError as error:
            await answer(error, instance=scope["path"])(scope, receive, send)
            return
        if isinstance(told, ClaimAnswer) and told.task is not None and await _gone(receive):
            # The page was left while it asked: nobody knows of this task, so nobody would answer.
            held = [(told.task.id, told.task.token)]
            await self._elsewhere(partial(release_under, here.ws, held, reviewer=here.caller.name))
        data = told.__pydantic_serializer__.to_json(told)
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(data)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": data})

    async def _elsewhere(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


async def _gone(receive: Receive) -> bool:
    """Whether the caller has hung up, without waiting for it."""
    message: Message = {}
    with anyio.CancelScope() as scope:
        scope.cancel()
        message = await receive()
    return message.get("type") == "http.disconnect"


def _found(scope: Scope) -> tuple[Way, tuple[str, ...]] | None:
    if scope["type"] != "http" or scope["method"] != "POST":
        return None
    path: str = scope["path"]
    if not path.endswith(("/claim", "/review")):
        return None
    length = dict(scope["headers"]).get(b"content-length", b"")
    if not length.isdigit() or int(length) > LARGEST:
        return None
    for way in WAYS:
        match = way.pattern.fullmatch(path)
        if match is not None:
            return way, match.groups()
    return None


def _read(way: Way, messages: list[Message]) -> BaseModel | None:
    """The body, if it has the shape."""
    if messages[-1]["type"] != "http.request":
        return None  # the caller is gone
    try:
        given = msgspec.json.decode(b"".join(message.get("body", b"") for message in messages))
        return way.shape.model_validate(given)
    except UNREADABLE:
        return None


def _run(way: Way, here: Here, named: list[str], body: BaseModel) -> BaseModel:
    return way.run(here, *named, body)


def _again(messages: list[Message], receive: Receive) -> Receive:
    """What was read of the request once more, then what follows."""
    waiting = iter(messages)

    async def replayed() -> Any:
        message = next(waiting, None)
        return message if message is not None else await receive()

    return replayed
