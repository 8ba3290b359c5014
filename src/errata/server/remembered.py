"""Remembered: answers that many ask for and that cost much, kept for a short while.

Of several who ask for the same at once one works and the others wait for it.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 256  # answers kept


class Remembered:
    """Answers by what was asked; safe between threads."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._guard = threading.Lock()

    def get(self, asked: Hashable, make: Callable[[], T], *, seconds: float) -> T:
        """The answer, at most so old. An error is not kept."""
        found = self._fresh(asked, seconds)
        if found is not None:
            return found[0]  # type: ignore[no-any-return]
        with self._guard:
            lock = self._making.setdefault(asked, threading.Lock())
        with lock:
            found = self._fresh(asked, seconds)
            if found is not None:
                return found[0]  # type: ignore[no-any-return]
            began = self._clock()
            made = make()
            with self._guard:
                self._kept[asked] = (began, made)
                self._kept.move_to_end(asked)
                while len(self._kept) > MOST:
                    gone, _ = self._kept.popitem(last=False)
                    self._making.pop(gone, None)
        return made

    def _fresh(self, asked: Hashable, seconds: float) -> tuple[Any] | None:
        with self._guard:
            kept = self._kept.get(asked)
        return None if kept is None or self._clock() - kept[0] > seconds else (kept[1],)
