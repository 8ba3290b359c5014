"""Revoke a key: it opens nothing any more, and neither does what was made with it."""

from __future__ import annotations

from collections.abc import Callable

from errata.core.account import ApiKey, Ended
from errata.core.errors import Conflict, NotFound
from errata.core.events import Event, Verb
from errata.flow.accounts.made_by import made_with
from errata.flow.accounts.office import Office
from errata.flow.accounts.standing import ended

Check = Callable[[ApiKey], None]  # raises when this key may not be touched


TRIES = 5  # against others who end the same links or keys at the same time


def revoke_key(office: Office, key_id: str, *, by: str, check: Check = lambda _: None) -> None:
    """End a key, and what was made with it to let people in; one that has ended stays so.

    Raises NotFound.
    """
    for _ in range(TRIES):
        with office.store.snapshot() as view:
            found = view.find(ApiKey, id=key_id, limit=1)
            if not found:
                raise NotFound(f"no key has the identifier {key_id!r}")
            key = found[0]
            check(key)
            if view.find(Ended, id=key.id):
                return
        try:
            with office.transaction(actor=by) as tx:
                now = office.now()
                tx.put(*ended([key, *made_with(tx, [key], now=now)], by=by, now=now))
                tx.record(
                    Event(verb=Verb.KEY_REVOKED, object_id=key.id, figures={"role": key.role})
                )
            return
        except Conflict:
            office.changes.happened()  # somebody else ended one of them
    raise Conflict(f"others change the key {key_id!r} at the same time", do="try again")
