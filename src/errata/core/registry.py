"""The strategy registry: every method has a versioned name, stored with each decision it made.

Behaviour that changes gets a new name (`margin.v2` beside `margin.v1`); a name never changes its
meaning, so that an old decision can always be explained. Other packages add theirs through the
entry points `errata.strategies` and `errata.trainers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from errata.core.errors import Conflict, InputError, NotFound

T = TypeVar("T")
_NAME = re.compile(r"[a-z][a-z0-9_]*\.v[1-9][0-9]*")


class Registry(Generic[T]):
    """Versioned names of one kind of strategy.

    >>> scores: Registry[Callable[[float], float]] = Registry("score")
    >>> @scores.register("twice.v1")
    ... def twice(x: float) -> float:
    ...     return 2 * x
    >>> scores["twice.v1"](2.0)
    4.0
    """

    def __init__(self, kind: str, *, group: str = "errata.strategies") -> None:
        self.kind, self._group = kind, group
        self._known: dict[str, T] = {}
        self._discovered = False

    def register(self, name: str) -> Callable[[T], T]:
        """Add a strategy under a versioned name; a duplicate name raises Conflict."""
        if not _NAME.fullmatch(name):
            raise InputError(f"the {self.kind} name {name!r}", wanted="a name such as 'margin.v1'")
        if name in self._known:
            raise Conflict(
                f"a second {self.kind} named {name!r}", do="give the new behaviour a new version"
            )

        def keep(strategy: T) -> T:
            self._known[name] = strategy
            return strategy

        return keep

    def __getitem__(self, name: str) -> T:
        if name not in self._known:
            self._discover()
        if name not in self._known:
            raise NotFound(f"no {self.kind} is named {name!r}", wanted="one of " + ", ".join(self))
        return self._known[name]

    def __contains__(self, name: str) -> bool:
        return name in iter(self)

    def __iter__(self) -> Iterator[str]:
        self._discover()
        return iter(sorted(self._known))

    def _discover(self) -> None:
        """Load what other packages registered; the entry point's name is '<kind>:<name>'."""
        if self._discovered:
            return
        self._discovered = True
        for point in entry_points(group=self._group):
            kind, _, name = point.name.partition(":")
            if kind == self.kind and name not in self._known:
                self.register(name)(point.load())
