"""Steps: the instants at which a crash matters most, so that a process can die exactly there.

A kill at a random time rarely falls between a flush and the rename that follows it. These steps
are counted, and the process kills itself at the one it was told.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

Say = Callable[[dict[str, Any]], None]


class Steps:
    """Counts durable steps and dies at number `last`; 0 never dies."""

    def __init__(self, *, last: int, say: Say) -> None:
        self._left, self._say = last, say

    def at(self, name: str) -> None:
        """A step is reached."""
        self._left -= 1
        if self._left == 0:
            self._say({"step": name})
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Count this process's flushes, renames, links and commits from now on."""
        event.listen(Engine, "commit", lambda _: self.at("before a commit"))
        for name in ("fsync", "replace", "link", "unlink"):
            setattr(os, name, self._around(name, getattr(os, name)))

    def _around(self, name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def acted(*given: Any, **named: Any) -> Any:
            self.at(f"before {name}")
            result = act(*given, **named)
            self.at(f"after {name}")
            return result

        return acted
