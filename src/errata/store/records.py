"""Records: frozen dataclasses of `errata.core` as rows, field by field, and back."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from errata.core.errors import InputError
from errata.store.columns import Json, Moment, Real, Words, plain_text

INT64 = 1 << 63


@dataclass(frozen=True, kw_only=True)
class Record:
    """How one kind of value is stored."""

    kind: type
    table: Table
    names: tuple[str, ...]
    order: str  # the column that tells older from newer
    checks: tuple[Callable[[Any, str], Any], ...]  # value -> what is bound
    reads: tuple[Callable[[Any], Any] | None, ...]  # what was read -> value

    def row(self, value: object) -> dict[str, Any]:
        """The value's columns; raises InputError for what no database can hold."""
        kind = self.kind.__name__
        return {
            name: check(getattr(value, name), f"{kind}.{name}")
            for name, check in zip(self.names, self.checks, strict=True)
        }

    def value(self, row: Sequence[Any]) -> Any:
        """The value of a row whose columns come in the fields' order."""
        return self.kind(
            **{
                name: cell if read is None or cell is None else read(cell)
                for name, read, cell in zip(self.names, self.reads, row, strict=True)
            }
        )

    def laws(self) -> str:
        """What must be unique, in words."""
        unique = [
            tuple(column.name for column in constraint.columns)
            for constraint in self.table.constraints
            if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint)
        ]
        return " and ".join("/".join(names) for names in sorted(unique))


def record(
    metadata: MetaData,
    kind: type,
    name: str,
    *,
    key: str = "id",
    order: str = "id",
    unique: Sequence[str] = (),
    index: Sequence[str] = (),
    refers: Mapping[str, str] | None = None,
) -> Record:
    """A table whose columns are the fields of `kind`; names in one string are a joint key."""
    hints = get_type_hints(kind)
    columns: list[Column[Any]] = []
    checks: list[Callable[[Any, str], Any]] = []
    reads: list[Callable[[Any], Any] | None] = []
    names = tuple(entry.name for entry in fields(kind))
    for field_name in names:
        inner, optional = _optional(hints[field_name])
        sql, check, read = _column(inner, f"{kind.__name__}.{field_name}")
        refer = [ForeignKey(refers[field_name])] if refers and field_name in refers else []
        columns.append(Column(field_name, sql, *refer, nullable=optional))
        checks.append(_or_none(check) if optional else check)
        reads.append(read)
    table = Table(
        name,
        metadata,
        *columns,
        PrimaryKeyConstraint(*key.split()),
        *(UniqueConstraint(*joint.split()) for joint in unique),
        *(Index(None, *joint.split()) for joint in index),
    )
    return Record(
        kind=kind, table=table, names=names, order=order, checks=tuple(checks), reads=tuple(reads)
    )


def _optional(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        if len(inner) == 1:
            return inner[0], True
    return hint, False


def _column(
    hint: Any, where: str
) -> tuple[TypeEngine[Any], Callable[[Any, str], Any], Callable[[Any], Any] | None]:
    origin = get_origin(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Words(), lambda value, at: _member(hint, value, at), hint
    simple: dict[Any, tuple[Any, Any, Any]] = {
        str: (Words(), lambda value, at: plain_text(value, where=at), None),
        bool: (Boolean(), _truth, None),
        int: (BigInteger(), _whole, None),
        float: (Real(), _number, None),
        bytes: (LargeBinary(), _bytes, bytes),
        datetime: (Moment(), _time, None),
    }
    if hint in simple:
        sql, check, read = simple[hint]
        return sql, check, read
    if origin is tuple:
        return Json(), _listed, tuple
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Json(), _mapped, None
    raise TypeError(f"{where}: no column for {hint}")


def _or_none(check: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    return lambda value, at: None if value is None else check(value, at)


def _member(kind: type[StrEnum], value: Any, at: str) -> str:
    try:
        return kind(value).value
    except ValueError:
        raise InputError(f"{value!r} in {at}", wanted=", ".join(kind)) from None


def _whole(value: Any, at: str) -> int:
    try:
        number = value.__index__()
    except AttributeError:
        raise InputError(f"{value!r} in {at}", wanted="a whole number") from None
    if not -INT64 <= number < INT64:
        raise InputError(f"{number} in {at}", wanted="a number of 64 bits")
    return int(number)


def _number(value: Any, at: str) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise InputError(f"{value!r} in {at}", wanted="a number") from None


def _truth(value: Any, at: str) -> bool:
    if value not in (True, False):
        raise InputError(f"{value!r} in {at}", wanted="true or false")
    return bool(value)


def _time(value: Any, at: str) -> datetime:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise InputError(f"{value!r} in {at}", wanted="an aware time")
    return value


def _bytes(value: Any, at: str) -> bytes:
    if not isinstance(value, bytes):
        raise InputError(f"{value!r} in {at}", wanted="bytes")
    return value


def _listed(value: Any, at: str) -> Any:
    if not isinstance(value, tuple | list):
        raise InputError(f"{value!r} in {at}", wanted="a tuple")
    return value


def _mapped(value: Any, at: str) -> Any:
    if not isinstance(value, Mapping):
        raise InputError(f"{value!r} in {at}", wanted="a mapping")
    return value
