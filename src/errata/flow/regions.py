"""Regions: where in the champion's embedding items lie, under names that last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from numpy.typing import NDArray

from errata.core.errors import ErrataError
from errata.core.item import ItemKind, Items
from errata.core.model import ModelVersion, RegionMap
from errata.core.ports import Snapshot
from errata.core.slices import REGION
from errata.core.trainer import Model
from errata.flow.lead.excerpt import excerpt
from errata.flow.workspace import Workspace, champion_of, loaded
from errata.loop.triage.regions import ROOM, SCALES, Regions, fit_regions

GROWN = 2  # times the items: then regions are fitted anew
OLDER = 5  # maps in which a watched region is looked for, newest first

Columns = dict[str, NDArray[Any]]
T = TypeVar("T")


def region_columns(view: Snapshot, ws: Workspace, items: Items) -> Columns:
    """The items' regions under the champion's newest map; none where there is no map."""
    champion = champion_of(view, ws.project)
    if champion is None or not len(items):
        return {}
    kept = view.find(RegionMap, model_id=champion.id, newest_first=True, limit=1)
    return _placed(ws, view, kept[0], items) if kept else {}


def fit_map(
    view: Snapshot, ws: Workspace, items: Items, names: Sequence[str]
) -> tuple[Regions, ModelVersion, Columns] | None:
    """Regions of the champion's embedding of these items, where they are to be fitted anew.

    None where the champion cannot be run here, the items are few, or the newest map still serves.
    `names` (n,) stand for items that have no words. The former map's names are kept for the
    regions that hold nearly the same items.
    """
    champion = champion_of(view, ws.project)
    if champion is None or champion.blob is None or len(items) < ROOM * min(SCALES):
        return None
    former = view.find(RegionMap, project_id=ws.project.id, newest_first=True, limit=1)
    if former and former[0].model_id == champion.id and len(items) < GROWN * former[0].n:
        return None
    embeddings = _model(ws, champion).embed(items)
    before = _placed(ws, view, former[0], items) if former else None
    kind = ws.project.kind
    textual = kind == ItemKind.TEXT
    examples = [content.decode() for content in items.content] if textual else list(names)
    if kind == ItemKind.RECORD:
        examples = [excerpt(kind, content) for content in items.content]
    regions = fit_regions(
        embeddings,
        examples,
        seed=int.from_bytes(ws.project.id.encode()[-4:], "big"),
        texts=textual,
        before=before,
    )
    return regions, champion, dict(regions.attributes(embeddings))


def regions_of_watched(
    view: Snapshot, ws: Workspace, items: Items, predicate: Mapping[str, str]
) -> Columns:
    """The items' regions under the newest map that knows the regions of this slice."""
    wanted = [(key, value) for key, value in predicate.items() if key.startswith(REGION)]
    for kept in view.find(RegionMap, project_id=ws.project.id, newest_first=True, limit=OLDER):
        regions = _regions(ws, kept.blob)
        if all(regions.knows(key, value) for key, value in wanted):
            return _placed(ws, view, kept, items)
    return {}


def _placed(ws: Workspace, view: Snapshot, kept: RegionMap, items: Items) -> Columns:
    """Under this map; no regions rather than an error where its model cannot be run any more."""
    try:
        model = _model(ws, view.get(ModelVersion, kept.model_id))
        return dict(_regions(ws, kept.blob).attributes(model.embed(items)))
    except ErrataError:
        return {}


# Files of the store never change under their name, and capture asks for the same ones for ever.
_MODELS: dict[str, Model] = {}
_REGIONS: dict[str, Regions] = {}
_KEPT = 4


def _model(ws: Workspace, version: ModelVersion) -> Model:
    name = version.blob or ""
    model = _MODELS.get(name)
    if model is None:
        model = loaded(ws, version)
        _keep(_MODELS, name, model)
    return model


def _regions(ws: Workspace, blob: str) -> Regions:
    regions = _REGIONS.get(blob)
    if regions is None:
        regions = Regions.from_bytes(ws.store.blobs.get(blob))
        _keep(_REGIONS, blob, regions)
    return regions


def _keep(kept: dict[str, T], name: str, value: T) -> None:
    for oldest in list(kept)[: max(len(kept) - _KEPT + 1, 0)]:
        kept.pop(oldest, None)
    kept[name] = value
