"""Write rows: tables for other tools, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
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
    writers = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}
    write = writers.get(path.suffix.lower())
    if write is None:
        raise InputError(f"the file {path.name!r}", wanted="an ending of " + ", ".join(writers))
    if not path.parent.is_dir():
        raise InputError(f"no folder {str(path.parent)!r}", do="make it first")
    names = list(dict.fromkeys(name for row in rows for name in row))
    part = path.with_name(path.name + ".part")
    try:
        write(part, names, rows)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return len(rows)


def _csv(path: Path, names: list[str], rows: list[dict[str, Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([_defused(row.get(name, "")) for name in names] for row in rows)


def _defused(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return "'" + value
    return value


def _jsonl(path: Path, names: list[str], rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _parquet(path: Path, names: list[str], rows: list[dict[str, Any]]) -> None:
    pq.write_table(pa.Table.from_pylist(rows), path, compression="zstd")
