"""Labels: the classes of a project through all their versions.

Columns are never taken away and never move: class c of any stored row is `columns[c]`. A label that
went out of use became another one; whoever reads folds what is stored under the old name into the
one in use. So nothing stored is ever rewritten, and what is written by somebody who has not heard
of the newest version yet folds all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Labels:
    """All labels that ever were, and what became of those out of use.

    Raises InputError where labels became each other in a circle, or one that never was.

    >>> labels = Labels(columns=("a", "b", "c"), became={"c": "b"}, widths=(3,))
    >>> labels.in_use, labels.fold("c"), labels.rows(np.array([[0.5, 0.2, 0.3]])).tolist()
    (('a', 'b'), 'b', [[0.5, 0.5, 0.0]])
    """

    columns: tuple[str, ...]
    became: Mapping[str, str] = field(default_factory=dict)
    widths: tuple[int, ...]  # how many columns there were in each version, ascending

    def __post_init__(self) -> None:
        for name in self.became:
            passed = {name}
            while name in self.became:
                name = self.became[name]
                if name in passed or name not in self.columns:
                    raise InputError(f"labels that became each other, or nothing: {passed}")
                passed.add(name)

    @cached_property
    def in_use(self) -> tuple[str, ...]:
        """The labels that people and models may give, in the order of their columns."""
        return tuple(label for label in self.columns if label not in self.became)

    @cached_property
    def optional(self) -> frozenset[str]:
        """Labels that a model need not know: those out of use, and those that came later."""
        later = self.columns[self.widths[0] :] if self.widths else ()
        return frozenset(later) | frozenset(self.became)

    def width_of(self, probabilities: ArrayLike) -> int:
        """How many columns these rows must have: as they have, if a version had as many."""
        shape = np.shape(probabilities)
        known = len(shape) == 2 and shape[1] in self.widths
        return shape[1] if known else len(self.columns)

    def fold(self, label: str) -> str:
        """The label in use that this one counts as; a label that never was stays as it is."""
        while label in self.became:
            label = self.became[label]
        return label

    def unfold(self, label: str) -> tuple[str, ...]:
        """Every label that counts as this one, itself if it is in use."""
        return tuple(name for name in self.columns if self.fold(name) == label)

    @cached_property
    def class_of(self) -> NDArray[np.int32]:
        """(C,) for each column the column that it counts in."""
        place = {label: column for column, label in enumerate(self.columns)}
        return np.array([place[self.fold(label)] for label in self.columns], dtype=np.int32)

    def classes(self, predicted: NDArray[Any]) -> NDArray[np.int32]:
        """(n,) classes in use for (n,) stored ones."""
        return np.asarray(self.class_of[predicted], dtype=np.int32)

    def wide(self, rows: NDArray[Any]) -> NDArray[Any]:
        """(n, C) for rows of this or an earlier version; labels that came later had no chance.

        Rows of the label alone, all NaN, stay all NaN. Raises InputError for another width.
        """
        n, width = rows.shape
        if width == len(self.columns):
            return rows
        if width not in self.widths:
            raise InputError(
                f"rows of {width} numbers",
                wanted=f"one for each of {len(self.columns)} labels",
                do="give them in the order of the project's labels, those out of use too",
            )
        out = np.zeros((n, len(self.columns)), dtype=rows.dtype)
        out[:, :width] = rows
        out[np.isnan(rows[:, 0])] = np.nan
        return out

    def rows(self, rows: NDArray[Any]) -> NDArray[Any]:
        """(n, C) probabilities in which what became another label counts as that one."""
        out = self.wide(rows)
        moved = np.flatnonzero(self.class_of != np.arange(len(self.columns)))
        if not len(moved):
            return out
        unknown = np.isnan(out[:, 0])
        out = out.copy()
        for column in moved.tolist():
            out[:, self.class_of[column]] += out[:, column]
            out[:, column] = 0.0
        out[unknown] = np.nan
        return out

    def shares(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Label -> share, added up where labels became one; None stays None."""
        out: dict[str, Any] = {}
        for label, share in said.items():
            name = self.fold(label)
            before = out.get(name)
            out[name] = share if before is None else before + (share or 0.0)
        return out

    def as_captured(self, rows: NDArray[Any]) -> list[tuple[NDArray[np.int64], int]]:
        """Places of rows, and how wide they were at first: as narrow as what they name allows.

        A row that was captured before a label was added and is sent again, narrow or with a zero
        for that label, is so told to be the same.
        """
        first = np.full(len(rows), self.widths[0] if self.widths else rows.shape[1])
        for width, following in zip(self.widths, self.widths[1:], strict=False):
            named = np.nan_to_num(rows[:, width:following]).any(axis=1)
            first[named] = following
        return [(np.flatnonzero(first == width), int(width)) for width in np.unique(first)]

    def policy(self, policy: Mapping[str, Any]) -> dict[str, Any]:
        """The rules with the labels in use; where two meet, the stricter one holds."""
        out = {table: dict(rules) for table, rules in policy.items()}
        for table, name in _LISTS:
            if out.get(table, {}).get(name):
                out[table][name] = list(dict.fromkeys(map(self.fold, out[table][name])))
        for table, name, stricter in _BY_LABEL:
            given = out.get(table, {}).get(name)
            if not given:
                continue
            folded: dict[str, Any] = {}
            for label, value in sorted(given.items(), key=lambda each: each[0] in self.became):
                key = self.fold(label)
                folded[key] = stricter(folded[key], value) if key in folded else value
            out[table][name] = folded
        return out


def _first(kept: Any, other: Any) -> Any:
    return kept  # of the label that is in use


_LISTS = (("triage", "never_accept"), ("consensus", "critical"))
_BY_LABEL: tuple[tuple[str, str, Callable[[Any, Any], Any]], ...] = (
    ("triage", "miss_alpha", min),
    ("triage", "costs", max),
    ("routing", "class_accuracy", max),
    ("routing", "class_skills", _first),
)
