"""Invite: a link that makes an account, or sets a new password, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from errata.core.account import EVERYWHERE, Invitation, Role
from errata.core.errors import InputError
from errata.core.events import Event, Verb
from errata.flow.accounts.credentials import fresh_token, read_name, token_hash
from errata.flow.accounts.office import Office
from errata.flow.accounts.skills import read_skills
from errata.flow.accounts.standing import user_named

DAYS = 7.0  # how long a link is good
MOST_DAYS = 90.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Invited:
    """An invitation and its token, which is shown now and never again."""

    token: str
    invitation: Invitation

    @property
    def path(self) -> str:
        """Where the link leads."""
        return f"/join/{self.token}"


def invite(
    office: Office,
    *,
    project_id: str,
    role: Role,
    name: str | None = None,
    skills: Sequence[str] = (),
    days: float = DAYS,
    by: str,
    may_reset: bool = True,
) -> Invited:
    """Make a link to a role in a project, or EVERYWHERE.

    `name`: who it is for; without one, whoever opens it chooses. With the name of a user it sets
    a new password for them, which only an admin may ask for (`may_reset`): it is the way into
    everything that they may do.

    Raises InputError for a name, skills or days that cannot be used.
    """
    if not 0 < days <= MOST_DAYS:
        raise InputError(f"a link for {days:g} days", wanted=f"more than 0, {MOST_DAYS:g} at most")
    now = office.now()
    wanted = read_name(name) if name else None
    token = fresh_token(office.entropy)
    with office.transaction(actor=by) as tx:
        user = user_named(tx, wanted) if wanted else None
        if user is not None and not may_reset:
            raise InputError(
                f"a link for {wanted!r}, who has an account already",
                wanted="a new name; only an admin may set somebody's password anew",
                do="give them a role in the project instead",
            )
        invitation = Invitation(
            id=token_hash(token),
            name=wanted,
            user_id=user.id if user else None,
            project_id=project_id,
            role=role,
            skills=read_skills(skills),
            by=by,
            expires_at=now + timedelta(days=days),
            created_at=now,
        )
        tx.put(invitation)
        tx.record(
            Event(
                verb=Verb.USER_INVITED,
                object_id=invitation.id,
                figures={"role": role, "everywhere": int(project_id == EVERYWHERE)},
            )
        )
    return Invited(token=token, invitation=invitation)
