"""Retrain: a dataset version becomes a candidate."""

from __future__ import annotations

from itertools import count

from errata.core.dataset import DatasetVersion
from errata.core.errors import Conflict, InputError, NotReady
from errata.core.events import Event, Verb
from errata.core.model import ModelVersion
from errata.flow.base import away_from_hold, examples_of
from errata.flow.workspace import Workspace, policy_of

ATTEMPTS = 10  # at a free name


def retrain(
    ws: Workspace,
    *,
    trainer: str | None = None,
    seed: int | None = None,
    dataset: str | None = None,
) -> ModelVersion:
    """Train on the newest dataset version (or the one named) and keep the model.

    Raises NotReady when there is no dataset version or it has one class alone.
    """
    with ws.store.snapshot() as view:
        version, policy = policy_of(view, ws.project)
        if dataset is None:
            found = view.find(DatasetVersion, project_id=ws.project.id)
        else:
            found = [
                v
                for v in view.find(DatasetVersion, project_id=ws.project.id)
                if v.id.startswith(dataset) or str(v.number) == dataset
            ]
    if not found:
        raise NotReady(
            f"no dataset version {dataset or ''}".rstrip(),
            do="run errata curate first, or add a base",
        )
    data = max(found, key=lambda v: v.number)
    examples = examples_of(ws, data)
    with ws.store.snapshot() as view:
        near_hold = int((~away_from_hold(view, ws, examples.items)).sum())
    if near_hold:
        raise NotReady(
            f"dataset version {data.number} has {near_hold} examples that are held by now, or too "
            "close to what is",
            do="run errata curate: the next version leaves them out",
        )
    if len(set(examples.labels.tolist())) < 2:
        raise NotReady("a dataset of one class alone", wanted="examples of two classes or more")
    chosen = trainer or policy.train.trainer
    learner = ws.trainer(f"auto:{ws.project.kind}" if chosen == "auto" else chosen)
    chosen_seed = policy.train.seed if seed is None else seed
    if chosen_seed < 0:
        raise InputError(f"the seed {chosen_seed}", wanted="0 or more")
    model = learner.fit(
        examples.items,
        examples.labels,
        ws.project.labels,
        weights=examples.weights,
        seed=chosen_seed,
    )
    blob = ws.store.blobs.put(model.save(), suffix=".skops")
    for _ in range(ATTEMPTS):
        trained = ModelVersion(
            id=ws.mint(),
            project_id=ws.project.id,
            name=_next_name(ws),
            dataset_id=data.id,
            blob=blob,
            trainer=learner.name,
            seed=chosen_seed,
            policy_version=version,
            code_version=ws.code_version,
            created_at=ws.now(),
        )
        try:
            with ws.store.transaction(actor=ws.actor, now=ws.now()) as tx:
                tx.put(trained)
                tx.record(
                    Event(
                        verb=Verb.MODEL_TRAINED,
                        object_id=trained.id,
                        figures={"n": len(examples), "trainer": learner.name},
                    )
                )
            return trained
        except Conflict:  # another training took the name meanwhile
            continue
    raise Conflict("many trainings at once", do="try again; the model is kept")


def _next_name(ws: Workspace) -> str:
    with ws.store.snapshot() as view:
        names = {model.name for model in view.find(ModelVersion, project_id=ws.project.id)}
    return next(name for name in map("v{}".format, count(1)) if name not in names)
