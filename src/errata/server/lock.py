"""Lock: one server to an SQLite file, held as long as the process lives, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from errata.core.errors import Conflict


@contextmanager
def owning(database: Path | None) -> Iterator[None]:
    """Own the file; raises Conflict, naming who does, when another server serves it already.

    None is a database with a server of its own, which any number of ours may share.
    """
    if database is None:
        yield
        return
    path = database.with_name(database.name + ".serving")
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            other = file.read().strip() or "another process"
            raise Conflict(
                f"{database} is served already, by {other}",
                wanted="one server to an SQLite file",
                do="stop it first, or use PostgreSQL, which takes any number of servers",
            ) from None
        file.truncate(0)
        file.write(f"process {os.getpid()}")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
