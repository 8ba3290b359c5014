"""Records: frozen dataclasses of `errata.core` as rows, field by field, and back."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cached_property, lru_cache, partial
from operator import attrgetter
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
from errata.store.columns import Json, Moment, Real, Words, micros, plain_text, to_json

INT64 = 1 << 63
Check = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class Record:
    """How one kind of value is stored."""

    kind: type
    table: Table
    names: tuple[str, ...]
    order: str  # the column that tells older from newer
    checks: tuple[Check, ...]  # value -> what is bound
    reads: tuple[Callable[[Any], Any] | None, ...]  # what was read -> value

    @cached_property
    def _cells(self) -> Callable[[object], tuple[Any, ...]]:
        return attrgetter(*self.names)

    def row(self, value: object) -> tuple[Any, ...]:
        """The value's columns, ready to be bound; raises InputError for what cannot be stored."""
        try:
            return tuple(
                [check(cell) for cell, check in zip(self._cells(value), self.checks)]  # noqa: B905
            )
        except InputError:
            raise self._named(value) from None

    def _named(self, value: object) -> InputError:
        """The complaint once more, with the field's name."""
        for name, check in zip(self.names, self.checks, strict=True):
            try:
                check(getattr(value, name))
            except InputError as error:
                return InputError(
                    f"{error.got} in {self.kind.__name__}.{name}", wanted=error.wanted, do=error.do
                )
        raise AssertionError(f"{value!r} was refused and is fine")

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
    checks: list[Check] = []
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


def _column(hint: Any, where: str) -> tuple[TypeEngine[Any], Check, Callable[[Any], Any] | None]:
    origin = get_origin(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Words(), partial(_member, hint), hint
    simple: dict[Any, tuple[Any, Check, Any]] = {
        str: (Words(), plain_text, None),
        bool: (Boolean(), _truth, None),
        int: (BigInteger(), _whole, None),
        float: (Real(), _number, None),
        bytes: (LargeBinary(), _bytes, bytes),
        datetime: (Moment(), micros, None),
    }
    if hint in simple:
        return simple[hint]
    if origin is tuple:
        return Json(), _listed, tuple
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Json(), _mapped, None
    raise TypeError(f"{where}: no column for {hint}")


def _or_none(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _member(kind: type[StrEnum], value: Any) -> str:
    try:
        return kind(value).value
    except ValueError:
        raise InputError(f"{value!r}", wanted="one of " + ", ".join(kind)) from None


def _whole(value: Any) -> int:
    try:
        number = int(value.__index__())
    except AttributeError:
        raise InputError(f"{value!r}", wanted="a whole number") from None
    if not -INT64 <= number < INT64:
        raise InputError(f"{number}", wanted="a number of 64 bits")
    return number


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise InputError(f"{value!r}", wanted="a number") from None


def _truth(value: Any) -> bool:
    if value not in (True, False):
        raise InputError(f"{value!r}", wanted="true or false")
    return bool(value)


def _bytes(value: Any) -> bytes:
    if not isinstance(value, bytes):
        raise InputError(f"{value!r}", wanted="bytes")
    return value


def _listed(value: Any) -> str:
    if not isinstance(value, tuple | list):
        raise InputError(f"{value!r}", wanted="a tuple")
    if type(value) is tuple and all(type(part) is str for part in value):
        return _texts(value)
    return to_json(value)


@lru_cache(maxsize=256)  # flags and labels repeat
def _texts(value: tuple[str, ...]) -> str:
    return to_json(value)


def _mapped(value: Any) -> str:
    if not isinstance(value, Mapping):
        raise InputError(f"{value!r}", wanted="a mapping")
    return to_json(value)
