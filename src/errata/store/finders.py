"""Finders: the queries for records of one kind whose fields equal given values, prepared once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select

from errata.store.prepared import Prepared
from errata.store.records import Record
from errata.store.schema import RECORDS

LIMIT = "at_most"


def finder(
    spec: Record, where: Mapping[str, Any], *, newest_first: bool, limit: int | None
) -> tuple[Prepared, dict[str, Any]] | None:
    """The query and its parameters; None for one with lists, or with fields that are not there."""
    shape = []
    for name, value in where.items():
        if isinstance(value, list | tuple | set | frozenset) or name not in spec.names:
            return None
        shape.append((name, value is None))
    prepared = _prepared(spec.kind, tuple(shape), newest_first, limit is not None)
    given = {f"its_{name}": value for name, value in where.items() if value is not None}
    if limit is not None:
        given[LIMIT] = limit
    return prepared, given


@lru_cache(maxsize=1_000)
def _prepared(
    kind: type, shape: tuple[tuple[str, bool], ...], newest_first: bool, limited: bool
) -> Prepared:
    spec = RECORDS[kind]
    columns = spec.table.c
    query = select(*columns)
    for name, missing in shape:
        column = columns[name]
        wanted: Any = bindparam(f"its_{name}", type_=column.type)
        query = query.where(column.is_(None) if missing else column == wanted)
    order = columns[spec.order]
    query = query.order_by(order.desc() if newest_first else order)
    return Prepared(query.limit(bindparam(LIMIT)) if limited else query)
