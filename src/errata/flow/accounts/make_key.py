"""Make a key: a program's way into one project, in one role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from errata.core.account import ApiKey, Role
from errata.core.errors import InputError
from errata.core.events import Event, Verb
from errata.flow.accounts.credentials import (
    KEY_START,
    PREFIX,
    fresh_token,
    read_label,
    token_hash,
)
from errata.flow.accounts.office import Office

DAYS = 365.0
MOST_DAYS = 3650.0


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeKey:
    """A key and its secret, which is shown now and never again."""

    secret: str
    key: ApiKey


def make_key(
    office: Office, name: str, *, project_id: str, role: Role, days: float = DAYS, by: str
) -> MadeKey:
    """A new key for a project, or EVERYWHERE; with `days=0` it never expires.

    Raises InputError for a name or days that cannot be used.
    """
    if not 0 <= days <= MOST_DAYS:
        raise InputError(f"a key for {days:g} days", wanted=f"0 (for ever) to {MOST_DAYS:g}")
    now = office.now()
    secret = KEY_START + fresh_token(office.entropy)
    key = ApiKey(
        id=office.mint(),
        project_id=project_id,
        name=read_label(name, "key's name"),
        role=role,
        prefix=secret[:PREFIX],
        hash=token_hash(secret),
        by=by,
        expires_at=now + timedelta(days=days) if days else None,
        created_at=now,
    )
    with office.transaction(actor=by) as tx:
        tx.put(key)
        tx.record(Event(verb=Verb.KEY_MADE, object_id=key.id, figures={"role": role}))
    return MadeKey(secret=secret, key=key)
