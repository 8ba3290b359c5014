"""What changed between two dataset versions, with examples and the reasons people gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from errata.core.dataset import DatasetVersion, InjectedExample
from errata.core.errors import NotFound
from errata.core.ids import to_text
from errata.core.ports import Snapshot
from errata.flow.base import examples_of
from errata.flow.lead.datasets_page import dataset_named
from errata.flow.lead.excerpt import excerpt, excerpts
from errata.flow.workspace import Workspace
from errata.loop.curate.diff import Change, Counts, DiffRow, count_changes, diff

EXAMPLES = 10  # of each change
Rows = dict[str, DiffRow]


@dataclass(frozen=True, kw_only=True, slots=True)
class DiffExample:
    """One item that differs."""

    change: Change
    item_id: str
    excerpt: str
    was: dict[str, Any] | None
    now: dict[str, Any] | None
    cause: str
    why: str


@dataclass(frozen=True, kw_only=True)
class DatasetDiff:
    """From version `a` to version `b`."""

    a: DatasetVersion
    b: DatasetVersion
    counts: dict[Change, Counts]
    examples: list[DiffExample]


def dataset_diff(ws: Workspace, a: str, b: str) -> DatasetDiff:
    """What `b` has that `a` has not, and the other way round; raises NotFound.

    Of a base that both share only the items that one of them changed are looked at.
    """
    with ws.store.snapshot() as view:
        first, second = dataset_named(view, ws, a), dataset_named(view, ws, b)
        before, after = _both(view, ws, first, second)
        changed = diff(before, after)
        few = [
            each
            for change in Change
            for each in [one for one in changed if one.change is change][:EXAMPLES]
        ]
        shown = _shown(view, ws, [each.item for each in few], (first, second))
    return DatasetDiff(
        a=first,
        b=second,
        counts={change: count_changes(changed, change) for change in Change},
        examples=[
            DiffExample(
                change=each.change,
                item_id=each.item,
                excerpt=shown[each.item],
                was=_plain(each.was),
                now=_plain(each.now),
                cause=each.telling.cause,
                why=each.telling.why,
            )
            for each in few
        ],
    )


def _both(
    view: Snapshot, ws: Workspace, first: DatasetVersion, second: DatasetVersion
) -> tuple[Rows, Rows]:
    """The rows that may differ, as each version has them."""
    injected = [_injected(view, ws, version) for version in (first, second)]
    removed = [set(version.report.get("removed_items", ())) for version in (first, second)]
    touched = {*injected[0], *injected[1], *(removed[0] ^ removed[1])}
    bases = [_base_part(version) for version in (first, second)]
    base: Rows = {}
    if bases[0] == bases[1] and bases[0] is not None:
        if touched:
            base = _rows_of_part(ws, bases[0], touched)
        starts = [base, base]
    else:  # another base: everything may differ
        starts = [{} if part is None else _rows_of_part(ws, part, None) for part in bases]
    found = []
    for start, mine, out in zip(starts, injected, removed, strict=True):
        kept = {item: row for item, row in start.items() if item not in out}
        found.append(kept | mine)
    return found[0], found[1]


def _base_part(version: DatasetVersion) -> str | None:
    """The file of labelled data that the version began with, if it has one."""
    has_base = len(version.parts) > (1 if version.n_injected else 0)
    return version.parts[0] if has_base else None


def _rows_of_part(ws: Workspace, part: str, wanted: set[str] | None) -> Rows:
    examples = ws.codec.decode(ws.store.blobs.get(part), ws.project.labels)
    return {
        item: DiffRow(
            label=ws.project.labels[examples.labels[row]], weight=float(examples.weights[row])
        )
        for row, item in enumerate(to_text(examples.items.ids))
        if wanted is None or item in wanted
    }


def _injected(view: Snapshot, ws: Workspace, version: DatasetVersion) -> Rows:
    return {
        each.item_id: DiffRow(
            label=each.label, weight=each.weight, cause=each.cause or "", why=each.why
        )
        for each in view.find(InjectedExample, project_id=ws.project.id, dataset_id=version.id)
    }


def _shown(
    view: Snapshot, ws: Workspace, items: list[str], versions: tuple[DatasetVersion, ...]
) -> dict[str, str]:
    """Excerpts; what came with a base is in its file alone."""
    found: dict[str, str] = {}
    missing: list[str] = []
    for item in items:
        try:
            found |= excerpts(view, ws.project, [item])
        except NotFound:
            missing.append(item)
    for version in versions if missing else ():
        examples = examples_of(ws, version)
        place = {ident: row for row, ident in enumerate(to_text(examples.items.ids))}
        found |= {
            item: excerpt(ws.project.kind, examples.items.content[place[item]])
            for item in missing
            if item in place
        }
    return found


def _plain(row: DiffRow | None) -> dict[str, Any] | None:
    return None if row is None else {"label": row.label, "weight": row.weight}
