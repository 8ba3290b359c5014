"""Replay: real answers that real people gave, played into a loop as if they gave them now.

Where the answers of a crowd were published, nothing has to be made up: each worker answers each
item as they did, or not at all. Items come one after the other, as in production, and the people
who answered an item are asked in a random order for as long as the loop wants one more.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from errata.core.errors import InputError
from errata.flow.loop import Loop


@dataclass(frozen=True, kw_only=True, eq=False)
class RecordedAnswers:
    """What people said of items: by item the (worker, label) pairs."""

    answers: Mapping[str, Sequence[tuple[str, str]]]

    @property
    def workers(self) -> frozenset[str]:
        """Everybody who answered anything."""
        return frozenset(who for given in self.answers.values() for who, _ in given)

    def at_least(self, n: int) -> RecordedAnswers:
        """The items alone that so many people answered."""
        return RecordedAnswers(answers={k: v for k, v in self.answers.items() if len(v) >= n})


@dataclass(frozen=True, kw_only=True, slots=True)
class Replayed:
    """What a replay came to."""

    items: int
    answers: int  # that the loop asked for
    undecided: int  # items that nobody was left for: an expert's


def read_answers(path: Path | str) -> RecordedAnswers:
    """Answers from a CSV file with the columns item, worker and label; one answer a worker an item.

    Raises InputError for missing columns, and for somebody who answers an item twice.
    """
    found: dict[str, dict[str, str]] = {}
    with Path(path).open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        missing = {"item", "worker", "label"} - set(rows.fieldnames or ())
        if missing:
            raise InputError(
                f"{path} without {', '.join(sorted(missing))}", wanted="item, worker, label"
            )
        for line, row in enumerate(rows, start=2):
            given = found.setdefault(row["item"], {})
            if row["worker"] in given:
                raise InputError(
                    f"{path}, line {line}: {row['worker']} answers {row['item']} again",
                    wanted="one answer a worker an item",
                )
            given[row["worker"]] = row["label"]
    return RecordedAnswers(answers={item: tuple(given.items()) for item, given in found.items()})


def replay(
    loop: Loop, recorded: RecordedAnswers, contents: Mapping[str, str], *, seed: int = 0
) -> Replayed:
    """Capture each item, in a random order, and have those answer who did; what it came to.

    The model that is captured knows nothing: every class is as likely. The loop must have nothing
    open that a worker could be handed instead, and must ask at least so many as its policy's
    minimum; `recorded.at_least(n)` leaves the others out.

    Raises InputError for an item without content, or when a worker is handed another item.
    """
    missing = [item for item in recorded.answers if item not in contents]
    if missing:
        raise InputError(
            f"{len(missing)} items without content, {missing[0]} first", wanted="a text for each"
        )
    rng = np.random.default_rng(seed)
    even = [[1 / len(loop.project.labels)] * len(loop.project.labels)]
    asked = undecided = 0
    items = sorted(recorded.answers)
    for place in rng.permutation(len(items)):
        item = items[place]
        given = recorded.answers[item]
        loop.capture([contents[item]], even, model="nobody")
        decided = False
        for turn in rng.permutation(len(given)):
            who, label = given[turn]
            task = loop.claim(reviewer=who)
            if task is None:
                break
            if str(task.item) != contents[item]:
                raise InputError(f"a queue that hands out {task.item!r}", wanted="an empty queue")
            resolution = loop.submit(task, label=label)
            decided = resolution is not None and resolution.label is not None
            asked += 1
        undecided += not decided
    return Replayed(items=len(items), answers=asked, undecided=undecided)
