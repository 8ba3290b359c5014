"""Error slices: where the models err more than elsewhere, on what was reviewed."""

from __future__ import annotations

import numpy as np

from errata.core.events import Event, Verb
from errata.core.model import SliceFinding
from errata.core.prediction import Flag
from errata.core.slices import Slice
from errata.core.task import Resolution, Task
from errata.flow.workspace import Workspace
from errata.loop.triage.slices import find_slices

COMPLAINT = Flag.COMPLAINT.words()[0]


def find_error_slices(ws: Workspace, *, min_support: int = 30) -> list[Slice]:
    """The error vectors among everything reviewed so far, of all models; strongest first.

    Complaints are left out: they were made because the model was wrong. What remains was chosen by
    doubt, not at random, so slices compare with one another; the rates are not production's.
    """
    with ws.store.snapshot() as view:
        tasks = {task.id: task for task in view.find(Task, project_id=ws.project.id)}
        resolutions = view.find(Resolution, project_id=ws.project.id)
    rows = [(tasks[r.task_id], r) for r in resolutions if r.label is not None]
    rows = [(task, found) for task, found in rows if COMPLAINT not in task.flags]
    names = sorted({name for task, _ in rows for name in task.attributes})
    if not rows or not names:
        return []
    columns = {
        name: np.array([str(task.attributes.get(name, "")) for task, _ in rows]) for name in names
    }
    wrong = np.array([task.predicted != found.label for task, found in rows], dtype=bool)
    found = find_slices(columns, wrong, min_support=min_support)
    if not found:
        return []
    now = ws.now()
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        tx.put(
            *(
                SliceFinding(
                    id=ws.mint(),
                    project_id=ws.project.id,
                    name=each.name,
                    predicate=dict(each.predicate),
                    support=each.support,
                    error_rate=each.error_rate.as_dict(),
                    lift=each.lift.as_dict(),
                    p_value=each.p_value,
                    created_at=now,
                )
                for each in found
            )
        )
        tx.record(Event(verb=Verb.SLICES_FOUND, object_id=ws.project.id, figures={"n": len(found)}))
    return found
