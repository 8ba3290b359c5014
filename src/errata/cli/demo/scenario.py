"""Scenario: the data of a demo, cut into the parts that the loop needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.item import Items

Circumstances = Mapping[str, str | float | None]

# The hold is large from the start, so few random audits are needed: each costs two or three
# answers, for its label must not lean on the model. The crew is right 94 times in
# a hundred; at a bar of .8 a second answer is asked for where a reviewer contradicts a sure model.
SETTINGS: Mapping[str, Any] = {
    "triage": {"audit_rate": 0.005},
    "review": {"reviewer_accuracy": 0.94},
    "consensus": {"bar": 0.8},
    "curate": {"golden_share": 0.1},
    # Reviewers err, so a few "past errors" are none: net harm vetoes, docs/decisions/0003.
    "gate": {"regressions": "harm"},
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """Some rows of the data: n items, what they truly are, and what is known of each."""

    items: Items
    labels: NDArray[np.str_]  # (n,)
    attributes: Mapping[str, NDArray[Any]]  # each (n,)

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, rows: NDArray[Any]) -> Part:
        """The rows at these places, or where a mask is true."""
        return Part(
            items=self.items.take(rows),
            labels=self.labels[rows],
            attributes={name: column[rows] for name, column in self.attributes.items()},
        )

    def split(self, parts: int) -> tuple[Part, ...]:
        """As many parts of nearly equal size, in order."""
        return tuple(self.take(rows) for rows in np.array_split(np.arange(len(self)), parts))


def joined(parts: Sequence[Part]) -> Part:
    """The rows of all parts, in order; they know the same attributes."""
    return Part(
        items=Items.concat([part.items for part in parts]),
        labels=np.concatenate([part.labels for part in parts]),
        attributes={
            name: np.concatenate([part.attributes[name] for part in parts])
            for name in parts[0].attributes
        },
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Scenario:
    """A clean start, a hold that never trains, a stream for each cycle, and an unseen test."""

    name: str
    kind: str
    classes: tuple[str, ...]
    start: Part
    hold: Part
    streams: tuple[Part, ...]
    test: Part
    budget: int  # answers a cycle, unless asked otherwise
    words: tuple[str, ...]  # how the data was cut, in sentences
    cause: Callable[[Circumstances], tuple[str, str]]  # circumstances -> cause, what is visible
    guidelines: str = ""  # what reviewers read, in Markdown
    settings: Mapping[str, Any] = field(default_factory=lambda: SETTINGS)  # of the policy


def by_group(groups: Sequence[str], rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """The rows of each group, groups in random order."""
    names, codes = np.unique(np.asarray(groups), return_inverse=True)
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes))[:-1]
    rows = np.split(order, ends)
    return [rows[place] for place in rng.permutation(len(names))]


def fill(
    groups: list[NDArray[np.int64]], sizes: Sequence[int]
) -> tuple[list[NDArray[np.int64]], list[NDArray[np.int64]]]:
    """Whole groups, in order, until each part has its size; the parts, and the groups left.

    >>> parts, left = fill([np.array([0, 1]), np.array([2]), np.array([3])], [2, 1])
    >>> [part.tolist() for part in parts], len(left)
    ([[0, 1], [2]], 1)
    """
    parts: list[NDArray[np.int64]] = []
    at = 0
    for size in sizes:
        chosen: list[NDArray[np.int64]] = []
        count = 0
        while count < size and at < len(groups):
            chosen.append(groups[at])
            count += len(groups[at])
            at += 1
        parts.append(np.concatenate(chosen) if chosen else np.empty(0, dtype=np.int64))
    return parts, groups[at:]
