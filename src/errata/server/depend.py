"""What a route depends on: who calls, what they may do, and the project they do it in.

One dependency a route: who is known already and may do it costs no thread and no query.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Path, Request
from starlette.concurrency import run_in_threadpool

from errata.core.account import EVERYWHERE, Role
from errata.core.errors import ErrataError, NotAllowed, NotFound
from errata.server.auth import SAFE
from errata.server.guarded import Scope, guard
from errata.server.permissions import Action, allowed
from errata.server.room import Room

if TYPE_CHECKING:
    from errata.core.project import Project
    from errata.flow.workspace import Workspace
    from errata.server.auth import Caller
    from errata.wire import Site

ProjectName = Annotated[str, Path(description="The project's name.", min_length=1, max_length=200)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """A caller in a project, allowed to do what the route does."""

    room: Room
    ws: Workspace  # acts as the caller
    caller: Caller
    role: Role

    @property
    def project(self) -> Project:
        """The project."""
        return self.ws.project


@dataclass(frozen=True, kw_only=True, slots=True)
class Everywhere:
    """A caller of a route that belongs to no project."""

    room: Room
    caller: Caller

    @property
    def site(self) -> Site:
        """The store and everything that works on it."""
        return self.room.site

    def within(self, project: str, action: Action) -> tuple[str, Role]:
        """The identifier of a project in which the caller may do this, and as what.

        "" stands for everywhere. Raises NotFound and NotAllowed as `may` does; reads the store.
        """
        if project == EVERYWHERE:
            role = self.caller.role_in(EVERYWHERE)
            _check(self.caller, role, action, "everywhere")
            assert role is not None
            return EVERYWHERE, role
        ws = self.room.workspace(project)
        role = None if ws is None else self.caller.role_in(ws.project.id)
        if ws is None or role is None:
            raise _no_project(project)
        _check(self.caller, role, action, f"in {project!r}")
        return ws.project.id, role


def room_of(request: Request) -> Room:
    """The room that serves the request."""
    room = request.app.state.room
    assert isinstance(room, Room)
    return room


async def caller_of(request: Request) -> Caller:
    """Who calls; raises SignInNeeded."""
    gate = room_of(request).gate
    caller = gate.remembered(request)
    return caller if caller is not None else await run_in_threadpool(gate.caller, request)


def may(action: Action) -> Any:
    """Depend on a caller who may do this in the project of the path."""

    async def here(request: Request, project: ProjectName) -> Here:
        room = room_of(request)
        caller = await caller_of(request)
        ws = room.known(project) or await run_in_threadpool(room.workspace, project)
        role = None if ws is None else caller.role_in(ws.project.id)
        if ws is None or role is None:  # the same answer, so that nobody can probe for names
            raise _no_project(project)
        _check(caller, role, action, f"in {project!r}")
        return Here(room=room, ws=ws.acting(caller.name), caller=caller, role=role)

    return guard(here, Scope.PROJECT, action)


def here_at_once(room: Room, request: Request, project: str, action: Action) -> Here | None:
    """What `may` depends on, where nothing has to be read for it and nothing is wrong with it."""
    ws = room.known(project)
    try:
        caller = room.gate.remembered(request)
    except ErrataError:
        return None
    if ws is None or caller is None:
        return None
    role = caller.role_in(ws.project.id)
    if role is None or not allowed(role, action):
        return None
    return Here(room=room, ws=ws.acting(caller.name), caller=caller, role=role)


def may_everywhere(action: Action) -> Any:
    """Depend on a caller who may do this whatever the project."""

    async def there(request: Request) -> Everywhere:
        caller = await caller_of(request)
        _check(caller, caller.role_in(EVERYWHERE), action, "everywhere")
        return Everywhere(room=room_of(request), caller=caller)

    return guard(there, Scope.SITE, action)


def may_named(action: Action) -> Any:
    """Depend on a caller who may do this in some project.

    The handler asks `Everywhere.within` about the one that the query or the body names.
    """

    async def there(request: Request) -> Everywhere:
        caller = await caller_of(request)
        if not any(allowed(role, action) for role in caller.roles.values()):
            doing = action.value.replace("_", " ")
            raise NotAllowed(f"{caller.name!r} may not {doing} anywhere", do="ask an admin")
        return Everywhere(room=room_of(request), caller=caller)

    return guard(there, Scope.NAMED, action)


def signed_in(action: Action = Action.OWN_ACCOUNT) -> Any:
    """Depend on anybody who is known."""

    async def there(request: Request) -> Everywhere:
        return Everywhere(room=room_of(request), caller=await caller_of(request))

    return guard(there, Scope.ANYBODY, action)


def open_to_all() -> Any:
    """Depend on nobody: for the doors themselves."""

    async def door(request: Request) -> Room:
        room = room_of(request)
        if request.method not in SAFE:
            room.gate.check_same_site(request)
        return room

    return guard(door, Scope.OPEN)


def _check(caller: Caller, role: Role | None, action: Action, where: str) -> None:
    if role is None:
        raise NotAllowed(f"{caller.name!r} has no role {where}", do="ask an admin for one")
    if not allowed(role, action):
        doing = action.value.replace("_", " ")
        raise NotAllowed(
            f"{caller.name!r} is {role.value} {where}, and that role may not {doing}",
            do="ask a lead or an admin",
        )


def _no_project(name: str) -> NotFound:
    return NotFound(
        f"no project {name!r}, or none that you have a role in", do="see GET /api/v1/projects"
    )
