"""Arrow IPC streams as columns. What the stream says of itself is not believed: sizes are checked
before anything is made of them, and every batch is validated in full before it is read.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from errata.core.errors import FileError, InputError
from errata.server.captured.columns import Columns
from errata.server.problems import Malformed

NAMES = (
    "id", "model", "text", "record", "image", "probabilities", "label", "attributes", "group",
    "subject",
)  # fmt: skip
WANTED = "an Arrow IPC stream with the columns " + ", ".join(NAMES)
MOST_FIELDS = 2_000  # of a record or of attributes, nested ones included
# What Arrow and the reading of its headers say to bytes that are no stream.
BROKEN = (
    pa.ArrowException, ValueError, OSError, EOFError, MemoryError, OverflowError,
    IndexError, struct.error,
)  # fmt: skip
EXPANDED = 4  # how many times its body's size a dictionary may unfold to


def read_arrow(body: bytes, *, most: int) -> Columns:
    """The predictions of an Arrow IPC stream.

    Raises Malformed for what is no such stream or was cut, InputError for too many rows, FileError
    for columns that are unknown or of another type.
    """
    try:
        _refuse_compressed(body)
        return _read(body, most)
    except BROKEN as error:
        said = str(error).splitlines() or [type(error).__name__]
        raise Malformed(
            f"the body is no whole Arrow stream: {said[0][:200]}",
            wanted=WANTED,
            do="nothing was stored",
        ) from None


def _read(body: bytes, most: int) -> Columns:
    batches, n = [], 0
    with pa.ipc.open_stream(pa.py_buffer(body)) as reader:
        _check_schema(reader.schema)
        for batch in reader:
            n += batch.num_rows
            if n > most:
                raise InputError(
                    "more predictions than one body may hold",
                    wanted=f"at most {most:,}",
                    do="send several",
                )
            batch.validate(full=True)
            batches.append(batch)
        table = pa.Table.from_batches(batches, reader.schema).combine_chunks()
    column = {name: _plain(table, name, len(body)) for name in table.column_names}
    return Columns(
        n=n,
        ids=_texts(column, "id"),
        models=_texts(column, "model"),
        texts=_texts(column, "text"),
        records=_values(column, "record"),
        images=_values(column, "image"),
        probabilities=_probabilities(column.get("probabilities")),
        labels=_texts(column, "label"),
        attributes=_attributes(column.get("attributes")),
        groups=_texts(column, "group"),
        subjects=_texts(column, "subject"),
    )


def _check_schema(schema: pa.Schema) -> None:
    faults = [f"column {name!r}: unknown" for name in schema.names if name not in NAMES]
    faults += [f"column {n!r}: named twice" for n in sorted({*_repeated(schema.names)})]
    for entry in schema:
        if entry.name in NAMES and not _fits(entry.name, entry.type):
            faults.append(f"column {entry.name!r}: of the type {str(entry.type)[:80]}")
    if sum(_size(entry.type) for entry in schema) > MOST_FIELDS:
        faults.append(f"more than {MOST_FIELDS} fields")
    if faults:
        raise FileError("the Arrow stream", faults, do=f"send {WANTED}")


def _repeated(names: Sequence[str]) -> list[str]:
    return [name for place, name in enumerate(names) if name in names[:place]]


def _fits(name: str, kind: pa.DataType) -> bool:
    if pa.types.is_null(kind):
        return True
    if name == "probabilities":
        lists = pa.types.is_list(kind) or pa.types.is_large_list(kind)
        if not lists and not pa.types.is_fixed_size_list(kind):
            return False
        return bool(pa.types.is_floating(kind.value_type))
    if name == "image":
        return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))
    if name in ("record", "attributes"):
        return bool(pa.types.is_struct(kind)) and all(_fact(part.type) for part in kind)
    return _text(kind)


def _text(kind: pa.DataType) -> bool:
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(inner) or pa.types.is_large_string(inner))


def _fact(kind: pa.DataType) -> bool:
    return bool(
        _text(kind)
        or pa.types.is_integer(kind)
        or pa.types.is_floating(kind)
        or pa.types.is_boolean(kind)
        or pa.types.is_null(kind)
    )


def _size(kind: pa.DataType) -> int:
    return sum(_size(part.type) for part in kind) if pa.types.is_struct(kind) else 1


def _plain(table: pa.Table, name: str, size: int) -> pa.Array:
    column = table.column(name)
    array = column.chunk(0) if column.num_chunks else pa.nulls(0, column.type)
    if pa.types.is_struct(array.type):
        for part in range(array.type.num_fields):
            _check_unfolded(array.field(part), name, size)
    _check_unfolded(array, name, size)
    return array


def _check_unfolded(array: pa.Array, name: str, size: int) -> None:
    """A few bytes may stand for gigabytes: every row the same long entry of a dictionary."""
    if not pa.types.is_dictionary(array.type) or not len(array.dictionary):
        return
    lengths = pc.binary_length(array.dictionary).fill_null(0)
    total = pc.sum(lengths.cast(pa.int64()).take(array.indices)).as_py() or 0
    if total > max(EXPANDED * size, 1 << 20):
        raise InputError(
            f"the column {name!r}, which unfolds to {total:,} bytes", do="send several bodies"
        )


def _texts(column: dict[str, pa.Array], name: str) -> Sequence[str | None] | None:
    array = column.get(name)
    if array is None or array.null_count == len(array):
        return None
    made: list[str | None] = array.to_pylist()
    return made


def _values(column: dict[str, pa.Array], name: str) -> Sequence[Any] | None:
    array = column.get(name)
    if array is None or array.null_count == len(array):
        return None
    made: list[Any] = array.to_pylist()
    return made


def _probabilities(array: pa.Array | None) -> Sequence[Any] | NDArray[Any] | None:
    """One array where every row is as wide as the others, which is the quick way."""
    if array is None or array.null_count == len(array):
        return None
    if array.null_count == 0:
        widths = pc.unique(pc.list_value_length(array))
        if len(widths) == 1:
            flat = array.flatten().to_numpy(zero_copy_only=False)
            if flat.size == 0:
                return [[] for _ in range(len(array))]
            with np.errstate(over="ignore"):  # a number too large is told of as inf
                return np.asarray(flat, dtype=np.float32).reshape(len(array), -1)
    rows: list[Any] = [
        None if row is None else [np.nan if share is None else share for share in row]
        for row in array.to_pylist()
    ]
    return rows


def _attributes(array: pa.Array | None) -> dict[str, Sequence[Any] | NDArray[np.float64]]:
    if array is None or array.null_count == len(array):
        return {}
    found: dict[str, Sequence[Any] | NDArray[np.float64]] = {}
    for part, values in zip(array.type, array.flatten(), strict=True):
        number = pa.types.is_integer(part.type) or pa.types.is_floating(part.type)
        if number:
            found[part.name] = values.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
        else:
            found[part.name] = values.to_pylist()
    return found


# --- compression ---------------------------------------------------------------------------------
# A compressed buffer names the size that it unfolds to, and Arrow allocates that much before it
# looks. So such streams are refused, by reading the one field of each message's header
# (Message.fbs, a flatbuffer) that says so.


def _refuse_compressed(body: bytes) -> None:
    """Raise InputError for a stream with compressed buffers."""
    reader = pa.ipc.MessageReader.open_stream(pa.py_buffer(body))
    while True:
        try:
            message = reader.read_next_message()
        except StopIteration:
            return
        if message is None or message.metadata is None:
            return
        if _is_compressed(message.metadata.to_pybytes()):
            raise InputError(
                "an Arrow stream with compressed buffers",
                wanted="one without compression",
                do="leave compression to the connection",
            )


DICTIONARY_BATCH, RECORD_BATCH = 2, 3  # MessageHeader


def _is_compressed(head: bytes) -> bool:
    message = struct.unpack_from("<I", head, 0)[0]
    kind = _field(head, message, 1)
    if kind is None or head[kind] not in (DICTIONARY_BATCH, RECORD_BATCH):
        return False
    at = _field(head, message, 2)
    if at is None:
        return False
    batch = at + struct.unpack_from("<I", head, at)[0]
    if head[kind] == DICTIONARY_BATCH:
        inner = _field(head, batch, 1)
        if inner is None:
            return False
        batch = inner + struct.unpack_from("<I", head, inner)[0]
    return _field(head, batch, 3) is not None


def _field(data: bytes, table: int, number: int) -> int | None:
    """Where a flatbuffer table keeps its field of that number, or None where it has none."""
    vtable = table - struct.unpack_from("<i", data, table)[0]
    if vtable < 0:
        raise IndexError("a table out of bounds")
    size = struct.unpack_from("<H", data, vtable)[0]
    place = 4 + 2 * number
    if place + 2 > size:
        return None
    offset = struct.unpack_from("<H", data, vtable + place)[0]
    return table + offset if offset else None
