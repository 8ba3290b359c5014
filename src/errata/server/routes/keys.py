"""API keys: how programs come in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from errata.core.account import ApiKey
from errata.core.errors import NotAllowed, NotFound
from errata.flow.accounts.keys import KnownKey, list_keys
from errata.flow.accounts.make_key import make_key
from errata.flow.accounts.revoke_key import revoke_key
from errata.server.depend import Everywhere, may_named
from errata.server.paging import USUAL, Cursor, Limit, Page, cut
from errata.server.permissions import Action, allowed, check_gives
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.accounts import KeyMade, KeyMaking, KeyShown

router = Router("keys")

Project = Annotated[
    str, Query(max_length=200, description='The project; "": the keys that open all of them.')
]


@router.get("/keys", responses=problems(404))
def keys(
    there: Annotated[Everywhere, may_named(Action.MANAGE_KEYS)],
    project: Project,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[KeyShown]:
    """The keys of a project, newest first, revoked ones too."""
    project_id, _ = there.within(project, Action.MANAGE_KEYS)
    rows, following = cut(
        list_keys(there.site.accounts, project_id=project_id),
        lambda known: known.key.id,
        cursor=cursor,
        limit=limit,
        newest_first=True,
    )
    return Page[KeyShown](items=[_shown(row, project) for row in rows], next=following)


@router.post("/keys", status_code=201, responses=problems(404))
def make(there: Annotated[Everywhere, may_named(Action.MANAGE_KEYS)], given: KeyMaking) -> KeyMade:
    """Make a key; its secret is in this answer and nowhere else."""
    project_id, role = there.within(given.project, Action.MANAGE_KEYS)
    check_gives(role, given.role)
    made = make_key(
        there.site.accounts,
        given.name,
        project_id=project_id,
        role=given.role,
        days=given.days,
        by=there.caller.name,
    )
    shown = _shown(KnownKey(key=made.key, revoked=False), given.project)
    return KeyMade(**shown.model_dump(), key=made.secret)


@router.delete("/keys/{key}", status_code=204, responses=problems(404))
def revoke(
    there: Annotated[Everywhere, may_named(Action.MANAGE_KEYS)],
    key: Annotated[str, Path(min_length=1, max_length=100)],
) -> None:
    """Revoke a key, at once and for good."""

    def check(found: ApiKey) -> None:
        role = there.caller.role_in(found.project_id)
        if role is None:  # the same as for one that does not exist
            raise NotFound(f"no key has the identifier {key!r}")
        if not allowed(role, Action.MANAGE_KEYS):
            raise NotAllowed(f"{there.caller.name} may not revoke keys there")
        check_gives(role, found.role)

    revoke_key(there.site.accounts, key, by=there.caller.name, check=check)


def _shown(known: KnownKey, project: str) -> KeyShown:
    key = known.key
    return KeyShown(
        id=key.id,
        name=key.name,
        project=project,
        role=key.role,
        prefix=key.prefix,
        by=key.by,
        created_at=key.created_at,
        expires_at=key.expires_at,
        revoked=known.revoked,
    )
