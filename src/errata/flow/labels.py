"""Labels: the next version of what items can be called.

Nothing that is stored is rewritten. A label out of use counts as the one that took its place
wherever it is read (`flow/relabelled.py`), so a version is one record, and it says what it moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from errata.core.dataset import DatasetVersion, HeldCase
from errata.core.error_record import ErrorRecord
from errata.core.errors import InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.labels import Labels
from errata.core.labels_changed import LabelsChanged, Moved
from errata.core.model import Lapse, Operating
from errata.core.outcome import OutcomeReport
from errata.core.people import LabelSet
from errata.core.ports import Snapshot
from errata.core.task import Resolution, Review
from errata.flow.base import examples_of
from errata.flow.relabelled import as_said, label_versions, labels_of
from errata.flow.workspace import Workspace

NAME, SUMMARY = 200, 2_000  # characters
MOST = 10_000  # labels of one project, those out of use too


@dataclass(frozen=True, kw_only=True)
class ListedLabel:
    """A label, whether it is offered, and what became of it."""

    label: str
    in_use: bool
    counts_as: str  # itself while it is in use
    reviews: int  # that said so, under this very name
    since: int  # the version that brought it


def change_labels(
    ws: Workspace,
    *,
    add: Sequence[str] = (),
    rename: Mapping[str, str] | None = None,
    merge: Mapping[str, str] | None = None,
    changes: str = "",
) -> LabelsChanged:
    """Add, rename and merge labels, in this order, as one version.

    A name that went out of use comes back only by renaming its successor back. Raises NotFound for
    a label that is not in use, InputError for a name that is taken or for fewer than two left,
    Conflict where somebody else changed them meanwhile.
    """
    with ws.store.snapshot() as view:
        versions = label_versions(view, ws.project.id)
        before = labels_of(versions) if versions else ws.labels
        columns, became = _edited(before, add, rename or {}, merge or {})
        after = Labels(columns=columns, became=became, widths=(*before.widths, len(columns)))
        if (columns, dict(became)) == (before.columns, dict(before.became)):
            raise InputError("no change of the labels", do="add, rename or merge some")
        if len(after.in_use) < 2:
            raise InputError(f"one label left, {after.in_use}", wanted="two or more")
        gone = [label for label in before.in_use if label not in after.in_use]
        moved = _moved(view, ws, before, after, gone)
        dissolved = _dissolved(view, ws, before, after)
        ended = {one.operating_id for one in view.find(Lapse, project_id=ws.project.id)}
        ending = [
            one.id
            for one in view.find(Operating, project_id=ws.project.id)
            if one.id not in ended and one.threshold is not None
        ]
    added = tuple(name for name in after.in_use if name not in before.in_use)
    told = changes.strip() or _told(before, after, added, gone)
    if len(told) > SUMMARY:
        raise InputError(f"a summary of {len(told):,} characters", wanted=f"at most {SUMMARY:,}")
    now = ws.now()
    first = () if versions else (_version(ws, 1, before, "The first labels."),)
    made = _version(ws, len(versions) + len(first) + 1, after, told)
    lapses = [
        Lapse(
            id=ws.mint(),
            project_id=ws.project.id,
            operating_id=ident,
            alarm_id=None,
            why=f"the labels changed: {told}",
            created_at=now,
        )
        for ident in ending
    ]
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        tx.put(*first, made, *lapses)
        tx.record(
            Event(
                verb=Verb.LABELS_CHANGED,
                object_id=made.id,
                figures={
                    "version": made.version,
                    "labels": len(after.in_use),
                    "added": len(added),
                    "gone": len(gone),
                    "reviews": sum(each.reviews for each in moved),
                    "held_cases": sum(each.held_cases for each in moved),
                    "certificates": len(lapses),
                },
            )
        )
    return LabelsChanged(
        version=made.version,
        in_use=after.in_use,
        added=added,
        moved=tuple(moved),
        errors_gone=dissolved,
        certificates=len(lapses),
        versions=(*versions, *first, made),
    )


def listed_labels(ws: Workspace) -> tuple[list[ListedLabel], list[LabelSet]]:
    """Every label that ever was, in the order of its column, and the versions, newest first."""
    with ws.store.snapshot() as view:
        versions = label_versions(view, ws.project.id)
        said = as_said(view).tally(Review, "label", project_id=ws.project.id)
    labels = labels_of(versions) if versions else ws.labels
    since = {
        name: each.version for each in reversed(versions) for name in each.labels
    }  # the oldest that has it
    rows = [
        ListedLabel(
            label=name,
            in_use=name not in labels.became,
            counts_as=labels.fold(name),
            reviews=said.get((name,), 0),
            since=since.get(name, 1),
        )
        for name in labels.columns
    ]
    return rows, versions[::-1]


def _edited(
    before: Labels, add: Sequence[str], rename: Mapping[str, str], merge: Mapping[str, str]
) -> tuple[tuple[str, ...], dict[str, str]]:
    columns, became = list(before.columns), dict(before.became)

    def new(name: str) -> str:
        name = name.strip()
        if not name or len(name) > NAME or not name.isprintable():
            raise InputError(f"the label {name[:60]!r}", wanted=f"1 to {NAME} characters, one line")
        if name in became:
            raise InputError(
                f"the label {name!r}, which became {became[name]!r}",
                do=f"rename {became[name]!r} back, or choose another name",
            )
        if name in columns:
            raise InputError(f"the label {name!r} twice", wanted="another name")
        if len(columns) >= MOST:
            raise InputError(f"a label past the {MOST:,} that there were")
        columns.append(name)
        return name

    def standing(name: str) -> str:
        in_use = [label for label in columns if label not in became]
        if name not in in_use:
            wanted = ", ".join(in_use[:12]) + (" ..." if len(in_use) > 12 else "")
            raise NotFound(f"no label in use is named {name!r}", wanted=f"one of {wanted}")
        return name

    for name in add:
        new(name)
    for old, name in rename.items():
        standing(old)
        if became.get(name.strip()) == old:  # back to the name that it had
            del became[name.strip()]
            became[old] = name.strip()
        else:
            became[old] = new(name)
    for old, into in merge.items():
        if standing(old) == standing(into):
            raise InputError(f"the label {old!r} merged into itself", do="name another one")
        became[old] = into
    return tuple(columns), became


def _moved(
    view: Snapshot, ws: Workspace, before: Labels, after: Labels, gone: Sequence[str]
) -> list[Moved]:
    here = {"project_id": ws.project.id}
    newest = view.find(DatasetVersion, newest_first=True, limit=1, **here) if gone else []
    examples: Counter[str] = Counter()
    if newest:
        rows = before.classes(examples_of(ws, newest[0]).labels)
        names = np.array(before.columns, dtype=object)
        examples.update(names[rows].tolist())
    return [
        Moved(
            label=label,
            into=after.fold(label),
            reviews=view.count(Review, label=label, project_id=ws.project.id),
            resolutions=view.count(Resolution, label=label, project_id=ws.project.id),
            outcomes=view.count(OutcomeReport, label=label, project_id=ws.project.id),
            held_cases=view.count(HeldCase, label=label, project_id=ws.project.id),
            examples=examples[label],
        )
        for label in gone
    ]


def _dissolved(view: Snapshot, ws: Workspace, before: Labels, after: Labels) -> int:
    """Errors between two labels that become one."""
    counts = view.tally(ErrorRecord, "predicted", "label", project_id=ws.project.id)
    return sum(
        n
        for (said, right), n in counts.items()
        if before.fold(said) != before.fold(right) and after.fold(said) == after.fold(right)
    )


def _told(before: Labels, after: Labels, added: Sequence[str], gone: Sequence[str]) -> str:
    parts = [f"{label} is {after.fold(label)} now" for label in gone]
    taken = {after.fold(label) for label in gone}
    parts += [f"{name} is new" for name in added if name not in taken]
    return "; ".join(parts)[:SUMMARY] + "."


def _version(ws: Workspace, version: int, labels: Labels, changes: str) -> LabelSet:
    return LabelSet(
        id=ws.mint(),
        project_id=ws.project.id,
        version=version,
        labels=labels.columns,
        became={name: [into] for name, into in labels.became.items()},
        changes=changes,
        by=ws.actor,
        created_at=ws.now(),
    )
