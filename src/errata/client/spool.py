"""Spool: what the server has not got yet, in order, on disk before it is acknowledged."""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from errata.client.parcel import JSON, Parcel, SetAside, Waiting
from errata.core.errors import Unavailable

LIMIT = 1 << 30  # bytes
TOGETHER = 1_000  # predictions that are sent as one when the server is back

_SCHEMA = """
CREATE TABLE IF NOT EXISTS parcel (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    lane TEXT NOT NULL,
    noun TEXT NOT NULL,
    path TEXT NOT NULL,
    content_type TEXT NOT NULL,
    body BLOB NOT NULL,
    n INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    spooled_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS parcel_lane ON parcel (lane, problem, number);
CREATE TABLE IF NOT EXISTS known (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Spool:
    """A line of parcels for each lane, in one SQLite file that processes and threads may share.

    A lane is what must stay in order: one server's project, or one reviewer's answers in it. The
    file is made when it is first needed. Raises Unavailable when it cannot be written or is full.
    """

    def __init__(self, path: Path, *, limit: int = LIMIT) -> None:
        self.path, self._limit = path, limit
        self._lock, self._pid = threading.RLock(), os.getpid()
        self._open: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None

    def append(self, lane: str, parcels: Sequence[Parcel]) -> None:
        """Put parcels at the end of the line; they are on disk when this returns."""
        size = sum(len(parcel.body) for parcel in parcels)
        now = datetime.now(UTC).isoformat()
        with self._writing() as db:
            full = _bytes(db) + size
            if full > self._limit:
                raise Unavailable(
                    f"the spool {self.path} is full and the server is away",
                    wanted=f"at most {self._limit:,} bytes; this call would make it {full:,}",
                    do="start the server, then send this again; nothing of it was kept",
                )
            db.executemany(
                "INSERT INTO parcel (lane, noun, path, content_type, body, n, spooled_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(lane, p.noun, p.path, p.content_type, p.body, p.n, now) for p in parcels],
            )
            _add_bytes(db, size)

    def is_empty(self, lane: str) -> bool:
        """Whether nothing waits in a lane; what was set aside does not wait."""
        return not self._rows(
            "SELECT 1 FROM parcel WHERE lane = ? AND problem IS NULL LIMIT 1", lane
        )

    def waiting(self, lane: str) -> int:
        """How many predictions, outcomes and answers wait in a lane."""
        found = self._rows("SELECT SUM(n) FROM parcel WHERE lane = ? AND problem IS NULL", lane)
        return int(found[0][0] or 0) if found else 0

    def next(self, lane: str) -> list[Waiting]:
        """The first of the line, and with it what may be sent in the same call."""
        rows = self._rows(
            "SELECT number, tries, noun, path, content_type, n FROM parcel"
            " WHERE lane = ? AND problem IS NULL ORDER BY number LIMIT ?",
            lane,
            TOGETHER,
        )
        alike = total = 0
        for row in rows:
            total += row[5]
            same = row[2:5] == rows[0][2:5] and row[2] == "prediction" and row[4] == JSON
            if alike and (not same or total > TOGETHER):
                break
            alike += 1
        return [self._read(row) for row in rows[:alike]]

    def done(self, sent: Sequence[Waiting]) -> None:
        """The server has them: they leave the spool."""
        with self._writing() as db:
            db.executemany("DELETE FROM parcel WHERE number = ?", [(one.number,) for one in sent])
            _add_bytes(db, -sum(len(one.parcel.body) for one in sent))

    def failed(self, one: Waiting) -> None:
        """The server failed over it once more."""
        with self._writing() as db:
            db.execute("UPDATE parcel SET tries = tries + 1 WHERE number = ?", (one.number,))

    def set_aside(self, one: Waiting, problem: str) -> None:
        """The server refuses it: keep it, with the reason, out of the line."""
        with self._writing() as db:
            db.execute("UPDATE parcel SET problem = ? WHERE number = ?", (problem, one.number))

    def aside(self, lane: str) -> tuple[SetAside, ...]:
        """What was set aside, oldest first."""
        rows = self._rows(
            "SELECT number, tries, noun, path, content_type, n, problem, spooled_at FROM parcel"
            " WHERE lane = ? AND problem IS NOT NULL ORDER BY number",
            lane,
        )
        return tuple(
            SetAside(
                number=row[0],
                parcel=self._read(row).parcel,
                problem=row[6],
                spooled_at=datetime.fromisoformat(row[7]),
            )
            for row in rows
        )

    def put_back(self, lane: str) -> None:
        """Let what was set aside stand in line again, in its old place."""
        with self._writing() as db:
            db.execute("UPDATE parcel SET problem = NULL, tries = 0 WHERE lane = ?", (lane,))

    def drop(self, lane: str, numbers: Sequence[int]) -> None:
        """Give up what was set aside."""
        with self._writing() as db:
            for number in numbers:
                row = db.execute(
                    "DELETE FROM parcel WHERE lane = ? AND number = ? AND problem IS NOT NULL"
                    " RETURNING length(body)",
                    (lane, number),
                ).fetchone()
                _add_bytes(db, -row[0] if row else 0)

    def remember(self, name: str, value: str) -> None:
        """Keep what will be needed when the server is away."""
        if self.recall(name) != value:
            with self._writing() as db:
                db.execute("INSERT OR REPLACE INTO known VALUES (?, ?)", (name, value))

    def recall(self, name: str) -> str | None:
        """What was remembered, or None."""
        found = self._rows("SELECT value FROM known WHERE name = ?", name)
        return str(found[0][0]) if found else None

    @contextmanager
    def turn(self, lane: str) -> Iterator[bool]:
        """Whether it is this caller's turn to send a lane: one at a time on this machine.

        The kernel ends the turn of a process that dies.
        """
        name = hashlib.sha256(lane.encode()).hexdigest()[:12]
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with Path(f"{self.path}.{name}.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    def close(self) -> None:
        """Let go of the file."""
        with self._mine():
            if self._open is not None:
                self._open.close()
            self._open = None

    def _read(self, row: Sequence[Any]) -> Waiting:
        number, tries, noun, path, content_type, n = row[:6]
        body = self._rows("SELECT body FROM parcel WHERE number = ?", number)
        return Waiting(
            number=number,
            tries=tries,
            parcel=Parcel(
                noun=noun,
                path=path,
                content_type=content_type,
                body=body[0][0] if body else b"",
                n=n,
            ),
        )

    def _rows(self, sql: str, *given: object) -> list[Any]:
        with self._mine():
            if self._open is None and not self.path.exists():
                return []
            try:
                return self._connected().execute(sql, given).fetchall()
            except sqlite3.Error as error:
                raise self._unusable(error) from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on disk when it is left."""
        with self._mine():
            try:
                db = self._connected()
                db.execute("BEGIN IMMEDIATE")
                try:
                    yield db
                    db.execute("COMMIT")
                except BaseException:
                    if db.in_transaction:
                        db.execute("ROLLBACK")
                    raise
            except (sqlite3.Error, OSError) as error:
                raise self._unusable(error) from None

    def _connected(self) -> sqlite3.Connection:
        if self._open is not None:
            return self._open
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self.path.exists():
            self.path.touch(mode=0o600)  # it holds what people wrote
        with Path(f"{self.path}.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # two that make the file at once would be "locked"
            db = sqlite3.connect(
                self.path, timeout=30, isolation_level=None, check_same_thread=False
            )
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")  # an fsync for each commit
            db.executescript(_SCHEMA)
        self._open = db
        return db

    def _mine(self) -> threading.RLock:
        """This process's lock; a fork's child leaves its parent's connection and lock alone."""
        if self._pid != os.getpid():
            self._inherited, self._open = self._open, None
            self._lock, self._pid = threading.RLock(), os.getpid()
        return self._lock

    def _unusable(self, error: Exception) -> Unavailable:
        return Unavailable(
            f"the spool {self.path} cannot be used ({error})",
            do="name another file with spool=... or ERRATA_SPOOL; nothing of this call was kept",
        )


def default_spool() -> Path:
    """ERRATA_SPOOL, or a file in the user's state folder."""
    named = os.environ.get("ERRATA_SPOOL")
    if named:
        return Path(named)
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "errata" / "spool.db"


def _bytes(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT value FROM known WHERE name = 'bytes'").fetchone()
    return int(row[0]) if row else 0


def _add_bytes(db: sqlite3.Connection, size: int) -> None:
    """The sum is kept, since adding up a long line for each new parcel would take ever longer."""
    db.execute("INSERT OR REPLACE INTO known VALUES ('bytes', ?)", (str(_bytes(db) + size),))
