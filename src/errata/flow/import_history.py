"""Import history: a model's own past, with what was right; nobody needs to look at it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.events import Event, Verb
from errata.core.ids import to_text, uuid7_batch
from errata.core.item import Items
from errata.core.outcome import OutcomeReport
from errata.core.prediction import DECISIONS, Decision, PredictionBatch
from errata.core.row_digest import row_digests
from errata.flow.found import open_error
from errata.flow.register import register_foreign
from errata.flow.workspace import Workspace, policy_of

IMPORT = "import"  # who told the truth


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What a history brought."""

    predictions: int
    errors: int
    known: int  # rows whose item was imported before for this model; left out


def import_history(
    ws: Workspace,
    items: Items,
    *,
    model: str,
    probabilities: NDArray[np.float32],
    predicted: NDArray[np.int32],
    truth: NDArray[np.int32],
    attributes: Mapping[str, NDArray[Any]],
    source: str,
) -> Imported:
    """Store `n` past predictions with their truth as trusted outcomes, in one transaction.

    The truth is known, so nothing is queued; nothing was drawn, so nothing enters an estimate. An
    item that was imported before is left out, so that the same file twice counts once.
    """
    now = ws.now()
    with ws.store.snapshot() as view:
        version, _ = policy_of(view, ws.project)
        given = set(to_text(items.ids))
        told = view.find(OutcomeReport, project_id=ws.project.id, by=IMPORT)
        known_ids = [report.prediction_id for report in told if report.item_id in given]
        before = view.log.rows(ws.project.id, known_ids) if known_ids else []
    seen = {prediction.item_id for prediction in before if prediction.model == model}
    fresh = np.array([ident not in seen for ident in to_text(items.ids)], dtype=bool)
    known = len(items) - int(fresh.sum())
    if not fresh.any():
        return Imported(predictions=0, errors=0, known=known)
    if known:
        items, probabilities = items.take(fresh), probabilities[fresh]
        predicted, truth = predicted[fresh], truth[fresh]
        attributes = {name: column[fresh] for name, column in attributes.items()}
    n = len(items)
    ids = uuid7_batch(n, at_ms=int(now.timestamp() * 1000), random=ws.entropy(8 * n))
    batch = PredictionBatch(
        ids=ids,
        items=items,
        model=model,
        probabilities=probabilities,
        predicted=predicted,
        confidence=probabilities[np.arange(n), predicted].astype(np.float64),
        decision=np.full(n, DECISIONS.index(Decision.ACCEPT), dtype=np.uint8),
        flags=np.zeros(n, dtype=np.uint32),
        score=np.zeros(n),
        propensity=np.zeros(n),
        sampled=np.zeros(n, dtype=bool),
        strategy="history.v1",
        policy_version=version,
        attributes=attributes,
        at=now,
    )
    labels = ws.project.labels
    prediction_ids, item_ids = to_text(ids), to_text(items.ids)
    reports = [
        OutcomeReport(
            id=ws.mint(),
            project_id=ws.project.id,
            prediction_id=prediction_ids[row],
            item_id=item_ids[row],
            label=labels[truth[row]],
            cause=None,
            why=f"the truth in {source}",
            by=IMPORT,
            trusted=True,
            created_at=now,
        )
        for row in range(n)
    ]
    errors = 0
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        register_foreign(ws, tx, model, version=version)
        tx.log.append(
            ws.project.id,
            batch,
            row_digests(ws.project.key, items.ids, model, probabilities, predicted),
        )
        tx.keep_items(ws.project.id, items)
        tx.put(*reports)
        for row in np.flatnonzero(predicted != truth):
            open_error(
                ws,
                tx,
                prediction_id=prediction_ids[row],
                item_id=item_ids[row],
                model=model,
                predicted=labels[predicted[row]],
                label=labels[truth[row]],
                cause=None,
                why=reports[row].why,
                source=f"outcome:{reports[row].id}",
                hold=False,
            )
            errors += 1
        tx.record(
            Event(
                verb=Verb.HISTORY_IMPORTED,
                object_id=ws.project.id,
                figures={"n": n, "errors": errors, "model": model},
            )
        )
    return Imported(predictions=n, errors=errors, known=known)
