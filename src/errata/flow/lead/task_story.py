"""The story of a task: the item, who said what and why, what it came to, and what came of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from errata.core.errors import NotFound
from errata.core.task import Resolution, Review, Task
from errata.core.trace import Trace
from errata.flow.lead.queue_page import TaskRow, rows_of_tasks
from errata.flow.trace import trace_in
from errata.flow.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class TaskStory:
    """Everything that is known of one task; for leads alone."""

    row: TaskRow
    content: bytes  # of the item, as it is stored
    model_says: Mapping[str, float | None]
    attributes: Mapping[str, Any]
    group: str
    reviews: list[Review]
    resolution: Resolution | None
    trace: Trace


def task_story(ws: Workspace, task_id: str) -> TaskStory:
    """The task with all that came of it; raises NotFound."""
    with ws.store.snapshot() as view:
        tasks = view.find(Task, id=task_id, project_id=ws.project.id)
        if not tasks:
            raise NotFound(f"no task {task_id!r} in this project", do="see the queue for tasks")
        task = tasks[0]
        resolutions = view.find(Resolution, task_id=task.id)
        return TaskStory(
            row=rows_of_tasks(view, ws, [task])[0],
            content=view.contents(ws.project.id, [task.item_id]).content[0],
            model_says=task.model_says,
            attributes=task.attributes,
            group=task.group,
            reviews=view.find(Review, task_id=task.id),
            resolution=resolutions[0] if resolutions else None,
            trace=trace_in(view, ws, task.prediction_id),
        )
