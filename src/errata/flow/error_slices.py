"""Error slices: where the models err more than elsewhere, on what was reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from errata.core.events import Event, Verb
from errata.core.item import ItemKind, Items
from errata.core.model import RegionMap, SliceFinding
from errata.core.ports import Snapshot
from errata.core.slices import Slice
from errata.flow.regions import fit_map, region_columns
from errata.flow.reviewed import Reviewed, reviewed
from errata.flow.workspace import Workspace
from errata.loop.triage.stories import Story, find_stories
from errata.loop.triage.words import word_attributes

WORDS = 100  # words that compete with the attributes: each one asked about makes all harder to find
IMAGES = 5_000  # judged images that are read; with more of them regions are left out


@dataclass(frozen=True, kw_only=True)
class Found:
    """The stories among what was judged, strongest first."""

    stories: list[Story]
    given: Reviewed
    columns: dict[str, NDArray[Any]]  # attributes, words and regions, each (n,)


def look_for_slices(
    view: Snapshot, ws: Workspace, *, min_support: int = 30, max_depth: int = 3
) -> Found:
    """The error vectors over attributes, words and regions of what was judged; nothing is kept.

    Regions are those of the champion's newest map.
    """
    given = reviewed(view, ws)
    items = _items(view, ws, given)
    regions = {} if items is None else region_columns(view, ws, items)
    return _search(given, items, regions, min_support, max_depth)


def find_error_slices(ws: Workspace, *, min_support: int = 30, max_depth: int = 3) -> list[Story]:
    """The error vectors among what was judged, of all models; strongest first; kept.

    Fits the map of regions of a champion that can be run here, where it has none that serves.
    """
    fitted = None
    with ws.store.snapshot() as view:
        given = reviewed(view, ws)
        items = _items(view, ws, given)
        regions = {}
        if items is not None:
            names = [f"prediction {row.prediction_id}" for row in given.rows]
            fitted = fit_map(view, ws, items, names)
            regions = region_columns(view, ws, items) if fitted is None else fitted[2]
    found = _search(given, items, regions, min_support, max_depth)
    if not found.stories and fitted is None:
        return []
    now = ws.now()
    findings = [
        SliceFinding(
            id=ws.mint(),
            project_id=ws.project.id,
            name=each.name,
            predicate=dict(each.predicate),
            support=each.support,
            error_rate=each.error_rate.as_dict(),
            lift=each.lift.as_dict(),
            p_value=each.p_value,
            created_at=now,
        )
        for each in slices_of(found.stories)
    ]
    kept: list[RegionMap] = []
    if fitted is not None:
        cut, champion, _ = fitted
        kept.append(
            RegionMap(
                id=ws.mint(),
                project_id=ws.project.id,
                model_id=champion.id,
                blob=ws.store.blobs.put(cut.to_bytes(), suffix=".npz"),
                n=cut.rows,
                created_at=now,
            )
        )
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        tx.put(*findings, *kept)
        figures = {"n": len(findings)}
        tx.record(Event(verb=Verb.SLICES_FOUND, object_id=ws.project.id, figures=figures))
    return found.stories


def slices_of(stories: list[Story]) -> list[Slice]:
    """Every slice of the stories, story by story."""
    return [each for story in stories for each in story.slices]


def _search(
    given: Reviewed,
    items: Items | None,
    regions: dict[str, NDArray[Any]],
    min_support: int,
    max_depth: int,
) -> Found:
    columns = {**given.columns, **regions}
    if items is not None and items.kind is ItemKind.TEXT:
        columns |= word_attributes(items.texts(), min_support=min_support, most=WORDS)
    stories = find_stories(columns, given.wrong, max_depth=max_depth, min_support=min_support)
    return Found(stories=stories, given=given, columns=columns)


def _items(view: Snapshot, ws: Workspace, given: Reviewed) -> Items | None:
    """The contents, where words and regions can come of them; None where there is no contrast."""
    if not given.wrong.any() or given.wrong.all():
        return None
    if ws.project.kind == ItemKind.IMAGE and len(given.rows) > IMAGES:
        return None
    return view.contents(ws.project.id, [row.item_id for row in given.rows])
