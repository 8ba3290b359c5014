"""Webhooks: addresses that are told of final decisions."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Any

from errata.core.webhook import Attempt, Delivery, Due, Webhook
from errata.flow.webhooks.registered import (
    EVENTS,
    active_webhooks,
    add_webhook,
    remove_webhook,
    webhook_of,
)
from errata.server.depend import Here, may
from errata.server.paging import USUAL, Cursor, Limit, Page, cut
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.webhooks import DeliveryShown, WebhookMade, WebhookMaking, WebhookShown
from errata.server.webhook_address import check_literal

router = Router("webhooks")

REMEMBERED = 1_000  # of a webhook's deliveries that a list looks at, newest first


@router.get("/projects/{project}/webhooks", responses=problems(404))
def webhooks(
    here: Annotated[Here, may(Action.MANAGE_WEBHOOKS)],
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[WebhookShown]:
    """The addresses that are told."""
    with here.ws.store.snapshot() as view:
        found = active_webhooks(view, here.project.id)
        rows, following = cut(found, lambda one: one.id, cursor=cursor, limit=limit)
        waiting: defaultdict[str, int] = defaultdict(int)
        for one in rows:
            newest = view.find(Delivery, webhook_id=one.id, newest_first=True, limit=REMEMBERED)
            dues = view.outbox.waiting([delivery.id for delivery in newest])
            waiting[one.id] = sum(due.attempts > 0 for due in dues)
    return Page[WebhookShown](
        items=[WebhookShown(**_facts(one), failing=waiting[one.id]) for one in rows],
        next=following,
    )


@router.post("/projects/{project}/webhooks", status_code=201, responses=problems(404, 409))
def add(here: Annotated[Here, may(Action.MANAGE_WEBHOOKS)], given: WebhookMaking) -> WebhookMade:
    """Tell an address from now on. Its secret, which signs every message, is shown this once."""
    check_literal(given.url, private=here.room.settings.private_webhooks)
    made = add_webhook(here.ws, url=given.url, events=given.events or EVENTS)
    return WebhookMade(**_facts(made), failing=0, secret=made.secret)


@router.delete(
    "/projects/{project}/webhooks/{webhook_id}", status_code=204, responses=problems(404, 409)
)
def remove(here: Annotated[Here, may(Action.MANAGE_WEBHOOKS)], webhook_id: str) -> None:
    """Tell it nothing any more, not even what waits."""
    remove_webhook(here.ws, webhook_id)


@router.get("/projects/{project}/webhooks/{webhook_id}/deliveries", responses=problems(404))
def deliveries(
    here: Annotated[Here, may(Action.MANAGE_WEBHOOKS)],
    webhook_id: str,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[DeliveryShown]:
    """The newest messages to an address and how far they got."""
    with here.ws.store.snapshot() as view:
        webhook = webhook_of(view, here.ws, webhook_id)
        found = view.find(Delivery, webhook_id=webhook.id, newest_first=True, limit=REMEMBERED)
        rows, following = cut(
            found, lambda one: one.id, cursor=cursor, limit=limit, newest_first=True
        )
        idents = [one.id for one in rows]
        waiting = {due.delivery_id: due for due in view.outbox.waiting(idents)}
        tries: defaultdict[str, list[Attempt]] = defaultdict(list)
        for attempt in view.find(Attempt, delivery_id=idents):
            tries[attempt.delivery_id].append(attempt)
    items = [_delivered(one, waiting.get(one.id), tries[one.id]) for one in rows]
    return Page[DeliveryShown](items=items, next=following)


def _facts(webhook: Webhook) -> dict[str, Any]:
    return {
        "id": webhook.id,
        "url": webhook.url,
        "events": list(webhook.events),
        "by": webhook.by,
        "created_at": webhook.created_at,
        "active": True,
    }


def _delivered(delivery: Delivery, due: Due | None, tries: list[Attempt]) -> DeliveryShown:
    newest = max(tries, key=lambda one: one.number, default=None)
    delivered = newest is not None and newest.delivered
    return DeliveryShown(
        id=delivery.id,
        event=delivery.event,
        attempts=len(tries),
        status="delivered" if delivered else "waiting" if due is not None else "given_up",
        last_error=newest.error if newest is not None else "",
        created_at=delivery.created_at,
    )
