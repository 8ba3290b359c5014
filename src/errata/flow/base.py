"""Base: the labelled data that the first model is trained on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import DatasetVersion, Examples, Source
from errata.core.errors import Conflict
from errata.core.events import Event, Verb
from errata.core.ids import to_text
from errata.core.item import Items
from errata.core.ports import Snapshot
from errata.flow.agreed import held_items
from errata.flow.leaks import apart
from errata.flow.workspace import Workspace, policy_of
from errata.loop.curate.fingerprint import DatasetRows, dataset_fingerprint


def add_base(ws: Workspace, items: Items, labels: NDArray[np.int32]) -> DatasetVersion:
    """The project's first dataset version; the same content twice counts once.

    Raises Conflict when the project has a base already: a base is where versions start, and what
    comes later enters through corrections. What is held, or too close to it, stays out, and so do
    items given under two labels: nobody has agreed which is right. The version's report names them.
    """
    with ws.store.snapshot() as view:
        if view.count(DatasetVersion, project_id=ws.project.id):
            raise Conflict(
                "the project has its base already", do="open another project for another base"
            )
        kept_apart = away_from_hold(view, ws, items)
    ids = to_text(items.ids)
    given: dict[str, set[int]] = {}
    for ident, label in zip(ids, labels.tolist(), strict=True):
        given.setdefault(ident, set()).add(label)
    torn = sorted(ident for ident, names in given.items() if len(names) > 1)
    out = set(torn)
    first = {
        ident: row
        for row, ident in reversed(list(enumerate(ids)))
        if ident not in out and kept_apart[row]
    }
    kept = np.array(sorted(first.values()), dtype=np.int64)
    n = len(kept)
    examples = Examples(
        items=items.take(kept),
        labels=labels[kept],
        weights=np.ones(n),
        source=np.full(n, Source.BASE.value),
        source_ids=np.full(n, ""),
        cause=np.full(n, ""),
        why=np.full(n, ""),
    )
    version = DatasetVersion(
        id=fingerprint(ws, examples),
        project_id=ws.project.id,
        number=1,
        parent_id=None,
        parts=(
            ws.store.blobs.put(ws.codec.encode(examples, ws.project.labels), suffix=".parquet"),
        ),
        n=n,
        n_injected=0,
        report={"repeated_or_held": len(items) - n, "two_labels": torn},
        created_at=ws.now(),
    )
    with ws.store.transaction(actor=ws.actor, now=ws.now()) as tx:
        tx.put(version)
        tx.record(Event(verb=Verb.BASE_ADDED, object_id=version.id, figures={"n": n}))
    return version


def away_from_hold(view: Snapshot, ws: Workspace, items: Items) -> NDArray[np.bool_]:
    """(n,) which items are not held, nor in a held group, nor nearly what is held."""
    held = held_items(view, ws)
    if not len(held) or not len(items):
        return np.ones(len(items), dtype=bool)
    return apart(ws, items, held, policy_of(view, ws.project)[1].curate).kept


def fingerprint(ws: Workspace, examples: Examples) -> str:
    """The name of a dataset with these examples."""
    return dataset_fingerprint(
        DatasetRows(
            item_ids=examples.items.ids,
            labels=[ws.project.labels[label] for label in examples.labels],
            weights=examples.weights,
            provenance=[
                f"{source}:{ident}" if ident else str(source)
                for source, ident in zip(examples.source, examples.source_ids, strict=True)
            ],
        )
    )


def examples_of(ws: Workspace, version: DatasetVersion) -> Examples:
    """All examples of a version: its parts joined, of one item the last part counts.

    In the order of their items, so that equal versions train equal models however they were given.
    """
    parts = [ws.codec.decode(ws.store.blobs.get(part), ws.project.labels) for part in version.parts]
    joined = join(parts)
    dropped = set(version.report.get("removed_items", ()))
    ids = to_text(joined.items.ids)
    last = {ident: row for row, ident in enumerate(ids) if ident not in dropped}
    return take(joined, np.array([last[ident] for ident in sorted(last)], dtype=np.int64))


def join(parts: list[Examples]) -> Examples:
    """The rows of all parts, in order."""
    return Examples(
        items=Items.concat([part.items for part in parts]),
        labels=np.concatenate([part.labels for part in parts]),
        weights=np.concatenate([part.weights for part in parts]),
        source=np.concatenate([part.source for part in parts]),
        source_ids=np.concatenate([part.source_ids for part in parts]),
        cause=np.concatenate([part.cause for part in parts]),
        why=np.concatenate([part.why for part in parts]),
    )


def take(examples: Examples, rows: NDArray[np.int64]) -> Examples:
    """The examples at these rows."""
    return Examples(
        items=examples.items.take(rows),
        labels=examples.labels[rows],
        weights=examples.weights[rows],
        source=examples.source[rows],
        source_ids=examples.source_ids[rows],
        cause=examples.cause[rows],
        why=examples.why[rows],
    )
