"""Write rows: tables for other tools, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from errata.core.errors import InputError

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def write_rows(path: Path, rows: list[dict[str, Any]]) -> int:
    """Write rows to a .csv, .jsonl or .parquet file; how many they were.

    The file appears whole or not at all. In a CSV a text that a spreadsheet would run as a formula
    gets a leading apostrophe. Raises InputError for another ending or a folder that is not there.
    """
    return write_batches(path, [rows])


def write_batches(path: Path, batches: Iterable[list[dict[str, Any]]]) -> int:
    """The same for rows that come in parts, so that they need not fit into memory.

    The columns are those of the first part.
    """
    writers = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}
    write = writers.get(path.suffix.lower())
    if write is None:
        raise InputError(f"the file {path.name!r}", wanted="an ending of " + ", ".join(writers))
    if not path.parent.is_dir():
        raise InputError(f"no folder {str(path.parent)!r}", do="make it first")
    part = path.with_name(path.name + ".part")
    try:
        n = write(part, batches)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return n


def _csv(path: Path, batches: Iterable[list[dict[str, Any]]]) -> int:
    n, names = 0, None
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for rows in batches:
            if names is None:
                names = list(dict.fromkeys(name for row in rows for name in row))
                writer.writerow([_defused(name) for name in names])
            writer.writerows([_defused(row.get(name, "")) for name in names] for row in rows)
            n += len(rows)
    return n


def _defused(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return "'" + value
    return value


def _jsonl(path: Path, batches: Iterable[list[dict[str, Any]]]) -> int:
    n = 0
    with path.open("w", encoding="utf-8") as file:
        for rows in batches:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            n += len(rows)
    return n


def _parquet(path: Path, batches: Iterable[list[dict[str, Any]]]) -> int:
    n, writer = 0, None
    try:
        for rows in batches:
            table = pa.Table.from_pylist(rows, schema=writer.schema if writer else None)
            if writer is None:
                writer = pq.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
            n += len(rows)
    finally:
        if writer is not None:
            writer.close()
    return n
