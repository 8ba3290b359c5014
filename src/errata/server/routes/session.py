"""Signing in and out, and who one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Request, Response

from errata.core.account import EVERYWHERE
from errata.core.caller import Caller
from errata.core.project import Project
from errata.flow.accounts.change_password import change_password
from errata.flow.accounts.sign_in import sign_in
from errata.flow.accounts.sign_out import sign_out
from errata.flow.accounts.who import who_signed_in
from errata.flow.relabelled import labels_in_use
from errata.server.depend import Everywhere, open_to_all, signed_in
from errata.server.rate import place
from errata.server.room import Room
from errata.server.routing import Router
from errata.server.shapes.accounts import Credentials, Me, PasswordChange, ProjectSeen, RoleHeld

if TYPE_CHECKING:
    from errata.flow.accounts.sign_in import SignedIn

router = Router("session")


@router.post("/session")
def enter(
    room: Annotated[Room, open_to_all()],
    given: Credentials,
    request: Request,
    response: Response,
) -> Me:
    """Sign in; the answer sets the cookie."""
    with room.gate.door.password(address_of(request), given.name):
        made = sign_in(room.site.accounts, given.name, given.password)
    return welcome(room, request, response, made)


@router.get("/session")
def me(there: Annotated[Everywhere, signed_in()]) -> Me:
    """Who the caller is, and which projects are open to them."""
    return _me(there.room, there.caller)


@router.delete("/session", status_code=204)
def leave(there: Annotated[Everywhere, signed_in()], request: Request, response: Response) -> None:
    """Sign out of this browser."""
    sign_out(there.site.accounts, there.caller)
    there.room.gate.let_out(request, response)


@router.put("/session/password", status_code=204)
def renew(
    there: Annotated[Everywhere, signed_in()], given: PasswordChange, request: Request
) -> None:
    """Set a new password; every other browser is signed out."""
    with there.room.gate.door.password(address_of(request), there.caller.name):
        change_password(there.site.accounts, there.caller, old=given.old, new=given.new)


def welcome(room: Room, request: Request, response: Response, made: SignedIn) -> Me:
    """The answer to somebody who just came in, with the cookie."""
    room.gate.let_in(request, response, made)
    caller = who_signed_in(room.site.accounts, made.token)
    assert caller is not None, "a sign-in that was just stored"
    return _me(room, caller)


def address_of(request: Request) -> str:
    """Where the request comes from; behind a proxy that the server trusts, where it was sent."""
    return place(request.client.host) if request.client else ""


def _me(room: Room, caller: Caller) -> Me:
    with room.site.store.snapshot() as view:
        projects = view.find(Project)
        labels = {project.id: labels_in_use(view, project) for project in projects}
    names = {EVERYWHERE: EVERYWHERE} | {project.id: project.name for project in projects}
    seen = [(project, caller.role_in(project.id)) for project in projects]
    return Me(
        name=caller.name,
        csrf=caller.csrf,
        roles=[
            RoleHeld(project=names[held.project_id], role=held.role, skills=list(held.skills))
            for held in caller.memberships
        ],
        projects=[
            ProjectSeen(
                name=project.name, kind=project.kind, labels=list(labels[project.id]), role=role
            )
            for project, role in seen
            if role is not None
        ],
    )
