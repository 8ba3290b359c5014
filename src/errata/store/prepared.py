"""Prepared statements: built and compiled once for each database, then handed to its driver.

A statement that SQLAlchemy runs costs some twenty times what SQLite needs for it; a claim and its
answer run thirty. What is said and what comes back pass through the columns' types as they would
otherwise, and errors are SQLAlchemy's.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from errata.store.columns import Real

Convert = Callable[[Any], Any]


class Prepared:
    """A statement without lists among its parameters."""

    def __init__(self, statement: Any) -> None:
        self.statement = statement
        self._ready: dict[str, _Ready] = {}

    def all(self, conn: Connection, given: Mapping[str, Any]) -> list[Any]:
        """The rows, as named tuples."""
        ready = self._for(conn.dialect)
        return ready.rows(_run(conn, ready, given).fetchall())

    def first(self, conn: Connection, given: Mapping[str, Any]) -> Any | None:
        """The first row, or None."""
        ready = self._for(conn.dialect)
        row = _run(conn, ready, given).fetchone()
        return None if row is None else ready.rows([row])[0]

    def run(self, conn: Connection, given: Mapping[str, Any]) -> int:
        """How many rows a change touched."""
        return int(_run(conn, self._for(conn.dialect), given).rowcount)

    def _for(self, dialect: Dialect) -> _Ready:
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = _Ready(self.statement, dialect)
        return ready


class _Ready:
    """A statement as one kind of driver takes it."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._names: tuple[str, ...] = tuple(compiled.positiontup or compiled.params)
        self._positional = compiled.positiontup is not None
        self._binds: dict[str, Convert | None] = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for name, bind in compiled.binds.items()
        }
        self._reads: tuple[Convert | None, ...] = ()
        if isinstance(statement, Select):
            columns = list(statement.selected_columns)
            self._reads = tuple(_reader(column.type, dialect) for column in columns)
            named: Any = namedtuple("Row", [str(c.key) for c in columns], rename=True)  # type: ignore[misc]
            self._make: Any = named._make

    def bound(self, given: Mapping[str, Any]) -> Any:
        """The parameters as the driver takes them."""
        cells = []
        for name in self._names:
            value = given[name] if name in given else self._fixed.get(name)
            convert = self._binds[name]
            cells.append(value if convert is None else convert(value))
        return tuple(cells) if self._positional else dict(zip(self._names, cells, strict=True))

    def rows(self, found: list[Any]) -> list[Any]:
        """What the driver answered, through the columns' types; as it is where none are known."""
        if not self._reads:
            return found
        return [
            self._make(
                cell if read is None else read(cell)
                for read, cell in zip(self._reads, row, strict=True)
            )
            for row in found
        ]


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if isinstance(kind, Real):  # the drivers answer a float, or SQLite's text for NaN
        return lambda value: None if value is None else float(value)
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _run(conn: Connection, ready: _Ready, given: Mapping[str, Any]) -> Any:
    bound = ready.bound(given)
    if conn.dispatch.before_cursor_execute:  # somebody watches
        return conn.exec_driver_sql(ready.sql, bound)
    errors = conn.dialect.loaded_dbapi.Error
    driver: Any = conn.connection.dbapi_connection
    try:
        return driver.execute(ready.sql, bound)
    except errors as error:
        raise DBAPIError.instance(ready.sql, bound, error, errors, dialect=conn.dialect) from error
