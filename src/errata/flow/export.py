"""Export: what was learnt, as rows that other tools can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import chain
from typing import Any

from errata.core.dataset import DatasetVersion, Fold, HeldCase, InjectedExample
from errata.core.errors import InputError, NotReady
from errata.core.events import Event, Verb
from errata.core.ids import to_text
from errata.core.model import GateReport
from errata.core.ports import Snapshot
from errata.core.task import Resolution, ResolutionKind, Task
from errata.flow.base import examples_of
from errata.flow.workspace import Workspace

WHAT = ("corrections", "dataset", "golden", "gates")
BATCH = 5_000  # rows in memory at once
CORRECTION = (
    "id", "task_id", "prediction_id", "item_id", "label", "posterior", "kind", "cause", "why",
    "n_reviews", "method", "created_at",
)  # fmt: skip


def rows_to_export(ws: Workspace, what: str) -> list[dict[str, Any]]:
    """The rows of `corrections`, `dataset` (the newest version), `golden` or `gates`.

    Raises InputError for another word and NotReady when there is nothing yet.
    """
    return [row for batch in batches_to_export(ws, what) for row in batch]


def batches_to_export(ws: Workspace, what: str) -> Iterator[list[dict[str, Any]]]:
    """The same in parts, as one snapshot sees them; the first is there when this returns."""
    if what not in WHAT:
        raise InputError(f"an export of {what!r}", wanted="one of " + ", ".join(WHAT))
    batches = _batches(ws, what)
    first = next(batches, None)
    if first is None:
        raise NotReady(f"there is nothing to export as {what} yet")
    return chain([first], batches)


def exported(
    ws: Workspace, what: str, write: Callable[[Iterator[list[dict[str, Any]]]], int]
) -> int:
    """Write the export and say in the audit log that it was taken, and by whom."""
    n = write(batches_to_export(ws, what))
    with ws.store.transaction(actor=ws.actor, now=ws.now()) as tx:
        tx.record(
            Event(verb=Verb.EXPORTED, object_id=ws.project.id, figures={"what": what, "n": n})
        )
    return n


def _batches(ws: Workspace, what: str) -> Iterator[list[dict[str, Any]]]:
    with ws.store.snapshot() as view:
        if what == "corrections":  # the one that grows with every review
            yield from _corrections(ws, view)
            return
        rows = list(_ROWS[what](ws, view))
        if rows:
            yield rows


def _corrections(ws: Workspace, view: Snapshot) -> Iterator[list[dict[str, Any]]]:
    after: str | None = None
    while True:
        found = view.pluck(
            Resolution,
            *CORRECTION,
            project_id=ws.project.id,
            hold=False,
            kind=[ResolutionKind.ACCEPTED, ResolutionKind.ADJUDICATED],
            after=after,
            limit=BATCH,
        )
        if found:
            rows = [dict(zip(CORRECTION, cells, strict=True)) for cells in found]
            yield _correction_rows(ws, view, rows)
            after = rows[-1]["id"]
        if len(found) < BATCH:
            return


def _correction_rows(
    ws: Workspace, view: Snapshot, found: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    items = view.contents(ws.project.id, [row["item_id"] for row in found])
    ids = [row["task_id"] for row in found]
    said = {
        ident: (next(iter(says)), model)
        for ident, says, model in view.pluck(Task, "id", "model_says", "model", id=ids)
    }
    return [
        {
            "prediction": row["prediction_id"],
            "item": row["item_id"],
            "content": _shown(ws, content),
            "predicted": said[row["task_id"]][0],
            "label": row["label"],
            "posterior": row["posterior"],
            "kind": row["kind"],
            "cause": row["cause"] or "",
            "why": row["why"],
            "reviews": row["n_reviews"],
            "method": row["method"],
            "model": said[row["task_id"]][1],
            "at": row["created_at"].isoformat(),
        }
        for row, content in zip(found, items.content, strict=True)
    ]


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


_ROWS = {"dataset": _dataset, "golden": _golden, "gates": _gates}
