"""The first admin: whoever runs the server gets a link, until somebody has used one."""

from __future__ import annotations

from errata.core.account import EVERYWHERE, Role
from errata.flow.accounts.invite import Invited, invite
from errata.flow.accounts.office import Office
from errata.flow.accounts.standing import admins

FIRST = "errata"  # who invites the first admin; no user can have this name


def ensure_first_admin(office: Office) -> Invited | None:
    """A fresh link that makes the first admin, or None when there is an admin.

    A lost link is renewed by asking again, as each start of the server does. Every one of them
    opens nothing any more as soon as one has made an admin.
    """
    with office.store.snapshot() as view:
        if admins(view):
            return None
    return invite(office, project_id=EVERYWHERE, role=Role.ADMIN, by=FIRST)
