"""Sign out: the browser's token opens nothing any more."""

from __future__ import annotations

from errata.core.account import Ended
from errata.core.caller import Caller
from errata.core.errors import Conflict
from errata.core.events import Event, Verb
from errata.flow.accounts.office import Office


def sign_out(office: Office, caller: Caller) -> None:
    """End the sign-in that the caller came with; a key, or one that has ended, stays as it is."""
    if caller.sign_in_id is None:
        return
    try:
        with office.transaction(actor=caller.name) as tx:
            tx.put(Ended(id=caller.sign_in_id, by=caller.name, created_at=office.now()))
            tx.record(Event(verb=Verb.SIGNED_OUT, object_id=caller.id))
    except Conflict:
        office.changes.happened()  # another server ended it
