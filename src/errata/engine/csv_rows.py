"""Rows of a CSV file, streamed in bounded memory, with every fault found on the way.

The standard library's parser does the splitting; this file bounds what it is fed (a field of 2 GB
is refused after 1 MiB of it) and keeps track of bytes that are not UTF-8 and of NUL.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from errata.core.errors import InputError
from errata.engine.faults import MOST_LISTED, Faults, shown

MAX_FIELD = 1 << 20  # characters
MAX_FILE = 1 << 30  # bytes read into memory as a labelled set; pools are scanned instead
MAX_LINE = 4 * MAX_FIELD  # bytes
_BLOCK = 1 << 18
_ESCAPED = re.compile("[\udc80-\udcff]")  # how Python holds a byte that is not UTF-8
_LIMIT = threading.Lock()  # the parser's limit belongs to the process
_BINARY = {
    b"PK\x03\x04": "a zip archive, such as an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"PAR1": "a Parquet file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"SQLite format 3\0": "a SQLite database",
    b"\x93NUMPY": "a NumPy array",
    b"ARROW1": "an Arrow file",
}


@dataclass(frozen=True, kw_only=True)
class Table:
    """A parsed CSV file: n rows, each with one text a column."""

    path: Path
    columns: tuple[str, ...]
    rows: list[list[str]]
    numbers: list[int]  # (n,) the row's number in the file; the header is row 1

    def column(self, name: str) -> list[str]:
        """(n,) the texts of a column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]


def open_file(path: Path) -> BinaryIO:
    """The file, opened; raises InputError when it is missing, a folder or may not be read."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        beside = nearby(path)
        raise InputError(f"no file {str(path)!r}", wanted="an existing file", do=beside) from None
    except IsADirectoryError:
        raise InputError(f"{str(path)!r} is a folder", wanted="a file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{str(path)!r} cannot be read: {reason}") from None


def nearby(path: Path) -> str:
    """Which files of that kind the folder does hold."""
    if not path.suffix or not path.parent.is_dir():
        return ""
    names = sorted(other.name for other in path.parent.glob(f"*{path.suffix}"))[:5]
    return f"the folder has {', '.join(names)}" if names else ""


def read_table(path: Path, faults: Faults) -> Table:
    """The file as a table; what is wrong with single cells and rows is added to `faults`.

    Raises FileError at once when there is no table to speak of: an empty file, another format,
    a header alone, a field beyond any bound, a column named twice.
    """
    with open_file(path) as file, _LIMIT:
        before = csv.field_size_limit(MAX_FIELD)
        try:
            return _table(path, file, faults)
        finally:
            csv.field_size_limit(before)


def _table(path: Path, file: BinaryIO, faults: Faults) -> Table:
    head = file.read(1 << 16)
    _refuse_other_formats(head, faults)
    lines = _Lines(file, head)
    parser = csv.reader(lines, delimiter=_delimiter(head), strict=True)
    columns: tuple[str, ...] = ()
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number in itertools.count(1):
        lines.of_row.clear()
        try:
            row = next(parser)
        except StopIteration:
            break
        except csv.Error as error:
            if isinstance(error, _TooLong) or "larger" in str(error):
                name = _column_of_largest(columns, lines.of_row, _delimiter(head))
                faults.at(number, name, f"a field of over {MAX_FIELD:,} characters")
                raise faults.error(
                    do="shorten it, or close its quote; the rest is unread"
                ) from None
            faults.add(f"row {number}: quotes that do not match ({error})")
            lines.skip_bad_bytes()
            if faults.count >= MOST_LISTED or not columns:
                raise faults.error(do='write a quote inside a quoted field twice: ""') from None
            continue
        if lines.suspect:
            _note_bad_bytes(row, number, columns, lines, faults)
        if lines.total > MAX_FILE:
            faults.add(f"row {number}: the file goes on beyond {MAX_FILE >> 20:,} MiB")
            raise faults.error(do="split the file, or capture it in parts")
        if not row:
            continue
        if not columns:
            columns = _header(row, faults)
        elif len(row) != len(columns):
            faults.add(f"row {number}: {len(row)} fields, the header has {len(columns)}")
        else:
            rows.append(row)
            numbers.append(number)
    if not columns:
        faults.add("the file is empty")
        raise faults.error(do="give a header and rows")
    if not rows:
        if not faults.count:
            faults.add(f"only a header ({', '.join(map(shown, columns[:12]))}) and no rows")
        raise faults.error()
    return Table(path=path, columns=columns, rows=rows, numbers=numbers)


class _TooLong(csv.Error):
    """A line longer than any line may be."""


class _Lines:
    """Lines of text from bytes, in blocks; a byte that is not UTF-8 becomes a lone surrogate."""

    def __init__(self, file: BinaryIO, head: bytes) -> None:
        self.bad: deque[int] = deque()  # offsets of bytes that are not UTF-8, not yet reported
        self.suspect = False  # whether there were any such bytes, or NUL
        self.of_row: list[str] = []  # the lines handed out for the row being parsed
        mark = 3 if head.startswith(codecs.BOM_UTF8) else 0
        self.total = mark  # bytes turned into lines so far
        self._file, self._pending = file, head[mark:]
        self._lines = self._read()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.of_row.append(line)
        return line

    def _read(self) -> Iterator[str]:
        while True:
            block = self._file.read(_BLOCK)
            data = self._pending + block
            cut = data.rfind(b"\n") + 1 if block else len(data)
            if cut:
                yield from io.StringIO(self._decoded(data[:cut]), newline="")
            self._pending = data[cut:]
            if not block:
                return
            if len(self._pending) > MAX_LINE:
                self.of_row.append(self._pending.decode("utf-8", "replace"))
                raise _TooLong

    def _decoded(self, data: bytes) -> str:
        self.suspect = self.suspect or b"\0" in data
        try:
            text = data.decode()
        except UnicodeDecodeError:
            self.suspect = True
            text = data.decode("utf-8", "surrogateescape")
            self._remember_bad_bytes(text)
        self.total += len(data)
        return text

    def _remember_bad_bytes(self, text: str) -> None:
        offset, at = self.total, 0
        for found in _ESCAPED.finditer(text):
            offset += len(text[at : found.start()].encode())
            self.bad.append(offset)
            offset, at = offset + 1, found.end()

    def skip_bad_bytes(self) -> None:
        """Forget the bad bytes of a row that could not be parsed."""
        for _ in _ESCAPED.finditer("".join(self.of_row)):
            self.bad.popleft()


def _note_bad_bytes(
    row: list[str], number: int, columns: tuple[str, ...], lines: _Lines, faults: Faults
) -> None:
    for at, field in enumerate(row):
        bad = _ESCAPED.findall(field)
        name = columns[at] if at < len(columns) else f"#{at + 1}"
        if bad:
            offsets = [lines.bad.popleft() for _ in bad]
            byte = ord(bad[0]) - 0xDC00
            faults.at(
                number,
                name,
                f"byte {offsets[0]} of the file (0x{byte:02x}) is not UTF-8; save it as UTF-8",
            )
        if "\0" in field:
            faults.at(number, name, f"a NUL character at place {field.index(chr(0))}")


def _refuse_other_formats(head: bytes, faults: Faults) -> None:
    for magic, name in _BINARY.items():
        if head.startswith(magic):
            faults.add(f"not a CSV file but {name}")
            raise faults.error(do="save it as CSV in UTF-8")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        faults.add("row 1: byte 0 of the file begins UTF-16, not UTF-8")
        raise faults.error(do="save it as CSV in UTF-8")
    if head.lstrip()[:1] in (b"{", b"<"):
        kind = "JSON" if head.lstrip()[:1] == b"{" else "XML or HTML"
        faults.add(f"not a CSV file but, it seems, {kind}")
        raise faults.error(do="save it as CSV in UTF-8")


def _delimiter(head: bytes) -> str:
    """The comma, or what Excel writes where the comma is the decimal mark: `;` or a tab."""
    first = head.partition(b"\n")[0]
    if b"," in first:
        return ","
    return ";" if b";" in first else "\t" if b"\t" in first else ","


def _header(row: list[str], faults: Faults) -> tuple[str, ...]:
    columns = tuple(name.strip() for name in row)
    for at, name in enumerate(columns):
        if name in columns[:at]:
            faults.add(
                f"row 1: the column {shown(name)} twice (places {columns.index(name) + 1} "
                f"and {at + 1})"
            )
        elif not name:
            faults.add(f"row 1: the column at place {at + 1} has no name")
    return columns


def _column_of_largest(columns: tuple[str, ...], lines: list[str], delimiter: str) -> str:
    """The column of the longest field of a row that was too long to parse."""
    csv.field_size_limit(2 * MAX_LINE)
    try:
        row = next(csv.reader(["".join(lines)], delimiter=delimiter), [])
    except csv.Error:
        row = []
    finally:
        csv.field_size_limit(MAX_FIELD)
    at = max(range(len(row)), key=lambda place: len(row[place]), default=0)
    return columns[at] if at < len(columns) else f"#{at + 1}"
