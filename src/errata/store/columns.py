"""Column types: how the values of `errata.core` lie in SQL, the same on every database.

Times are whole microseconds since 1970 UTC, exact and sortable; mappings and tuples are JSON;
NaN survives SQLite, which would make it NULL.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, Dialect, Double, Text, TypeDecorator

from errata.core.errors import InputError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Bytewise order everywhere: identifiers sort by time under any database's locale.
PLAIN_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def micros(at: datetime) -> int:
    """Microseconds since 1970; raises InputError for a time without its zone.

    >>> micros(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000000
    """
    if not isinstance(at, datetime) or at.utcoffset() is None:
        raise InputError(f"the time {at!r}", wanted="an aware datetime, best in UTC")
    return _micros(at)


@lru_cache(maxsize=64)  # the rows of a batch share their times
def _micros(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


def moment(at: int) -> datetime:
    """The aware time of so many microseconds since 1970."""
    return EPOCH + timedelta(microseconds=at)


def plain_text(text: object) -> str:
    """The text, if every database can hold it; raises InputError for NUL or half a surrogate."""
    if not isinstance(text, str):
        raise InputError(f"{text!r}", wanted="a text")
    if "\0" in text:
        raise InputError("a NUL character", wanted="text without it")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise InputError("half a surrogate pair", wanted="text that UTF-8 can hold") from None
    return str(text)


def to_json(value: object) -> str:
    """Compact JSON in the order given; NaN and infinities as Python spells them.

    Raises InputError for what JSON cannot give back: names that are not text, other objects.

    >>> to_json({"b": (1, float("nan")), "a": None})
    '{"b":[1,NaN],"a":null}'
    """
    return _ENCODE(_jsonable(value, "$"))


_ENCODE = json.JSONEncoder(separators=(",", ":")).encode
_PLAIN = frozenset((str, bool, int, float, type(None)))


def _jsonable(value: object, path: str) -> object:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, Enum):
        return _jsonable(value.value, path)
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        if all(type(name) is str and type(part) in _PLAIN for name, part in value.items()):
            return value if kind is dict else dict(value)
        for name in value:
            if not isinstance(name, str):
                raise InputError(f"the name {name!r} at {path}", wanted="names that are text")
        return {str(name): _jsonable(part, f"{path}.{name}") for name, part in value.items()}
    if isinstance(value, tuple | list):
        if all(type(part) in _PLAIN for part in value):
            return value
        return [_jsonable(part, f"{path}[{i}]") for i, part in enumerate(value)]
    raise InputError(f"a {kind.__name__} at {path}", wanted="texts, numbers, lists and mappings")


class Moment(TypeDecorator[datetime]):
    """An aware time, as microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        """To microseconds."""
        return None if value is None else micros(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """To an aware time."""
        return None if value is None else moment(value)


class Real(TypeDecorator[float]):
    """A number of 64 bits, NaN and infinities included."""

    impl = Double
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """SQLite makes NaN NULL, so there it is the text 'NaN', which sorts last as elsewhere."""
        if dialect.name != "sqlite":
            return lambda value: None if value is None else float(value)
        return lambda value: "NaN" if value != value else None if value is None else float(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> float | None:
        """Back to a float."""
        return None if value is None else float(value)


class Json(TypeDecorator[Any]):
    """Mappings, lists and what is in them, as text."""

    impl = PLAIN_TEXT
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To JSON."""
        return None if value is None else to_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Back from JSON; lists stay lists."""
        return None if value is None else json.loads(value)


class Words(TypeDecorator[str]):
    """Text that every database can hold."""

    impl = PLAIN_TEXT
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Checked."""
        return None if value is None else plain_text(value)
