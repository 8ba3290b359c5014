"""Tell: put a message about an alarm into the outbox, in the transaction that raises it.

Each webhook that asked for alarms gets one, and each address that the policy names: a delivery to
"mailto:ADDRESS". Both wait in the same outbox, so that neither is lost and both are tried again.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from errata.core.model import Alarm
from errata.core.ports import Transaction
from errata.core.project import Project
from errata.core.webhook import Delivery, Due
from errata.flow.webhooks.registered import ALARM, active_webhooks
from errata.flow.workspace import policy_of

MAILTO = "mailto:"


def tell(
    tx: Transaction,
    project: Project,
    alarm: Alarm,
    *,
    mint: Callable[[], str],
    but_not: str = "",
) -> int:
    """Have everybody told who asked to be; answers how many messages wait for it.

    `but_not`: a receiver that is told nothing, because it is the one that does not answer.
    """
    _, policy = policy_of(tx, project)
    receivers = [webhook.id for webhook in active_webhooks(tx, project.id, ALARM)]
    receivers += [MAILTO + address for address in dict.fromkeys(policy.watch.emails)]
    receivers = [receiver for receiver in receivers if receiver != but_not]
    body = json.dumps(
        {
            "event": ALARM,
            "project": project.name,
            "alarm": {
                "id": alarm.id,
                "kind": alarm.kind,
                "says": alarm.says,
                "figures": dict(alarm.figures),
                "created_at": alarm.created_at.isoformat(),
            },
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    deliveries = [
        Delivery(
            id=mint(),
            project_id=project.id,
            webhook_id=receiver,
            event=ALARM,
            body=body,
            created_at=alarm.created_at,
        )
        for receiver in receivers
    ]
    if deliveries:
        tx.put(*deliveries)
        tx.outbox.add(
            [Due(delivery_id=one.id, attempts=0, due_at=one.created_at) for one in deliveries]
        )
    return len(deliveries)
