"""Fatigue: whether somebody gets worse within a session, or answers faster than one can read.

Right and wrong answers feed a CUSUM (Page 1954, doi:10.1093/biomet/41.1-2.100): with p the
accuracy that is usual for the reviewer and q = p - 0.2,

    S := max(0, S + log(q / p))              after a right answer
    S := max(0, S + log((1 - q) / (1 - p)))  after a wrong one

and S alarms at a height that hangs on how well p is known (fatigue_alarm.py). Haste is told apart:
16 of the last 20 timed answers came faster than their item can be read. Slow answers raise no
alarm; idle time counts as no work (see session.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from errata.core.people import PauseReason
from errata.loop.review.fatigue_alarm import Usual, usual

HASTY, LAST = 16, 20  # of the last so many answers
LOOK = 0.3  # seconds that one needs to see anything at all
CHARACTERS = 60.0  # a second: faster than anybody reads, even skimming


@dataclass(frozen=True, kw_only=True, slots=True)
class Fatigue:
    """What a session has shown so far."""

    usual: Usual
    sum: float = 0.0  # of the CUSUM
    scored: int = 0
    hasty: tuple[bool, ...] = ()  # of the last timed answers

    @property
    def alarm(self) -> PauseReason | None:
        """TIRED, HASTE, or None."""
        if sum(self.hasty) >= HASTY:
            return PauseReason.HASTE
        return PauseReason.TIRED if self.sum >= self.usual.alarm else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What one answer shows."""

    right: bool | None  # None: nothing is known of it
    seconds: float  # 0: not told
    reading: float  # seconds that its item takes to read


def reading_seconds(characters: int) -> float:
    """The least time in which so much text can be taken in.

    >>> reading_seconds(600)
    10.3
    """
    return LOOK + characters / CHARACTERS


def start(*, right: int, wrong: int, answers: int = 150) -> Fatigue:
    """A session of at most so many scored answers begins; before it so many were right and wrong.

    With fewer than 30 scored answers before it no accuracy alarms, haste alone.

    Raises InputError for counts below 0, or a session without answers.
    """
    return Fatigue(usual=usual(right, wrong, answers=answers))


def update(state: Fatigue, shown: Shown) -> Fatigue:
    """The state after one answer more.

    >>> state = start(right=190, wrong=10)
    >>> for right in (True, True, False, False, False, False, False):
    ...     state = update(state, Shown(right=right, seconds=9, reading=3))
    >>> state.alarm
    <PauseReason.TIRED: 'tired'>
    """
    if shown.seconds > 0:
        timed = (*state.hasty, shown.seconds < shown.reading)
        state = replace(state, hasty=timed[-LAST:])
    if shown.right is None:
        return state
    step = state.usual.steps[0 if shown.right else 1]
    return replace(state, sum=max(0.0, state.sum + step), scored=state.scored + 1)


def after(state: Fatigue, answers: Iterable[Shown]) -> Fatigue:
    """The state at the first alarm, or after all of these answers."""
    for shown in answers:
        state = update(state, shown)
        if state.alarm is not None:
            return state
    return state
