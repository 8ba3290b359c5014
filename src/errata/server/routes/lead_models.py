"""Models: listed, trained, promoted, rolled back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Path, Request
from starlette.responses import Response

from errata.core.errors import InputError
from errata.core.model import ModelVersion, Promotion
from errata.flow.lead.models_page import model_rows, models_page
from errata.server.depend import Here, may
from errata.server.long_verbs import ACCEPTED, Wait, done_in_time
from errata.server.paging import USUAL, Cursor, Limit, Page
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.lead_models import (
    GateOutcome,
    ModelSeen,
    PromoteGiven,
    PromotionSeen,
    RetrainGiven,
    RollbackGiven,
)

if TYPE_CHECKING:
    from errata.flow.lead.models_page import ModelRow
    from errata.flow.workspace import Workspace

router = Router("models")

Name = Annotated[str, Path(min_length=1, max_length=200)]
Promoting = Annotated[Here, may(Action.PROMOTE)]


@router.get("/projects/{project}/models", responses=problems(404))
def models(
    here: Annotated[Here, may(Action.READ_MODELS)], cursor: Cursor = None, limit: Limit = USUAL
) -> Page[ModelSeen]:
    """Models, newest first."""
    page = models_page(here.ws, cursor=cursor, limit=limit)
    return Page[ModelSeen](items=[_seen(row) for row in page.items], next=page.next)


@router.post(
    "/projects/{project}/models",
    response_model=ModelSeen,
    responses={**ACCEPTED, **problems(404, 409)},
)
async def retrain(
    here: Annotated[Here, may(Action.RETRAIN)],
    request: Request,
    given: RetrainGiven | None = None,
    wait: Wait = 600,
) -> Response:
    """Train a candidate on the newest dataset version, or the one named."""
    chosen = given or RetrainGiven()

    def work() -> ModelSeen:
        from errata.flow.retrain import retrain as train

        made = train(here.ws, trainer=chosen.trainer, seed=chosen.seed, dataset=chosen.dataset)
        return _one(here.ws, made)

    return await done_in_time(here, request, "retrain", work, wait)


@router.post("/projects/{project}/models/rollback", responses=problems(404, 409))
def rollback(here: Promoting, given: RollbackGiven) -> PromotionSeen:
    """Put the champion before this one back."""
    from errata.flow.promote import rollback as back

    return _promotion(here.ws, back(here.ws, by=here.caller.name, why=given.why))


@router.post("/projects/{project}/models/{name}/promote", responses=problems(404, 409))
def promote(here: Promoting, name: Name, given: PromoteGiven | None = None) -> PromotionSeen:
    """Make a proved candidate champion. An override needs a reason and stays visible for ever."""
    from errata.flow.promote import promote as make

    chosen = given or PromoteGiven()
    if chosen.override and not chosen.why.strip():
        raise InputError("an override without a reason", do="say in `why` why no PASS is needed")
    made = make(here.ws, name, by=here.caller.name, why=chosen.why, override=chosen.override)
    return _promotion(here.ws, made)


def _seen(row: ModelRow) -> ModelSeen:
    model, turn = row.model, row.promotion
    return ModelSeen(
        id=model.id,
        project_id=model.project_id,
        name=model.name,
        dataset_id=model.dataset_id,
        blob=model.blob,
        trainer=model.trainer,
        seed=model.seed,
        policy_version=model.policy_version,
        code_version=model.code_version,
        created_at=model.created_at,
        champion=row.champion,
        promoted_at=turn.created_at if turn else None,
        promoted_by=turn.by if turn else None,
        reason=turn.reason if turn else None,
        gate=GateOutcome.model_validate(row.gate) if row.gate else None,
    )


def _one(ws: Workspace, model: ModelVersion) -> ModelSeen:
    with ws.store.snapshot() as view:
        return _seen(model_rows(view, ws, [model])[0])


def _promotion(ws: Workspace, made: Promotion) -> PromotionSeen:
    with ws.store.snapshot() as view:
        ids = [made.model_id, *([made.previous_id] if made.previous_id else [])]
        names = {m.id: m.name for m in view.find(ModelVersion, project_id=ws.project.id, id=ids)}
    return PromotionSeen(
        id=made.id,
        project_id=made.project_id,
        number=made.number,
        model_id=made.model_id,
        previous_id=made.previous_id,
        gate_id=made.gate_id,
        reason=made.reason,
        by=made.by,
        why=made.why,
        created_at=made.created_at,
        model=names[made.model_id],
        previous=names.get(made.previous_id) if made.previous_id else None,
    )
