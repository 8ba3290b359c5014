"""Judged: what models say of held cases that neither has trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import DatasetVersion, Fold, HeldCase, Stratum
from errata.core.draws import uniform
from errata.core.ids import to_bytes, to_text
from errata.core.item import ItemKind, Items
from errata.core.model import ModelVersion
from errata.core.ports import Snapshot
from errata.core.task import Resolution, Task
from errata.flow.base import examples_of
from errata.flow.hold import fold_of
from errata.flow.leaks import apart
from errata.flow.workspace import Workspace, loaded, policy_of
from errata.loop.capture import check_probabilities


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Held cases with each model's probabilities; rows of NaN where a model's are unknown."""

    cases: list[HeldCase]
    truth: NDArray[np.int32]  # (n,) class index
    probabilities: list[NDArray[np.float64]]  # a model each: (n, C)

    def slices(self) -> dict[str, NDArray[Any]]:
        """The cases' attributes with few values, by which the gate looks for harm."""
        names = sorted({name for case in self.cases for name in case.attributes})
        columns = {
            name: np.array([str(case.attributes.get(name, "")) for case in self.cases])
            for name in names
        }
        return {name: column for name, column in columns.items() if len(set(column)) <= 50}


def judge(
    ws: Workspace,
    view: Snapshot,
    fold: Fold,
    models: Sequence[ModelVersion | None],
    *,
    extra: Sequence[HeldCase] = (),
) -> Judged:
    """What each model says of the fold's cases, as `view` sees them.

    Of the random cases of one group one counts, drawn by key: the tests take cases as independent.
    A case that equals, belongs with or nearly equals what any of the models has trained on is
    left out. A model that runs outside Errata is asked if this process watches it; otherwise it
    speaks through what it said of the same item in production, and cases without that are left
    out too. None stands for no model. A case of `extra` without a label is wrong whatever is said.
    """
    cases = [*view.find(HeldCase, project_id=ws.project.id, fold=fold), *extra]
    cases = _one_of_each_group(ws, cases)
    items = view.contents(ws.project.id, [case.item_id for case in cases])
    trained = _trained(ws, view, models)
    if trained is not None and cases:
        rules = policy_of(view, ws.project)[1].curate
        kept = apart(ws, items, trained, rules).kept
        cases = [case for case, stays in zip(cases, kept, strict=True) if stays]
        items = items.take(kept)
    place = {label: index for index, label in enumerate(ws.project.labels)}
    said: list[NDArray[np.float64]] = []
    for model in models:
        if model is None:
            said.append(np.full((len(cases), len(place)), np.nan))
        elif model.blob is None and model.name in ws.watched and cases:
            said.append(_asked(ws, model, items))
        elif model.blob is None:
            said.append(_recorded(ws, view, model, cases))
        elif cases:
            said.append(loaded(ws, model).predict_proba(items))
        else:
            said.append(np.zeros((0, len(place))))
    keep = np.ones(len(cases), dtype=bool)
    for model, rows in zip(models, said, strict=True):
        if model is not None:
            keep &= ~np.isnan(rows[:, 0])
    return Judged(
        cases=[case for case, kept in zip(cases, keep, strict=True) if kept],
        truth=np.array([place.get(case.label, -1) for case in cases], dtype=np.int32)[keep],
        probabilities=[rows[keep] for rows in said],
    )


def _one_of_each_group(ws: Workspace, cases: Sequence[HeldCase]) -> list[HeldCase]:
    """All past errors and must-pass cases, and of each group's random cases the lowest draw."""
    grouped = [case for case in cases if case.group and case.stratum is Stratum.RANDOM]
    if not grouped:
        return list(cases)
    ids = np.frombuffer(b"".join(to_bytes(case.item_id) for case in grouped), dtype=np.uint8)
    draws = uniform(ws.project.key, "one of a group", ids.reshape(-1, 16))
    first: dict[str, str] = {}
    for row in np.argsort(draws, kind="stable"):
        first.setdefault(grouped[row].group, grouped[row].id)
    chosen = set(first.values())
    return [
        case
        for case in cases
        if not case.group or case.stratum is not Stratum.RANDOM or case.id in chosen
    ]


def unsettled(ws: Workspace, view: Snapshot, fold: Fold) -> list[HeldCase]:
    """The fold's sampled predictions that were rejected or are overdue: cases without a label."""
    now = ws.now()
    held = {case.item_id for case in view.find(HeldCase, project_id=ws.project.id)}
    resolved = {r.task_id: r for r in view.find(Resolution, project_id=ws.project.id, hold=True)}
    cases: dict[str, HeldCase] = {}
    for task in view.find(Task, project_id=ws.project.id, hold=True):
        found = resolved.get(task.id)
        overdue = found is None and task.due_at is not None and task.due_at < now
        rejected = found is not None and found.label is None
        if not (overdue or rejected) or task.item_id in held:
            continue
        if fold_of(ws.project.key, task.item_id, task.group) is not fold:
            continue
        cases[task.item_id] = HeldCase(
            id=task.id,
            project_id=ws.project.id,
            item_id=task.item_id,
            prediction_id=task.prediction_id,
            label="",
            fold=fold,
            stratum=Stratum.RANDOM,
            group=task.group,
            attributes=task.attributes,
            source="unsettled",
            error_id=None,
            created_at=task.created_at,
        )
    return list(cases.values())


def _trained(ws: Workspace, view: Snapshot, models: Sequence[ModelVersion | None]) -> Items | None:
    """Everything that any of the models has trained on."""
    wanted = {model.dataset_id for model in models if model is not None and model.dataset_id}
    datasets = view.find(DatasetVersion, project_id=ws.project.id, id=sorted(wanted))
    parts = [examples_of(ws, dataset).items for dataset in datasets]
    return Items.concat(parts) if parts else None


def _asked(ws: Workspace, model: ModelVersion, items: Items) -> NDArray[np.float64]:
    contents = [ws.decode(ws.project.kind, content) for content in items.content]
    ask, width = ws.watched[model.name], len(ws.project.labels)
    if ws.project.kind != ItemKind.IMAGE:
        found = check_probabilities(ask(contents), n=len(items), n_classes=width)
        return np.asarray(ws.labels.rows(found), dtype=np.float64)
    out = np.empty((len(items), width))
    shapes = [image.shape for image in contents]
    for shape in sorted(set(shapes)):  # a stack for each size of image
        rows = [row for row, one in enumerate(shapes) if one == shape]
        said = ask(np.stack([contents[row] for row in rows]))
        out[rows] = ws.labels.rows(check_probabilities(said, n=len(rows), n_classes=width))
    return out


def _recorded(
    ws: Workspace, view: Snapshot, model: ModelVersion, cases: Sequence[HeldCase]
) -> NDArray[np.float64]:
    out = np.full((len(cases), len(ws.project.labels)), np.nan)
    place = {case.item_id: row for row, case in enumerate(cases)}
    said = view.log.scan(ws.project.id, model=model.name)
    for at, item in enumerate(to_text(said.item_ids)):  # of one item the newest answer counts
        row = place.get(item)
        if row is None:
            continue
        if np.isnan(said.probabilities[at, 0]):  # the label alone is known
            out[row] = 0.0
            out[row, said.predicted[at]] = 1.0
        else:
            out[row] = said.probabilities[at]
    return out
