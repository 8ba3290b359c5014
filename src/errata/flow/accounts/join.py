"""Join: use an invitation, once, to make an account or to set a new password."""

from __future__ import annotations

from errata.core.account import Ended, Grant, Invitation, Password, User
from errata.core.errors import Conflict, InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.ports import Snapshot
from errata.flow.accounts.credentials import read_name, read_password, token_hash
from errata.flow.accounts.first_admin import FIRST
from errata.flow.accounts.office import Office
from errata.flow.accounts.sign_in import SignedIn, new_sign_in
from errata.flow.accounts.standing import (
    admins,
    ended,
    grants_of,
    newest_password,
    open_sign_ins,
    user_named,
)


def read_invitation(office: Office, token: str) -> Invitation:
    """What a link is for; raises NotFound when it is unknown, used or expired: all the same."""
    with office.store.snapshot() as view:
        return _open(office, view, token)


def join(office: Office, token: str, *, name: str | None, password: str) -> SignedIn:
    """Come in through a link, which opens nothing afterwards, and be signed in.

    Raises NotFound for a link that is unknown, used or expired, InputError for a name or password
    that cannot be used, Conflict for a name that somebody has.
    """
    invitation = read_invitation(office, token)
    chosen = _name(invitation, name)
    secret = read_password(password, name=chosen)
    if invitation.user_id is None:
        with office.store.snapshot() as view:
            _check_free(view, chosen, invitation)  # before the slow part, and once more below
    stored = office.passwords.hash(secret)
    try:
        with office.transaction(actor=chosen) as tx:
            invitation, now = _open(office, tx, token), office.now()
            tx.put(Ended(id=invitation.id, by=chosen, created_at=now))
            if invitation.user_id is None:
                _check_free(tx, chosen, invitation)
                user, before = User(id=office.mint(), name=chosen, created_at=now), None
                tx.put(user)
            else:
                user = tx.get(User, invitation.user_id)
                before = newest_password(tx, user)
                tx.put(*ended(open_sign_ins(tx, user, now=now), by=chosen, now=now))
            made = new_sign_in(office, user)
            fresh = office.mint(after=before.id if before else None)
            tx.put(Password(id=fresh, user_id=user.id, hash=stored, created_at=now))
            tx.put(*_grants(office, tx, invitation, user), made.sign_in)
            tx.record(
                Event(
                    verb=Verb.PASSWORD_CHANGED if before else Verb.USER_JOINED,
                    object_id=user.id,
                    figures={"role": invitation.role},
                )
            )
    except Conflict:
        read_invitation(office, token)  # of two at once the second finds it used
        raise
    return made


def _open(office: Office, view: Snapshot, token: str) -> Invitation:
    found = view.find(Invitation, id=token_hash(token), limit=1)
    over = (
        not found
        or found[0].expires_at <= office.now()
        or bool(view.find(Ended, id=found[0].id, limit=1))
        or (found[0].by == FIRST and bool(admins(view)))
    )
    if over:
        raise NotFound(
            "a link that opens nothing (any more)",
            do="ask whoever sent it for a new one; each can be used once",
        )
    return found[0]


def _name(invitation: Invitation, given: str | None) -> str:
    if invitation.name is None:
        if not given:
            raise InputError("no name", do="choose one")
        return read_name(given)
    if given and read_name(given) != invitation.name:
        raise InputError(f"the name {given!r}", wanted=f"{invitation.name!r}, as it was invited")
    return invitation.name


def _check_free(view: Snapshot, name: str, invitation: Invitation) -> None:
    if user_named(view, name) is None:
        return
    raise Conflict(
        f"the name {name!r} is taken",
        do="choose another"
        if invitation.name is None
        else "sign in if it is yours; else ask whoever sent the link for one with another name",
    )


def _grants(office: Office, view: Snapshot, invitation: Invitation, user: User) -> list[Grant]:
    """The role that the link gives, unless the user has it."""
    held = grants_of(view, user).get(invitation.project_id)
    if held is not None and held.role is invitation.role and not invitation.skills:
        return []
    return [
        Grant(
            id=office.mint(after=held.id if held else None),
            user_id=user.id,
            project_id=invitation.project_id,
            role=invitation.role,
            skills=invitation.skills,
            by=invitation.by,
            created_at=office.now(),
        )
    ]
