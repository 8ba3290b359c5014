"""The users of a project, or all of them. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from errata.core.account import EVERYWHERE, Grant, Role, SignIn, User
from errata.core.caller import STRENGTH
from errata.core.ports import Snapshot
from errata.core.project import Project
from errata.core.task import Review
from errata.flow.accounts.office import Office
from errata.flow.accounts.standing import newest_grants


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownUser:
    """A user as people see them: what they are in a project, or were."""

    user: User
    project_id: str  # where the role is from; EVERYWHERE for one that holds in all
    role: Role | None
    skills: tuple[str, ...]
    active: bool  # has a role in any project
    last_seen: datetime | None  # the newest sign-in or answer


def list_users(office: Office, *, project_id: str) -> list[KnownUser]:
    """Whoever has or had a role in the project or everywhere, by name: the role that counts."""
    with office.store.snapshot() as view:
        here = newest_grants(view.find(Grant, project_id=[project_id, EVERYWHERE]))
        return _known(view, {user_id for user_id, _ in here}, (project_id, EVERYWHERE), one=True)


def list_everybody(office: Office) -> list[KnownUser]:
    """Every user once for each role that they have or had, by name."""
    with office.store.snapshot() as view:
        return _known(view, {user.id for user in view.find(User)}, None, one=False)


def find_user(office: Office, user_id: str, *, project_id: str) -> KnownUser:
    """A user as a project sees them, who has or had a role of its own there."""
    with office.store.snapshot() as view:
        return _known(view, {user_id}, (project_id,), one=True)[0]


def _known(
    view: Snapshot, user_ids: set[str], places: tuple[str, ...] | None, *, one: bool
) -> list[KnownUser]:
    grants: dict[str, list[Grant]] = {user_id: [] for user_id in user_ids}
    for grant in newest_grants(view.find(Grant, user_id=list(user_ids))).values():
        grants[grant.user_id].append(grant)
    out = []
    for user in sorted(view.find(User, id=list(user_ids)), key=lambda user: user.name):
        held = sorted(grants[user.id], key=_strength)
        shown = [grant for grant in held if places is None or grant.project_id in places]
        last_seen = _last_seen(view, user, _projects(view, held, places))
        out += [
            KnownUser(
                user=user,
                project_id=grant.project_id,
                role=grant.role,
                skills=grant.skills,
                active=any(grant.role is not None for grant in held),
                last_seen=last_seen,
            )
            for grant in (shown[:1] if one else shown)
        ]
    return out


def _strength(grant: Grant) -> int:
    return STRENGTH.index(grant.role) if grant.role is not None else len(STRENGTH)


def _projects(view: Snapshot, held: list[Grant], places: tuple[str, ...] | None) -> set[str]:
    """Where the user may have answered."""
    named = {grant.project_id for grant in held} | set(places or ())
    if places is None and EVERYWHERE in named:
        named |= {project.id for project in view.find(Project)}
    return named - {EVERYWHERE}


def _last_seen(view: Snapshot, user: User, projects: set[str]) -> datetime | None:
    signed = view.find(SignIn, user_id=user.id, newest_first=True, limit=1)
    seen = [one.created_at for one in signed]
    for project_id in projects:  # one look-up in the index each
        answered = view.find(
            Review, reviewer=user.name, project_id=project_id, newest_first=True, limit=1
        )
        seen += [one.created_at for one in answered]
    return max(seen, default=None)
