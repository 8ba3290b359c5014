"""Bulk inserts: rows that are ready to be bound go straight to the driver.

SQLAlchemy would run each cell through its column's type once more; on a capture that queues a
thousand tasks this is most of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Double, Table
from sqlalchemy.engine.default import DefaultDialect

from errata.store.columns import Real


def insert_rows(
    conn: Connection,
    table: Table,
    names: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    *,
    ignore: bool = False,
) -> None:
    """Insert rows whose cells come in the order of `names`; `ignore` leaves out those there.

    SQLite makes NaN NULL, so there it becomes the text 'NaN', as in `columns.Real`.
    """
    if not rows:
        return
    if conn.dialect.name == "sqlite":
        for at, name in enumerate(names):
            if isinstance(table.c[name].type, Real | Double):
                rows = _nan_as_text(rows, at)
    statement = _statement(conn.dialect.name, table, names, ignore)
    conn.exec_driver_sql(statement, list(rows))


def _nan_as_text(rows: Sequence[tuple[Any, ...]], at: int) -> Sequence[tuple[Any, ...]]:
    if all(row[at] == row[at] for row in rows):
        return rows
    return [row if row[at] == row[at] else (*row[:at], "NaN", *row[at + 1 :]) for row in rows]


@cache
def _statement(dialect: str, table: Table, names: tuple[str, ...], ignore: bool) -> str:
    quote = DefaultDialect().identifier_preparer.quote_identifier
    columns = ", ".join(quote(name) for name in names)
    marks = ", ".join(["?" if dialect == "sqlite" else "%s"] * len(names))
    tail = " ON CONFLICT DO NOTHING" if ignore else ""
    return f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks}){tail}"  # noqa: S608
