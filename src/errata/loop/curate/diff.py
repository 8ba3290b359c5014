"""Diff: what one dataset version has that another has not, label by label and weight by weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What happened to an item between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    RELABELLED = "relabelled"
    REWEIGHTED = "reweighted"


@dataclass(frozen=True, kw_only=True, slots=True)
class DiffRow:
    """An item as one version has it."""

    label: str
    weight: float
    cause: str = ""  # "" for none
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """One item that differs; `was` or `now` is None where a version lacks it."""

    item: str
    change: Change
    was: DiffRow | None
    now: DiffRow | None

    @property
    def telling(self) -> DiffRow:
        """The row that tells of the change: the newer one, where there is one."""
        row = self.now or self.was
        assert row is not None  # one version has it
        return row


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many items changed in one way, by label and by cause."""

    n: int
    by_class: dict[str, int]
    by_cause: dict[str, int]


def diff(before: Mapping[str, DiffRow], after: Mapping[str, DiffRow]) -> list[Changed]:
    """Every item that differs, by item; a new label counts as such whatever its weight.

    What both versions share may be left out of both.

    >>> row = DiffRow(label="a", weight=1.0)
    >>> [(c.item, c.change.value) for c in diff({"1": row, "2": row}, {"2": row, "3": row})]
    [('1', 'removed'), ('3', 'added')]
    """
    found: list[Changed] = []
    for item in sorted(before.keys() | after.keys()):
        was, now = before.get(item), after.get(item)
        change = _change(was, now)
        if change is not None:
            found.append(Changed(item=item, change=change, was=was, now=now))
    return found


def count_changes(changed: list[Changed], change: Change) -> Counts:
    """How many changed in that way; most frequent label and cause first."""
    rows = [each.telling for each in changed if each.change is change]
    labels = Counter(row.label for row in rows)
    causes = Counter(row.cause for row in rows if row.cause)
    return Counts(
        n=len(rows), by_class=dict(labels.most_common()), by_cause=dict(causes.most_common())
    )


def _change(was: DiffRow | None, now: DiffRow | None) -> Change | None:
    if was is None:
        return Change.ADDED
    if now is None:
        return Change.REMOVED
    if was.label != now.label:
        return Change.RELABELLED
    return Change.REWEIGHTED if was.weight != now.weight else None
