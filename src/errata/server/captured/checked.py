"""Checked: what was sent, held against the project; every fault is told at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError, ManyFaults
from errata.core.ids import to_bytes
from errata.core.item import ItemKind, Items, canonical_record, canonical_text
from errata.core.project import Project
from errata.loop.capture import SUM_TOLERANCE
from errata.server.captured.columns import Columns, Faults, short

FIELDS = {ItemKind.TEXT: "texts", ItemKind.RECORD: "records", ItemKind.IMAGE: "images"}
NAMES = {ItemKind.TEXT: "text", ItemKind.RECORD: "record", ItemKind.IMAGE: "image"}
LONGEST_NAME = 200  # characters of a model's, attribute's, group's or subject's name
MOST_ATTRIBUTES = 200

ReadImage = Callable[[bytes], bytes]


@dataclass(frozen=True, kw_only=True, eq=False)
class Checked:
    """What `errata.flow.capture` takes."""

    items: Items
    model: str
    probabilities: NDArray[np.float32] | None
    predicted: NDArray[np.int32]
    attributes: dict[str, NDArray[Any]]
    ids: list[str] | None


def checked(
    sent: Columns,
    project: Project,
    *,
    model: str | None,
    read_image: ReadImage,
    mint: Callable[[], str],
    widths: Collection[int] = (),
) -> Checked:
    """The predictions, ready to be captured; `model` is whose they are where they do not say.

    `widths`: how many labels there were in earlier versions; rows may be as narrow.

    Raises InputError for none, FileError with every fault, its row and its field.
    """
    if sent.n == 0:
        raise InputError("no predictions", wanted="one or more")
    faults = Faults()
    name = _model(sent, model, faults)
    probabilities = _probabilities(sent, project.labels, faults, widths)
    predicted = _predicted(sent, project.labels, probabilities, faults)
    ids = _ids(sent, faults, mint)
    attributes = _attributes(sent, faults)
    items = _items(sent, ItemKind(project.kind), faults, read_image)
    faults.check()
    assert items is not None
    return Checked(
        items=items,
        model=name,
        probabilities=probabilities,
        predicted=predicted,
        attributes=attributes,
        ids=ids,
    )


def _model(sent: Columns, default: str | None, faults: Faults) -> str:
    names = list(sent.models or [None] * sent.n)
    found = {name if name is not None else default for name in names}
    if None in found:
        row = next(row for row, name in enumerate(names) if name is None)
        faults.add(row, "model", "missing; name it here or with ?model=")
        return ""
    if len(found) > 1:
        first = names[0] if names[0] is not None else default
        row = next(at for at, name in enumerate(names) if (name or default) != first)
        faults.add(row, "model", f"{short(names[row])} after {short(first)}; one model a request")
        return ""
    (name,) = found
    assert name is not None
    if not name.strip() or len(name) > LONGEST_NAME or _unprintable(name):
        faults.add(0, "model", f"{short(name)}; wanted a name of 1 to {LONGEST_NAME} characters")
    return name


def _ids(sent: Columns, faults: Faults, mint: Callable[[], str]) -> list[str] | None:
    if sent.ids is None:
        return None
    seen: dict[bytes, int] = {}
    ids: list[str] = []
    for row, ident in enumerate(sent.ids):
        if ident is None:
            ids.append(mint())
            continue
        try:
            key = to_bytes(ident) if len(ident) == 36 else to_bytes("")
        except InputError:
            faults.add(row, "id", f"{short(ident)} is no UUID; best a UUIDv7")
            continue
        if key in seen:
            faults.add(row, "id", f"the same as in row {seen[key]}")
        seen[key] = row
        ids.append(ident)
    return ids


def _probabilities(
    sent: Columns, labels: tuple[str, ...], faults: Faults, widths: Collection[int]
) -> NDArray[np.float32] | None:
    """(n, C), checked; None when the labels alone are known. Faulty rows are left as they are."""
    given = sent.probabilities
    if given is None:
        return None
    with np.errstate(over="ignore"):  # a number too large is told of as inf, below
        rows = given if isinstance(given, np.ndarray) else _rectangle(given, labels, faults, widths)
    if rows.ndim == 2 and rows.shape[1] in widths and rows.shape[1] < len(labels):
        rows = np.pad(rows, ((0, 0), (0, len(labels) - rows.shape[1])))
    if rows.shape[1:] != (len(labels),):
        width = rows.shape[1] if rows.ndim == 2 else 0
        faults.add(0, "probabilities", f"{width} numbers; wanted one for each of {len(labels)}")
        return np.zeros((sent.n, len(labels)), dtype=np.float32)
    rows = rows.astype(np.float32, copy=False)
    wrong = ~np.isfinite(rows) | (rows < 0) | (rows > 1 + SUM_TOLERANCE)
    for row in np.flatnonzero(wrong.any(axis=1)).tolist():
        if faults.full:
            break
        column = int(np.argmax(wrong[row]))
        share = float(rows[row, column])
        if math.isnan(share) and np.isnan(rows[row]).all():
            continue  # a row without probabilities, or one that is told of already
        faults.add(row, f"probabilities[{column}]", f"{share:g}; wanted a number from 0 to 1")
    with np.errstate(invalid="ignore"):
        sums = rows.sum(axis=1, dtype=np.float64)
    off = ~wrong.any(axis=1) & (np.abs(sums - 1) > SUM_TOLERANCE)
    for row in np.flatnonzero(off).tolist():
        if faults.full:
            break
        faults.add(row, "probabilities", f"their sum is {sums[row]:.4g}; wanted 1")
    return rows


def _rectangle(
    given: Sequence[Sequence[float] | dict[str, float] | None],
    labels: tuple[str, ...],
    faults: Faults,
    widths: Collection[int],
) -> NDArray[np.float32]:
    """Rows of numbers, or of label -> number, as (n, C); NaN where a row cannot be read."""
    width = len(labels)
    if all(type(row) is list and len(row) == width for row in given):
        return np.array(given, dtype=np.float32)
    place = {label: column for column, label in enumerate(labels)}
    out = np.full((len(given), width), np.nan, dtype=np.float32)
    for row, shares in enumerate(given):
        if shares is None:
            faults.add(row, "probabilities", "missing; either every row has them or none")
        elif isinstance(shares, dict):
            unknown = next((name for name in shares if name not in place), None)
            if unknown is not None:
                faults.add(row, "probabilities", f"the label {short(unknown)} is unknown")
                continue
            out[row] = 0.0
            for name, share in shares.items():
                out[row, place[name]] = share
        elif len(shares) in widths:
            out[row] = 0.0
            out[row, : len(shares)] = shares
        elif len(shares) != width:
            says = f"{len(shares)} numbers; wanted one for each of {width} labels"
            faults.add(row, "probabilities", says)
        else:
            out[row] = shares
    return out


def _predicted(
    sent: Columns,
    labels: tuple[str, ...],
    probabilities: NDArray[np.float32] | None,
    faults: Faults,
) -> NDArray[np.int32]:
    out = np.zeros(sent.n, dtype=np.int32)
    if probabilities is not None:
        out = np.nan_to_num(probabilities, nan=-1.0).argmax(axis=1).astype(np.int32)
    if sent.labels is None:
        if probabilities is None:
            faults.add(0, "probabilities", "missing, and no label either; give one of them")
        return out
    place = {label: column for column, label in enumerate(labels)}
    known = ", ".join(labels[:12]) + (" ..." if len(labels) > 12 else "")
    for row, label in enumerate(sent.labels):
        if label is None:
            if probabilities is None:
                faults.add(row, "label", "missing, and there are no probabilities")
            continue
        column = place.get(label)
        if column is None:
            faults.add(row, "label", f"{short(label)} is unknown; wanted one of {known}")
        else:
            out[row] = column
    return out


def _attributes(sent: Columns, faults: Faults) -> dict[str, NDArray[Any]]:
    if len(sent.attributes) > MOST_ATTRIBUTES:
        faults.say(f"{len(sent.attributes)} attributes; at most {MOST_ATTRIBUTES}")
        return {}
    columns: dict[str, NDArray[Any]] = {}
    for name, values in sent.attributes.items():
        if not name or len(name) > LONGEST_NAME or _unprintable(name):
            faults.say(f"the attribute {short(name)}; wanted a name of 1 to {LONGEST_NAME}")
            continue
        column = values if isinstance(values, np.ndarray) else _column(values)
        if column.dtype.kind == "f":
            for row in np.flatnonzero(np.isinf(column)).tolist():
                faults.add(row, f"attributes.{name}", "infinite; wanted a finite number")
        elif any("\0" in value for value in column.tolist()):
            faults.say(f"the attribute {short(name)} holds a NUL character")
        columns[name] = column
    return columns


def _column(values: Sequence[Any]) -> NDArray[Any]:
    """Numbers where every value is one, else text; a value that is missing is NaN or ""."""
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int, float}:
        return np.array([math.nan if v is None else float(v) for v in values], dtype=np.float64)
    return np.array(["" if value is None else _word(value) for value in values])


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _items(sent: Columns, kind: ItemKind, faults: Faults, read_image: ReadImage) -> Items | None:
    for other, field in FIELDS.items():
        if other is not kind and getattr(sent, field) is not None:
            column = getattr(sent, field)
            row = next(at for at, value in enumerate(column) if value is not None)
            faults.add(row, NAMES[other], f"this project's items are of the kind {kind.value}")
    given = getattr(sent, FIELDS[kind]) or [None] * sent.n
    makers: dict[ItemKind, Callable[[Any], bytes]] = {
        ItemKind.TEXT: canonical_text,
        ItemKind.RECORD: canonical_record,
        ItemKind.IMAGE: read_image,
    }
    make = makers[kind]
    contents: list[bytes] = []
    for row, value in enumerate(given):
        if value is None:
            faults.add(row, NAMES[kind], "missing")
        else:
            try:
                contents.append(make(value))
            except InputError as error:
                faults.add(row, NAMES[kind], _told(error))
        if faults.full:
            return None
    for name, owners in (("group", sent.groups), ("subject", sent.subjects)):
        for row, owner in enumerate(owners or ()):
            if owner and (len(owner) > LONGEST_NAME or _unprintable(owner)):
                faults.add(row, name, f"{short(owner)}; wanted up to {LONGEST_NAME} characters")
    if len(contents) < sent.n:
        return None
    return Items(
        kind=kind,
        content=tuple(contents),
        subject=None if sent.subjects is None else tuple(sent.subjects),
        group=None if sent.groups is None else tuple(sent.groups),
    )


def _told(error: InputError) -> str:
    if isinstance(error, ManyFaults):
        return "; ".join(error.faults)
    wanted = f"; wanted {error.wanted}" if error.wanted else ""
    return error.got + wanted


def _unprintable(name: str) -> bool:
    return any(character < " " or character == "\x7f" for character in name)
