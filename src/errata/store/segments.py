"""Segments: immutable Parquet files of predictions, written whole before anything names them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from errata.core.errors import StoreDamaged
from errata.store.blobs import FileBlobs
from errata.store.durable import write_file
from errata.store.prediction_table import ident_rows, keys

ROW_GROUP = 16_384
REPEATED = ["model", "strategy", "kind", "group", "subject"]  # read as dictionaries


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A line of the manifest."""

    id: str
    project_id: str
    file: str
    sha256: str
    rows: int
    size: int  # bytes
    id_low: bytes
    id_high: bytes
    at_low: int  # microseconds
    at_high: int
    models: tuple[str, ...]
    created_at: datetime


class Segments:
    """The segment files of a store."""

    def __init__(self, folder: Path, blobs: FileBlobs) -> None:
        self.folder, self.blobs = folder, blobs

    def write(self, project_id: str, table: pa.Table, now: datetime) -> Segment:
        """Write rows, ascending by identifier, and flush them; nothing refers to them yet."""
        ident = secrets.token_hex(16)
        names = table.column_names
        sink = pa.BufferOutputStream()
        half = table["probabilities"].type.value_type == pa.float16()
        pq.write_table(
            table,
            sink,
            # 24 random bits a probability hardly shrink: pressing them costs a third of the write
            compression={
                "probabilities.list.element" if name == "probabilities" else name: "zstd"
                if half or name != "probabilities"
                else "none"
                for name in names
            },
            use_dictionary=[name for name in names if name in REPEATED or name[:2] == "s:"],
            write_statistics=["id", "at"],
            row_group_size=ROW_GROUP,
            write_page_checksum=True,
        )
        data = sink.getvalue()
        file = f"segments/{project_id}/{ident}.parquet"
        write_file(self.folder / file, memoryview(data))
        ids = table["id"]
        at = table["at"].cast(pa.int64()).to_numpy()
        return Segment(
            id=ident,
            project_id=project_id,
            file=file,
            sha256=hashlib.sha256(data).hexdigest(),
            rows=len(table),
            size=len(data),
            id_low=ids[0].as_py(),
            id_high=ids[len(table) - 1].as_py(),
            at_low=int(at.min()),
            at_high=int(at.max()),
            models=tuple(sorted(table["model"].unique().to_pylist())),
            created_at=now,
        )

    def read(self, segment: Segment, columns: Sequence[str] | None = None) -> pa.Table:
        """Whole columns, "attributes" among them for every attribute; None means everything."""
        with self._open(segment) as file:
            return self._read(segment, file, None, columns)

    def parts(self, segment: Segment, columns: Sequence[str]) -> Iterator[pa.Table]:
        """The same a row group at a time, so that memory stays bounded."""
        with self._open(segment) as file:
            for group in range(file.metadata.num_row_groups):
                yield self._read(segment, file, group, columns)

    def pick(
        self, segment: Segment, wanted: NDArray[np.bytes_], columns: Sequence[str]
    ) -> pa.Table:
        """The rows whose identifiers are among these sorted, distinct keys.

        Reads identifiers of the row groups whose range meets the keys, then the columns of those
        that hold any.
        """
        parts: list[pa.Table] = []
        with self._open(segment) as file:
            at = file.schema_arrow.get_field_index("id")
            for group in range(file.metadata.num_row_groups):
                if not _meets(file.metadata.row_group(group).column(at).statistics, wanted):
                    continue
                ids = keys(ident_rows(self._read(segment, file, group, ["id"])["id"]))
                spot = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
                hits = np.flatnonzero(ids[spot] == wanted)
                if len(hits):
                    table = self._read(segment, file, group, columns)
                    parts.append(table.take(pa.array(spot[hits])))
            if not parts:
                return self._read(segment, file, 0, columns).slice(0, 0)
        return pa.concat_tables(parts, promote_options="default")

    def discard(self, files: Sequence[str]) -> None:
        """Remove files that a broken change wrote; nothing ever named them."""
        for file in files:
            (self.folder / file).unlink(missing_ok=True)

    def _open(self, segment: Segment) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(
                self.folder / segment.file,
                read_dictionary=REPEATED,
                page_checksum_verification=True,
                memory_map=False,
            )
        except FileNotFoundError:
            raise StoreDamaged(
                f"the segment {segment.file} is gone", do="restore it from a backup"
            ) from None
        except (OSError, pa.ArrowInvalid) as error:
            raise _damaged(segment, error) from error

    def _read(
        self,
        segment: Segment,
        file: pq.ParquetFile,
        group: int | None,
        columns: Sequence[str] | None,
    ) -> pa.Table:
        names: list[str] | None = None
        if columns is not None:
            names = [
                name
                for name in file.schema_arrow.names
                if name in columns or ("attributes" in columns and name[:2] in ("n:", "s:"))
            ]
        try:
            table: Any = file.read(names) if group is None else file.read_row_group(group, names)
        except (OSError, pa.ArrowInvalid) as error:
            raise _damaged(segment, error) from error
        return table


def _meets(statistics: Any, wanted: NDArray[np.bytes_]) -> bool:
    if statistics is None or not statistics.has_min_max:
        return True
    at = np.searchsorted(wanted, np.bytes_(statistics.min))
    return bool(at < len(wanted) and wanted[at] <= np.bytes_(statistics.max))


def _damaged(segment: Segment, error: Exception) -> StoreDamaged:
    return StoreDamaged(
        f"the segment {segment.file} is damaged: {str(error).splitlines()[0]}",
        do="restore it from a backup",
    )
