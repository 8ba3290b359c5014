"""Columns: predictions as they were sent, before the project has looked at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import FileError

MOST_FAULTS = 50


class Faults:
    """Everything wrong with a body, with row and field; the body is refused whole."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._more = 0

    def add(self, row: int, name: str, says: str) -> None:
        """One fault; rows count from 0."""
        if len(self._found) < MOST_FAULTS:
            self._found.append(f"row {row}, {name}: {says}")
        else:
            self._more += 1

    def say(self, says: str) -> None:
        """A fault of the body as a whole."""
        self._found.append(says)

    @property
    def full(self) -> bool:
        """Whether looking further would tell nothing."""
        return len(self._found) >= MOST_FAULTS

    def check(self) -> None:
        """Raise FileError if there is one."""
        if self._found:
            raise FileError(
                "the predictions",
                self._found,
                do="mend these and send it again; nothing was stored",
            )


def short(value: object, longest: int = 60) -> str:
    """A value as a fault names it.

    >>> short("a" * 100)[-6:]
    'aaa...'
    """
    shown = repr(value if not isinstance(value, str) else value[: longest + 1])
    return shown if len(shown) <= longest else shown[: longest - 3] + "..."


@dataclass(kw_only=True, slots=True)
class Columns:
    """n predictions, a column each; None where a row lacks the value, or for the whole column."""

    n: int
    ids: Sequence[str | None] | None = None
    models: Sequence[str | None] | None = None
    texts: Sequence[str | None] | None = None
    records: Sequence[dict[str, Any] | None] | None = None
    images: Sequence[bytes | None] | None = None
    # Rows of numbers or of label -> number; or one array, with NaN rows where there are none.
    probabilities: Sequence[Sequence[float] | dict[str, float] | None] | NDArray[Any] | None = None
    labels: Sequence[str | None] | None = None
    attributes: Mapping[str, Sequence[Any] | NDArray[np.float64]] = field(default_factory=dict)
    groups: Sequence[str | None] | None = None
    subjects: Sequence[str | None] | None = None
