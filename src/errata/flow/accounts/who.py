"""Who: whose a browser's token or a key is. Reads only."""

from __future__ import annotations

import hmac

from errata.core.account import ApiKey, Ended, SignIn, User
from errata.core.caller import Caller, CallerKind, Membership
from errata.flow.accounts.credentials import token_hash
from errata.flow.accounts.office import Office
from errata.flow.accounts.standing import memberships_of


def who_signed_in(office: Office, token: str) -> Caller | None:
    """The person whose browser has this token; None when it opens nothing (any more)."""
    ident = token_hash(token)
    with office.store.snapshot() as view:
        found = view.find(SignIn, id=ident, limit=1)
        if not found or not hmac.compare_digest(found[0].id, ident):
            return None
        sign_in = found[0]
        if sign_in.expires_at <= office.now() or view.find(Ended, id=ident, limit=1):
            return None
        user = view.get(User, sign_in.user_id)
        memberships = memberships_of(view, user)
    if not memberships:
        return None
    return Caller(
        id=user.id,
        name=user.name,
        kind=CallerKind.USER,
        memberships=memberships,
        expires_at=sign_in.expires_at,
        sign_in_id=ident,
        csrf=sign_in.csrf,
    )


def who_holds(office: Office, secret: str) -> Caller | None:
    """The program that has this key; None when it opens nothing (any more)."""
    digest = token_hash(secret)
    with office.store.snapshot() as view:
        found = view.find(ApiKey, hash=digest, limit=1)
        if not found or not hmac.compare_digest(found[0].hash, digest):
            return None
        key = found[0]
        if key.expires_at is not None and key.expires_at <= office.now():
            return None
        if view.find(Ended, id=key.id, limit=1):
            return None
    return Caller(
        id=key.id,
        name=f"key:{key.name}",
        kind=CallerKind.KEY,
        memberships=(Membership(project_id=key.project_id, role=key.role),),
        expires_at=key.expires_at,
    )
