"""Registered: which addresses a project tells, and of what."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from errata.core.account import Ended
from errata.core.errors import InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.ports import Snapshot
from errata.core.webhook import Webhook
from errata.flow.workspace import Workspace

FINAL = "decision.final"
OVERDUE = "decision.overdue"
ALARM = "alarm"
EVENTS = (FINAL, OVERDUE, ALARM)
MOST = 20  # webhooks of a project
LONGEST = 2_000  # characters of an address


def add_webhook(ws: Workspace, *, url: str, events: Sequence[str] = EVENTS) -> Webhook:
    """An address that is told from now on; its secret is shown this once.

    Raises InputError for an address that is no http(s) URL, or an event that does not exist.
    """
    check_address(url)
    unknown = sorted(set(events) - set(EVENTS))
    if unknown or not events:
        raise InputError(
            f"the events {unknown}" if unknown else "no events", wanted=", ".join(EVENTS)
        )
    now = ws.now()
    webhook = Webhook(
        id=ws.mint(),
        project_id=ws.project.id,
        url=url,
        secret="whsec_" + ws.entropy(24).hex(),
        events=tuple(dict.fromkeys(events)),
        by=ws.actor,
        created_at=now,
    )
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        if len(active_webhooks(tx, ws.project.id)) >= MOST:
            raise InputError(f"more than {MOST} webhooks", do="remove one first")
        tx.put(webhook)
        tx.record(Event(verb=Verb.WEBHOOK_ADDED, object_id=webhook.id))
    return webhook


def remove_webhook(ws: Workspace, ident: str) -> None:
    """Tell it nothing any more, not even what waits; raises NotFound."""
    now = ws.now()
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        webhook_of(tx, ws, ident)
        tx.put(Ended(id=ident, by=ws.actor, created_at=now))
        tx.record(Event(verb=Verb.WEBHOOK_REMOVED, object_id=ident))


def webhook_of(view: Snapshot, ws: Workspace, ident: str) -> Webhook:
    """The project's active webhook of that identifier; raises NotFound."""
    found = view.find(Webhook, id=ident, project_id=ws.project.id)
    if not found or view.count(Ended, id=ident):
        raise NotFound(f"no webhook {ident!r} in the project {ws.project.name!r}")
    return found[0]


def active_webhooks(view: Snapshot, project_id: str, event: str | None = None) -> list[Webhook]:
    """Who is told, of this event if one is named; oldest first."""
    found = [
        webhook
        for webhook in view.find(Webhook, project_id=project_id)
        if event is None or event in webhook.events
    ]
    if not found:
        return []
    ended = {gone.id for gone in view.find(Ended, id=[webhook.id for webhook in found])}
    return [webhook for webhook in found if webhook.id not in ended]


def check_address(url: str) -> None:
    """Raise InputError unless it is an absolute http(s) URL without a password in it."""
    wanted = "https://host/path"
    if len(url) > LONGEST or not url.isascii() or any(c <= " " or c == "\\" for c in url):
        raise InputError("an address with odd characters or without end", wanted=wanted)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InputError(f"the address {url!r}", wanted=wanted) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise InputError(f"the address {url!r}", wanted=wanted)
    if parts.username or parts.password or parts.fragment:
        raise InputError(
            "an address with a password or a fragment",
            wanted=wanted,
            do="check the signature instead",
        )
