"""Watch a slice: from now on new predictions in it are flagged and looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.item import ItemKind, Items
from errata.core.model import SliceFinding, SliceWatch
from errata.core.ports import Snapshot
from errata.core.slices import REGION, WORD, named
from errata.flow.regions import regions_of_watched
from errata.flow.workspace import Workspace
from errata.loop.triage.in_slice import in_slice

WHY = 2_000  # characters
HEAVIEST = 100.0  # a lift beyond it says no more
MOST = 100  # slices watched at once: each is asked of every new prediction


def watch_slice(
    ws: Workspace,
    name: str | None = None,
    *,
    predicate: Mapping[str, str] | None = None,
    watched: bool = True,
    weight: float | None = None,
    why: str = "",
    by: str,
) -> SliceWatch:
    """Watch a slice, or watch it no more; the newest word on a name counts.

    A slice that was found is known by its name; another one needs its predicate. Its tasks weigh
    as much more than others in the queue as the slice errs more (its lift, at least 1); `weight`
    says it where no search has stored the slice.
    Raises NotFound for a name that was never found, InputError for a name and a predicate that
    differ, none of both, or too many watched at once.
    """
    if len(why) > WHY:
        raise InputError(f"a reason of {len(why)} characters", wanted=f"at most {WHY}")
    if predicate is not None and not predicate:
        raise InputError("a slice without a condition", do="name one attribute value at least")
    spelt = named(predicate) if predicate is not None else name
    if spelt is None:
        raise InputError("neither a slice's name nor its predicate", do="give one of them")
    if name is not None and name != spelt:
        raise InputError(f"the name {name!r} for the slice {spelt!r}", do="leave the name out")
    now = ws.now()
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        found = tx.find(
            SliceFinding, project_id=ws.project.id, name=spelt, newest_first=True, limit=1
        )
        before = tx.find(
            SliceWatch, project_id=ws.project.id, name=spelt, newest_first=True, limit=1
        )
        if predicate is None:
            predicate = next((each.predicate for each in found), None) or next(
                (each.predicate for each in before), None
            )
        if predicate is None:
            raise NotFound(
                f"no slice {spelt!r} was found", do="run errata slices to find and name them"
            )
        others = [each for each in watched_slices(tx, ws) if each.name != spelt]
        if watched and len(others) >= MOST:
            raise InputError(f"a watched slice past the {MOST} there are", do="watch one no more")
        if found:
            weight = float(found[0].lift["value"])
        elif weight is None:
            weight = before[0].weight if before else 1.0
        weight = min(max(weight, 1.0), HEAVIEST)
        record = SliceWatch(
            id=ws.mint(),
            project_id=ws.project.id,
            name=spelt,
            predicate=dict(predicate),
            watched=watched,
            weight=weight,
            by=by,
            why=why.strip(),
            created_at=now,
        )
        tx.put(record)
        tx.record(
            Event(
                verb=Verb.SLICE_WATCHED,
                object_id=record.id,
                figures={"watched": int(watched), "weight": weight},
            )
        )
    return record


def watched_slices(view: Snapshot, ws: Workspace) -> list[SliceWatch]:
    """The slices watched now, by name."""
    newest = {each.name: each for each in view.find(SliceWatch, project_id=ws.project.id)}
    return [newest[name] for name in sorted(newest) if newest[name].watched]


def in_watched(
    view: Snapshot, ws: Workspace, items: Items, attributes: Mapping[str, NDArray[Any]]
) -> list[tuple[SliceWatch, NDArray[np.bool_]]]:
    """Each watched slice with (n,) which of these new predictions it holds.

    Texts are read only where a slice asks for words, and embedded only where it asks for regions.
    """
    watched = watched_slices(view, ws)
    if not watched or not len(items):
        return []
    asked = {key for each in watched for key in each.predicate}
    texts = None
    if any(key.startswith(WORD) for key in asked):
        textual = items.kind is ItemKind.TEXT
        texts = items.texts() if textual else [""] * len(items)
    return [
        (
            each,
            in_slice(
                each.predicate,
                _with_regions(view, ws, items, attributes, each),
                len(items),
                texts=texts,
            ),
        )
        for each in watched
    ]


def _with_regions(
    view: Snapshot,
    ws: Workspace,
    items: Items,
    attributes: Mapping[str, NDArray[Any]],
    slice_: SliceWatch,
) -> Mapping[str, NDArray[Any]]:
    if not any(key.startswith(REGION) for key in slice_.predicate):
        return attributes
    return {**attributes, **regions_of_watched(view, ws, items, slice_.predicate)}
