"""A model's past from a CSV file: what it said, how sure it was, and what was true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.item import Items
from errata.engine.columns import Parsed
from errata.engine.csv_rows import Table, open_file, read_table
from errata.engine.faults import Faults, shown
from errata.engine.images import MAX_PIXELS, decode_image, encode_png
from errata.engine.labelled_data import History
from errata.engine.labels import refuse_multi_label
from errata.engine.read_csv import OWNERS, check_texts, items_of, refuse_without

MAX_IMAGE_FILE = 64 << 20  # bytes
MAX_IMAGES = 1 << 30  # bytes of all images together


def read_history_csv(path: Path) -> History:
    """A model's predictions with their truth, from a CSV file in UTF-8 with a header.

    Columns: `text`, or `image` (a path relative to the file), or fields; `truth`; and either
    `predicted` and `confidence` (0 to 1), or a column `p_<class>` for each class, from which a
    missing `predicted` (the largest) and `confidence` (of the predicted) follow. All others are
    attributes. A file without any content column gives items known by their row alone.

    Raises FileError with every problem found, Unsupported for several labels a row, InputError
    when there is no such file.
    """
    faults = Faults(str(path))
    table = read_table(path, faults)
    columns = table.columns
    scored = [name for name in columns if name.startswith("p_") and len(name) > 2]
    scored = scored if len(scored) > 1 else []
    refuse_without(table, ("truth",) if scored else ("predicted", "confidence", "truth"), faults)
    if not table.rows or "truth" not in columns:
        raise faults.error()
    own = {"predicted", "confidence", "truth", "text", "image", "split", *OWNERS, *scored}
    others = [name for name in columns if name not in own]
    truth = _labels(table, "truth", faults)
    probabilities = _probabilities(table, scored, faults) if scored else None
    named = [name.removeprefix("p_").strip() for name in scored]
    predicted, confidence = _answers(table, named, probabilities, faults)
    classes = tuple(sorted({*named, *predicted, *truth} - {""}))
    if len(classes) == 1:
        faults.add(f"only one class, {shown(classes[0])}, in 'predicted' and 'truth'; wanted two")
    parsed = {name: Parsed.of(table.column(name)) for name in others}
    items = _items(path, table, parsed, faults)
    faults.check()
    return History(
        items=items,
        predicted=predicted,
        confidence=confidence,
        truth=truth,
        classes=classes,
        probabilities=_in_order(probabilities, named, classes),
        attributes={name: column.attribute() for name, column in parsed.items()},
    )


def _labels(table: Table, name: str, faults: Faults) -> list[str]:
    labels = [value.strip() for value in table.column(name)]
    refuse_multi_label(str(table.path), labels, table.numbers)
    for number, label in zip(table.numbers, labels, strict=True):
        if not label:
            hint = "; leave out rows whose truth is not known" if name == "truth" else ""
            faults.at(number, name, f"empty{hint}")
    return labels


def _numbers(table: Table, name: str, faults: Faults) -> NDArray[np.float64]:
    """(n,) numbers from 0 to 1; each other value is noted."""
    texts = table.column(name)
    found = np.empty(len(texts))
    for at, text in enumerate(texts):
        try:
            value = float(text)
        except ValueError:
            value = np.nan
        found[at] = value
        if not 0 <= value <= 1:
            hint = "; a percentage? divide by 100" if 1 < value <= 100 else ""
            faults.at(
                table.numbers[at],
                name,
                f"{shown(text) if text.strip() else 'empty'}; wanted a number from 0 to 1{hint}",
            )
    return found


def _probabilities(table: Table, scored: Sequence[str], faults: Faults) -> NDArray[np.float64]:
    """(n, scored) probabilities; rows that do not sum to 1 are noted."""
    matrix = np.column_stack([_numbers(table, name, faults) for name in scored])
    total = matrix.sum(axis=1)
    sound = ((matrix >= 0) & (matrix <= 1)).all(axis=1)
    # each may be rounded to two decimals, which adds up over the classes
    tolerance = min(0.05, 0.005 * len(scored)) + 1e-9
    for at in np.flatnonzero(sound & (np.abs(total - 1) > tolerance)):
        faults.at(
            table.numbers[at],
            f"{scored[0]}..{scored[-1]}",
            f"the probabilities sum to {total[at]:.4g}; wanted 1",
        )
    return matrix


def _answers(
    table: Table,
    named: Sequence[str],
    probabilities: NDArray[np.float64] | None,
    faults: Faults,
) -> tuple[list[str], NDArray[np.float64]]:
    """What was predicted, and how surely."""
    n = len(table.rows)
    if "predicted" in table.columns:
        predicted = _labels(table, "predicted", faults)
    elif probabilities is not None:
        predicted = [named[best] for best in np.nan_to_num(probabilities, nan=-1).argmax(axis=1)]
    else:
        predicted = [""] * n
    if "confidence" in table.columns:
        return predicted, _numbers(table, "confidence", faults)
    confidence = np.zeros(n)
    if probabilities is None:
        return predicted, confidence
    places = {name: place for place, name in enumerate(named)}
    for at, label in enumerate(predicted):
        if label in places:
            confidence[at] = probabilities[at, places[label]]
        elif label:
            faults.at(
                table.numbers[at], "predicted", f"{shown(label)} has no column {'p_' + label!r}"
            )
    return predicted, confidence


def _in_order(
    probabilities: NDArray[np.float64] | None, named: Sequence[str], classes: tuple[str, ...]
) -> NDArray[np.float64] | None:
    """Columns in the order of the classes; 0 for a class that the model does not know."""
    if probabilities is None:
        return None
    full = np.zeros((len(probabilities), len(classes)))
    for place, name in enumerate(named):
        full[:, classes.index(name)] = probabilities[:, place]
    full /= full.sum(axis=1, keepdims=True)
    return full


def _items(path: Path, table: Table, fields: Mapping[str, Parsed], faults: Faults) -> Items:
    columns = table.columns
    if "text" in columns:
        check_texts(table, "text", faults)
        return items_of(table, list(fields), text="text", parsed=fields)
    if "image" not in columns:
        if fields:
            return items_of(table, list(fields), text="text", parsed=fields)
        return Items.of_records([{"row": number} for number in table.numbers])
    images: list[bytes] = []
    held = 0
    for number, name in zip(table.numbers, table.column("image"), strict=True):
        try:
            image = _image(path.parent, name)
        except InputError as error:
            faults.at(number, "image", error.got + (f"; {error.do}" if error.do else ""))
            continue
        held += len(image)
        if held > MAX_IMAGES:
            faults.at(number, "image", f"images of over {MAX_IMAGES >> 20:,} MiB together")
            raise faults.error(do="scale the images down, or split the file")
        images.append(image)
    faults.check()
    subject, group = (
        [value or None for value in table.column(owner)] if owner in columns else None
        for owner in OWNERS
    )
    return Items.of_images(images, subject=subject, group=group)


def _image(folder: Path, name: str) -> bytes:
    """The image a row names, as PNG."""
    if not name.strip():
        raise InputError("empty")
    if "://" in name:
        raise InputError(f"{shown(name)} is an address; no address is ever fetched")
    with open_file(folder / name) as file:
        data = file.read(MAX_IMAGE_FILE + 1)
    if len(data) > MAX_IMAGE_FILE:
        raise InputError(f"{shown(name)} is over {MAX_IMAGE_FILE >> 20} MiB")
    try:
        return encode_png(decode_image(data, max_pixels=MAX_PIXELS))
    except InputError as error:
        raise InputError(f"{shown(name)}: {error.got}") from None
