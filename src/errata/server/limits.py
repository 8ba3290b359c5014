"""Limits: how large a request's body may be and of which media type, before anybody reads it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from errata.server.problems import TooLarge, WrongType, answer
from errata.server.settings import MEBIBYTE, ServerSettings

JSON = "application/json"
NDJSON = "application/x-ndjson"
ARROW = "application/vnd.apache.arrow.stream"
BULK = frozenset({JSON, NDJSON, ARROW})  # what predictions come as

DRAINED = 256 * MEBIBYTE  # of a refused body, so that the sender gets to read the answer


class Limits:
    """Refuses a body of another type with 415 and one that is too large with 413."""

    def __init__(self, app: ASGIApp, *, settings: ServerSettings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting its body."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS", "DELETE"):
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        bulk = path.endswith("/predictions")
        limit = self._settings.prediction_bytes if bulk else self._settings.body_bytes
        headers = dict(scope["headers"])
        length = _length(headers)
        refused = _refused(path, headers, length, limit, BULK if bulk else frozenset({JSON}))
        if refused is not None:
            if b"expect" not in headers:
                await _drain(receive)
            await answer(refused, instance=path)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            if message["type"] == "http.request":
                seen += len(message.get("body", b""))
                if seen > limit:
                    raise HTTPException(413, _says(limit))
            return message

        await self._app(scope, counted, send)


def media_type(headers: dict[bytes, bytes]) -> str:
    """The body's media type without its parameters, in small letters."""
    return headers.get(b"content-type", b"").decode("latin-1").split(";")[0].strip().lower()


def _refused(
    path: str,
    headers: dict[bytes, bytes],
    length: int | None,
    limit: int,
    taken: frozenset[str],
) -> TooLarge | WrongType | None:
    if length is not None and length > limit:
        return TooLarge(_says(limit), do="send it in several requests")
    has_body = length not in (None, 0) or b"transfer-encoding" in headers
    given = media_type(headers)
    if has_body and given not in taken:
        return WrongType(
            f"a body of type {given or 'nothing'}",
            wanted=" or ".join(sorted(taken)),
            do="say what it is in the header Content-Type",
        )
    return None


def _says(limit: int) -> str:
    return f"the body is larger than {limit / MEBIBYTE:.3g} MiB"


def _length(headers: dict[bytes, bytes]) -> int | None:
    given = headers.get(b"content-length")
    return int(given) if given is not None and given.isdigit() else None


async def _drain(receive: Receive) -> None:
    seen = 0
    while seen <= DRAINED:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            return
        seen += len(message.get("body", b""))
