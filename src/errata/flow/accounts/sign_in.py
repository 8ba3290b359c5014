"""Sign in: a name and a password for a browser's token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from errata.core.account import Password, SignIn, User
from errata.core.errors import InputError, SignInNeeded
from errata.core.events import Event, Verb
from errata.flow.accounts.credentials import composed, fresh_token, read_name, token_hash
from errata.flow.accounts.office import Office
from errata.flow.accounts.standing import memberships_of, newest_password, user_named

DAYS = 14.0  # a sign-in ends after this time, however busy it is


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedIn:
    """A sign-in and its token, which only the browser keeps."""

    token: str
    sign_in: SignIn
    user: User


def sign_in(office: Office, name: str, password: str) -> SignedIn:
    """Sign somebody in.

    Raises SignInNeeded, with the same words and after the same time, whether the name is unknown,
    the password wrong or the account shut.
    """
    with office.store.snapshot() as view:
        user = user_named(view, _readable(name)) if _readable(name) else None
        known = newest_password(view, user) if user else None
    secret = composed(password)
    fits = office.passwords.matches(known.hash if known else None, secret)
    if not fits or user is None or known is None:
        raise _refusal()
    renewed = office.passwords.hash(secret) if office.passwords.outdated(known.hash) else None
    made = new_sign_in(office, user)
    with office.transaction(actor=user.name) as tx:
        # Meanwhile the password may have been changed, or the account shut.
        newest = newest_password(tx, user)
        if newest is None or newest.id != known.id or not memberships_of(tx, user):
            raise _refusal()
        tx.put(made.sign_in)
        if renewed is not None:
            tx.put(
                Password(
                    id=office.mint(after=known.id),
                    user_id=user.id,
                    hash=renewed,
                    created_at=office.now(),
                )
            )
        tx.record(Event(verb=Verb.SIGNED_IN, object_id=user.id))
    return made


def new_sign_in(office: Office, user: User) -> SignedIn:
    """A sign-in that is not stored yet."""
    token, now = fresh_token(office.entropy), office.now()
    made = SignIn(
        id=token_hash(token),
        user_id=user.id,
        csrf=fresh_token(office.entropy),
        expires_at=now + timedelta(days=DAYS),
        created_at=now,
    )
    return SignedIn(token=token, sign_in=made, user=user)


def _readable(name: str) -> str:
    try:
        return read_name(name)
    except InputError:
        return ""


def _refusal() -> SignInNeeded:
    return SignInNeeded(
        "this name and password do not open anything",
        do="try again, or ask whoever invited you for a new link",
    )
