"""What SQLite and PostgreSQL do differently: locks, tokens, and which frees a claim can see.

SQLite has one writer at a time: a lock in the process, then BEGIN IMMEDIATE. PostgreSQL has row
locks, advisory locks and a sequence.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, text

from errata.core.errors import Refused
from errata.store.prepared import Prepared

BUSY_SECONDS = 60.0  # how long another process may hold the file


class Database(Protocol):
    """One kind of database."""

    engine: Engine
    skip_locked: bool  # whether rows can be locked one by one

    def writing(self) -> Any:
        """A context in which this thread may begin a write transaction."""
        ...

    def lock(self, conn: Connection, name: str, *, shared: bool = False) -> None:
        """Wait for others in this transaction's way; the lock ends with the transaction."""
        ...

    def token(self, conn: Connection) -> int:
        """A number larger than all before."""
        ...

    def freed_now(self, conn: Connection) -> int:
        """The sequence number of a slot that becomes free in this transaction."""
        ...

    def seen(self, conn: Connection) -> int:
        """All frees up to this number are visible to the statements that follow."""
        ...


class Sqlite:
    """A file. Nothing acknowledged is lost: WAL with a flush at each commit."""

    skip_locked = False
    _locks: dict[str, _WriterLock] = {}  # noqa: RUF012 - one a file and process, on purpose
    _locks_guard = threading.Lock()

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine = create_engine(
            URL.create("sqlite", database=str(path)),
            poolclass=QueuePool,
            pool_size=16,
            max_overflow=-1,
            pool_use_lifo=True,
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        )
        event.listen(self.engine, "connect", _prepare_sqlite)
        event.listen(self.engine, "begin", _begin_sqlite)
        with self._locks_guard:
            self._lock = self._locks.setdefault(os.path.realpath(path), _WriterLock())

    def writing(self) -> Any:
        """One writer a process; others wait here, in the order that the lock gives."""
        return self._lock.held()

    def lock(self, conn: Connection, name: str, *, shared: bool = False) -> None:
        """The writer is alone already."""

    def token(self, conn: Connection) -> int:
        """The counter's next value."""
        return int(_COUNT.all(conn, {})[0][0])

    def freed_now(self, conn: Connection) -> int:
        """The counter's next value: commits come in its order."""
        return int(_COUNT.all(conn, {})[0][0])

    def seen(self, conn: Connection) -> int:
        """The counter."""
        return int(_COUNTED.all(conn, {})[0][0])


_COUNT = Prepared(
    text("UPDATE counters SET value = value + 1 WHERE name = 'slots' RETURNING value")
)
_COUNTED = Prepared(text("SELECT value FROM counters WHERE name = 'slots'"))


class _WriterLock:
    """A lock that notices a transaction begun inside another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner: int | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        if self._owner == threading.get_ident():
            raise Refused("a transaction inside a transaction", wanted="one at a time in a thread")
        with self._lock:
            self._owner = threading.get_ident()
            try:
                yield
            finally:
                self._owner = None


def _prepare_sqlite(raw: sqlite3.Connection, record: object) -> None:
    raw.isolation_level = None  # BEGIN is said below, not guessed by the driver
    raw.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA cache_size = -65536")


def _begin_sqlite(conn: Connection) -> None:
    writes = conn.get_execution_options().get("errata_writes", False)
    conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Postgres:
    """A server. Writes lock rows; what must be in order waits on advisory locks."""

    skip_locked = True

    def __init__(self, url: URL) -> None:
        self.engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=16,
            max_overflow=-1,
            pool_use_lifo=True,
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
            connect_args={"connect_timeout": 10},
        )
        event.listen(self.engine, "connect", _prepare_postgres)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Writers meet in the server."""
        yield

    def lock(self, conn: Connection, name: str, *, shared: bool = False) -> None:
        """An advisory lock of that name."""
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        (_SHARED if shared else _EXCLUSIVE).first(conn, {"number": number})

    def token(self, conn: Connection) -> int:
        """The sequence's next value."""
        return int(_NEXT.all(conn, {})[0][0])

    def freed_now(self, conn: Connection) -> int:
        """This transaction's number."""
        return int(_XID.all(conn, {})[0][0])

    def seen(self, conn: Connection) -> int:
        """Every transaction below the oldest one that still runs has ended."""
        return int(_XMIN.all(conn, {})[0][0]) - 1


_EXCLUSIVE = Prepared(text("SELECT pg_advisory_xact_lock(:number)"))
_SHARED = Prepared(text("SELECT pg_advisory_xact_lock_shared(:number)"))
_NEXT = Prepared(text("SELECT nextval('lease_tokens')"))
_XID = Prepared(text("SELECT pg_current_xact_id()::text::bigint"))
_XMIN = Prepared(text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"))


def _prepare_postgres(raw: Any, record: object) -> None:
    """Never acknowledge what is not on the disk, whatever the server's default."""
    with raw.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', false)"
            " WHERE current_setting('synchronous_commit') = 'off'"
        )
    raw.commit()
