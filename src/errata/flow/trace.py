"""Trace: from a prediction to the models it trained, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from errata.core.dataset import DatasetVersion, HeldCase, InjectedExample
from errata.core.error_record import ErrorRecord, ErrorStage
from errata.core.errors import InputError, NotFound
from errata.core.model import GateReport, ModelVersion, Promotion
from errata.core.outcome import OutcomeReport
from errata.core.people import Honeypot
from errata.core.ports import Snapshot
from errata.core.task import OWN, Resolution, Review, Task
from errata.core.trace import Trace
from errata.flow.workspace import Workspace

FEW = 20  # examples listed of a dataset; the rest is counted


def trace(ws: Workspace, ident: str) -> Trace:
    """The story of a prediction, item, task, review, resolution, outcome, error, dataset or model.

    Anything that belongs to one prediction tells that prediction's whole story. Raises NotFound.
    """
    if not ident.strip():
        raise InputError("no identifier", do="give a prediction's, task's, error's or model's")
    with ws.store.snapshot() as view:
        return trace_in(view, ws, ident)


def trace_in(view: Snapshot, ws: Workspace, ident: str) -> Trace:
    """The same, as this snapshot sees it."""
    model = _model(view, ws, ident)
    if model is not None:
        return _of_model(view, ws, model)
    for dataset in view.find(DatasetVersion, project_id=ws.project.id):
        if dataset.id == ident or (len(ident) >= 8 and dataset.id.startswith(ident)):
            return _of_dataset(view, ws, dataset)
    return _of_prediction(view, ws, _prediction_id(view, ws, ident))


def _model(view: Snapshot, ws: Workspace, ident: str) -> ModelVersion | None:
    for key in ("name", "id"):
        found = view.find(
            ModelVersion, project_id=ws.project.id, newest_first=True, limit=1, **{key: ident}
        )
        if found:
            return found[0]
    return None


def _prediction_id(view: Snapshot, ws: Workspace, ident: str) -> str:
    for kind in (Task, Resolution, OutcomeReport, ErrorRecord, HeldCase, InjectedExample):
        found = view.find(kind, project_id=ws.project.id, id=ident, limit=1)
        found = found or _about(view.find(kind, project_id=ws.project.id, item_id=ident))
        if found and found[0].prediction_id:  # type: ignore[attr-defined]
            return str(found[0].prediction_id)  # type: ignore[attr-defined]
    reviews = view.find(Review, project_id=ws.project.id, id=ident, limit=1)
    if reviews:
        return view.get(Task, reviews[0].task_id).prediction_id
    return ident


def _of_prediction(view: Snapshot, ws: Workspace, ident: str) -> Trace:
    try:
        prediction = view.log.rows(ws.project.id, [ident])[0]
    except (NotFound, InputError):
        measuring = view.find(Task, project_id=ws.project.id, prediction_id=ident, limit=1)
        if measuring:
            return _of_honeypot(view, measuring[0])
        raise NotFound(
            f"nothing is known under {ident!r}",
            wanted="the identifier of a prediction, task, resolution, error, dataset or model",
            do="copy it whole; it has 36 characters",
        ) from None
    tasks = view.find(Task, project_id=ws.project.id, prediction_id=ident)
    errors = view.find(ErrorRecord, project_id=ws.project.id, prediction_id=ident)
    held = view.find(HeldCase, project_id=ws.project.id, prediction_id=ident)
    injected = view.find(InjectedExample, project_id=ws.project.id, prediction_id=ident)
    outcomes = view.find(OutcomeReport, project_id=ws.project.id, prediction_id=ident)
    flags = ", ".join(prediction.flags) or "no flag"
    return Trace(
        kind="prediction",
        id=ident,
        says=f"{prediction.model} said {prediction.label!r} ({prediction.confidence:.2f}); "
        f"{prediction.decision}; {flags}",
        facts={
            "model": prediction.model,
            "label": prediction.label,
            "confidence": prediction.confidence,
            "decision": prediction.decision.value,
            "flags": list(prediction.flags),
            "strategy": prediction.strategy,
            "policy_version": prediction.policy_version,
            "propensity": prediction.propensity,
            "sampled": prediction.sampled,
            "item": prediction.item_id,
            "attributes": dict(prediction.attributes),
            "at": prediction.at.isoformat(),
        },
        then=(
            *(_of_task(view, task) for task in tasks),
            *(_of_outcome(outcome) for outcome in outcomes),
            *(_of_error(view, error) for error in errors),
            *(
                Trace(
                    kind="held",
                    id=case.id,
                    says=f"{case.fold.value} fold, {case.stratum.value}, as {case.label!r}",
                )
                for case in held
            ),
            *_of_injected(view, ws, injected),
        ),
    )


def _about(found: list[Any]) -> list[Any]:
    """Without the tasks that measure a reviewer: they tell nothing of the item."""
    return [one for one in found if not getattr(one, "skill", "").startswith(OWN)]


def _of_honeypot(view: Snapshot, task: Task) -> Trace:
    """A task that no prediction made."""
    (known,) = view.find(Honeypot, id=task.id)
    return Trace(
        kind="honeypot",
        id=task.id,
        says=f"measures {known.reviewer}: the answer is known, {known.label!r} by {known.source}",
        facts={"item": known.item_id, "source": known.source},
        then=_of_task(view, task).then,
    )


def _of_task(view: Snapshot, task: Task) -> Trace:
    reviews = view.find(Review, task_id=task.id)
    resolutions = view.find(Resolution, task_id=task.id)
    return Trace(
        kind="task",
        id=task.id,
        says=f"queued by {task.strategy} for {', '.join(task.flags)}",
        facts={"priority": task.priority, "overlap": task.overlap, "hold": task.hold},
        then=(
            *(
                Trace(
                    kind="review",
                    id=review.id,
                    says=f"{review.reviewer} answered {review.label or review.answer.value!r}"
                    + (f", {review.cause}" if review.cause else "")
                    + (f": {review.why}" if review.why else ""),
                    facts={
                        "seconds_spent": review.seconds_spent,
                        "guideline_version": review.guideline_version,
                    },
                )
                for review in reviews
            ),
            *(
                Trace(
                    kind="resolution",
                    id=found.id,
                    says=f"{found.kind.value}: {found.label!r}, posterior {found.posterior:.2f} "
                    f"of {found.n_reviews} reviews ({found.method})",
                    facts={"cause": found.cause, "why": found.why},
                )
                for found in resolutions
            ),
        ),
    )


def _of_outcome(outcome: OutcomeReport) -> Trace:
    trusted = "trusted" if outcome.trusted else "not trusted, reviewed"
    return Trace(
        kind="outcome",
        id=outcome.id,
        says=f"{outcome.by} said {outcome.label!r} ({trusted})"
        + (f", {outcome.cause}" if outcome.cause else "")
        + (f": {outcome.why}" if outcome.why else ""),
    )


def _of_error(view: Snapshot, error: ErrorRecord) -> Trace:
    stages = view.find(ErrorStage, error_id=error.id)
    return Trace(
        kind="error",
        id=error.id,
        says=f"{error.predicted!r} was {error.label!r}; "
        + " → ".join(stage.stage.value for stage in stages),
        facts={
            "cause": error.cause,
            "why": error.why,
            "stages": [[s.stage.value, s.reference, s.created_at.isoformat()] for s in stages],
        },
    )


def _of_injected(view: Snapshot, ws: Workspace, injected: list[InjectedExample]) -> Iterator[Trace]:
    for example in injected:
        dataset = view.find(DatasetVersion, project_id=ws.project.id, id=example.dataset_id)[0]
        models = view.find(ModelVersion, project_id=ws.project.id, dataset_id=dataset.id)
        yield Trace(
            kind="dataset",
            id=dataset.id,
            says=f"version {dataset.number}: trained as {example.label!r}, weight "
            f"{example.weight:.2f}",
            then=tuple(_named(view, ws, model) for model in models),
        )


def _named(view: Snapshot, ws: Workspace, model: ModelVersion) -> Trace:
    gates = view.find(GateReport, candidate_id=model.id)
    turns = view.find(Promotion, model_id=model.id)
    verdicts = ", ".join(gate.outcome for gate in gates) or "not proved"
    promoted = "; ".join(f"champion ({turn.reason.value} by {turn.by})" for turn in turns)
    return Trace(
        kind="model",
        id=model.id,
        says=f"{model.name}: {verdicts}" + (f"; {promoted}" if promoted else "; never champion"),
        facts={
            "name": model.name,
            "trainer": model.trainer,
            "seed": model.seed,
            "code_version": model.code_version,
        },
    )


def _of_model(view: Snapshot, ws: Workspace, model: ModelVersion) -> Trace:
    datasets = view.find(DatasetVersion, project_id=ws.project.id, id=model.dataset_id)
    node = _named(view, ws, model)
    return Trace(
        kind=node.kind,
        id=node.id,
        says=node.says,
        facts=node.facts,
        then=tuple(_of_dataset(view, ws, dataset) for dataset in datasets),
    )


def _of_dataset(view: Snapshot, ws: Workspace, dataset: DatasetVersion) -> Trace:
    injected = view.find(InjectedExample, project_id=ws.project.id, dataset_id=dataset.id)
    shown = tuple(
        Trace(
            kind="example",
            id=example.prediction_id,
            says=f"{example.label!r} by {example.source.value}, weight {example.weight:.2f}"
            + (f", {example.cause}" if example.cause else ""),
            facts={
                "prediction": example.prediction_id,
                "source": example.source_id,
                "why": example.why,
            },
        )
        for example in injected[:FEW]
    )
    more = f"; {len(injected) - FEW} more not listed" if len(injected) > FEW else ""
    return Trace(
        kind="dataset",
        id=dataset.id,
        says=f"version {dataset.number}: {dataset.n} examples, {dataset.n_injected} injected{more}",
        facts={"report": dict(dataset.report), "parent": dataset.parent_id},
        then=shown,
    )
