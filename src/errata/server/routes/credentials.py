"""Credentials: skills are declared by reviewers, verified and withdrawn by leads."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from errata.core.account import Role
from errata.core.errors import NotAllowed
from errata.core.people import Credential
from errata.flow.accounts.credentials import read_name
from errata.flow.people.credentials import (
    SkillSeen,
    credentials,
    declare,
    read_skill,
    verify,
    withdraw,
)
from errata.server.depend import Here, may
from errata.server.paging import MOST, Cursor, Limit, Page, cut
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.credentials import (
    CredentialSeen,
    SkillDeclared,
    SkillNamed,
    SkillVerified,
)

router = Router("reviewers")

Own = Annotated[Here, may(Action.DECLARE_SKILL)]
Managing = Annotated[Here, may(Action.MANAGE_REVIEWERS)]
WHERE = "/projects/{project}/credentials"


@router.get(WHERE, responses=problems(404))
def skills(
    here: Own,
    reviewer: Annotated[str | None, Query(description="Only of this reviewer.")] = None,
    cursor: Cursor = None,
    limit: Limit = MOST,
) -> Page[CredentialSeen]:
    """What everybody can do, by name; a reviewer sees their own."""
    whose = reviewer if _leads(here) else here.caller.name
    found = [
        (f"{one.reviewer}\n{one.skill}\n{one.state}", one)
        for one in credentials(here.ws, reviewer=whose)
    ]
    rows, following = cut(found, lambda row: row[0], cursor=cursor, limit=limit)
    return Page[CredentialSeen](items=[_seen(one) for _, one in rows], next=following)


@router.post(WHERE, status_code=201, responses=problems(404, 409), operation_id="declare_skill")
def declared(here: Own, given: SkillDeclared) -> CredentialSeen:
    """Say that one can do something. A lead verifies it before it opens any task."""
    return _one(here, declare(here.ws, here.caller.name, given.skill, note=given.note))


@router.post(WHERE + "/verify", responses=problems(404), operation_id="verify_skill")
def verified(here: Managing, given: SkillVerified) -> CredentialSeen:
    """Vouch for a reviewer's skill, declared or not."""
    made = verify(
        here.ws,
        _named(given.reviewer),
        given.skill,
        by=here.caller.name,
        expires_at=given.expires_at,
        note=given.note,
    )
    return _one(here, made)


@router.post(WHERE + "/withdraw", responses=problems(404), operation_id="withdraw_skill")
def withdrawn(here: Own, given: SkillNamed) -> CredentialSeen:
    """Take a skill back; anybody their own, a lead everybody's."""
    name = _named(given.reviewer)
    if name != here.caller.name and not _leads(here):
        raise NotAllowed(f"{here.caller.name!r} who takes back a skill of {name!r}")
    made = withdraw(here.ws, name, given.skill, by=here.caller.name)
    return _one(here, made)


def _named(reviewer: str) -> str:
    """The name as answers carry it; a program's begins with "key:"."""
    return reviewer if reviewer.startswith("key:") else read_name(reviewer)


def _leads(here: Here) -> bool:
    return here.role in (Role.ADMIN, Role.LEAD)


def _one(here: Here, made: Credential) -> CredentialSeen:
    found = credentials(here.ws, reviewer=made.reviewer)
    skill = read_skill(made.skill)
    return next(
        _seen(one) for one in found if one.skill == skill and one.state not in ("granted", "earned")
    )


def _seen(one: SkillSeen) -> CredentialSeen:
    return CredentialSeen(
        reviewer=one.reviewer,
        skill=one.skill,
        state=one.state,
        verified_by=one.verified_by or None,
        expires_at=one.expires_at,
        note=one.note,
    )
