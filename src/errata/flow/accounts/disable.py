"""Disable: take away every role that a user has, in one change."""

from __future__ import annotations

from errata.core.account import EVERYWHERE, Grant
from errata.core.errors import NotFound, Refused
from errata.core.events import Event, Verb
from errata.flow.accounts.credentials import read_name
from errata.flow.accounts.made_by import past_their_maker
from errata.flow.accounts.office import Office
from errata.flow.accounts.standing import (
    admins,
    ended,
    grants_of,
    open_links,
    open_sign_ins,
    user_named,
)


def disable(office: Office, name: str, *, by: str) -> int:
    """Shut the user out everywhere, at once; answers how many roles were taken away.

    The keys that they made end too, but for those of the role service.

    Raises NotFound for an unknown user, Refused for the only admin.
    """
    with office.transaction(actor=by) as tx:
        user = user_named(tx, read_name(name))
        if user is None:
            raise NotFound(f"no user is named {name!r}")
        if admins(tx) == {user.id}:
            raise Refused(f"{user.name} is the only admin", do="make somebody else an admin first")
        held = [grant for grant in grants_of(tx, user).values() if grant.role is not None]
        if not held:
            return 0
        now = office.now()
        tx.put(
            *(
                Grant(
                    id=office.mint(after=grant.id),
                    user_id=user.id,
                    project_id=grant.project_id,
                    role=None,
                    skills=(),
                    by=by,
                    created_at=now,
                )
                for grant in held
            )
        )
        tx.put(*ended(open_sign_ins(tx, user, now=now), by=by, now=now))
        tx.put(*ended(open_links(tx, user, now=now), by=by, now=now))
        tx.put(*ended(past_their_maker(tx, user, {}, now=now), by=by, now=now))
        tx.record(
            Event(
                verb=Verb.ROLE_GRANTED,
                object_id=user.id,
                figures={
                    "role": None,
                    "everywhere": int(any(one.project_id == EVERYWHERE for one in held)),
                    "taken": len(held),
                },
            )
        )
    return len(held)
