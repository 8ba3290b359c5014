"""Deliver: take what is due, send it outside any transaction, and keep what came of it."""

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
from errata.core.ports import Clock, Entropy, Store
from errata.core.webhook import Attempt, Delivery, Due, Webhook

BATCH = 4  # messages taken at once: those behind a slow receiver wait for it
FIRST_SECONDS = 5.0  # before the second try; then twice as long each time
GIVE_UP_AFTER = timedelta(days=1)
HELD = timedelta(minutes=5)  # a server that took messages and died is replaced after this
ACTOR = "webhooks"
GIVEN_UP = "webhook_given_up"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What came of one try."""

    delivered: bool
    status: int | None = None  # HTTP; None: no answer came
    error: str = ""


Send = Callable[[Webhook, Delivery, datetime], Sent]


def deliver(store: Store, *, clock: Clock, entropy: Entropy, send: Send) -> int:
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
        idents = [due.delivery_id for due in dues]
        deliveries = {found.id: found for found in view.find(Delivery, id=idents)}
        named = {found.webhook_id for found in deliveries.values()}
        webhooks = {found.id: found for found in view.find(Webhook, id=named)}
        ended = {found.id for found in view.find(Ended, id=named)}
    for due in dues:
        delivery = deliveries[due.delivery_id]
        webhook = webhooks[delivery.webhook_id]
        if webhook.id in ended:
            sent = Sent(delivered=False, error="the webhook was removed")
        else:
            sent = _sent(send, webhook, delivery, clock())
        try:
            _keep(store, due, delivery, webhook, sent, clock(), entropy, webhook.id in ended)
        except Conflict:  # another server was first, after this one took too long
            continue
    return len(dues)


def _sent(send: Send, webhook: Webhook, delivery: Delivery, now: datetime) -> Sent:
    """One try. Whatever goes wrong is this message's fault alone: it is counted as a try of it,
    so that it is given up in time, and those taken with it go on.
    """
    try:
        return send(webhook, delivery, now)
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
    webhook: Webhook,
    sent: Sent,
    now: datetime,
    entropy: Entropy,
    ended: bool,
) -> None:
    tries = due.attempts + 1
    chance = int.from_bytes(entropy(4), "big") / 2**32
    again = now + timedelta(seconds=wait_seconds(tries, chance=chance))
    given_up = not sent.delivered and (ended or again - delivery.created_at > GIVE_UP_AFTER)
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
            if given_up and not ended:
                tx.put(_alarm(delivery, webhook, sent, tries, now, entropy))
        tx.record(
            Event(
                verb=Verb.WEBHOOK_TRIED,
                object_id=delivery.id,
                figures={"delivered": int(sent.delivered), "number": tries},
            )
        )


def _alarm(
    delivery: Delivery, webhook: Webhook, sent: Sent, tries: int, now: datetime, entropy: Entropy
) -> Alarm:
    return Alarm(
        id=_ident(now, entropy),
        project_id=delivery.project_id,
        kind=GIVEN_UP,
        says=f"A message to {webhook.url} was given up after {tries} tries: {sent.error}",
        figures={"tries": tries, "webhook": webhook.id, "delivery": delivery.id},
        created_at=now,
    )


def _ident(now: datetime, entropy: Entropy) -> str:
    return uuid7(at_ms=int(now.timestamp() * 1000), random=entropy(10))
