"""Honeypots: which items of known answer measure a reviewer, and how one passes for any other.

Nothing that a reviewer can read must tell one from the rest. Its identifier tells a time, as every
UUIDv7 does, so it takes the time of a task that really waits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.draws import digest16, uniform
from errata.core.ids import to_bytes, to_text
from errata.core.requirement import met
from errata.core.task import Task, own_slot

FEWEST = 30  # known answers below which there are no honeypots: the same few would come round
MOMENT = 13  # characters of an identifier that tell its millisecond
AUDIT = "audit"  # the flag of a random audit


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """An item whose answer is known, as it once was a task."""

    name: str  # "resolution:ID" or "held:ID"
    item_id: str
    label: str
    cause: str | None
    why: str
    asks: str  # the requirement of its task
    flags: tuple[str, ...]
    score: float
    strategy: str
    overlap: int
    model: str
    model_says: Mapping[str, float | None]
    group: str
    attributes: Mapping[str, Any]


def choose(
    sources: Iterable[Source],
    n: int,
    *,
    key: bytes,
    reviewer: str,
    skills: Collection[str],
    seen: Collection[str],
    models: Collection[str] = (),
) -> list[Source]:
    """Up to `n` sources for a reviewer, by a keyed draw; never an item of `seen`.

    They meet what the source's task asked, so that nobody is measured by what they cannot know.
    Sources of `models`, whose predictions wait in the queue now, come before those of older ones.
    """
    fit: dict[str, Source] = {}
    for one in sources:
        if one.item_id not in seen and met(one.asks, skills):
            fit.setdefault(one.item_id, one)
    if not fit or n < 1:
        return []
    rows = b"".join(digest16(f"{reviewer}\n{item}") for item in fit)
    draws = uniform(key, "honeypot source", np.frombuffer(rows, dtype=np.uint8).reshape(-1, 16))
    ranked = sorted(
        zip(fit.values(), draws.tolist(), strict=True),
        key=lambda pair: (pair[0].model not in models, pair[1]),
    )
    return [one for one, _ in ranked[:n]]


def alike(waiting: Sequence[Task]) -> list[Task]:
    """The tasks whose time may be borrowed: of a batch any but its first, number 0.

    It would pass for a task that came alone, at a time at which nothing came.
    """
    moments = Counter(task.id[:MOMENT] for task in waiting)
    first: dict[str, str] = {}
    for task in waiting:
        at = task.id[:MOMENT]
        first[at] = min(task.id, first.get(at, task.id))
    return [
        task
        for task in waiting
        if moments[task.id[:MOMENT]] == 1 or task.id != first[task.id[:MOMENT]]
    ]


def disguised(
    source: Source,
    like: Task,
    *,
    reviewer: str,
    prediction_id: str,
    rng: np.random.Generator,
    due: timedelta,
) -> Task:
    """The source as a task for this reviewer alone, made at a time when another task was made.

    `like`: a task that waits. One slot is free for it whatever its overlap says: that only tells
    whether the model's answer is hidden, as it would be for the source's own task.
    """
    ident, created = _time_like(like, rng)
    overlap = max(source.overlap, 2) if AUDIT in source.flags else source.overlap
    return Task(
        id=ident,
        project_id=like.project_id,
        prediction_id=prediction_id,
        item_id=source.item_id,
        flags=source.flags,
        score=source.score,
        strategy=source.strategy,
        priority=like.priority,
        skill=own_slot(reviewer),
        overlap=overlap,
        sampled=False,
        hold=False,
        model=source.model,
        model_says=source.model_says,
        group=source.group,
        attributes=source.attributes,
        due_at=created + due,
        worth=like.worth,
        created_at=created,
    )


def _time_like(like: Task, rng: np.random.Generator) -> tuple[str, datetime]:
    """An identifier and a time as a neighbour of this task's would be.

    In a batch all share the millisecond and are counted (`core.ids.uuid7_batch`); then another
    number of the same batch is taken. A task that came alone has number 0; then a time up to a
    minute before it.
    """
    given: NDArray[np.uint8] = np.frombuffer(to_bytes(like.id), dtype=np.uint8).copy()
    a, b, c, d, e = (int(given[i]) for i in (6, 7, 8, 9, 10))
    number = (a & 0xF) << 26 | b << 18 | (c & 0x3F) << 12 | d << 4 | e >> 4
    at, created = int.from_bytes(given[:6].tobytes(), "big"), like.created_at
    if number:
        number = int(rng.integers(0, 2 * number + 1))
    else:
        earlier = int(rng.integers(1, 60_000))
        at, created = at - earlier, created - timedelta(milliseconds=earlier)
    given[:6] = np.frombuffer(at.to_bytes(6, "big"), dtype=np.uint8)
    given[6], given[7] = 0x70 | number >> 26, (number >> 18) & 0xFF
    given[8], given[9] = 0x80 | (number >> 12) & 0x3F, (number >> 4) & 0xFF
    given[10] = (number & 0xF) << 4 | int(rng.integers(0, 16))
    given[11:] = rng.integers(0, 256, size=5, dtype=np.uint8)
    return to_text(given[None, :])[0], created
