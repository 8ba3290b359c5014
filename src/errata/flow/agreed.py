"""Agreed: every label that may train, with all that came with it; and what must never train."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from errata.core.dataset import HeldCase, Source
from errata.core.error_record import ErrorRecord
from errata.core.ids import to_bytes, to_text
from errata.core.item import Items
from errata.core.outcome import OutcomeReport
from errata.core.ports import Snapshot
from errata.core.prediction import Prediction
from errata.core.task import Resolution, ResolutionKind, Task
from errata.flow.workspace import Workspace, groups_of
from errata.loop.curate.conflicts import Claim, LabelConflict, Standing, settle

Errors = Mapping[tuple[str, str], ErrorRecord]  # by item and right label
STANDING = {
    ResolutionKind.ACCEPTED: Standing.ACCEPTED,
    ResolutionKind.ADJUDICATED: Standing.ADJUDICATED,
}


@dataclass(frozen=True, kw_only=True)
class AgreedTruth:
    """One agreed label, where it comes from and why."""

    claim: Claim
    prediction_id: str
    source: Source
    source_id: str
    cause: str | None
    why: str
    error: ErrorRecord | None = None  # the error that it corrects
    group: str  # of the prediction; the same content may have come in several groups
    attributes: Mapping[str, Any]

    @property
    def item_id(self) -> str:
        """The item's identifier as text."""
        return to_text(np.frombuffer(self.claim.item, dtype=np.uint8)[None, :])[0]


def agreed_truths(
    view: Snapshot, ws: Workspace
) -> tuple[list[AgreedTruth], tuple[LabelConflict, ...]]:
    """One truth an item, and how disagreements between sources ended.

    Only accepted and adjudicated resolutions and trusted outcomes, none of the hold.
    """
    tasks = {task.prediction_id: task for task in view.find(Task, project_id=ws.project.id)}
    held = {item for item, _ in held_contents(view, ws)}
    # An error is corrected by the truth that it names; another truth may have cleared the model.
    errors = {
        (error.item_id, error.label): error
        for error in view.find(ErrorRecord, project_id=ws.project.id)
        if error.predicted != error.label  # what was told apart then is one label now
    }
    found = [*_resolutions(view, ws, errors, tasks), *_outcomes(view, ws, errors, tasks)]
    found = [truth for truth in found if truth.item_id not in held]
    settled = settle(truth.claim for truth in found)
    by_ref = {truth.claim.ref: truth for truth in found}
    return [by_ref[claim.ref] for claim in settled.kept], settled.conflicts


def held_contents(view: Snapshot, ws: Workspace) -> list[tuple[str, str]]:
    """(item, group) of all that is held: verified cases, and hold tasks not answered yet."""
    cases = view.find(HeldCase, project_id=ws.project.id)
    tasks = view.find(Task, project_id=ws.project.id, hold=True)
    both = [(case.item_id, case.group) for case in cases]
    return list(dict.fromkeys(both + [(task.item_id, task.group) for task in tasks]))


def contents_of(view: Snapshot, ws: Workspace, truths: Sequence[AgreedTruth]) -> Items:
    """The truths' items, in order, each in its prediction's group where that has one."""
    items = view.contents(ws.project.id, [truth.item_id for truth in truths])
    groups = zip(truths, groups_of(items), strict=True)
    return replace(items, group=tuple(truth.group or stored for truth, stored in groups))


def held_items(view: Snapshot, ws: Workspace) -> Items:
    """Everything that is held, once for each group that it was held in."""
    held = held_contents(view, ws)
    items = view.contents(ws.project.id, [item for item, _ in held])
    groups = zip(held, groups_of(items), strict=True)
    once = replace(items, group=tuple(group or stored for (_, group), stored in groups))
    return Items.concat([once, items])  # and in the group that its content was first seen in


def _resolutions(
    view: Snapshot, ws: Workspace, errors: Errors, tasks: Mapping[str, Task]
) -> Iterator[AgreedTruth]:
    kinds = list(STANDING)
    for found in view.find(Resolution, project_id=ws.project.id, hold=False, kind=kinds):
        assert found.label is not None  # only a rejected one names none
        yield AgreedTruth(
            claim=Claim(
                item=to_bytes(found.item_id),
                label=found.label,
                standing=STANDING[found.kind],
                posterior=found.posterior,
                at_s=found.created_at.timestamp(),
                ref=f"resolution:{found.id}",
            ),
            prediction_id=found.prediction_id,
            source=Source.RESOLUTION,
            source_id=found.id,
            cause=found.cause,
            why=found.why,
            error=errors.get((found.item_id, found.label)),
            group=tasks[found.prediction_id].group,
            attributes=tasks[found.prediction_id].attributes,
        )


def _outcomes(
    view: Snapshot, ws: Workspace, errors: Errors, tasks: Mapping[str, Task]
) -> Iterator[AgreedTruth]:
    reports = view.find(OutcomeReport, project_id=ws.project.id, trusted=True)
    unknown = list(dict.fromkeys(r.prediction_id for r in reports if r.prediction_id not in tasks))
    predictions = view.log.rows(ws.project.id, unknown) if unknown else []
    known: dict[str, Prediction | Task] = {p.id: p for p in predictions}
    known |= tasks
    for report in reports:
        assert report.label is not None  # a complaint without a label is never trusted
        yield AgreedTruth(
            claim=Claim(
                item=to_bytes(report.item_id),
                label=report.label,
                standing=Standing.OUTCOME,
                posterior=1.0,
                at_s=report.created_at.timestamp(),
                ref=f"outcome:{report.id}",
            ),
            prediction_id=report.prediction_id,
            source=Source.OUTCOME,
            source_id=report.id,
            cause=report.cause,
            why=report.why,
            error=errors.get((report.item_id, report.label)),
            group=known[report.prediction_id].group or "",
            attributes=known[report.prediction_id].attributes,
        )
