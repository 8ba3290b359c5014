"""Trace: one thing, what is known of it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One thing, what is known of it, and what came of it."""

    kind: str
    id: str
    says: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    then: tuple[Trace, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The tree as indented lines for a person."""
        mark = "  " * (depth - 1) + "└ " if depth else ""
        yield f"{mark}{self.kind} {self.id[:13]}: {self.says}"
        for child in self.then:
            yield from child.lines(depth + 1)

    def as_dict(self) -> dict[str, Any]:
        """The tree as plain values, for JSON."""
        return {
            "kind": self.kind,
            "id": self.id,
            "says": self.says,
            "facts": dict(self.facts),
            "then": [child.as_dict() for child in self.then],
        }

    def of(self, kind: str) -> list[Trace]:
        """Every node of that kind below this one."""
        here = [self] if self.kind == kind else []
        return here + [found for child in self.then for found in child.of(kind)]
