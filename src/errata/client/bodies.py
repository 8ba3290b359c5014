"""Bodies: predictions as the server takes them, JSON for a few and Arrow for many."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec
import numpy as np
from numpy.typing import NDArray

from errata.client.parcel import ARROW, JSON, Parcel
from errata.core.ids import to_text
from errata.core.item import ItemKind, Items

if TYPE_CHECKING:
    import pyarrow as pa

MANY = 200  # predictions from which Arrow is worth its import
MOST_JSON, MOST_ARROW = 5_000, 50_000  # predictions in one body
MOST_BYTES = 24 << 20  # of content in one body; base64 and the rest stay below the server's limit


@dataclass(frozen=True, kw_only=True, eq=False)
class Captured:
    """A checked batch on its way: one column each."""

    ids: NDArray[np.uint8]  # (n, 16)
    items: Items
    model: str
    probabilities: NDArray[np.float32] | None  # (n, C)
    names: tuple[str, ...] | None  # of the columns; None: the project's labels, in order
    label: Sequence[str] | None  # (n,) what the model answered, where that is not the likeliest
    attributes: Mapping[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(self.ids)


def parcels(path: str, batch: Captured) -> Iterator[tuple[Parcel, slice]]:
    """The batch in bodies that the server takes, with the rows that each holds."""
    path = f"{path}?model={quote(batch.model, safe='')}"
    arrow = len(batch) >= MANY and batch.names is None and _is_regular(batch.items)
    for rows in _shares(batch, MOST_ARROW if arrow else MOST_JSON):
        body = _as_arrow(batch, rows) if arrow else _as_json(batch, rows)
        yield (
            Parcel(
                noun="prediction",
                path=path,
                content_type=ARROW if arrow else JSON,
                body=body,
                n=rows.stop - rows.start,
            ),
            rows,
        )


def item_fields(items: Items) -> list[dict[str, Any]]:
    """Each item as the contract names it: text, record or image, with group and subject."""
    name = items.kind.value
    out: list[dict[str, Any]] = [{name: value} for value in _contents(items)]
    for owner, column in (("group", items.group), ("subject", items.subject)):
        for row, value in zip(out, column or (), strict=False):
            if value is not None:
                row[owner] = value
    return out


def encoded(value: Any) -> bytes:
    """As JSON; NaN becomes null."""
    return msgspec.json.encode(value)


def _contents(items: Items) -> Iterator[Any]:
    if items.kind is ItemKind.TEXT:
        yield from items.texts()
    elif items.kind is ItemKind.RECORD:
        yield from map(msgspec.Raw, items.content)  # it is canonical JSON already
    else:
        yield from (b64encode(content).decode() for content in items.content)


def _shares(batch: Captured, most: int) -> Iterator[slice]:
    sizes = np.cumsum([len(content) for content in batch.items.content])
    start, before = 0, 0
    while start < len(batch):
        fits = int(np.searchsorted(sizes, before + MOST_BYTES, side="right"))
        stop = min(max(fits, start + 1), start + most, len(batch))
        yield slice(start, stop)
        start, before = stop, int(sizes[stop - 1])


def _as_json(batch: Captured, rows: slice) -> bytes:
    out = item_fields(batch.items.take(range(rows.start, rows.stop)))
    for row, ident in zip(out, to_text(batch.ids[rows]), strict=True):
        row["id"] = ident
    if batch.probabilities is not None:
        for row, shares in zip(out, batch.probabilities[rows].tolist(), strict=True):
            named = dict(zip(batch.names, shares, strict=True)) if batch.names else shares
            row["probabilities"] = named
    if batch.label is not None:
        for row, label in zip(out, batch.label[rows], strict=True):
            row["label"] = label
    if batch.attributes:
        for name, column in batch.attributes.items():
            for row, value in zip(out, column[rows].tolist(), strict=True):
                if value == value:  # what is not known (NaN) is left out
                    row.setdefault("attributes", {})[name] = value
    return encoded(out)


def _as_arrow(batch: Captured, rows: slice) -> bytes:
    import pyarrow as pa

    items = batch.items.take(range(rows.start, rows.stop))
    columns: dict[str, Any] = {"id": pa.array(to_text(batch.ids[rows]), pa.string())}
    columns[items.kind.value] = _arrow_contents(items)
    if batch.probabilities is not None:
        shares = batch.probabilities[rows]
        flat = pa.array(np.ascontiguousarray(shares).reshape(-1), pa.float32())
        ends = np.arange(len(shares) + 1, dtype=np.int32) * shares.shape[1]
        columns["probabilities"] = pa.ListArray.from_arrays(pa.array(ends), flat)
    if batch.label is not None:
        columns["label"] = pa.array(list(batch.label[rows]), pa.string())
    if batch.attributes:
        named = {name: pa.array(column[rows]) for name, column in batch.attributes.items()}
        columns["attributes"] = pa.StructArray.from_arrays(list(named.values()), list(named))
    for owner, given in (("group", items.group), ("subject", items.subject)):
        if given is not None:
            columns[owner] = pa.array(given, pa.string())
    table = pa.table(columns)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def _arrow_contents(items: Items) -> pa.Array:
    import pyarrow as pa

    if items.kind is ItemKind.TEXT:
        return pa.array(items.content, pa.binary()).cast(pa.string())
    if items.kind is ItemKind.IMAGE:
        return pa.array(items.content, pa.binary())
    return pa.array(items.records())


def _is_regular(items: Items) -> bool:
    """Whether records survive a table: the same fields in all, each of one type.

    A table cannot tell a missing field from an empty one, nor 1 from 1.0 in a column of both; the
    same record must stay the same item whichever way it came.
    """
    if items.kind is not ItemKind.RECORD:
        return True
    kinds: dict[str, type[Any]] = {}
    names: set[str] | None = None
    for content in items.content:
        record = json.loads(content)
        if names is None:
            names = set(record)
        if set(record) != names or not names:
            return False
        for name, value in record.items():
            if value is None or kinds.setdefault(name, type(value)) is not type(value):
                return False
            if type(value) is int and not -(2**63) <= value < 2**63:
                return False
    return True
