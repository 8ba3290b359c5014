"""Answers: what the server tells, as the values that the local loop answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from errata.core.errors import StoreDamaged
from errata.core.trace import Trace

T = TypeVar("T")
_BLANK: Mapping[type[Any], Any] = {
    str: "",
    int: 0,
    float: float("nan"),
    bool: False,
    bytes: b"",
    datetime: datetime.fromtimestamp(0, UTC),
}


def value_of(kind: type[T], given: Mapping[str, Any], **known: Any) -> T:
    """A frozen value from JSON; `known` fills in what the caller knows better.

    What the server does not tell (its secrets, what a role may not see) is blank: an empty text,
    0, NaN, None. Raises StoreDamaged when what it tells does not fit.

    >>> from errata.core.estimate import Estimate
    >>> value_of(Estimate, {"value": 0.5, "low": 0.4, "high": 0.6, "n": 90}).n
    90
    """
    hints = _hints(cast(Any, kind))
    chosen: dict[str, Any] = {}
    for entry in fields(cast(Any, kind)):
        name = entry.name
        if name in known:
            chosen[name] = known[name]
        elif name in given:
            try:
                chosen[name] = _read(hints[name], given[name])
            except (TypeError, ValueError):
                raise StoreDamaged(
                    f"the server tells {name}={given[name]!r} of a {kind.__name__}",
                    do="see that server and client are of the same version",
                ) from None
        elif entry.default is MISSING and entry.default_factory is MISSING:
            chosen[name] = _blank(hints[name])
    return kind(**chosen)


def trace_of(told: Mapping[str, Any]) -> Trace:
    """A story, as a tree."""
    return Trace(
        kind=told["kind"],
        id=told["id"],
        says=told["says"],
        facts=told.get("facts") or {},
        then=tuple(trace_of(one) for one in told.get("then") or ()),
    )


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        if value is None:
            return None
        inner = [one for one in get_args(hint) if one is not type(None)]
        return _read(inner[0], value) if len(inner) == 1 else value
    if origin is tuple:
        return tuple(_read(get_args(hint)[0], one) for one in value or ())
    if origin is not None:  # a mapping
        return dict(value or {})
    if hint is Any:
        return value
    if value is None:
        return _blank(hint)
    if is_dataclass(hint):
        return value_of(cast(type[Any], hint), value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return hint(value)


def _blank(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return None
    if get_origin(hint) is tuple:
        return ()
    if get_origin(hint) is not None:
        return {}
    if isinstance(hint, type) and issubclass(hint, Enum):
        raise StoreDamaged(
            f"the server does not tell which {hint.__name__} it is",
            do="see that server and client are of the same version",
        )
    return _BLANK.get(hint)
