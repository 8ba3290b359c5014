"""Models, newest first: which is champion, since when, and what the gate said of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from errata.core.model import GateReport, ModelVersion, Promotion
from errata.core.ports import Snapshot
from errata.flow.lead.page import LIMIT, Page, page_of
from errata.flow.workspace import Workspace, champion_of


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelRow:
    """A model and how it stands."""

    model: ModelVersion
    champion: bool
    promotion: Promotion | None  # the newest that made it champion
    gate: GateReport | None  # the newest that judged it


def models_page(ws: Workspace, *, cursor: str | None = None, limit: int = LIMIT) -> Page[ModelRow]:
    """The models behind the cursor."""
    with ws.store.snapshot() as view:
        page = page_of(view, ModelVersion, cursor=cursor, limit=limit, project_id=ws.project.id)
        return Page(items=model_rows(view, ws, page.items), next=page.next)


def model_rows(view: Snapshot, ws: Workspace, models: Sequence[ModelVersion]) -> list[ModelRow]:
    """These models as rows."""
    ids = [model.id for model in models]
    champion = champion_of(view, ws.project)
    turns = {
        turn.model_id: turn for turn in view.find(Promotion, project_id=ws.project.id, model_id=ids)
    }
    gates = {gate.candidate_id: gate for gate in view.find(GateReport, candidate_id=ids)}
    return [
        ModelRow(
            model=model,
            champion=champion is not None and model.id == champion.id,
            promotion=turns.get(model.id),
            gate=gates.get(model.id),
        )
        for model in models
    ]
