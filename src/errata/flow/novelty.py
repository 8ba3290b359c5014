"""Novelty: what a model has learned from, kept so that what is unlike it can be told."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import DatasetVersion, Examples
from errata.core.errors import InputError, NotReady
from errata.core.events import Event, Verb
from errata.core.item import ItemKind, Items
from errata.core.model import ModelVersion, NoveltyReference
from errata.core.ports import Snapshot
from errata.flow.base import examples_of
from errata.flow.workspace import Workspace, champion_of, groups_of, model_named, policy_of
from errata.loop.triage.novelty import (
    MOST,
    Known,
    distance,
    fit_novelty,
    share_as_far,
    split_known,
)
from errata.loop.triage.novelty_features import (
    LONG,
    Features,
    ImageFeatures,
    RecordFeatures,
    TextFeatures,
)

METHOD = "neighbours_and_centres.v1"
ROOM = 4_000_000  # characters of text in a reference
FEATURES: dict[str, type[TextFeatures] | type[ImageFeatures] | type[RecordFeatures]] = {
    ItemKind.TEXT: TextFeatures,
    ItemKind.IMAGE: ImageFeatures,
    ItemKind.RECORD: RecordFeatures,
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Reference:
    """A fitted reference: how to see an item, what is known, how far known items are from it."""

    features: Features
    known: Known
    measured: NDArray[np.float64]


def fit_reference(ws: Workspace, model: str | None = None) -> NoveltyReference:
    """Keep what the model (the champion, if none is named) has learned from; once a model.

    Of a model that runs outside Errata the project's first dataset version stands for it.
    Four fifths of the training items are the reference, the others measure how far known items
    are; the features are none that the model learned, so that the measured ones are as new items
    are and each known item gets r or less with chance at most r.

    Raises NotReady without a model or a dataset, or where the dataset is too small to be split.
    """
    with ws.store.snapshot() as view:
        version = champion_of(view, ws.project)
        if model is not None:
            version = model_named(view, ws.project, model)
        if version is None:
            raise NotReady(
                f"no model {model or 'is champion'}", do="train or promote a model first"
            )
        before = _newest(view, version)
        versions = view.find(DatasetVersion, project_id=ws.project.id)
    if before is not None:
        return before
    learned = [v for v in versions if v.id == version.dataset_id]
    if version.dataset_id is None:
        learned = [v for v in versions if v.parent_id is None]
    if not learned:
        raise NotReady(
            f"nothing is known of what {version.name} learned from",
            do="add its training data as the project's base (errata import FILE --as base)",
        )
    blob, n = _fitted(ws, examples_of(ws, learned[0]))
    now = ws.now()
    reference = NoveltyReference(
        id=ws.mint(),
        project_id=ws.project.id,
        model_id=version.id,
        method=METHOD,
        blob=ws.store.blobs.put(blob, suffix=".npz"),
        n=n,
        created_at=now,
    )
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        tx.put(reference)
        tx.record(
            Event(
                verb=Verb.NOVELTY_FITTED,
                object_id=reference.id,
                figures={"model": version.name, "n": n},
            )
        )
    return reference


def fit_where_wanted(ws: Workspace) -> NoveltyReference | None:
    """The champion's reference, where the policy looks for what is novel and there is enough."""
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
    if policy.triage.novelty_rate <= 0:
        return None
    try:
        return fit_reference(ws)
    except NotReady:
        return None


def novelty_of(
    view: Snapshot, ws: Workspace, model: ModelVersion, items: Items
) -> NDArray[np.float64] | None:
    """The share of known items at least as far from what the model learned, (n,): small is novel.

    None where the model has no reference.
    """
    kept = _newest(view, model)
    if kept is None:
        return None
    reference = _reference(ws, kept)
    points = reference.features.of(_seen(ws, items))
    far = distance(reference.known, points, method=kept.method)
    return share_as_far(far, reference.measured)


def _newest(view: Snapshot, model: ModelVersion) -> NoveltyReference | None:
    found = view.find(NoveltyReference, model_id=model.id, newest_first=True, limit=1)
    return found[0] if found else None


def _fitted(ws: Workspace, examples: Examples) -> tuple[bytes, int]:
    """The reference as a file, and how many items are behind it."""
    items, n = examples.items, len(examples)
    most = MOST
    if ws.project.kind == ItemKind.TEXT and n:
        mean = sum(min(len(content), LONG) for content in items.content) / n
        most = int(min(MOST, max(ROOM / max(mean, 1), 100)))
    groups = groups_of(items)
    try:
        reference, measured = split_known(n, seed=0, groups=groups, most=most)
    except InputError as error:
        raise NotReady(
            f"too few training items to tell what is novel: {error.got}", wanted=error.wanted
        ) from None
    seen = _seen(ws, items.take(reference))
    features: Features = FEATURES[ws.project.kind].fit(seen)
    # Halved before anything is measured: what is kept must be what the distances are from.
    points = _halved(features.of(seen))
    known = Known(points=points, labels=examples.labels[reference].astype(np.int64))
    far = fit_novelty(
        known,
        features.of(_seen(ws, items.take(measured))),
        method=METHOD,
    )
    arrays = {"labels": known.labels.astype(np.int32), "measured": far, **features.arrays()}
    if hasattr(points, "tocsr"):
        arrays["indices"], arrays["indptr"] = points.indices, points.indptr
        arrays["data"], arrays["width"] = points.data.astype(np.float16), np.array(points.shape[1])
    else:
        arrays["points"] = points.astype(np.float16)
    target = io.BytesIO()
    np.savez_compressed(target, **arrays)  # type: ignore[arg-type]
    return target.getvalue(), len(reference) + len(measured)


def _halved(points: Any) -> Any:
    return (
        points.astype(np.float16).astype(np.float32)
        if not hasattr(points, "tocsr")
        else (
            type(points)(
                (points.data.astype(np.float16).astype(np.float32), points.indices, points.indptr),
                shape=points.shape,
            )
        )
    )


def _seen(ws: Workspace, items: Items) -> list[Any]:
    return [ws.decode(items.kind.value, content) for content in items.content]


# A file of the store never changes under its name, and capture asks for the same one for ever.
_REFERENCES: dict[str, Reference] = {}
_KEPT = 4


def _reference(ws: Workspace, kept: NoveltyReference) -> Reference:
    reference = _REFERENCES.get(kept.blob)
    if reference is None:
        reference = _read(ws.store.blobs.get(kept.blob), ws.project.kind)
        for oldest in list(_REFERENCES)[: max(len(_REFERENCES) - _KEPT + 1, 0)]:
            _REFERENCES.pop(oldest, None)
        _REFERENCES[kept.blob] = reference
    return reference


def _read(data: bytes, kind: str) -> Reference:
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    points: Any
    if "indptr" in arrays:
        from scipy.sparse import csr_matrix

        shape = (len(arrays["indptr"]) - 1, int(arrays["width"]))
        values = arrays["data"].astype(np.float32)
        points = csr_matrix((values, arrays["indices"], arrays["indptr"]), shape=shape)
    else:
        points = arrays["points"].astype(np.float32)
    return Reference(
        features=FEATURES[kind].from_arrays(arrays),
        known=Known(points=points, labels=arrays["labels"].astype(np.int64)),
        measured=arrays["measured"],
    )
