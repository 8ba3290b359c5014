"""What the records say of an account now: of grants and passwords the newest counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from errata.core.account import (
    EVERYWHERE,
    ApiKey,
    Ended,
    Grant,
    Invitation,
    Password,
    Role,
    SignIn,
    User,
)
from errata.core.caller import Membership
from errata.core.errors import NotFound
from errata.core.ports import Snapshot
from errata.core.project import Project


def user_named(view: Snapshot, name: str) -> User | None:
    """The user of that name."""
    found = view.find(User, name=name, limit=1)
    return found[0] if found else None


def newest_password(view: Snapshot, user: User) -> Password | None:
    """What the user's password must match."""
    found = view.find(Password, user_id=user.id, newest_first=True, limit=1)
    return found[0] if found else None


def newest_grants(grants: Iterable[Grant]) -> dict[tuple[str, str], Grant]:
    """By user and project, the grant that counts, of grants from old to new."""
    return {(grant.user_id, grant.project_id): grant for grant in grants}


def grants_of(view: Snapshot, user: User) -> dict[str, Grant]:
    """By project, the user's grant that counts; it may be one that took the role away."""
    newest = newest_grants(view.find(Grant, user_id=user.id))
    return {project_id: grant for (_, project_id), grant in newest.items()}


def memberships_of(view: Snapshot, user: User) -> tuple[Membership, ...]:
    """What the user is, where; nothing for one who was shut out."""
    return tuple(
        Membership(project_id=project_id, role=grant.role, skills=grant.skills)
        for project_id, grant in grants_of(view, user).items()
        if grant.role is not None
    )


def admins(view: Snapshot) -> set[str]:
    """The identifiers of those who are admin everywhere."""
    newest = newest_grants(view.find(Grant, project_id=EVERYWHERE))
    return {user_id for (user_id, _), grant in newest.items() if grant.role is Role.ADMIN}


def open_sign_ins(view: Snapshot, user: User, *, now: datetime) -> list[SignIn]:
    """The browsers in which the user is signed in."""
    unexpired = [one for one in view.find(SignIn, user_id=user.id) if one.expires_at > now]
    over = {one.id for one in view.find(Ended, id=[one.id for one in unexpired])}
    return [one for one in unexpired if one.id not in over]


def open_links(view: Snapshot, user: User, *, now: datetime) -> list[Invitation]:
    """The links that the user made, or that would set a new password for them.

    They go when the user's roles change: nobody comes back through a link kept for later.
    """
    made = [*view.find(Invitation, by=user.name), *view.find(Invitation, user_id=user.id)]
    unexpired = {one.id: one for one in made if one.expires_at > now}
    over = {one.id for one in view.find(Ended, id=list(unexpired))}
    return [one for one in unexpired.values() if one.id not in over]


def ended(ends: Iterable[SignIn | Invitation | ApiKey], *, by: str, now: datetime) -> list[Ended]:
    """The records that end them."""
    return [Ended(id=one.id, by=by, created_at=now) for one in ends]


def project_id_of(view: Snapshot, name: str) -> str:
    """The project's identifier; "" stands for everywhere. Raises NotFound."""
    if name == EVERYWHERE:
        return EVERYWHERE
    found = view.find(Project, name=name, limit=1)
    if not found:
        raise NotFound(f"no project is named {name!r}")
    return found[0].id
