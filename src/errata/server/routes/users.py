"""The people of a project, and what they are in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from errata.core.account import EVERYWHERE, Role
from errata.flow.accounts.grant_role import grant_role
from errata.flow.accounts.project_names import project_names
from errata.flow.accounts.users import KnownUser, find_user, list_users
from errata.server.depend import Everywhere, may_named
from errata.server.paging import USUAL, Cursor, Limit, Page, cut
from errata.server.permissions import Action, check_gives
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.accounts import RoleChange, UserShown

router = Router("users")

Project = Annotated[
    str, Query(max_length=200, description='The project; "": those with a role everywhere.')
]


@router.get("/users", responses=problems(404))
def users(
    there: Annotated[Everywhere, may_named(Action.MANAGE_USERS)],
    project: Project,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[UserShown]:
    """Whoever has or had a role in the project, or everywhere, by name."""
    project_id, _ = there.within(project, Action.MANAGE_USERS)
    found = list_users(there.site.accounts, project_id=project_id)
    rows, following = cut(found, lambda known: known.user.name, cursor=cursor, limit=limit)
    names = {EVERYWHERE: EVERYWHERE, project_id: project}
    return Page[UserShown](items=[_shown(row, names) for row in rows], next=following)


@router.patch("/users/{name}", responses=problems(404, 409))
def change(
    there: Annotated[Everywhere, may_named(Action.MANAGE_USERS)],
    name: Annotated[str, Path(min_length=1, max_length=200)],
    given: RoleChange,
) -> UserShown:
    """Give a user a role in a project, or take it away; with no role left they are signed out."""
    project_id, role = there.within(given.project, Action.MANAGE_USERS)
    if given.role is not None:
        check_gives(role, given.role)

    def check(so_far: Role | None) -> None:
        if so_far is not None:
            check_gives(role, so_far)

    office = there.site.accounts
    grant = grant_role(
        office,
        name,
        project_id=project_id,
        role=given.role,
        skills=given.skills,
        by=there.caller.name,
        check=check,
    )
    known = find_user(office, grant.user_id, project_id=project_id)
    return _shown(known, project_names(office))


def _shown(known: KnownUser, names: dict[str, str]) -> UserShown:
    return UserShown(
        name=known.user.name,
        role=known.role,
        project=names[known.project_id],
        skills=list(known.skills),
        last_seen=known.last_seen,
        active=known.active,
        created_at=known.user.created_at,
    )
