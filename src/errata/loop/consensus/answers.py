"""The answers of a crowd as three parallel index columns: who said what of which task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError

Index = NDArray[np.int64]
SPREAD = 4  # whole numbers this many times as far apart as there are answers are still counted


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """n answers, coded; the names stand beside the codes."""

    task: Index  # (n,) row of `tasks`
    reviewer: Index  # (n,) row of `reviewers`
    label: Index  # (n,) row of `classes`
    tasks: NDArray[Any]  # (n_tasks,) sorted
    reviewers: NDArray[Any]  # (n_reviewers,) sorted
    classes: NDArray[Any]  # (C,) sorted, or in the order given
    ordered: bool = False  # the classes are a scale in their order: a near miss is likelier

    def votes(self) -> NDArray[np.float64]:
        """How many answers name each class, per task: (n_tasks, C)."""
        n_classes = len(self.classes)
        flat = np.bincount(
            self.task * n_classes + self.label, minlength=len(self.tasks) * n_classes
        )
        return flat.reshape(-1, n_classes).astype(np.float64)


def encode(
    tasks: Sequence[Any] | NDArray[Any],
    reviewers: Sequence[Any] | NDArray[Any],
    labels: Sequence[Any] | NDArray[Any],
    classes: Sequence[Any] | NDArray[Any] | None = None,
    *,
    ordered: bool = False,
) -> Answers:
    """Code three parallel columns of n answers; `classes` fixes the labels and their order.

    `ordered` says that this order is a scale.

    Names may be of any sortable, hashable type (str, int, bytes, tuples ...), one type a column.

    Raises InputError for unequal lengths, no answers, a missing value, a label that is no class,
    and a reviewer who answered the same task twice.

    >>> encode(["a", "a", "b"], [7, 9, 7], ["cat", "dog", "cat"]).votes()
    array([[1., 1.],
           [1., 0.]])
    """
    columns = [_column(tasks, "task"), _column(reviewers, "reviewer"), _column(labels, "label")]
    lengths = [len(column) for column in columns]
    if len(set(lengths)) > 1:
        raise InputError(
            f"{lengths[0]} tasks, {lengths[1]} reviewers, {lengths[2]} labels",
            wanted="three columns of equal length, one row an answer",
        )
    if not lengths[0]:
        raise InputError("no answers", wanted="at least one", do="collect reviews first")
    task_names, task = _codes(columns[0], "task")
    reviewer_names, reviewer = _codes(columns[1], "reviewer")
    label_names, label = _codes(columns[2], "label")
    if classes is None:
        class_names = label_names
    else:
        class_names = _column(classes, "class")
        label = _positions(label_names, class_names)[label]
    _refuse_repeats(task, reviewer, task_names, reviewer_names)
    return Answers(
        task=task,
        reviewer=reviewer,
        label=label,
        tasks=task_names,
        reviewers=reviewer_names,
        classes=class_names,
        ordered=ordered,
    )


def _column(values: Sequence[Any] | NDArray[Any], what: str) -> NDArray[Any]:
    if not isinstance(values, np.ndarray):
        values = list(values)
        kinds = {type(value) for value in values}
        # numpy would turn [1, "a"] into text, tuples into a table, and cut zero bytes off bytes
        plain = kinds == {str} or all(issubclass(k, (int, float, np.number)) for k in kinds)
        listed, values = values, np.empty(len(values), dtype=object)
        values[:] = listed
        if plain and len(listed):
            values = np.asarray(listed)
    if values.ndim != 1:
        raise InputError(f"a {what} column of shape {values.shape}", wanted="one value an answer")
    missing = _missing(values)
    if missing.any():
        row = int(np.argmax(missing))
        raise InputError(
            f"no {what} in row {row} ({values[row]!r})",
            wanted=f"a {what} in every row",
            do="leave such answers out; `unsure` is not an answer",
        )
    return values


def _missing(values: NDArray[Any]) -> NDArray[np.bool_]:
    if values.dtype.kind == "O":
        return np.array([value is None or value != value for value in values], dtype=bool)
    missing: NDArray[np.bool_] = values != values  # NaN and NaT alone differ from themselves
    return missing


def _codes(values: NDArray[Any], what: str) -> tuple[NDArray[Any], Index]:
    """The sorted names, and the place of each value among them."""
    if values.dtype.kind in "iu":
        lowest = values.min()
        if int(values.max()) - int(lowest) <= SPREAD * len(values):  # counted rather than sorted
            # Narrow kinds must not run over; of the widest unsigned one not all fit a signed one.
            offsets = (values if values.dtype.kind == "u" else values.astype(np.int64)) - lowest
            used = np.bincount(offsets.astype(np.int64)) > 0
            places = (np.cumsum(used, dtype=np.int64) - 1)[offsets]
            names = np.empty(int(used.sum()), dtype=values.dtype)
            names[places] = values
            return names, places
    try:
        names, codes = np.unique(values, return_inverse=True)
    except TypeError:
        kinds = sorted({type(value).__name__ for value in values})
        raise InputError(
            f"{what}s of kinds {', '.join(kinds)}", wanted=f"{what}s of one sortable kind"
        ) from None
    return names, codes.astype(np.int64)


def _positions(label_names: NDArray[Any], class_names: NDArray[Any]) -> Index:
    place = {name: position for position, name in enumerate(class_names.tolist())}
    if len(place) < len(class_names):
        raise InputError(f"the classes {class_names.tolist()}", wanted="each class once")
    unknown = [name for name in label_names.tolist() if name not in place]
    if unknown:
        raise InputError(
            f"the label {unknown[0]!r}",
            wanted="one of " + ", ".join(repr(name) for name in place),
            do="add the class or correct the answer",
        )
    return np.array([place[name] for name in label_names.tolist()], dtype=np.int64)


def _refuse_repeats(
    task: Index, reviewer: Index, tasks: NDArray[Any], reviewers: NDArray[Any]
) -> None:
    pairs = np.sort(task * len(reviewers) + reviewer)
    again = np.flatnonzero(pairs[1:] == pairs[:-1])
    if len(again):
        at, who = divmod(int(pairs[again[0]]), len(reviewers))
        raise InputError(
            f"two answers of reviewer {reviewers[who]!s} to task {tasks[at]!s}",
            wanted="one answer of each reviewer to a task",
            do="keep the answer that counts",
        )
