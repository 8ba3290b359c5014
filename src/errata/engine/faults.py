"""The problems of one file, collected so that all are reported at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from errata.core.errors import FileError

MOST_LISTED = 20


class Faults:
    """Collects problems, lists the first twenty, counts the rest."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.count = 0
        self._listed: list[str] = []

    def add(self, problem: str) -> None:
        """Note a problem that concerns the file as a whole."""
        self.count += 1
        if len(self._listed) < MOST_LISTED:
            self._listed.append(problem)

    def at(self, row: int, column: str, problem: str) -> None:
        """Note a problem of one cell; rows count from 1, the header."""
        if self.count < MOST_LISTED:
            self.add(f"row {row}, column {column!r}: {problem}")
        else:
            self.count += 1

    def error(self, *, do: str = "") -> FileError:
        """The error that lists them."""
        listed = list(self._listed)
        if self.count > len(listed):
            listed.append(f"... and {self.count - len(listed)} more")
        error = FileError(self.where, listed, do=do)
        error.got = error.got.replace(f"{len(listed)} problem", f"{self.count} problem", 1)
        return error

    def check(self, *, do: str = "") -> None:
        """Raise FileError when there is any problem."""
        if self.count:
            raise self.error(do=do)


def nearest(wanted: str, names: Iterable[str]) -> str:
    """A hint at the name that was probably meant, or nothing.

    >>> nearest("label", ["Labels", "text"])
    "; did you mean 'Labels'?"
    """
    lowered = {name.lower(): name for name in names}
    aliases = {"label": ("class", "target", "category", "intent", "truth", "y")}
    close = difflib.get_close_matches(wanted, lowered, n=1, cutoff=0.7)
    close += [name for name in aliases.get(wanted, ()) if name in lowered]
    close += [name for name in lowered if wanted in name]
    return f"; did you mean {lowered[close[0]]!r}?" if close else ""


def shown(value: str, most: int = 40) -> str:
    """A value as it is quoted in a message: short, control characters escaped."""
    return repr(value if len(value) <= most else value[:most] + "...")
