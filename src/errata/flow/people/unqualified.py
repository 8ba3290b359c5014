"""Unqualified: tasks that nobody known can answer raise an alarm at once, one for each demand.

It closes by itself when somebody is qualified again, or when nothing asks for it any more.
"""

from __future__ import annotations

from datetime import datetime

from errata.core.events import Event, Verb
from errata.core.model import Alarm, AlarmClosed
from errata.core.ports import Snapshot, Transaction
from errata.core.requirement import met, parts
from errata.flow.people.roster import roster
from errata.flow.watch.alarms import open_alarms
from errata.flow.watch.tell import tell
from errata.flow.workspace import Workspace

UNQUALIFIED = "nobody_qualified"


def look_for_people(ws: Workspace, tx: Transaction, *, now: datetime) -> int:
    """Raise what is missing and close what is over, inside another change; how many alarms changed.

    All that waits free is looked at. Where nobody is known at all, nobody is missed.
    """
    people = roster(tx, ws, now)
    known = {str(alarm.figures.get("asks")): alarm for alarm in _open(tx, ws)}
    if people is None:
        return 0
    wanted = tx.queue.requirements(ws.project.id)
    missing = {one for one in wanted if not any(met(one, skills) for skills in people.values())}
    for one in sorted(missing - set(known)):
        alarm = Alarm(
            id=ws.mint(),
            project_id=ws.project.id,
            kind=UNQUALIFIED,
            says=f"Tasks wait for somebody with {says(one)}, and nobody here is. They stay in the "
            "queue: verify a credential, or invite somebody who has it.",
            figures={"asks": one},
            created_at=now,
        )
        tx.put(alarm)
        tell(tx, ws.project, alarm, mint=ws.mint)
    over = [(one, alarm) for one, alarm in known.items() if one not in missing]
    for one, alarm in over:
        who = sorted(name for name, skills in people.items() if met(one, skills))
        why = f"{who[0]} is qualified" if who else "nothing asks for it any more"
        tx.put(
            AlarmClosed(
                id=ws.mint(),
                project_id=ws.project.id,
                alarm_id=alarm.id,
                by="errata",
                why=why,
                created_at=now,
            )
        )
    return len(missing - set(known)) + len(over)


def check_people(ws: Workspace) -> int:
    """The same as a change of its own: skills expire, roles go, disputes ask for experts."""
    now = ws.now()
    with ws.store.snapshot() as view:
        if not _differs(view, ws, now):
            return 0
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        changed = look_for_people(ws, tx, now=now)
        if changed:
            tx.record(
                Event(
                    verb=Verb.ALARM_RAISED,
                    object_id=ws.project.id,
                    figures={"kind": UNQUALIFIED, "n": changed},
                )
            )
    return changed


def says(requirement: str) -> str:
    """What a requirement asks, in words.

    >>> says("expert&language=fr")
    'the skills expert and language=fr'
    """
    named = sorted(parts(requirement))
    if not named:
        return "any role that answers"
    return f"the skill{'s' if len(named) > 1 else ''} " + " and ".join(named)


def _differs(view: Snapshot, ws: Workspace, now: datetime) -> bool:
    people = roster(view, ws, now)
    if people is None:
        return False
    known = {str(alarm.figures.get("asks")) for alarm in _open(view, ws)}
    wanted = view.queue.requirements(ws.project.id)
    return known != {
        one for one in wanted if not any(met(one, skills) for skills in people.values())
    }


def _open(view: Snapshot, ws: Workspace) -> list[Alarm]:
    return open_alarms(view, ws.project.id, kind=UNQUALIFIED)
