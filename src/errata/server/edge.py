"""Edge: what holds for every answer: it is counted, carries the security headers, and an error
that got this far is told without its traceback.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from errata.server.metrics import Requests
from errata.server.problems import log, unexpected, without_secrets

CONTENT_SECURITY = (
    "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CONTENT_SECURITY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
NO_STORE = (b"cache-control", b"no-store")
HTTPS_ONLY = (b"strict-transport-security", b"max-age=31536000")


class Edge:
    """The outermost layer of the app."""

    def __init__(self, app: ASGIApp, *, requests: Requests) -> None:
        self._app, self._requests = app, requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _with_headers(scope, message.get("headers", ()))
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except ClientDisconnect:  # whoever asked went away before they had said it all
            pass
        except Exception as error:
            if not status:
                await unexpected(error, instance=scope["path"])(scope, receive, sending)
            elif status != 500:  # then it is logged already
                shown = without_secrets(scope["path"])
                log.error("the answer to %s broke off", shown, exc_info=error)
        finally:
            self._requests.count(_route(scope), scope["method"], status, started)


def _with_headers(scope: Scope, given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    headers = list(given)
    names = {name.lower() for name, _ in headers}
    headers += [header for header in HEADERS if header[0] not in names]
    if b"cache-control" not in names:
        headers.append(NO_STORE)
    if scope.get("scheme") == "https":
        headers.append(HTTPS_ONLY)
    return headers


def _route(scope: Scope) -> str:
    """The route's pattern, so that a count has few names; "" where nothing matched."""
    context = scope.get("fastapi", {})
    effective = context.get("effective_route_context") if isinstance(context, dict) else None
    route = effective or scope.get("route")
    path = getattr(route, "path_format", None) or getattr(route, "path", None)
    return path if isinstance(path, str) else ""
