"""Problems: what the server refuses, as the same errors that the local loop raises."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from errata.core.errors import (
    Conflict,
    ErrataError,
    FileError,
    InputError,
    LeaseLost,
    ManyFaults,
    NotAllowed,
    NotFound,
    NotReady,
    PolicyError,
    Refused,
    SignInNeeded,
    StoreDamaged,
    TooMany,
    Unavailable,
    Unsupported,
)

PATIENCE = 1.0  # seconds to wait when the server says "too many" without a time


class ServerFault(Unavailable):
    """The server answered, but with a fault of its own (500)."""


# By the last word of the problem's type; where that says nothing, by the status.
_BY_SLUG: Mapping[str, type[ErrataError]] = {
    "malformed": InputError,
    "too-large": InputError,
    "wrong-type": InputError,
    "input": InputError,
    "file": FileError,
    "policy": PolicyError,
    "unsupported": Unsupported,
    "sign-in": SignInNeeded,
    "not-allowed": NotAllowed,
    "not-found": NotFound,
    "conflict": Conflict,
    "lease-lost": LeaseLost,
    "not-ready": NotReady,
    "refused": Refused,
    "too-many": TooMany,
    "unavailable": Unavailable,
    "store-damaged": StoreDamaged,
    "internal": ServerFault,
}
_BY_STATUS: Mapping[int, type[ErrataError]] = {
    401: SignInNeeded,
    403: NotAllowed,
    404: NotFound,
    408: Unavailable,
    409: Conflict,
    429: TooMany,
    500: ServerFault,
    502: Unavailable,
    503: Unavailable,
    504: Unavailable,
}


def error_of(status: int, body: bytes, retry_after: str | None = None) -> ErrataError:
    """The error that an answer with this status stands for (RFC 9457).

    >>> error_of(404, b'{"type": "/docs/problems/not-found", "detail": "No task 7."}')
    NotFound('No task 7.')
    """
    problem = _problem(body)
    got = str(problem.get("detail") or f"the server answered {status}").rstrip(".")
    wanted, do = str(problem.get("wanted") or ""), str(problem.get("do") or "").rstrip(".")
    kind = _BY_SLUG.get(str(problem.get("type", "")).rpartition("/")[2])
    if kind is None:
        kind = _BY_STATUS.get(status) or (ServerFault if status >= 500 else InputError)
    if issubclass(kind, TooMany):
        return kind(got, seconds=_seconds(retry_after), wanted=wanted)
    faults = problem.get("faults")
    if isinstance(faults, list) and faults:
        kind = kind if issubclass(kind, ManyFaults) else ManyFaults
    if issubclass(kind, ManyFaults):
        where = re.sub(r": \d+ problems?$", "", got)
        return kind(where, [str(fault) for fault in faults or [got]], do=do)
    if kind is SignInNeeded:
        do = do or "give api_key=... or set ERRATA_API_KEY"
    return kind(got, wanted=wanted, do=do)


def _problem(body: bytes) -> Mapping[str, Any]:
    try:
        problem = json.loads(body)
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _seconds(retry_after: str | None) -> float:
    try:
        return max(float(retry_after or PATIENCE), 0.0)
    except ValueError:
        return PATIENCE
