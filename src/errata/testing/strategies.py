"""Strategies: what Hypothesis draws to play a team at work, and the clock that it steps.

Needs the package hypothesis.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from hypothesis import strategies as st

START = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
LABELS = ("blue", "green", "red")
WORDS = 7  # of a text: enough that one more sign leaves it a near-duplicate
VARIANTS = 3


class SteppedClock:
    """A clock that stands still until it is stepped, forwards or backwards.

    >>> clock = SteppedClock()
    >>> clock.step(-60)
    >>> clock().isoformat()
    '2026-01-01T11:59:00+00:00'
    """

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def __call__(self) -> datetime:
        """The time it shows."""
        return self._now

    def step(self, seconds: float) -> None:
        """Move it; negative is back."""
        self._now += timedelta(seconds=seconds)


class TickingClock:
    """A clock that a look at it moves on by a millisecond.

    >>> clock = TickingClock()
    >>> (clock(), clock())[1].isoformat()
    '2026-01-01T12:00:00.002000+00:00'
    """

    def __init__(self, start: datetime = START) -> None:
        self._start, self._looks = start, count(1)

    def __call__(self) -> datetime:
        """The time it shows; a later one than at the last look."""
        return self._start + timedelta(milliseconds=next(self._looks))


class SeededEntropy:
    """Bytes that are the same for the same seed.

    >>> SeededEntropy(7)(4) == SeededEntropy(7)(4)
    True
    """

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)

    def __call__(self, n: int) -> bytes:
        """The next `n`."""
        return self._rng.randbytes(n)


def text_of(case: int, variant: int = 0) -> str:
    """A text for each case; the variants of one case are near-duplicates of each other.

    >>> text_of(1, 1) == text_of(1) + "!"
    True
    """
    digest = hashlib.sha256(f"case {case}".encode()).hexdigest()
    words = " ".join(digest[at : at + 8] for at in range(0, 8 * WORDS, 8))
    return words + "!" * variant


def case_of(text: str) -> str:
    """What a text shares with its near-duplicates alone."""
    return text.rstrip("!")


def texts(cases: int = 24) -> st.SearchStrategy[str]:
    """Texts among which some are the same and some nearly so."""
    return st.builds(text_of, st.integers(0, cases - 1), st.integers(0, VARIANTS - 1))


def groups(names: int = 4) -> st.SearchStrategy[str | None]:
    """Groups, or none."""
    return st.none() | st.sampled_from([f"group-{n}" for n in range(names)])


def labels() -> st.SearchStrategy[str]:
    """A label."""
    return st.sampled_from(LABELS)


def probability_rows() -> st.SearchStrategy[list[float]]:
    """A model's answer over the labels, sure or not."""

    def row(best: int, sure: float) -> list[float]:
        rest = (1 - sure) / (len(LABELS) - 1)
        return [sure if place == best else rest for place in range(len(LABELS))]

    return st.builds(row, st.integers(0, len(LABELS) - 1), st.sampled_from([0.4, 0.7, 0.999]))


def clock_steps() -> st.SearchStrategy[float]:
    """Seconds by which a clock jumps: past a lease, within one, and back."""
    return st.sampled_from([0.001, 1.0, 59.0, 601.0, 90_000.0, -1.0, -30.0, -700.0, -90_000.0])
