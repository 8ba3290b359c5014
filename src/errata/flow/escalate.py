"""Escalate: what nobody answered in time is moved up and told of. It is never accepted."""

from __future__ import annotations

from errata.core.events import Event, Verb
from errata.core.model import Alarm
from errata.core.task import Escalation, Task
from errata.flow.watch.alarms import open_alarms
from errata.flow.watch.tell import tell
from errata.flow.webhooks.announce import announce_overdue
from errata.flow.workspace import Workspace
from errata.loop.review.priority import OVERDUE_BONUS

BATCH = 200  # tasks of one transaction
OVERDUE = "tasks_overdue"


def escalate(ws: Workspace, *, limit: int = BATCH) -> int:
    """Move up the tasks that are late, once each, and raise one alarm; answers how many were."""
    now = ws.now()
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        late = tx.overdue.late(ws.project.id, now=now, limit=limit)
        if not late:
            return 0
        tasks = {task.id: task for task in tx.find(Task, id=late)}
        known = {found.task_id for found in tx.find(Escalation, task_id=late)}
        fresh = [task_id for task_id in late if task_id not in known]
        for task_id in fresh:
            task = tasks[task_id]
            escalation = Escalation(
                id=ws.mint(),
                project_id=ws.project.id,
                task_id=task_id,
                due_at=task.due_at or now,
                created_at=now,
            )
            tx.put(escalation)
            announce_overdue(ws, tx, escalation, of=task.prediction_id)
        tx.queue.raise_priority(
            ws.project.id, [(one, tasks[one].priority + OVERDUE_BONUS) for one in late]
        )
        tx.overdue.moved_up(late)
        if fresh:
            known_of = open_alarms(tx, ws.project.id, kind=OVERDUE)
            alarm = Alarm(
                id=ws.mint(),
                project_id=ws.project.id,
                kind=OVERDUE,
                says=f"{len(fresh)} task{'s' * (len(fresh) != 1)} nobody answered in time: "
                "moved to the front of the queue. The calling system still waits for them.",
                figures={"tasks": len(fresh), "oldest_task": fresh[0]},
                created_at=now,
            )
            tx.put(alarm)
            if not known_of:  # people are told once, not of every task that is late after it
                tell(tx, ws.project, alarm, mint=ws.mint)
        tx.record(
            Event(
                verb=Verb.TASKS_ESCALATED,
                object_id=late[0],
                figures={"n": len(late), "fresh": len(fresh)},
            )
        )
    return len(late)
