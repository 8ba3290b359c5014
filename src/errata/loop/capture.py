"""Capture: what a model's output must look like before anything is made of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError, Unsupported
from errata.core.item import Items

SUM_TOLERANCE = 1e-2  # float16 outputs of a hundred classes miss 1 by a few thousandths


def check_probabilities(given: ArrayLike, *, n: int, n_classes: int | None) -> NDArray[np.float32]:
    """Probabilities as an (n, C) float32 array, every row a distribution.

    Raises InputError naming the first wrong row: another shape, NaN, a value outside [0, 1], a row
    that does not sum to 1; Unsupported when the rows look like one yes or no for each label.

    >>> check_probabilities([[0.25, 0.75]], n=1, n_classes=2)
    array([[0.25, 0.75]], dtype=float32)
    """
    try:
        rows = np.asarray(given, dtype=np.float32)
    except (TypeError, ValueError):
        raise InputError("probabilities that are no numbers", wanted="an (n, C) array") from None
    if rows.ndim != 2 or len(rows) != n or rows.shape[1] < 2:
        raise InputError(
            f"probabilities of shape {rows.shape}",
            wanted=f"({n}, {n_classes or 'C'}), a row for each item and a column for each label",
        )
    if n_classes is not None and rows.shape[1] != n_classes:
        raise InputError(
            f"probabilities of {rows.shape[1]} classes", wanted=f"the project's {n_classes} labels"
        )
    finite = np.isfinite(rows)
    if not finite.all():
        row, column = np.argwhere(~finite)[0]
        raise InputError(
            f"the probability {rows[row, column]} at row {row}, class {column}",
            wanted="a number from 0 to 1",
        )
    outside = (rows < 0) | (rows > 1 + SUM_TOLERANCE)
    if outside.any():
        row, column = np.argwhere(outside)[0]
        raise InputError(
            f"the probability {rows[row, column]:g} at row {row}, class {column}",
            wanted="a number from 0 to 1",
            do="apply a softmax if these are logits",
        )
    sums = rows.sum(axis=1)
    wrong = np.abs(sums - 1) > SUM_TOLERANCE
    if wrong.any():
        row = int(np.argmax(wrong))
        if (sums > 1).sum() > n / 2:
            raise Unsupported(
                f"probabilities that sum to {sums[row]:.3f} at row {row}",
                wanted="one label an item, so that each row sums to 1",
                do="multi-label problems are out of scope for now",
            )
        raise InputError(f"probabilities that sum to {sums[row]:.3f} at row {row}", wanted="1")
    return rows


def in_order(
    probabilities: ArrayLike,
    classes: Sequence[Any] | None,
    labels: Sequence[str],
    *,
    optional: Collection[str] = (),
) -> ArrayLike:
    """The probabilities with their columns in the order of `labels`.

    `classes` says which class each column is: given, or read off a data frame. Classes that are
    plain numbers 0..C-1 beside other labels are taken by position. `optional`: labels that a model
    need not know; what it does not name has no chance.

    Raises InputError when the named classes are not the labels.

    >>> in_order([[0.9, 0.1]], ["b", "a"], ["a", "b"])
    array([[0.1, 0.9]])
    """
    names = list(classes) if classes is not None else _columns(probabilities)
    if not names or list(map(str, names)) == list(labels):
        return probabilities
    place = {str(name): column for column, name in enumerate(names)}
    if set(place) == set(labels):
        return np.asarray(probabilities)[:, [place[label] for label in labels]]
    if set(place) < set(labels) <= set(place) | set(optional):
        given = np.asarray(probabilities)
        wide = np.zeros((len(given), len(labels)), dtype=given.dtype)
        wide[:, [labels.index(name) for name in place]] = given
        return wide
    if list(map(str, names)) == list(map(str, range(len(labels)))):
        return probabilities
    raise InputError(
        f"probabilities of the classes {', '.join(map(str, names[:12]))}",
        wanted=f"one column for each label: {', '.join(labels[:12])}",
    )


def _columns(probabilities: Any) -> list[Any]:
    """The column names of a data frame, where it has names of its own."""
    columns = getattr(probabilities, "columns", None)
    names = [] if columns is None else list(columns)
    return [] if names == list(range(len(names))) else names


def spread(
    confidence: ArrayLike, predicted: NDArray[np.int32], n_classes: int
) -> NDArray[np.float32]:
    """(n, C) probabilities when only the predicted class's is known: the rest evenly.

    Raises InputError for a confidence outside [0, 1].

    >>> spread([0.8], np.array([1], dtype=np.int32), 3).round(2).tolist()
    [[0.10000000149011612, 0.800000011920929, 0.10000000149011612]]
    """
    sure = np.asarray(confidence, dtype=np.float64)
    if sure.shape != predicted.shape or not ((sure >= 0) & (sure <= 1)).all():
        raise InputError("a confidence outside 0 to 1", wanted="one number from 0 to 1 for each")
    rest = (1 - sure) / max(n_classes - 1, 1)
    out = np.repeat(rest[:, None], n_classes, axis=1)
    out[np.arange(len(sure)), predicted] = sure
    return out.astype(np.float32)


def check_labels(
    given: Sequence[Any] | NDArray[Any], labels: Sequence[str], *, n: int, what: str = "label"
) -> NDArray[np.int32]:
    """Labels by name as (n,) class indices.

    Raises InputError naming the first row with an unknown label, and Unsupported for a list of
    labels in one row.

    >>> check_labels(["b", "a"], ["a", "b"], n=2)
    array([1, 0], dtype=int32)
    """
    if len(given) != n:
        raise InputError(f"{len(given)} {what}s for {n} items", wanted="one for each")
    place = {name: index for index, name in enumerate(labels)}
    out = np.empty(n, dtype=np.int32)
    for row, value in enumerate(given):
        if isinstance(value, list | tuple | set | np.ndarray):
            raise Unsupported(
                f"several labels {value!r} at row {row}",
                wanted="one label an item",
                do="multi-label problems are out of scope for now",
            )
        index = place.get(str(value))
        if index is None:
            known = ", ".join(list(place)[:12]) + (" ..." if len(place) > 12 else "")
            raise InputError(f"the {what} {value!r} at row {row}", wanted=f"one of {known}")
        out[row] = index
    return out


def check_columns(
    given: Mapping[str, Sequence[Any] | NDArray[Any]] | None, *, n: int
) -> dict[str, NDArray[Any]]:
    """Attributes as (n,) arrays of text or numbers.

    Raises InputError when a column has another length or holds neither text nor numbers.

    >>> check_columns({"lighting": ["dim", "normal"]}, n=2)["lighting"].tolist()
    ['dim', 'normal']
    """
    columns: dict[str, NDArray[Any]] = {}
    for name, values in (given or {}).items():
        column = np.asarray(values)
        if column.shape != (n,):
            raise InputError(
                f"the attribute {name!r} of shape {column.shape}", wanted=f"({n},), one an item"
            )
        if column.dtype.kind in "OUS":
            column = np.array(["" if value is None else str(value) for value in column.tolist()])
        elif column.dtype.kind in "biuf":
            column = column.astype(np.float64)
        else:
            raise InputError(
                f"the attribute {name!r} of type {column.dtype}", wanted="texts or numbers"
            )
        columns[str(name)] = column
    return columns


def owned(
    items: Items, groups: Sequence[str | None] | None, subjects: Sequence[str | None] | None
) -> Items:
    """The items with their groups and subjects, where given.

    >>> owned(Items.of_texts(["hello"]), ["thread-1"], None).group
    ('thread-1',)
    """
    if groups is not None:
        items = replace(items, group=_texts(groups))
    if subjects is not None:
        items = replace(items, subject=_texts(subjects))
    return items


def _texts(column: Sequence[str | None]) -> tuple[str | None, ...]:
    return tuple(None if value is None else str(value) for value in column)
