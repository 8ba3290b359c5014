"""Features: what is watched of the traffic, one column each.

Of the predictions: the class and how sure the model was before calibration (a new calibrator must
not look like a new world). Of the inputs: every attribute, and what is cheap to read off the
contents: the length of a text, the fields of a record, the light of an image.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.ids import to_text
from errata.core.item import ItemKind
from errata.core.ports import Passed, Snapshot
from errata.flow.workspace import Workspace

Columns = dict[str, NDArray[Any]]

MOST = 40  # features of the inputs; more would thin the evidence of each
NUMBER, TEXT = "number", "text"


def prediction_columns(view: Snapshot, ws: Workspace, rows: Passed) -> Columns:
    """The predicted label and the model's own confidence, (n,) each; NaN for a label alone."""
    found = view.log.rows(ws.project.id, to_text(rows.ids))
    labels = np.array(ws.project.labels, dtype=object)
    said = [one.probabilities[at] for one, at in zip(found, rows.predicted.tolist(), strict=True)]
    # Compaction keeps 16 bits: what is hot still must not differ from what is not.
    sure = np.array(said, dtype=np.float64).astype(np.float16).astype(np.float64)
    return {"predicted": labels[rows.predicted], "confidence": sure}


def input_columns(view: Snapshot, ws: Workspace, rows: Passed) -> Columns:
    """Attributes and what is read off the contents, (n,) each."""
    items = view.log.items(ws.project.id, to_text(rows.ids))
    decoded = [ws.decode(ws.project.kind, content) for content in items.content]
    return {**rows.attributes, **content_columns(ws.project.kind, decoded)}


def content_columns(kind: str, contents: list[Any]) -> Columns:
    """What is cheap to read off contents of one kind, (n,) each.

    >>> columns = content_columns("text", ["Where is it?", ""])
    >>> {name: column.tolist() for name, column in columns.items()}["text: characters"]
    [12.0, 0.0]
    """
    if kind == ItemKind.TEXT:
        return _of_texts(contents)
    if kind == ItemKind.IMAGE:
        return _of_images(contents)
    return _of_records(contents)


def kinds_of(columns: Mapping[str, NDArray[Any]], *, at_most: int = MOST) -> dict[str, str]:
    """Which columns can be watched, and whether as numbers or as text.

    A column without a value, or one of texts that hardly ever repeat (an identifier), cannot.

    >>> kinds_of({"age": np.array([1.0, np.nan]), "id": np.array(["a", "b"], dtype=object)})
    {'age': 'number'}
    """
    kinds: dict[str, str] = {}
    for name, column in columns.items():
        if len(kinds) == at_most:
            break
        if column.dtype.kind in "fiu":
            if not np.isnan(column.astype(np.float64)).all():
                kinds[name] = NUMBER
            continue
        there = [value for value in column.tolist() if value is not None]
        if there and 2 * len(set(map(str, there))) <= len(there):
            kinds[name] = TEXT
    return kinds


def shaped(columns: Mapping[str, NDArray[Any]], kinds: Mapping[str, str], n: int) -> Columns:
    """The columns of these kinds, (n,) each; what does not fit its kind is missing."""
    return {name: _shaped(columns.get(name), kind, n) for name, kind in kinds.items()}


def _shaped(column: NDArray[Any] | None, kind: str, n: int) -> NDArray[Any]:
    if kind == NUMBER:
        if column is None:
            return np.full(n, np.nan)
        if column.dtype.kind in "fiu":
            numbers = column.astype(np.float64)
            return np.where(np.isfinite(numbers), numbers, np.nan)
        return np.array([_number(value) for value in column.tolist()], dtype=np.float64)
    values = [None] * n if column is None else column.tolist()
    return np.array([_word(value) for value in values], dtype=object)


def _number(value: object) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number and np.isfinite(value) else np.nan  # type: ignore[arg-type,call-overload]


def _word(value: object) -> str | None:
    return None if value is None or value != value else str(value)


def _of_texts(texts: list[str]) -> Columns:
    length = np.array([len(text) for text in texts], dtype=np.float64)
    words = np.array([len(text.split()) for text in texts], dtype=np.float64)
    digits = np.array([sum(map(str.isdigit, text)) for text in texts], dtype=np.float64)
    foreign = np.array([sum(not c.isascii() for c in text) for text in texts], dtype=np.float64)
    some = np.maximum(length, 1.0)
    return {
        "text: characters": length,
        "text: words": words,
        "text: share of digits": digits / some,
        "text: share beyond ASCII": foreign / some,
    }


def _of_images(images: list[NDArray[Any]]) -> Columns:
    numbers = [np.asarray(image, dtype=np.float64) for image in images]
    return {
        "image: height": np.array([image.shape[0] for image in numbers], dtype=np.float64),
        "image: width": np.array([image.shape[1] for image in numbers], dtype=np.float64),
        "image: light": np.array([image.mean() for image in numbers]),
        "image: contrast": np.array([image.std() for image in numbers]),
        "image: detail": np.array([_detail(image) for image in numbers]),
    }


def _detail(image: NDArray[np.float64]) -> float:
    """The mean step from a pixel to the next: low where an image is blurred."""
    steps = [np.abs(np.diff(image, axis=axis)) for axis in (0, 1)]
    return float(np.mean([step.mean() if step.size else 0.0 for step in steps]))


def _of_records(records: list[Mapping[str, Any]]) -> Columns:
    names = sorted({name for record in records for name in record})
    columns: Columns = {}
    for name in names:
        values = [record.get(name) for record in records]
        there = [value for value in values if value is not None]
        if there and all(type(value) in (int, float) for value in there):
            columns[f"field: {name}"] = np.array(
                [np.nan if value is None else value for value in values], dtype=np.float64
            )
        else:
            columns[f"field: {name}"] = np.array(values, dtype=object)
    return columns
