"""Slices: error vectors with examples, causes and what the most frequent cause asks for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from errata.core.project import Remedy
from errata.core.slices import Slice
from errata.core.task import Resolution, Task
from errata.flow.causes import causes_of
from errata.flow.error_slices import NEWEST, reviewed
from errata.flow.lead.excerpt import excerpts
from errata.flow.workspace import Workspace

EXAMPLES = 5  # of each slice, newest first
SHOWN = 50  # slices, strongest first


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One error in a slice."""

    task_id: str
    prediction_id: str
    excerpt: str
    predicted: str
    label: str
    cause: str | None
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownSlice:
    """A slice as people read it."""

    slice: Slice
    examples: list[Example]
    causes: dict[str, int]  # most frequent first
    remedy: Remedy | None  # of the most frequent cause


@dataclass(frozen=True, kw_only=True, slots=True)
class SlicesPage:
    """What was found, and in what."""

    found: list[ShownSlice]
    n: int  # resolutions looked at
    errors: int
    says: str  # how they were sampled


def slices_page(ws: Workspace, *, min_support: int = 30) -> SlicesPage:
    """The error vectors among what was reviewed, strongest first. Nothing is kept."""
    with ws.store.snapshot() as view:
        given = reviewed(view, ws)
        found = given.slices(min_support=min_support)[:SHOWN]
        remedies = {cause.name: cause.remedy for cause in causes_of(view, ws)}
        errors = [np.flatnonzero(given.inside(each.predicate) & given.wrong) for each in found]
        newest = [rows[::-1][:EXAMPLES].tolist() for rows in errors]
        items = [given.rows[row][0].item_id for rows in newest for row in rows]
        shown = excerpts(view, ws.project, items)
    pages = []
    for each, inside, rows in zip(found, errors, newest, strict=True):
        causes = Counter(given.rows[row][1].cause for row in inside)
        named = {cause: n for cause, n in causes.most_common() if cause is not None}
        pages.append(
            ShownSlice(
                slice=each,
                examples=[_example(given.rows[row], shown) for row in rows],
                causes=named,
                remedy=remedies.get(next(iter(named), "")),
            )
        )
    n = len(given.rows)
    newest_only = f" (the newest {NEWEST:,})" if n >= NEWEST else ""
    return SlicesPage(
        found=pages,
        n=n,
        errors=int(given.wrong.sum()),
        says=f"everything reviewed{newest_only} but complaints; mostly chosen by doubt, so slices "
        "compare with one another and the rates are not production's",
    )


def _example(row: tuple[Task, Resolution], shown: dict[str, str]) -> Example:
    task, found = row
    assert found.label is not None  # a rejected resolution is not among the reviewed
    return Example(
        task_id=task.id,
        prediction_id=task.prediction_id,
        excerpt=shown[task.item_id],
        predicted=task.predicted,
        label=found.label,
        cause=found.cause,
        why=found.why,
    )
