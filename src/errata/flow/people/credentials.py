"""Credentials: what reviewers say they can do, and who vouches for it.

Somebody declares a skill; a lead verifies it, perhaps until a day; either may withdraw it. Skills
that came with a role in the project (`errata user role --skill`) hold without any of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from errata.core.errors import Conflict, InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.people import Credential
from errata.core.ports import Snapshot, Transaction
from errata.core.task import OWN
from errata.flow.accounts.credentials import read_label
from errata.flow.accounts.skills import MOST
from errata.flow.people.roster import granted_skills
from errata.flow.people.skills import earned_in
from errata.flow.people.unqualified import look_for_people
from errata.flow.workspace import Workspace

NOTE_LENGTH = 1_000


class CredentialState(StrEnum):
    """What a credential opens: a verified or granted one its tasks, any other nothing."""

    DECLARED = "declared"
    VERIFIED = "verified"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    GRANTED = "granted"  # with the role, by whoever gave it
    EARNED = "earned"  # by answers


@dataclass(frozen=True, kw_only=True, slots=True)
class SkillSeen:
    """One skill of a reviewer as people see it."""

    reviewer: str
    skill: str
    state: CredentialState
    verified_by: str  # "" for nobody
    expires_at: datetime | None
    note: str


def skills_of(
    view: Snapshot, ws: Workspace, reviewer: str, granted: Sequence[str], now: datetime
) -> tuple[str, ...]:
    """Everything that the reviewer may be asked for: granted, verified and unexpired, earned."""
    found = newest(view.find(Credential, project_id=ws.project.id, reviewer=reviewer))
    verified = [one.skill for one in found if state_of(one, now) is CredentialState.VERIFIED]
    return tuple(sorted({*granted, *verified, *earned_in(view, ws, now).get(reviewer, ())}))


def newest(found: Iterable[Credential]) -> list[Credential]:
    """Of each reviewer's credentials the newest of each skill, of credentials from old to new."""
    return list({(one.reviewer, one.skill): one for one in found}.values())


def state_of(credential: Credential, now: datetime) -> CredentialState:
    """What it is at a time."""
    if credential.withdrawn:
        return CredentialState.WITHDRAWN
    if not credential.verified_by:
        return CredentialState.DECLARED
    if credential.expires_at is not None and credential.expires_at <= now:
        return CredentialState.EXPIRED
    return CredentialState.VERIFIED


def credentials(ws: Workspace, *, reviewer: str | None = None) -> list[SkillSeen]:
    """The skills of everybody in the project, or of one reviewer; by name and skill."""
    now = ws.now()
    where: dict[str, Any] = {} if reviewer is None else {"reviewer": reviewer}
    with ws.store.snapshot() as view:
        found = newest(view.find(Credential, project_id=ws.project.id, **where))
        granted = granted_skills(view, ws.project.id)
        names = {*granted, *(one.reviewer for one in found)} if reviewer is None else {reviewer}
        earned = earned_in(view, ws, now)
    seen = [
        SkillSeen(
            reviewer=one.reviewer,
            skill=one.skill,
            state=state_of(one, now),
            verified_by=one.verified_by,
            expires_at=one.expires_at,
            note=one.note,
        )
        for one in found
    ]
    for state, given in ((CredentialState.GRANTED, granted), (CredentialState.EARNED, earned)):
        seen += [
            SkillSeen(
                reviewer=name, skill=skill, state=state, verified_by="", expires_at=None, note=""
            )
            for name in names
            for skill in given.get(name, ())
        ]
    return sorted(seen, key=lambda one: (one.reviewer, one.skill, one.state))


def declare(ws: Workspace, reviewer: str, skill: str, *, note: str = "") -> Credential:
    """Say that one can do something; it opens nothing before a lead verifies it.

    Raises Conflict when it is declared or verified already, InputError for more than can be read.
    """
    now = ws.now()
    with ws.store.transaction(actor=reviewer, now=now) as tx:
        held = {one.skill: one for one in _of(tx, ws, reviewer)}
        name = read_skill(skill)
        known = held.get(name)
        if known is not None:
            state = state_of(known, now)
            if state in (CredentialState.DECLARED, CredentialState.VERIFIED):
                raise Conflict(f"the skill {name!r} of {reviewer} is {state} already")
        elif len(held) >= MOST:
            raise InputError(f"{len(held) + 1} skills", wanted=f"{MOST} at most")
        return _changed(ws, tx, reviewer, name, note=note, by="", expires_at=None, now=now)


def verify(
    ws: Workspace,
    reviewer: str,
    skill: str,
    *,
    by: str,
    expires_at: datetime | None = None,
    note: str | None = None,
) -> Credential:
    """Vouch for a skill, declared or not, until a time or for good; a later one replaces it.

    `note` left out stays as declared. Raises InputError for a time that is past.
    """
    now = ws.now()
    if expires_at is not None and expires_at <= now:
        raise InputError(
            f"a credential until {expires_at:%Y-%m-%d %H:%M}", wanted="a time to come, or none"
        )
    with ws.store.transaction(actor=by, now=now) as tx:
        name = read_skill(skill)
        known = next((one for one in _of(tx, ws, reviewer) if one.skill == name), None)
        said = (known.note if known else "") if note is None else note
        stored = _changed(ws, tx, reviewer, name, note=said, by=by, expires_at=expires_at, now=now)
        look_for_people(ws, tx, now=now)
    return stored


def withdraw(ws: Workspace, reviewer: str, skill: str, *, by: str) -> Credential:
    """Take a skill back: it opens nothing from now on. Raises NotFound for one that is not there.

    A skill that came with a role goes with `grant_role`.
    """
    now = ws.now()
    with ws.store.transaction(actor=by, now=now) as tx:
        name = read_skill(skill)
        known = next((one for one in _of(tx, ws, reviewer) if one.skill == name), None)
        if known is None or known.withdrawn:
            raise NotFound(
                f"no credential {name!r} of {reviewer}",
                do="see GET credentials; one that came with a role goes with the role's skills",
            )
        stored = _changed(
            ws,
            tx,
            reviewer,
            name,
            note=known.note,
            by=known.verified_by,
            expires_at=known.expires_at,
            now=now,
            withdrawn=True,
        )
        look_for_people(ws, tx, now=now)
    return stored


def read_skill(given: str) -> str:
    """The skill; raises InputError for one that could be no skill."""
    skill = read_label(given, "skill")
    if skill.startswith(OWN):
        raise InputError(f"the skill {skill!r}", wanted=f"no {OWN} in front")
    return skill


def _of(view: Snapshot, ws: Workspace, reviewer: str) -> list[Credential]:
    return newest(view.find(Credential, project_id=ws.project.id, reviewer=reviewer))


def _changed(
    ws: Workspace,
    tx: Transaction,
    reviewer: str,
    skill: str,
    *,
    note: str,
    by: str,
    expires_at: datetime | None,
    now: datetime,
    withdrawn: bool = False,
) -> Credential:
    note = note.strip()
    if len(note) > NOTE_LENGTH:
        raise InputError(f"a note of {len(note)} characters", wanted=f"{NOTE_LENGTH} at most")
    stored = Credential(
        id=ws.mint(),
        project_id=ws.project.id,
        reviewer=reviewer,
        skill=skill,
        verified_by=by,
        expires_at=expires_at,
        withdrawn=withdrawn,
        note=note,
        created_at=now,
    )
    tx.put(stored)
    figures = {"state": state_of(stored, now).value}
    tx.record(Event(verb=Verb.CREDENTIAL_CHANGED, object_id=stored.id, figures=figures))
    return stored
