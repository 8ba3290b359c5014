"""Session: how long somebody has worked without a break, and on this day, from their answers alone.

All devices of a person are together in it, since all their answers are. Nothing has to be begun or
ended: a pause of some length ends a session, and a long rest ends a day, whatever the time zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

NIGHT = timedelta(hours=8)  # a rest that ends a day's work
DAY = timedelta(hours=24)  # what was answered longer ago belongs to no day's work any more
LONGEST = 900.0  # seconds of work on one item; whoever took longer has been away
UNTOLD = 60.0  # seconds that an answer counts at most which says nothing of its time


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """Answers with no break between them."""

    began_at: datetime  # when the first of them was begun
    last_at: datetime  # when the last was given
    items: int
    seconds: float  # of work: idle time is left out

    @property
    def minutes(self) -> float:
        """Of work."""
        return self.seconds / 60


def worked(before: Session | None, *, at: datetime, seconds_spent: float) -> float:
    """Seconds of work behind an answer given at a time, after the session before it.

    What the answer says was spent on it, a quarter of an hour at most (the rest was idle), and at
    most the time since the answer before: nobody works twice at once, on two devices or in two
    tabs. An answer that says nothing (0) counts the time since the one before, a minute at most.
    """
    seconds_spent = min(seconds_spent, LONGEST)
    if before is None:
        return seconds_spent
    since = max((at - before.last_at).total_seconds(), 0.0)
    return min(seconds_spent or UNTOLD, since)


def carried_on(
    before: Session | None, *, at: datetime, seconds_spent: float, rest: timedelta
) -> Session:
    """The session with one answer more; a new one if they had rested before they began it.

    >>> from datetime import UTC
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> one = carried_on(None, at=nine, seconds_spent=30, rest=timedelta(minutes=10))
    >>> later = nine + timedelta(minutes=9)
    >>> two = carried_on(one, at=later, seconds_spent=60, rest=timedelta(minutes=10))
    >>> two.items, two.minutes
    (2, 1.5)
    """
    seconds = worked(before, at=at, seconds_spent=seconds_spent)
    began = at - timedelta(seconds=seconds)
    if before is None or began - before.last_at >= rest:
        return Session(began_at=began, last_at=at, items=1, seconds=seconds)
    return Session(
        began_at=before.began_at,
        last_at=max(at, before.last_at),
        items=before.items + 1,
        seconds=before.seconds + seconds,
    )


def sessions(answers: Iterable[tuple[datetime, float]], *, rest: timedelta) -> list[Session]:
    """The sessions that answers make up, from old to new: (when given, seconds spent) of each."""
    found: list[Session] = []
    for at, seconds in answers:
        before = found[-1] if found else None
        session = carried_on(before, at=at, seconds_spent=seconds, rest=rest)
        if before is not None and session.began_at == before.began_at:
            found[-1] = session
        else:
            found.append(session)
    return found


def going_on(session: Session | None, *, now: datetime, rest: timedelta) -> Session | None:
    """The session, unless they have rested since."""
    if session is None or now - session.last_at >= rest:
        return None
    return session


def rests_until(
    session: Session | None,
    *,
    now: datetime,
    rest: timedelta,
    minutes: float,
    items: int,
    held: int = 0,
) -> datetime | None:
    """Until when they rest, since the session reached a limit; None while they need not.

    A limit of 0 is none. `held`: items in hand, which will be answered yet.
    """
    current = going_on(session, now=now, rest=rest)
    if current is None:
        return None
    long = 0 < minutes <= current.minutes
    many = 0 < items <= current.items + held
    return current.last_at + rest if long or many else None
