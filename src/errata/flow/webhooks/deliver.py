"""Deliver: take what is due, send it outside any transaction, and keep what came of it.

A message goes to a webhook, or by mail to an address that the policy names.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from errata.core.account import Ended
from errata.core.errors import Conflict
from errata.core.events import Event, Verb
from errata.core.ids import uuid7
from errata.core.model import Alarm
from errata.core.ports import Clock, Entropy, Snapshot, Store
from errata.core.project import Project
from errata.core.webhook import Attempt, Delivery, Due, Webhook
from errata.flow.watch.tell import MAILTO, tell
from errata.flow.webhooks.registered import ALARM
from errata.flow.workspace import policy_of

BATCH = 4  # messages taken at once: those behind a slow receiver wait for it
FIRST_SECONDS = 5.0  # before the second try; then twice as long each time
GIVE_UP_AFTER = timedelta(days=1)
HELD = timedelta(minutes=5)  # a server that took messages and died is replaced after this
ACTOR = "webhooks"
GIVEN_UP = "webhook_given_up"
MAIL_GIVEN_UP = "mail_given_up"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What came of one try."""

    delivered: bool
    status: int | None = None  # HTTP; None: no answer came
    error: str = ""


Send = Callable[[Webhook, Delivery, datetime], Sent]
Mail = Callable[[str, Delivery], Sent]  # to an address


def no_mail(address: str, delivery: Delivery) -> Sent:
    """What becomes of mail where nobody has said which server takes it."""
    return Sent(delivered=False, error="no mail server is named: set ERRATA_SMTP_HOST")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Receiver:
    """Where a message goes."""

    name: str  # an address of either kind
    send: Callable[[Delivery, datetime], Sent]
    gone: str = ""  # why it is told nothing any more


def deliver(
    store: Store, *, clock: Clock, entropy: Entropy, send: Send, mail: Mail = no_mail
) -> int:
    """Try every message of one batch that is due; answers how many were."""
    now = clock()
    with store.snapshot() as view:  # looking costs no writer's time
        if not view.outbox.is_due(now):
            return 0
    with store.transaction(actor=ACTOR, now=now) as tx:
        dues = tx.outbox.take(now=now, limit=BATCH, until=now + HELD)
        if not dues:
            return 0
        tx.record(
            Event(
                verb=Verb.WEBHOOK_TRIED,
                object_id=dues[0].delivery_id,
                figures={"taken": len(dues)},
            )
        )
    with store.snapshot() as view:
        found = view.find(Delivery, id=[due.delivery_id for due in dues])
        deliveries = {delivery.id: delivery for delivery in found}
        receivers = _receivers(view, found, send, mail)
    for due in dues:
        delivery = deliveries[due.delivery_id]
        receiver = receivers[delivery.project_id, delivery.webhook_id]
        if receiver.gone:
            sent = Sent(delivered=False, error=receiver.gone)
        else:
            sent = _sent(receiver, delivery, clock())
        try:
            _keep(store, due, delivery, receiver, sent, clock(), entropy)
        except Conflict:  # another server was first, after this one took too long
            continue
    return len(dues)


def _receivers(
    view: Snapshot, deliveries: list[Delivery], send: Send, mail: Mail
) -> dict[tuple[str, str], _Receiver]:
    """By project and webhook, or address."""
    named = {one.webhook_id for one in deliveries if not one.webhook_id.startswith(MAILTO)}
    webhooks = {found.id: found for found in view.find(Webhook, id=named)}
    ended = {found.id for found in view.find(Ended, id=named)}
    receivers = {}
    for one in deliveries:
        key = one.project_id, one.webhook_id
        if key in receivers:
            continue
        if one.webhook_id.startswith(MAILTO):
            receivers[key] = _by_mail(view, one, mail)
        else:
            receivers[key] = _by_post(webhooks[one.webhook_id], one.webhook_id in ended, send)
    return receivers


def _by_post(webhook: Webhook, ended: bool, send: Send) -> _Receiver:
    return _Receiver(
        name=webhook.url,
        send=lambda delivery, now: send(webhook, delivery, now),
        gone="the webhook was removed" if ended else "",
    )


def _by_mail(view: Snapshot, delivery: Delivery, mail: Mail) -> _Receiver:
    address = delivery.webhook_id.removeprefix(MAILTO)
    _, policy = policy_of(view, view.get(Project, delivery.project_id))
    return _Receiver(
        name=address,
        send=lambda delivery, now: mail(address, delivery),
        gone="" if address in policy.watch.emails else "the policy names this address no more",
    )


def _sent(receiver: _Receiver, delivery: Delivery, now: datetime) -> Sent:
    """One try. Whatever goes wrong is this message's fault alone: it is counted as a try of it,
    so that it is given up in time, and those taken with it go on.
    """
    try:
        return receiver.send(delivery, now)
    except Exception as error:
        return Sent(delivered=False, error=f"{type(error).__name__}: {error}"[:300])


def wait_seconds(tries: int, *, chance: float) -> float:
    """How long after so many tries: doubling, with a chance in [0, 1) against herds.

    >>> [wait_seconds(n, chance=0.5) for n in (1, 2, 12)]
    [5.0, 10.0, 10240.0]
    """
    return FIRST_SECONDS * math.ldexp(1.0, min(tries, 14) - 1) * (0.75 + chance / 2)


def _keep(
    store: Store,
    due: Due,
    delivery: Delivery,
    receiver: _Receiver,
    sent: Sent,
    now: datetime,
    entropy: Entropy,
) -> None:
    tries = due.attempts + 1
    chance = int.from_bytes(entropy(4), "big") / 2**32
    again = now + timedelta(seconds=wait_seconds(tries, chance=chance))
    too_late = again - delivery.created_at > GIVE_UP_AFTER
    given_up = not sent.delivered and (bool(receiver.gone) or too_late)
    with store.transaction(actor=ACTOR, now=now) as tx:
        mine = (
            tx.outbox.done(due)
            if sent.delivered or given_up
            else tx.outbox.put_off(due, until=again)
        )
        if mine:
            tx.put(
                Attempt(
                    id=_ident(now, entropy),
                    delivery_id=delivery.id,
                    number=tries,
                    delivered=sent.delivered,
                    status=sent.status,
                    error=sent.error,
                    created_at=now,
                )
            )
            if given_up and not receiver.gone:
                alarm = _alarm(delivery, receiver, sent, tries, now, entropy)
                tx.put(alarm)
                if delivery.event != ALARM:  # one that cannot be told of is not told of for ever
                    tell(
                        tx,
                        tx.get(Project, delivery.project_id),
                        alarm,
                        mint=lambda: _ident(now, entropy),
                        but_not=delivery.webhook_id,
                    )
        tx.record(
            Event(
                verb=Verb.WEBHOOK_TRIED,
                object_id=delivery.id,
                figures={"delivered": int(sent.delivered), "number": tries},
            )
        )


def _alarm(
    delivery: Delivery, receiver: _Receiver, sent: Sent, tries: int, now: datetime, entropy: Entropy
) -> Alarm:
    by_mail = delivery.webhook_id.startswith(MAILTO)
    return Alarm(
        id=_ident(now, entropy),
        project_id=delivery.project_id,
        kind=MAIL_GIVEN_UP if by_mail else GIVEN_UP,
        says=f"A message to {receiver.name} was given up after {tries} tries: {sent.error}",
        figures={
            "tries": tries,
            "address" if by_mail else "webhook": delivery.webhook_id.removeprefix(MAILTO),
            "delivery": delivery.id,
        },
        created_at=now,
    )


def _ident(now: datetime, entropy: Entropy) -> str:
    return uuid7(at_ms=int(now.timestamp() * 1000), random=entropy(10))
