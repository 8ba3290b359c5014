"""Found: an error enters the books, and never leaves them."""

from __future__ import annotations

from errata.core.error_record import ErrorRecord, ErrorStage, Stage
from errata.core.ports import Transaction
from errata.flow.workspace import Workspace


def open_error(
    ws: Workspace,
    tx: Transaction,
    *,
    prediction_id: str,
    item_id: str,
    model: str,
    predicted: str,
    label: str,
    cause: str | None,
    why: str,
    source: str,
    hold: bool,
) -> ErrorRecord:
    """Open an error and its first stages, unless the prediction's error is known already."""
    known = tx.find(ErrorRecord, project_id=ws.project.id, prediction_id=prediction_id)
    if known:
        return known[0]
    record = ErrorRecord(
        id=ws.mint(),
        project_id=ws.project.id,
        prediction_id=prediction_id,
        item_id=item_id,
        model=model,
        predicted=predicted,
        label=label,
        cause=cause,
        why=why,
        source=source,
        hold=hold,
        created_at=ws.now(),
    )
    tx.put(record)
    stages = [Stage.FOUND, *([Stage.EXPLAINED] if cause or why else []), Stage.RESOLVED]
    for stage in stages:
        enter(ws, tx, record, stage, source)
    return record


def enter(ws: Workspace, tx: Transaction, error: ErrorRecord, stage: Stage, reference: str) -> None:
    """The error's next stage."""
    tx.put(
        ErrorStage(
            id=ws.mint(),
            project_id=ws.project.id,
            error_id=error.id,
            stage=stage,
            reference=reference,
            created_at=ws.now(),
        )
    )
