"""Reviewed: what is known of predictions that people or the world have judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.draws import uniform
from errata.core.ids import to_bytes
from errata.core.outcome import OutcomeReport
from errata.core.ports import Snapshot
from errata.core.prediction import Flag
from errata.core.task import Resolution, ResolutionKind, Task
from errata.flow.import_history import IMPORT
from errata.flow.workspace import Workspace

COMPLAINT = Flag.COMPLAINT.words()[0]
NEWEST = 20_000  # judged predictions looked at: memory stays bounded
AUDITS, ERRORS = 400, 40  # drawn at random, from which on they are looked at alone


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """One prediction and what is right."""

    task_id: str | None  # None: a history told, nobody here looked
    prediction_id: str
    item_id: str
    predicted: str
    label: str
    cause: str | None
    why: str
    attributes: Mapping[str, Any]
    sampled: bool  # drawn at random, or part of a whole history


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """What was judged and may be compared, and where the models erred in it; oldest first."""

    rows: list[Judgement]
    columns: dict[str, NDArray[Any]]  # each attribute, (n,)
    wrong: NDArray[np.bool_]  # (n,)
    sampled: bool  # whether all of it was drawn at random
    says: str  # how it was chosen


def reviewed(view: Snapshot, ws: Workspace) -> Reviewed:
    """The newest judgements with a label, of all models.

    Complaints are left out: they were made because the model was wrong. Most of the rest was
    chosen by doubt, which is where slices are compared then. From 400 randomly drawn ones with 40
    errors on those are looked at alone: the audits, thinned so that all had the same chance, and
    imported histories, which were not chosen at all. Then the rates are production's.
    """
    rows = _resolved(view, ws) + _imported(view, ws)
    rows = sorted(rows, key=lambda row: row.prediction_id)[-NEWEST:]
    newest_only = f" (the newest {NEWEST:,})" if len(rows) >= NEWEST else ""
    drawn = _evenly(view, ws, [row for row in rows if row.sampled])
    errors = sum(row.predicted != row.label for row in drawn)
    sampled = len(drawn) >= AUDITS and errors >= ERRORS
    if sampled:
        rows = drawn
        says = f"random audits and imported histories{newest_only}; the rates are production's"
    else:
        says = (
            f"everything reviewed{newest_only} but complaints; mostly chosen by doubt, so slices "
            "compare with one another and the rates are not production's"
        )
    names = sorted({name for row in rows for name in row.attributes})
    return Reviewed(
        rows=rows,
        columns={
            name: np.array([row.attributes.get(name) for row in rows], dtype=object)
            for name in names
        },
        wrong=np.array([row.predicted != row.label for row in rows], dtype=bool),
        sampled=sampled,
        says=says,
    )


def _resolved(view: Snapshot, ws: Workspace) -> list[Judgement]:
    """What people agreed on. The hold is not looked at: where slices are watched a certificate
    counts on it, and it is found on the hold.
    """
    settled = view.find(
        Resolution,
        project_id=ws.project.id,
        hold=False,
        kind=[ResolutionKind.ACCEPTED, ResolutionKind.ADJUDICATED],
        newest_first=True,
        limit=NEWEST,
    )
    settled = [found for found in settled if COMPLAINT not in found.flags]
    tasks = {task.id: task for task in view.find(Task, id=[found.task_id for found in settled])}
    return [
        Judgement(
            task_id=found.task_id,
            prediction_id=found.prediction_id,
            item_id=found.item_id,
            predicted=tasks[found.task_id].predicted,
            label=found.label,
            cause=found.cause,
            why=found.why,
            attributes=tasks[found.task_id].attributes,
            sampled=found.sampled,
        )
        for found in settled
        if found.label is not None
    ]


def _imported(view: Snapshot, ws: Workspace) -> list[Judgement]:
    """What histories told, right and wrong alike."""
    told = view.find(
        OutcomeReport, project_id=ws.project.id, by=IMPORT, newest_first=True, limit=NEWEST
    )
    said = view.log.rows(ws.project.id, [report.prediction_id for report in told]) if told else []
    return [
        Judgement(
            task_id=None,
            prediction_id=report.prediction_id,
            item_id=report.item_id,
            predicted=prediction.label,
            label=report.label,
            cause=report.cause,
            why=report.why,
            attributes=prediction.attributes,
            sampled=True,
        )
        for report, prediction in zip(told, said, strict=True)
        if report.label is not None
    ]


def _evenly(view: Snapshot, ws: Workspace, rows: list[Judgement]) -> list[Judgement]:
    """The drawn rows, thinned by key so that each had the same chance to be among them."""
    audits = [row for row in rows if row.task_id is not None]
    if len(audits) < 2:
        return rows
    said = view.log.rows(ws.project.id, [row.prediction_id for row in audits])
    chance = np.array([prediction.propensity for prediction in said])
    ids = np.frombuffer(b"".join(to_bytes(row.prediction_id) for row in audits), dtype=np.uint8)
    draw = uniform(ws.project.key, "slices", ids.reshape(-1, 16))
    kept = draw * chance < chance[chance > 0].min(initial=1.0)
    thinned = {row.prediction_id for row, stays in zip(audits, kept, strict=True) if not stays}
    return [row for row in rows if row.prediction_id not in thinned]
