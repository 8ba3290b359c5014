"""Error slices: where the models err more than elsewhere, on what was reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.events import Event, Verb
from errata.core.model import SliceFinding
from errata.core.ports import Snapshot
from errata.core.prediction import Flag
from errata.core.slices import Slice
from errata.core.task import Resolution, ResolutionKind, Task
from errata.flow.workspace import Workspace
from errata.loop.triage.slices import find_slices

COMPLAINT = Flag.COMPLAINT.words()[0]


NEWEST = 50_000  # resolutions looked at: memory stays bounded


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """What was reviewed and may be compared, and where the model erred in it."""

    rows: list[tuple[Task, Resolution]]
    columns: dict[str, NDArray[Any]]  # each attribute as text, (n,)
    wrong: NDArray[np.bool_]  # (n,)

    def inside(self, predicate: Mapping[str, str]) -> NDArray[np.bool_]:
        """(n,) which rows a slice holds."""
        held = np.ones(len(self.rows), dtype=bool)
        for name, value in predicate.items():
            held &= self.columns[name] == value
        return held

    def slices(self, *, min_support: int) -> list[Slice]:
        """The error vectors, strongest first."""
        if not self.rows or not self.columns:
            return []
        return find_slices(self.columns, self.wrong, min_support=min_support)


def reviewed(view: Snapshot, ws: Workspace) -> Reviewed:
    """The newest resolutions with a label, of all models.

    Complaints are left out: they were made because the model was wrong. What remains was chosen by
    doubt, not at random, so slices compare with one another; the rates are not production's.
    """
    settled = view.find(
        Resolution,
        project_id=ws.project.id,
        kind=[ResolutionKind.ACCEPTED, ResolutionKind.ADJUDICATED],
        newest_first=True,
        limit=NEWEST,
    )[::-1]
    settled = [found for found in settled if COMPLAINT not in found.flags]
    tasks = {task.id: task for task in view.find(Task, id=[found.task_id for found in settled])}
    rows = [(tasks[found.task_id], found) for found in settled]
    names = sorted({name for task, _ in rows for name in task.attributes})
    return Reviewed(
        rows=rows,
        columns={
            name: np.array([str(task.attributes.get(name, "")) for task, _ in rows])
            for name in names
        },
        wrong=np.array([task.predicted != found.label for task, found in rows], dtype=bool),
    )


def find_error_slices(ws: Workspace, *, min_support: int = 30) -> list[Slice]:
    """The error vectors among what was reviewed, of all models; strongest first; kept."""
    with ws.store.snapshot() as view:
        found = reviewed(view, ws).slices(min_support=min_support)
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
