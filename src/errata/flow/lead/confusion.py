"""Confusion: what the model said against what people agreed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from errata.core.task import Resolution, ResolutionKind, Task
from errata.flow.workspace import Workspace

NEWEST = 20_000  # resolutions looked at
AGREED = [ResolutionKind.ACCEPTED, ResolutionKind.ADJUDICATED]


@dataclass(frozen=True, kw_only=True)
class Confusion:
    """Counts of agreed labels (rows) by the model's answer (columns)."""

    labels: tuple[str, ...]
    counts: list[list[int]]
    n: int
    says: str  # how they were sampled


def confusion(ws: Workspace, *, sampled: bool = False) -> Confusion:
    """The newest resolutions; `sampled`: of the random audits alone, which show production."""
    where: dict[str, Any] = {"sampled": True} if sampled else {}
    with ws.store.snapshot() as view:
        found = view.find(
            Resolution,
            project_id=ws.project.id,
            kind=AGREED,
            newest_first=True,
            limit=NEWEST,
            **where,
        )
        tasks = {task.id: task for task in view.find(Task, id=[each.task_id for each in found])}
    place = {label: index for index, label in enumerate(ws.labels.in_use)}
    counts = np.zeros((len(place), len(place)), dtype=np.int64)
    for each in found:
        if each.label is not None:
            counts[place[each.label], place[tasks[each.task_id].predicted]] += 1
    how = "random audits" if sampled else "everything reviewed, most of it chosen by doubt"
    most = f", the newest {NEWEST:,}" if len(found) == NEWEST else ""
    return Confusion(
        labels=ws.labels.in_use, counts=counts.tolist(), n=int(counts.sum()), says=how + most
    )
