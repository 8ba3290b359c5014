"""Close: somebody looked after an alarm, and says why it is over."""

from __future__ import annotations

from errata.core.errors import Conflict, InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.model import Alarm, AlarmClosed
from errata.flow.workspace import Workspace


def close_alarm(ws: Workspace, ident: str, *, why: str, by: str) -> AlarmClosed:
    """End an alarm; what raised it starts anew from here and may raise another.

    A certificate that ended with it does not come back: certify anew to accept again.
    Raises NotFound, InputError without a person and a reason, Conflict when it was closed already.
    """
    if not by.strip() or not why.strip():
        raise InputError(
            "an alarm closed without a person and a reason", do="give by=... and why=..."
        )
    now = ws.now()
    with ws.store.transaction(actor=by, now=now) as tx:
        found = tx.find(Alarm, id=ident, project_id=ws.project.id)
        if not found:
            raise NotFound(f"no alarm {ident!r} in the project {ws.project.name!r}")
        ends = tx.find(AlarmClosed, alarm_id=ident)
        if ends:
            raise Conflict(
                f"{ends[0].by} closed the alarm {ident} on {ends[0].created_at:%Y-%m-%d %H:%M} UTC",
                do="nothing: it is over",
            )
        closed = AlarmClosed(
            id=ws.mint(),
            project_id=ws.project.id,
            alarm_id=ident,
            by=by,
            why=why,
            created_at=now,
        )
        tx.put(closed)
        tx.record(Event(verb=Verb.ALARM_CLOSED, object_id=ident, figures={"kind": found[0].kind}))
    return closed
