"""Register: a model that runs outside Errata is known from its first prediction on."""

from __future__ import annotations

from errata.core.model import ModelVersion, Promotion, Reason
from errata.core.ports import Transaction
from errata.flow.workspace import Workspace, champion_of, model_named


def register_foreign(ws: Workspace, tx: Transaction, model: str, *, version: int) -> None:
    """Remember a model by its name; the first one of a project is what production has."""
    if model_named(tx, ws.project, model) is not None:
        return
    now = ws.now()
    registered = ModelVersion(
        id=ws.mint(),
        project_id=ws.project.id,
        name=model,
        dataset_id=None,
        blob=None,
        trainer=None,
        seed=None,
        policy_version=version,
        code_version="",
        created_at=now,
    )
    tx.put(registered)
    if champion_of(tx, ws.project) is None:
        tx.put(
            Promotion(
                id=ws.mint(),
                project_id=ws.project.id,
                number=1,
                model_id=registered.id,
                previous_id=None,
                gate_id=None,
                reason=Reason.FIRST,
                by=ws.actor,
                why="it answered in production before Errata watched it",
                created_at=now,
            )
        )
