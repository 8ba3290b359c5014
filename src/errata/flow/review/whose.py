"""Whose: a task of this project, and no other's."""

from __future__ import annotations

from errata.core.errors import NotFound
from errata.core.ports import Snapshot
from errata.core.task import Task
from errata.flow.workspace import Workspace


def task_of(view: Snapshot, ws: Workspace, task_id: str) -> Task:
    """The task; raises NotFound for one of another project too."""
    found = view.find(Task, id=task_id, project_id=ws.project.id, limit=1)
    if not found:
        raise NotFound(f"no task {task_id} in the project {ws.project.name!r}")
    return found[0]
