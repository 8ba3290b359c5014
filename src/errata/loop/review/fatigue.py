"""Fatigue: whether somebody gets worse within a session, or answers faster than one can read.

Right and wrong answers feed a CUSUM (Page 1954, doi:10.1093/biomet/41.1-2.100): with p the
accuracy that is usual for the reviewer and q = p - 0.2,

    S := max(0, S + log(q / p))              after a right answer
    S := max(0, S + log((1 - q) / (1 - p)))  after a wrong one

and S >= 5.5 alarms. Haste is told apart: 16 of the last 20 timed answers came faster than their
item can be read. Slow answers raise no alarm; idle time counts as no work (see session.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from errata.core.errors import InputError
from errata.core.people import PauseReason

DROP = 0.2  # of accuracy that is looked for
ALARM = 5.5
USUAL = (0.7, 0.95)  # bounds of the accuracy that is taken for usual
HASTY, LAST = 16, 20  # of the last so many answers
LOOK = 0.3  # seconds that one needs to see anything at all
CHARACTERS = 60.0  # a second: faster than anybody reads, even skimming


@dataclass(frozen=True, kw_only=True, slots=True)
class Fatigue:
    """What a session has shown so far."""

    usual: float  # the accuracy to compare with
    sum: float = 0.0  # of the CUSUM
    scored: int = 0
    hasty: tuple[bool, ...] = ()  # of the last timed answers

    @property
    def alarm(self) -> PauseReason | None:
        """TIRED, HASTE, or None."""
        if sum(self.hasty) >= HASTY:
            return PauseReason.HASTE
        return PauseReason.TIRED if self.sum >= ALARM else None


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


def start(*, accuracy: float) -> Fatigue:
    """A session that begins, of somebody who is usually so accurate.

    Raises InputError unless 0 <= accuracy <= 1.
    """
    if not 0 <= accuracy <= 1:
        raise InputError(f"the accuracy {accuracy}", wanted="a share from 0 to 1")
    return Fatigue(usual=min(max(accuracy, USUAL[0]), USUAL[1]))


def update(state: Fatigue, shown: Shown) -> Fatigue:
    """The state after one answer more.

    >>> state = start(accuracy=0.95)
    >>> for right in (True, True, False, False, False, False):
    ...     state = update(state, Shown(right=right, seconds=9, reading=3))
    >>> state.alarm
    <PauseReason.TIRED: 'tired'>
    """
    if shown.seconds > 0:
        timed = (*state.hasty, shown.seconds < shown.reading)
        state = replace(state, hasty=timed[-LAST:])
    if shown.right is None:
        return state
    low = state.usual - DROP
    step = math.log(low / state.usual) if shown.right else math.log((1 - low) / (1 - state.usual))
    return replace(state, sum=max(0.0, state.sum + step), scored=state.scored + 1)


def after(state: Fatigue, answers: Iterable[Shown]) -> Fatigue:
    """The state at the first alarm, or after all of these answers."""
    for shown in answers:
        state = update(state, shown)
        if state.alarm is not None:
            return state
    return state
