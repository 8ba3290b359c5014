"""Contents: what users pass as items, and what they get back to look at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from errata.core.errors import InputError
from errata.core.item import ItemKind, Items
from errata.engine.images import decode_image, encode_png
from errata.engine.uploads import read_image_upload

WANTED = "texts, records (mappings of named fields), images (n, h, w[, 3]) or image files as bytes"


def encode_items(given: Any, kind: str | None) -> Items:
    """Items of what a user holds: texts, mappings, images or rows of numbers.

    Images are arrays, or the bytes of PNG, JPEG and DICOM files (`read_image_upload`).
    `kind` is the project's, where one exists; rows of numbers are then images or records by it.
    Raises InputError for anything else, or another kind than the project's.

    >>> encode_items(["where is my card?"], None).kind.value
    'text'
    >>> encode_items(np.zeros((2, 3)), None).records()[0]
    {'f0': 0.0, 'f1': 0.0, 'f2': 0.0}
    """
    items = given if isinstance(given, Items) else _encoded(given)
    if kind is not None and items.kind.value != kind and len(items):
        raise InputError(f"items of kind {items.kind.value}", wanted=f"the project's kind, {kind}")
    return items


def decode_item(kind: str, content: bytes) -> Any:
    """An item as a person or a program holds it: a text, a uint8 image array, or a mapping.

    A DICOM image is its middle frame in its default window.
    """
    if kind == ItemKind.TEXT:
        return content.decode()
    if kind == ItemKind.IMAGE:
        return decode_image(content)
    return json.loads(content)


def _encoded(given: Any) -> Items:
    if isinstance(given, str | bytes | Mapping):
        raise InputError(f"one {type(given).__name__}", wanted="a list of items", do="put it in []")
    if hasattr(given, "to_pylist"):  # an Arrow array
        given = given.to_pylist()
    elif hasattr(given, "to_dict") and hasattr(given, "columns"):  # a data frame
        given = given.to_dict(orient="records")
    array = given if isinstance(given, np.ndarray) else None
    if array is not None and array.dtype.kind in "biuf":
        return _of_numbers(array)
    rows = list(given)
    types = set(map(type, rows))  # one fast pass: captures come in batches of many thousands
    if types <= {str}:
        return Items.of_texts(rows)
    if all(issubclass(kind, str) for kind in types):  # numpy's texts
        return Items.of_texts([str(row) for row in rows])
    if types == {bytes}:
        return Items.of_images([_image_file(at, row) for at, row in enumerate(rows)])
    if all(isinstance(row, Mapping) for row in rows):
        return Items.of_records(rows)
    if all(isinstance(row, np.ndarray) and row.ndim in (2, 3) for row in rows):
        return Items.of_images([encode_png(row) for row in rows])
    kinds = sorted(kind.__name__ for kind in types)
    raise InputError(f"items of type {', '.join(kinds)}", wanted=WANTED)


def _image_file(at: int, data: bytes) -> bytes:
    try:
        return read_image_upload(data)
    except InputError as error:
        raise InputError(f"item {at} is {error.got}", wanted=error.wanted, do=error.do) from None


def _of_numbers(array: np.ndarray[Any, Any]) -> Items:
    if array.ndim == 2:
        names = [f"f{column}" for column in range(array.shape[1])]
        return Items.of_records([dict(zip(names, row, strict=True)) for row in array.tolist()])
    if array.ndim in (3, 4):
        return Items.of_images([encode_png(image) for image in array])
    raise InputError(f"an array of shape {array.shape}", wanted=WANTED)
