"""Problems: how errors are told over HTTP (RFC 9457), in one table.

What went wrong is `detail`, with `wanted` and `do` where the error names them, and `faults` where
there are several. Nobody ever sees a traceback: what was not foreseen is logged under the same
identifier that the caller is given.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from errata.core import errors
from errata.core.errors import ErrataError, InputError, ManyFaults, TooMany

MEDIA_TYPE = "application/problem+json"
WHERE = "/docs/problems/"  # + slug: the page that explains it
MOST_FAULTS = 50  # told of one request

log = logging.getLogger("errata.server")


class Malformed(InputError):
    """A body that cannot be read at all."""


class TooLarge(InputError):
    """A body over its limit."""


class WrongType(InputError):
    """A body of a media type that this address does not take."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """One kind of problem."""

    slug: str
    status: int
    title: str


# The nearest class of an error counts, so that a subclass may differ from its parent.
KINDS: dict[type[BaseException], Kind] = {
    Malformed: Kind(slug="malformed", status=400, title="The body cannot be read"),
    TooLarge: Kind(slug="too-large", status=413, title="The body is too large"),
    WrongType: Kind(slug="wrong-type", status=415, title="The body is of another type"),
    errors.InputError: Kind(slug="input", status=422, title="What was given cannot be used"),
    errors.FileError: Kind(slug="file", status=422, title="A file cannot be used"),
    errors.PolicyError: Kind(slug="policy", status=422, title="The policy is wrong"),
    errors.Unsupported: Kind(slug="unsupported", status=422, title="Out of scope for now"),
    errors.SignInNeeded: Kind(slug="sign-in", status=401, title="Sign in first"),
    errors.NotAllowed: Kind(slug="not-allowed", status=403, title="Not allowed"),
    errors.NotFound: Kind(slug="not-found", status=404, title="Not found"),
    errors.Conflict: Kind(slug="conflict", status=409, title="In conflict with what is there"),
    errors.LeaseLost: Kind(slug="lease-lost", status=409, title="The task is no longer held"),
    errors.NotReady: Kind(slug="not-ready", status=409, title="The loop is not there yet"),
    errors.Refused: Kind(slug="refused", status=409, title="A law of the system forbids it"),
    errors.TooMany: Kind(slug="too-many", status=429, title="Too many requests"),
    errors.Unavailable: Kind(slug="unavailable", status=503, title="Not available now"),
    errors.StoreDamaged: Kind(slug="store-damaged", status=500, title="The store is damaged"),
    errors.ErrataError: Kind(slug="internal", status=500, title="Something failed here"),
    Exception: Kind(slug="internal", status=500, title="Something failed here"),
}
NO_PATH = Kind(slug="not-found", status=404, title="Not found")
NO_METHOD = Kind(slug="wrong-method", status=405, title="This address does not take the method")
SLUGS: dict[str, Kind] = {kind.slug: kind for kind in (*KINDS.values(), NO_METHOD)}
ALWAYS = (400, 401, 403, 413, 415, 422, 429, 500, 503)  # what any route may answer


def kind_of(error: BaseException) -> Kind:
    """Which kind of problem an error is."""
    return next(KINDS[parent] for parent in type(error).__mro__ if parent in KINDS)


def problem(
    kind: Kind,
    detail: str,
    *,
    instance: str,
    wanted: str = "",
    do: str = "",
    faults: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem document as the answer."""
    told: dict[str, Any] = {
        "type": WHERE + kind.slug,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
    }
    if wanted:
        told["wanted"] = wanted
    if do:
        told["do"] = do
    if faults:
        told["faults"] = list(faults[:MOST_FAULTS])
    told["instance"] = instance
    return Response(
        msgspec.json.encode(told),
        status_code=kind.status,
        media_type=MEDIA_TYPE,
        headers=dict(headers or {}),
    )


def answer(error: BaseException, *, instance: str) -> Response:
    """Any error as a problem document; what nobody foresaw is logged under an identifier."""
    kind = kind_of(error)
    if kind.status == 500:
        return unexpected(error, instance=instance)
    assert isinstance(error, ErrataError)
    headers: dict[str, str] = {}
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(max(1, round(error.seconds)))
    if kind.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if kind.status == 503:
        headers["Retry-After"] = "2"
    if isinstance(error, ManyFaults):
        return problem(
            kind,
            f"{error.where}: {len(error.faults)} problem{'s' * (len(error.faults) != 1)}",
            instance=instance,
            do=_sentence(error.do),
            faults=error.faults,
            headers=headers,
        )
    return problem(
        kind,
        _sentence(error.got),
        instance=instance,
        wanted=error.wanted,
        do=_sentence(error.do),
        headers=headers,
    )


def unexpected(error: BaseException, *, instance: str) -> Response:
    """What nobody foresaw: logged whole under an identifier, and told as that alone."""
    ident = secrets.token_hex(8)
    kind = kind_of(error)
    log.error("%s while answering %s", ident, without_secrets(instance), exc_info=error)
    return problem(
        kind,
        f"An error that nobody foresaw; it is logged as {ident}.",
        instance=instance,
        do=f"Try again; if it stays, look for {ident} in the server's log.",
    )


SECRET_AFTER = ("/invitations/", "/join/")  # what follows opens an account, once


def without_secrets(path: str) -> str:
    """The path as a log may keep it.

    >>> without_secrets("/api/v1/invitations/abc")
    '/api/v1/invitations/...'
    """
    for start in SECRET_AFTER:
        head, found, _ = path.partition(start)
        if found:
            return head + found + "..."
    return path


def install(app: FastAPI) -> None:
    """Tell every error of the app as a problem document."""

    def told(request: Request, error: Exception) -> Response:
        return answer(error, instance=request.url.path)

    def routing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return _of_http(error, request)

    def shape(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return _of_shape(error, request)

    app.add_exception_handler(ErrataError, told)
    app.add_exception_handler(HTTPException, routing)
    app.add_exception_handler(RequestValidationError, shape)


def _of_http(error: HTTPException, request: Request) -> Response:
    path = request.url.path
    if error.status_code == 404:
        return problem(
            NO_PATH,
            f"There is nothing at {path}.",
            instance=path,
            do="See /docs for the addresses.",
        )
    if error.status_code == 405:
        return problem(
            NO_METHOD,
            f"{path} does not take {request.method}.",
            instance=path,
            wanted=(error.headers or {}).get("Allow", ""),
            headers=error.headers,
        )
    kind = next(
        (known for known in KINDS.values() if known.status == error.status_code),
        Kind(slug="http", status=error.status_code, title="The request cannot be answered"),
    )
    return problem(kind, str(error.detail), instance=path, headers=error.headers)


def _of_shape(error: RequestValidationError, request: Request) -> Response:
    """Every fault of a body or query with its path; what was sent is not repeated."""
    found = error.errors()
    if any(fault["type"] == "json_invalid" for fault in found):
        return problem(
            KINDS[Malformed], "The body is no JSON.", instance=request.url.path, wanted="JSON"
        )
    faults = [f"{_path(fault['loc'])}: {fault['msg']}" for fault in found]
    count = f"{len(faults)} problem" + "s" * (len(faults) != 1)
    return problem(
        KINDS[InputError],
        f"The request has {count}.",
        instance=request.url.path,
        do="See /docs for what this address takes.",
        faults=faults,
    )


def _path(loc: Sequence[str | int]) -> str:
    parts = [str(part) for part in loc]
    if len(parts) > 1 and parts[0] in ("body", "query", "path", "header"):
        parts = parts[1:]
    return ".".join(parts)


def _sentence(words: str) -> str:
    words = words.strip()
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route: these statuses and those that every route may answer."""
    titles: dict[int, str] = {405: NO_METHOD.title}
    for kind in KINDS.values():
        titles.setdefault(kind.status, kind.title)
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": titles.get(status, "A problem"), "content": content}
        for status in sorted({*ALWAYS, *statuses})
    }


# The shape of every problem document, for the OpenAPI document.
SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "description": "What went wrong, what was wanted and what to do (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "wanted": {"type": "string"},
        "do": {"type": "string"},
        "faults": {"type": "array", "items": {"type": "string"}},
        "instance": {"type": "string"},
    },
}
