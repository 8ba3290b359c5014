"""Slices: error vectors with examples, causes and what the most frequent cause asks for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from errata.core.model import SliceWatch
from errata.core.project import Remedy
from errata.core.slices import Slice
from errata.flow.causes import causes_of, stands_in
from errata.flow.error_slices import Found, look_for_slices
from errata.flow.lead.excerpt import excerpts
from errata.flow.reviewed import Judgement
from errata.flow.watch_slice import watched_slices
from errata.flow.workspace import Workspace
from errata.loop.review.standing_causes import counted_under
from errata.loop.triage.in_slice import in_slice
from errata.loop.triage.stories import Story

EXAMPLES = 5  # of each slice, newest first
SHOWN = 50  # slices, strongest first


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One error in a slice."""

    task_id: str | None  # None: a history told it, nobody here looked
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
    story: str  # the name of the slice that heads its story; its own for a head
    aliases: list[Slice]  # of a head: other names of nearly the same rows
    says: str  # what it is to its story, in words
    examples: list[Example]
    causes: dict[str, int]  # most frequent first
    remedy: Remedy | None  # of the most frequent cause
    watch: SliceWatch | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SlicesPage:
    """What was found, and in what."""

    found: list[ShownSlice]  # story by story, strongest first
    watched: list[SliceWatch]  # found again or not
    n: int  # judged predictions looked at
    errors: int
    sampled: bool  # whether they were drawn at random, so that the rates are production's
    says: str  # how they were chosen


def slices_page(ws: Workspace, *, min_support: int = 30, max_depth: int = 3) -> SlicesPage:
    """The error vectors among what was judged, as stories, strongest first. Nothing is kept."""
    with ws.store.snapshot() as view:
        found = look_for_slices(view, ws, min_support=min_support, max_depth=max_depth)
        watched = watched_slices(view, ws)
        stands = stands_in(view, ws)
        remedies = {cause.name: cause.remedy for cause in causes_of(view, ws)}
        told = [(story, each) for story in found.stories for each in story.slices][:SHOWN]
        errors = [np.flatnonzero(rows_in(found, each) & found.given.wrong) for _, each in told]
        rows = found.given.rows
        newest = [inside[::-1][:EXAMPLES].tolist() for inside in errors]
        items = [rows[row].item_id for some in newest for row in some]
        shown = excerpts(view, ws.project, items)
    watch = {each.name: each for each in watched}
    pages = []
    for (story, each), inside, some in zip(told, errors, newest, strict=True):
        causes = Counter(rows[row].cause for row in inside)
        named = counted_under(
            [(cause, n) for cause, n in causes.most_common() if cause is not None], stands
        )
        pages.append(
            ShownSlice(
                slice=each,
                story=story.head.name,
                aliases=list(story.aliases) if each is story.head else [],
                says=_says(story, each),
                examples=[_example(rows[row], shown) for row in some],
                causes=named,
                remedy=remedies.get(next(iter(named), "")),
                watch=watch.get(each.name),
            )
        )
    return SlicesPage(
        found=pages,
        watched=watched,
        n=len(rows),
        errors=int(found.given.wrong.sum()),
        sampled=found.given.sampled,
        says=found.given.says,
    )


def rows_in(found: Found, each: Slice) -> NDArray[np.bool_]:
    """(n,) which rows a slice holds; words are columns here."""
    words = {key: column for key, column in found.columns.items() if column.dtype == bool}
    held = np.ones(len(found.given.rows), dtype=bool)
    for key in set(each.predicate) & set(words):
        held &= words[key]
    rest = {key: value for key, value in each.predicate.items() if key not in words}
    return held & in_slice(rest, found.columns, len(held))


def _says(story: Story, each: Slice) -> str:
    """What a slice is to its story."""
    head = story.head
    if each is not head:
        if set(head.predicate.items()) < set(each.predicate.items()):
            return f"a worse part of {head.name}"
        if set(each.predicate.items()) < set(head.predicate.items()):
            return f"the wider place around {head.name}"
        return f"overlaps with {head.name}"
    if not story.aliases:
        return ""
    return "nearly the same rows as " + ", ".join(alias.name for alias in story.aliases)


def _example(row: Judgement, shown: dict[str, str]) -> Example:
    return Example(
        task_id=row.task_id,
        prediction_id=row.prediction_id,
        excerpt=shown[row.item_id],
        predicted=row.predicted,
        label=row.label,
        cause=row.cause,
        why=row.why,
    )
