"""Grant a role in a project, or take it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from errata.core.account import EVERYWHERE, ApiKey, Grant, Invitation, Role, SignIn
from errata.core.errors import NotFound, Refused
from errata.core.events import Event, Verb
from errata.flow.accounts.credentials import read_name
from errata.flow.accounts.made_by import past_their_maker
from errata.flow.accounts.office import Office
from errata.flow.accounts.skills import read_skills
from errata.flow.accounts.standing import (
    admins,
    ended,
    grants_of,
    open_links,
    open_sign_ins,
    user_named,
)

Check = Callable[[Role | None], None]  # gets the role so far, raises when it may not be touched


def grant_role(
    office: Office,
    name: str,
    *,
    project_id: str,
    role: Role | None,
    skills: Sequence[str] | None = None,
    by: str,
    check: Check = lambda _: None,
) -> Grant:
    """Make the user `role` in the project; None takes the role there away.

    `skills` left out stay as they are. Whoever has no role left anywhere is signed out at once.
    The keys that they made and may hand out no more end, but for those of the role service.

    Raises NotFound for an unknown user, or a role to take away that is not there; Refused when
    the last admin would go.
    """
    with office.transaction(actor=by) as tx:
        user = user_named(tx, read_name(name))
        if user is None:
            raise NotFound(f"no user is named {name!r}", do="invite them first")
        now, before = office.now(), grants_of(tx, user)
        so_far = before.get(project_id)
        check(so_far.role if so_far else None)
        if role is None and (so_far is None or so_far.role is None):
            raise NotFound(f"{user.name} has no role there", do="see what roles they have")
        if project_id == EVERYWHERE and role is not Role.ADMIN and admins(tx) == {user.id}:
            raise Refused(f"{user.name} is the only admin", do="make somebody else an admin first")
        kept = so_far.skills if so_far and role is not None else ()
        grant = Grant(
            id=office.mint(after=so_far.id if so_far else None),
            user_id=user.id,
            project_id=project_id,
            role=role,
            skills=kept if skills is None else read_skills(skills),
            by=by,
            created_at=now,
        )
        left = {**before, project_id: grant}
        shut = all(one.role is None for one in left.values())
        tx.put(grant)
        over: list[SignIn | Invitation | ApiKey] = []
        if so_far is not None and so_far.role not in (None, role):
            over += open_links(tx, user, now=now)
            over += past_their_maker(tx, user, left, now=now)
        if shut:
            over += open_sign_ins(tx, user, now=now)
        tx.put(*ended(over, by=by, now=now))
        tx.record(
            Event(
                verb=Verb.ROLE_GRANTED,
                object_id=user.id,
                figures={"role": role, "everywhere": int(project_id == EVERYWHERE)},
            )
        )
    return grant
