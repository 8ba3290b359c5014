"""Predictions as an Arrow table: the one shape that batches, hot rows and segments share.

An attribute is a column of its own, `n:name` for numbers and `s:name` for texts, so that numbers
stay numbers even where another batch used the same name for a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.prediction import PredictionBatch
from errata.store.blobs import FileBlobs
from errata.store.columns import micros
from errata.store.contents import place

ID = pa.binary(16)
AT = pa.timestamp("us", tz="UTC")


def keys(ids: NDArray[np.uint8]) -> NDArray[np.bytes_]:
    """(n, 16) bytes as (n,) values that compare like them.

    numpy ignores zeros at the end of such values, which changes no comparison of equal lengths.
    """
    rows = np.ascontiguousarray(ids, dtype=np.uint8).reshape(-1, 16)
    return rows.view("S16")[:, 0]


def ident_column(ids: NDArray[np.uint8]) -> pa.Array:
    """(n, 16) bytes as a column, without a copy."""
    flat = np.ascontiguousarray(ids, dtype=np.uint8).reshape(-1)
    return pa.Array.from_buffers(ID, len(flat) // 16, [None, pa.py_buffer(flat)])


def ident_rows(column: pa.ChunkedArray | pa.Array) -> NDArray[np.uint8]:
    """A column of 16-byte values as (n, 16) bytes."""
    array = _whole(column)
    data = np.frombuffer(array.buffers()[1], dtype=np.uint8)
    start = array.offset * 16
    return data[start : start + 16 * len(array)].reshape(len(array), 16)


def probability_column(rows: NDArray[Any]) -> pa.Array:
    """(n, C) floats as a column of fixed-size lists."""
    flat = np.ascontiguousarray(rows).reshape(-1)
    return pa.FixedSizeListArray.from_arrays(pa.array(flat), rows.shape[1])


def probability_rows(column: pa.ChunkedArray | pa.Array) -> NDArray[np.float32]:
    """A column of fixed-size lists as (n, C) float32."""
    array = _whole(column)
    width = array.type.list_size
    flat: NDArray[Any] = array.values.to_numpy(zero_copy_only=False)
    flat = flat[array.offset * width : (array.offset + len(array)) * width]
    return flat.reshape(len(array), width).astype(np.float32, copy=False)


def _whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
        if isinstance(column, pa.ChunkedArray):
            column = (
                pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
            )
    return column


def batch_table(batch: PredictionBatch, digests: NDArray[np.uint8], blobs: FileBlobs) -> pa.Table:
    """A captured batch, its identifiers ascending; contents that are large become blobs."""
    n, items = len(batch), batch.items
    content, blob = place(blobs, items.content)
    nobody = pa.nulls(n, pa.string())
    columns = {
        "id": ident_column(batch.ids),
        "item_id": ident_column(items.ids),
        "digest": ident_column(digests),
        "at": pa.repeat(pa.scalar(micros(batch.at), AT), n),
        "model": pa.repeat(batch.model, n),
        "strategy": pa.repeat(batch.strategy, n),
        "policy_version": pa.repeat(pa.scalar(batch.policy_version, pa.int64()), n),
        "probabilities": probability_column(batch.probabilities.astype(np.float32, copy=False)),
        "predicted": pa.array(batch.predicted, pa.int32()),
        "confidence": pa.array(batch.confidence, pa.float64()),
        "decision": pa.array(batch.decision, pa.uint8()),
        "flags": pa.array(batch.flags, pa.uint32()),
        "score": pa.array(batch.score, pa.float64()),
        "propensity": pa.array(batch.propensity, pa.float64()),
        "sampled": pa.array(batch.sampled, pa.bool_()),
        "kind": pa.repeat(items.kind.value, n),
        "subject": nobody if items.subject is None else pa.array(items.subject, pa.string()),
        "group": nobody if items.group is None else pa.array(items.group, pa.string()),
        "content": pa.array(content, pa.large_binary()),
        "blob": pa.array(blob, pa.string()),
    }
    for name, values in batch.attributes.items():
        columns.update(_attribute(name, values, n))
    return ascending(pa.table(columns))


def ascending(table: pa.Table) -> pa.Table:
    """The rows by identifier."""
    ids = keys(ident_rows(table["id"]))
    if len(ids) < 2 or bool((ids[:-1] <= ids[1:]).all()):
        return table
    return table.take(pa.array(np.argsort(ids, kind="stable")))


def _attribute(name: str, values: NDArray[Any], n: int) -> dict[str, pa.Array]:
    column = np.asarray(values)
    if column.shape != (n,):
        raise InputError(f"the attribute {name!r} of shape {column.shape}", wanted=f"({n},)")
    if column.dtype.kind in "fiub":
        return {f"n:{name}": pa.array(column.astype(np.float64))}
    if column.dtype.kind == "U":
        return {f"s:{name}": pa.array(column, pa.string())}
    return _mixed(name, column.tolist())


def _mixed(name: str, values: Sequence[Any]) -> dict[str, pa.Array]:
    """Texts and numbers in one attribute, each in its column; None and NaN are in neither."""
    texts: list[str | None] = [None] * len(values)
    numbers: list[float | None] = [None] * len(values)
    for i, value in enumerate(values):
        if isinstance(value, str):
            texts[i] = value
        elif isinstance(value, int | float | np.number | np.bool_):
            numbers[i] = float(value)
        elif value is not None:
            raise InputError(
                f"a {type(value).__name__} in the attribute {name!r}", wanted="texts or numbers"
            )
    found = {}
    if any(number is not None and number == number for number in numbers):
        found[f"n:{name}"] = pa.array(numbers, pa.float64())
    if any(text is not None for text in texts):
        found[f"s:{name}"] = pa.array(texts, pa.string())
    return found


def row_attributes(table: pa.Table, row: int) -> dict[str, str | float]:
    """The attributes that one row has."""
    out: dict[str, str | float] = {}
    for column in table.column_names:
        if column[:2] in ("n:", "s:"):
            value = table[column][row].as_py()
            if value is not None and value == value:
                out[column[2:]] = value
    return out


def hot_rows(project_id: str, table: pa.Table) -> list[dict[str, Any]]:
    """A small table as rows for SQL."""
    plain = [name for name in table.column_names if name[:2] not in ("n:", "s:")]
    cells = table.select([name for name in plain if name not in ("at", "probabilities")])
    at = table["at"].cast(pa.int64()).to_pylist()
    probabilities = probability_rows(table["probabilities"]).astype("<f4")
    return [
        {
            **row,
            "project_id": project_id,
            "at": at[i],
            "probabilities": probabilities[i].tobytes(),
            "attributes": row_attributes(table, i),
        }
        for i, row in enumerate(cells.to_pylist())
    ]


_PLAIN: dict[str, pa.DataType] = {
    "id": ID, "item_id": ID, "digest": ID, "model": pa.string(), "strategy": pa.string(),
    "policy_version": pa.int64(), "predicted": pa.int32(), "confidence": pa.float64(),
    "decision": pa.uint8(), "flags": pa.uint32(), "score": pa.float64(),
    "propensity": pa.float64(), "sampled": pa.bool_(), "kind": pa.string(),
    "subject": pa.string(), "group": pa.string(), "content": pa.large_binary(),
    "blob": pa.string(),
}  # fmt: skip


def hot_table(rows: Sequence[Mapping[str, Any]], names: Iterable[str]) -> pa.Table:
    """Rows read from SQL as a table of these columns; "attributes" becomes one each."""
    columns: dict[str, pa.Array] = {}
    for name in names:
        cells = [row[name] for row in rows]
        if name == "at":
            columns["at"] = pa.array(cells, pa.int64()).cast(AT)
        elif name == "probabilities":
            width = max((len(cell) // 4 for cell in cells), default=1)
            matrix = np.zeros((len(cells), width), dtype=np.float32)
            for i, cell in enumerate(cells):
                values = np.frombuffer(cell, dtype="<f4")
                matrix[i, : len(values)] = values
            columns["probabilities"] = probability_column(matrix)
        elif name == "attributes":
            for given in sorted({key for cell in cells for key in cell}):
                columns.update(_mixed(given, [cell.get(given) for cell in cells]))
        else:
            columns[name] = pa.array(cells, _PLAIN[name])
    return pa.table(columns)


def joined(tables: Sequence[pa.Table]) -> pa.Table:
    """Tables of different times as one: probabilities widened, attributes the union."""
    tables = [_spelled(table) for table in tables]
    if "probabilities" in tables[0].column_names:
        width = max(table["probabilities"].type.list_size for table in tables)
        tables = [_widened(table, width) for table in tables]
    return pa.concat_tables(tables, promote_options="default").combine_chunks()


def _spelled(table: pa.Table) -> pa.Table:
    """Dictionaries as the texts that they stand for."""
    for at, column in enumerate(table.schema):
        if pa.types.is_dictionary(column.type):
            plain = table.column(at).cast(column.type.value_type)
            table = table.set_column(at, column.name, plain)
    return table


def _widened(table: pa.Table, width: int) -> pa.Table:
    rows = probability_rows(table["probabilities"])
    if rows.shape[1] < width:  # labels that were added later had no chance then
        rows = np.pad(rows, ((0, 0), (0, width - rows.shape[1])))
    at = table.column_names.index("probabilities")
    return table.set_column(at, "probabilities", probability_column(rows))


def halved(table: pa.Table) -> pa.Table:
    """The same with probabilities in 16 bits: enough for calibration, half the room."""
    at = table.column_names.index("probabilities")
    rows = probability_rows(table["probabilities"]).astype(np.float16)
    return table.set_column(at, "probabilities", probability_column(rows))


def texts(column: pa.ChunkedArray, *, missing: str | None) -> NDArray[Any]:
    """A text column as (n,) objects that share their strings."""
    column = column.dictionary_encode() if not pa.types.is_dictionary(column.type) else column
    array = _whole(column.unify_dictionaries())
    codes = pc.fill_null(array.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    words: NDArray[Any] = np.empty(len(array.dictionary) + 1, dtype=object)
    words[:-1] = array.dictionary.to_pylist()
    words[-1] = missing
    chosen: NDArray[Any] = words[codes]
    return chosen
