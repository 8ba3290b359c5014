"""Retrain: which alarm asks for a turn of the loop."""

from __future__ import annotations

from errata.core.model import Alarm, Cycle
from errata.flow.watch.alarms import open_alarms
from errata.flow.watch.look import MONITORS
from errata.flow.workspace import Workspace, policy_of


def asks_for_a_cycle(ws: Workspace) -> Alarm | None:
    """The newest open alarm about drift or accuracy since which no cycle was run; None for none.

    Only where the policy says that such an alarm retrains (`watch.retrain`).
    """
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        if not policy.watch.retrain:
            return None
        left = [one for one in open_alarms(view, ws.project.id) if one.kind in MONITORS]
        cycles = view.find(Cycle, project_id=ws.project.id, newest_first=True, limit=1)
    if not left or (cycles and cycles[0].created_at > left[0].created_at):
        return None
    return left[0]
