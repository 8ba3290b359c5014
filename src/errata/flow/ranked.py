"""Ranked: why a task stands where it stands in the queue, in words."""

from __future__ import annotations

from datetime import datetime

from errata.core.backlog import Waits
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Task
from errata.flow.workspace import Workspace, policy_of
from errata.loop.review.priority import DAY_S, rank_words

FIRST = 3  # tasks that a status tells of


def why_here(policy: Policy, task: Task, now: datetime, *, priority: float | None = None) -> str:
    """What the task's rank is made of; `priority`: its highest open slot's, where it was raised."""
    raised = 0.0 if priority is None else max(priority - task.priority, 0.0)
    return rank_words(
        task.worth,
        max((now - task.created_at).total_seconds(), 0.0),
        ageing_rate=policy.review.ageing_per_day / DAY_S,
        raised=raised,
    )


def first_in_queue(view: Snapshot, ws: Workspace) -> tuple[str, ...]:
    """The free tasks that come first, each with its reasons."""
    now = ws.now()
    places = view.backlog.walk(ws.project.id, Waits.FREE, now=now, after=None, limit=FIRST)
    if not places:
        return ()
    ids = [place.task_id for place in places]
    tasks = {task.id: task for task in view.find(Task, id=ids)}
    seats = view.backlog.seats(ids)
    _, policy = policy_of(view, ws.project)
    told = []
    for ident in ids:
        task = tasks[ident]
        highest = max((s.priority for s in seats if s.task_id == ident), default=task.priority)
        sure = task.model_says[task.predicted]
        said = task.predicted if sure is None else f"{task.predicted} at {100 * sure:.0f} %"
        flags = ", ".join(flag.replace("_", " ") for flag in task.flags)
        why = why_here(policy, task, now, priority=highest)
        told.append(f"{ident} ({said}; {flags}): {why}")
    return tuple(told)
