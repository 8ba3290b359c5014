"""Roster: everybody who may be asked, and what each of them can do."""

from __future__ import annotations

from datetime import datetime, timedelta

from errata.core.account import EVERYWHERE, Grant, Role, User
from errata.core.people import Credential
from errata.core.ports import Snapshot
from errata.flow.accounts.standing import newest_grants
from errata.flow.people.skills import earned_in
from errata.flow.workspace import Workspace

FRESH = timedelta(seconds=30)
PROJECTS = 256  # whose people are remembered
REVIEWS = (Role.ADMIN, Role.LEAD, Role.REVIEWER)


def granted_skills(view: Snapshot, project_id: str) -> dict[str, tuple[str, ...]]:
    """By name, what came with the roles of those who may answer in the project."""
    grants = newest_grants(view.find(Grant, project_id=[project_id, EVERYWHERE]))
    held: dict[str, set[str]] = {}
    for grant in grants.values():
        if grant.role in REVIEWS:
            held.setdefault(grant.user_id, set()).update(grant.skills)
    names = {user.id: user.name for user in view.find(User, id=list(held))} if held else {}
    return {names[user_id]: tuple(sorted(skills)) for user_id, skills in held.items()}


def roster(view: Snapshot, ws: Workspace, now: datetime) -> dict[str, frozenset[str]] | None:
    """By name, what everybody known can do; None where nobody has an account or a credential.

    Then whoever comes says what they can do, as Python's users do.
    """
    granted = granted_skills(view, ws.project.id)
    found = view.find(Credential, project_id=ws.project.id)
    if not granted and not found:
        return None
    skills = {name: set(given) for name, given in granted.items()}
    newest = {(one.reviewer, one.skill): one for one in found}
    for one in newest.values():
        # A person whose roles were taken away is asked nothing, whatever they can do.
        if granted and one.reviewer not in granted:
            continue
        mine = skills.setdefault(one.reviewer, set())
        holds = one.verified_by and not one.withdrawn
        if holds and (one.expires_at is None or one.expires_at > now):
            mine.add(one.skill)
    earned = earned_in(view, ws, now)
    return {name: frozenset(mine | {*earned.get(name, ())}) for name, mine in skills.items()}


_kept: dict[str, tuple[datetime, list[frozenset[str]]]] = {}


def lately(view: Snapshot, ws: Workspace, now: datetime) -> list[frozenset[str]]:
    """What each of them can do, as it was at most half a minute ago: to tell what is scarce."""
    kept = _kept.get(ws.project.id)
    if kept is not None and abs(now - kept[0]) < FRESH:
        return kept[1]
    found = list((roster(view, ws, now) or {}).values())
    if len(_kept) >= PROJECTS:
        _kept.clear()
    _kept[ws.project.id] = (now, found)
    return found
