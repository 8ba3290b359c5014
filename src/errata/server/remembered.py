"""Remembered: answers that many ask for and that cost much, kept for a short while.

Of several who ask for the same at once one works and the others wait for it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 256  # answers kept
LONG = 0.25  # seconds: what takes longer to make
STALE = 60.0  # ... may be so old

log = logging.getLogger("errata.server")


class Remembered:
    """Answers by what was asked; safe between threads."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._guard = threading.Lock()

    def get(self, asked: Hashable, make: Callable[[], T], *, seconds: float) -> T:
        """The answer, at most so old. An error is not kept.

        One that took long to make is told for a minute even when it is older, while it is made
        anew aside: nobody waits twice for the same counts.
        """
        kept = self._newest(asked)
        if kept is not None and kept.age(self._clock()) <= seconds:
            return kept.value  # type: ignore[no-any-return]
        with self._guard:
            lock = self._making.setdefault(asked, threading.Lock())
        if kept is not None and kept.took > LONG and kept.age(self._clock()) <= STALE:
            if lock.acquire(blocking=False):
                threading.Thread(
                    target=self._renew, args=(asked, make, lock), name="renews", daemon=True
                ).start()
            return kept.value  # type: ignore[no-any-return]
        with lock:
            kept = self._newest(asked)
            if kept is not None and kept.age(self._clock()) <= seconds:
                return kept.value  # type: ignore[no-any-return]
            return self._make(asked, make)

    def _make(self, asked: Hashable, make: Callable[[], T]) -> T:
        began = self._clock()
        made = make()
        with self._guard:
            self._kept[asked] = _Kept(began=began, took=self._clock() - began, value=made)
            self._kept.move_to_end(asked)
            while len(self._kept) > MOST:
                gone, _ = self._kept.popitem(last=False)
                self._making.pop(gone, None)
        return made

    def _renew(self, asked: Hashable, make: Callable[[], T], lock: threading.Lock) -> None:
        try:
            self._make(asked, make)
        except Exception:  # whoever asks when the old one is too old is told what is wrong
            log.exception("an answer could not be renewed")
        finally:
            lock.release()

    def _newest(self, asked: Hashable) -> _Kept | None:
        with self._guard:
            return self._kept.get(asked)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Kept:
    began: float  # what it tells is as of then
    took: float  # seconds
    value: Any

    def age(self, now: float) -> float:
        return now - self.began
