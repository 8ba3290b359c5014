"""Routing: the router that every noun's routes hang on, with JSON read strictly.

No NaN, no half surrogates, no numbers out of range, nothing after the end: what Python's own
reader would let through.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response


class StrictRequest(Request):
    """A request whose JSON body must be JSON."""

    async def json(self) -> Any:
        """The body's value; answers 400 when it is no JSON."""
        try:
            return msgspec.json.decode(await self.body())
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            said = "too deep" if isinstance(error, RecursionError) else str(error)
            raise HTTPException(400, f"The body is no JSON: {said}") from None


class StrictRoute(APIRoute):
    """A route that hands its request on as a strict one."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            return await handle(StrictRequest(request.scope, request.receive))

        return strictly


class Router(APIRouter):
    """The routes of one noun."""

    def __init__(self, noun: str) -> None:
        super().__init__(tags=[noun], route_class=StrictRoute)
