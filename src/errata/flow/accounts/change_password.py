"""Change the password: of oneself, knowing the old one."""

from __future__ import annotations

from errata.core.account import Password, User
from errata.core.caller import Caller, CallerKind
from errata.core.errors import InputError, NotAllowed
from errata.core.events import Event, Verb
from errata.flow.accounts.credentials import composed, read_password
from errata.flow.accounts.office import Office
from errata.flow.accounts.standing import ended, newest_password, open_sign_ins


def change_password(office: Office, caller: Caller, *, old: str, new: str) -> None:
    """Set a new password; every other browser is signed out.

    Raises InputError when the old one does not fit or the new one is too easy, NotAllowed for a
    key, which has none.
    """
    if caller.kind is not CallerKind.USER:
        raise NotAllowed("a key has no password", do="revoke it and make another")
    fresh = read_password(new, name=caller.name)
    with office.store.snapshot() as view:
        user = view.get(User, caller.id)
        known = newest_password(view, user)
    if not office.passwords.matches(known.hash if known else None, composed(old)) or known is None:
        raise InputError("an old password that does not fit", do="type it again")
    stored = office.passwords.hash(fresh)
    with office.transaction(actor=caller.name) as tx:
        newest = newest_password(tx, user)
        if newest is None or newest.id != known.id:
            raise InputError("a password that was changed meanwhile", do="sign in with the new one")
        others = [
            one for one in open_sign_ins(tx, user, now=office.now()) if one.id != caller.sign_in_id
        ]
        now = office.now()
        tx.put(
            Password(id=office.mint(after=newest.id), user_id=user.id, hash=stored, created_at=now),
            *ended(others, by=caller.name, now=now),
        )
        tx.record(
            Event(
                verb=Verb.PASSWORD_CHANGED, object_id=user.id, figures={"signed_out": len(others)}
            )
        )
