"""Export: what was learnt, as rows that other tools can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from errata.core.dataset import DatasetVersion, Fold, HeldCase, InjectedExample
from errata.core.errors import InputError, NotReady
from errata.core.ids import to_text
from errata.core.model import GateReport
from errata.core.ports import Snapshot
from errata.core.task import Resolution
from errata.flow.base import examples_of
from errata.flow.workspace import Workspace

WHAT = ("corrections", "dataset", "golden", "gates")


def rows_to_export(ws: Workspace, what: str) -> list[dict[str, Any]]:
    """The rows of `corrections`, `dataset` (the newest version), `golden` or `gates`.

    Raises InputError for another word and NotReady when there is nothing yet.
    """
    if what not in WHAT:
        raise InputError(f"an export of {what!r}", wanted="one of " + ", ".join(WHAT))
    with ws.store.snapshot() as view:
        rows = list(_ROWS[what](ws, view))
    if not rows:
        raise NotReady(f"there is nothing to export as {what} yet")
    return rows


def _corrections(ws: Workspace, view: Snapshot) -> Iterator[dict[str, Any]]:
    found = [r for r in view.find(Resolution, project_id=ws.project.id) if not r.hold]
    found = [r for r in found if r.label is not None]
    items = view.contents(ws.project.id, [r.item_id for r in found])
    predictions = view.log.rows(ws.project.id, [r.prediction_id for r in found])
    for row, prediction, content in zip(found, predictions, items.content, strict=True):
        yield {
            "prediction": prediction.id,
            "item": row.item_id,
            "content": _shown(ws, content),
            "predicted": prediction.label,
            "label": row.label,
            "posterior": row.posterior,
            "kind": row.kind.value,
            "cause": row.cause or "",
            "why": row.why,
            "reviews": row.n_reviews,
            "method": row.method,
            "model": prediction.model,
            "at": row.created_at.isoformat(),
        }


def _dataset(ws: Workspace, view: Snapshot) -> Iterator[dict[str, Any]]:
    newest = view.find(DatasetVersion, project_id=ws.project.id)
    if not newest:
        return
    version = max(newest, key=lambda v: v.number)
    examples = examples_of(ws, version)
    injected = view.find(InjectedExample, project_id=ws.project.id, dataset_id=version.id)
    known = {example.item_id: example for example in injected}
    for row, ident in enumerate(to_text(examples.items.ids)):
        example = known.get(ident)
        yield {
            "dataset": version.id,
            "item": ident,
            "content": _shown(ws, examples.items.content[row]),
            "label": ws.project.labels[examples.labels[row]],
            "weight": float(examples.weights[row]),
            "source": str(examples.source[row]),
            "prediction": example.prediction_id if example else "",
            "cause": str(examples.cause[row]),
            "why": str(examples.why[row]),
        }


def _golden(ws: Workspace, view: Snapshot) -> Iterator[dict[str, Any]]:
    cases = view.find(HeldCase, project_id=ws.project.id, fold=Fold.GOLDEN)
    items = view.contents(ws.project.id, [case.item_id for case in cases])
    for case, content in zip(cases, items.content, strict=True):
        yield {
            "item": case.item_id,
            "content": _shown(ws, content),
            "label": case.label,
            "stratum": case.stratum.value,
            "group": case.group,
            "source": case.source,
            **{f"attribute_{name}": value for name, value in sorted(case.attributes.items())},
        }


def _gates(ws: Workspace, view: Snapshot) -> Iterator[dict[str, Any]]:
    for report in view.find(GateReport, project_id=ws.project.id):
        for check in report.verdict["checks"]:
            yield {
                "gate": report.id,
                "outcome": report.outcome,
                "candidate": report.candidate_id,
                "champion": report.champion_id or "",
                "check": check["name"],
                "finding": check["finding"],
                "says": check["says"],
                "at": asdict(report)["created_at"].isoformat(),
            }


def _shown(ws: Workspace, content: bytes) -> str:
    """Text and records as they are; an image by its size, since a table is no place for it."""
    if ws.project.kind == "image":
        return f"<image, {len(content)} bytes>"
    return content.decode()


_ROWS = {"corrections": _corrections, "dataset": _dataset, "golden": _golden, "gates": _gates}
