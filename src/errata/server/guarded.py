"""Guarded: every route of the API says who may use it; one that does not stops the start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from errata.core.errors import Refused
from errata.server.permissions import PERSONAL, Action

API = "/api/"


class Scope(StrEnum):
    """Where the caller must be allowed to act."""

    PROJECT = "project"  # in the project of the path
    NAMED = "named"  # in the project that the query or the body names
    SITE = "site"  # whatever the project
    ANYBODY = "anybody"  # whoever is signed in
    OPEN = "open"  # nobody has to be signed in


@dataclass(frozen=True, kw_only=True, slots=True)
class Guard:
    """Who may use a route."""

    scope: Scope
    action: Action | None  # None where nothing has to be allowed


@dataclass(frozen=True, kw_only=True, slots=True)
class GuardedRoute:
    """One address and method of the API."""

    method: str
    path: str
    guard: Guard | None
    dependant: Dependant


_GUARDS: dict[Callable[..., Any], Guard] = {}


def guard(dependency: Callable[..., Any], scope: Scope, action: Action | None = None) -> Any:
    """What a route depends on, known as its guard."""
    if (action in PERSONAL) != (scope is Scope.ANYBODY):
        raise Refused(f"a guard for {action} in the scope {scope.value}")
    _GUARDS[dependency] = Guard(scope=scope, action=action)
    return Depends(dependency)


def guarded_routes(app: FastAPI) -> Iterator[GuardedRoute]:
    """Every route of the API with its guard."""
    for context in iter_route_contexts(app.routes):
        path = context.path_format or context.path or ""
        if not path.startswith(API) or path == app.openapi_url:
            continue
        if not isinstance(context.original_route, APIRoute):
            raise Refused(f"{path} is no route of the API", do="put it elsewhere")
        dependant: Dependant = context.dependant
        for method in sorted(context.methods or ()):
            yield GuardedRoute(
                method=method, path=path, guard=_guard_of(dependant), dependant=dependant
            )


def check_guarded(app: FastAPI) -> None:
    """Raise Refused for a route of the API that does not say who may use it."""
    bare = [f"{one.method} {one.path}" for one in guarded_routes(app) if one.guard is None]
    if bare:
        raise Refused(
            f"routes without a guard: {', '.join(bare)}",
            wanted="one of may, may_named, may_everywhere, signed_in, open_to_all",
        )


def _guard_of(dependant: Dependant) -> Guard | None:
    found = [
        _GUARDS[inner.call]
        for inner in dependant.dependencies
        if inner.call is not None and inner.call in _GUARDS
    ]
    if len(found) > 1:
        raise Refused(f"{len(found)} guards of one route", wanted="one")
    return found[0] if found else None
