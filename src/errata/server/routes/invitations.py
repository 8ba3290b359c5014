"""One-time links: made by leads and admins, opened by whoever has one."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request, Response

from errata.core.account import EVERYWHERE, Role
from errata.flow.accounts.invite import invite
from errata.flow.accounts.join import join, read_invitation
from errata.flow.accounts.project_names import project_names
from errata.server.depend import Everywhere, may_named, open_to_all
from errata.server.permissions import Action, check_gives
from errata.server.problems import problems
from errata.server.room import Room
from errata.server.routes.session import address_of, welcome
from errata.server.routing import Router
from errata.server.shapes.accounts import InvitationMade, InvitationShown, Inviting, Joining, Me

router = Router("invitations")

Token = Annotated[str, Path(min_length=1, max_length=200, description="The link's last part.")]


@router.post("/invitations", status_code=201, responses=problems(404))
def make(
    there: Annotated[Everywhere, may_named(Action.MANAGE_USERS)], given: Inviting
) -> InvitationMade:
    """Make a link that lets somebody in, or (admins only) sets a user's password anew."""
    project_id, role = there.within(given.project, Action.MANAGE_USERS)
    check_gives(role, given.role)
    made = invite(
        there.site.accounts,
        project_id=project_id,
        role=given.role,
        name=given.name,
        skills=given.skills,
        days=given.days,
        by=there.caller.name,
        may_reset=there.caller.role_in(EVERYWHERE) is Role.ADMIN,
    )
    return InvitationMade(token=made.token, path=made.path, expires_at=made.invitation.expires_at)


@router.get("/invitations/{token}", responses=problems(404))
def show(room: Annotated[Room, open_to_all()], token: Token, request: Request) -> InvitationShown:
    """What a link is for."""
    with room.gate.door.link(address_of(request)):
        found = read_invitation(room.site.accounts, token)
    return InvitationShown(
        name=found.name,
        project=project_names(room.site.accounts)[found.project_id],
        role=found.role,
        expires_at=found.expires_at,
        resets=found.user_id is not None,
    )


@router.post("/invitations/{token}", responses=problems(404, 409))
def use(
    room: Annotated[Room, open_to_all()],
    token: Token,
    given: Joining,
    request: Request,
    response: Response,
) -> Me:
    """Use a link, once: the account is made, or its password set, and the browser signed in."""
    with room.gate.door.link(address_of(request)):
        made = join(room.site.accounts, token, name=given.name, password=given.password)
    return welcome(room, request, response, made)
