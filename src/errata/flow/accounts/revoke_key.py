"""Revoke a key: it opens nothing any more."""

from __future__ import annotations

from collections.abc import Callable

from errata.core.account import ApiKey, Ended
from errata.core.errors import Conflict
from errata.core.events import Event, Verb
from errata.flow.accounts.office import Office

Check = Callable[[ApiKey], None]  # raises when this key may not be touched


def revoke_key(office: Office, key_id: str, *, by: str, check: Check = lambda _: None) -> None:
    """End a key; one that has ended stays so. Raises NotFound."""
    with office.store.snapshot() as view:
        key = view.get(ApiKey, key_id)
        check(key)
        if view.find(Ended, id=key.id):
            return
    try:
        with office.transaction(actor=by) as tx:
            tx.put(Ended(id=key.id, by=by, created_at=office.now()))
            tx.record(Event(verb=Verb.KEY_REVOKED, object_id=key.id, figures={"role": key.role}))
    except Conflict:
        office.changes.happened()  # somebody else revoked it at the same time
