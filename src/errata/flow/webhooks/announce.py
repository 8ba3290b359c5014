"""Announce: put a message for each webhook into the outbox, in the transaction of what it tells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from errata.core.outcome import OutcomeReport
from errata.core.ports import Transaction
from errata.core.task import Escalation, Resolution
from errata.core.webhook import Delivery, Due, Webhook
from errata.flow.decision import decided
from errata.flow.webhooks.registered import FINAL, OVERDUE, active_webhooks
from errata.flow.workspace import Workspace


def announce(ws: Workspace, tx: Transaction, truth: Resolution | OutcomeReport) -> None:
    """Tell that a prediction's decision is final: call it once the truth and its queue changes
    are in the transaction. A trusted outcome is one; any other decides nothing.
    """
    if isinstance(truth, OutcomeReport) and (not truth.trusted or truth.label is None):
        return
    _enqueue(ws, tx, FINAL, truth.prediction_id)


def announce_overdue(ws: Workspace, tx: Transaction, escalation: Escalation, *, of: str) -> None:
    """Tell that nobody answered in time about the prediction `of`."""
    _enqueue(ws, tx, OVERDUE, of, more={"overdue_since": escalation.due_at.isoformat()})


def _enqueue(
    ws: Workspace,
    tx: Transaction,
    event: str,
    prediction_id: str,
    *,
    more: Mapping[str, Any] | None = None,
) -> None:
    webhooks = active_webhooks(tx, ws.project.id, event)
    if not webhooks:
        return
    prediction = tx.log.rows(ws.project.id, [prediction_id])[0]
    told = decided(tx, ws, prediction).as_dict()
    body = json.dumps(
        {
            "event": event,
            "project": ws.project.name,
            "prediction_id": told.pop("id"),
            **told,
            **(more or {}),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    deliveries = [_delivery(ws, webhook, event, body) for webhook in webhooks]
    tx.put(*deliveries)
    tx.outbox.add(
        [Due(delivery_id=one.id, attempts=0, due_at=one.created_at) for one in deliveries]
    )


def _delivery(ws: Workspace, webhook: Webhook, event: str, body: str) -> Delivery:
    return Delivery(
        id=ws.mint(),
        project_id=ws.project.id,
        webhook_id=webhook.id,
        event=event,
        body=body,
        created_at=ws.now(),
    )
