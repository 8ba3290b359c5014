"""Faults: what the database complains about, said clearly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from errata.core.errors import Conflict, ErrataError, InputError, NotFound, StoreDamaged

AGAIN = ("40001", "40P01", "55P03")  # serialization, deadlock, lock not available


def clear(error: DBAPIError, *, shown: URL | None = None) -> ErrataError:
    """The complaint as one of ours."""
    said = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else "no reason given"
    state = getattr(error.orig, "sqlstate", None)
    low = said.lower()
    if isinstance(error, IntegrityError):
        return Conflict(f"the database refused a row: {said}")
    if state in AGAIN or "database is locked" in low or "database is busy" in low:
        return Conflict(
            f"two changes met and this one gave way: {said}", do="do it again; nothing was changed"
        )
    if "malformed" in low or "not a database" in low or "disk i/o error" in low:
        return StoreDamaged(f"the database file is damaged: {said}", do="restore it from a backup")
    if "readonly" in low or "unable to open" in low or "permission denied" in low:
        return InputError(f"the database cannot be written: {said}", do="check its permissions")
    if "full" in low and "disk" in low:
        return ErrataError(f"the disk is full: {said}", do="make room; nothing was changed")
    elsewhere = not isinstance(error.orig, sqlite3.Error)
    if elsewhere and (state is None or state.startswith(("08", "57", "28", "3D"))):
        where = f" at {shown.render_as_string(hide_password=True)}" if shown else ""
        return NotFound(f"the database{where} does not answer: {said}", do="check that it runs")
    return ErrataError(f"the database refused: {said}")


@contextmanager
def cleared() -> Iterator[None]:
    """Turn what the database says into Errata's errors."""
    try:
        yield
    except DBAPIError as error:
        raise clear(error) from error
    except StatementError as error:  # a value that a column's type refused
        if isinstance(error.orig, ErrataError):
            raise error.orig from None
        raise
