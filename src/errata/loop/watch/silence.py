"""Silence: nothing arrives, nobody reviews, or work grows old. Plain rules that know the rhythm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.stats.arrays import vector

HOUR = 3_600.0
WEEK = 7 * 24 * HOUR
DAY = 24 * HOUR


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Something that should go on has stopped."""

    kind: str  # silent_model, no_reviews or oldest_age
    says: str
    since: float  # POSIX seconds
    figures: Mapping[str, float]


def silent_model(
    arrivals: ArrayLike, now: float, *, limit_hours: float, weeks: int = 4
) -> Fault | None:
    """A fault if predictions have stopped although at this time they usually come.

    Formula: the silence has lasted `limit_hours`, and the same stretch of every one of the past
    `weeks` weeks had predictions; with under two weeks of past, of every past day of the last
    seven; with under two days, the limit alone decides. So a model that pauses at night or at
    week-ends is not silent then, and one that answers twice a week is silent after a week in
    which it did not. A stretch before the first arrival is no past.

    Shapes: arrivals (n,) POSIX seconds of the predictions, in any order; those after `now` and
    those older than the weeks are not looked at. `limit_hours` 0: silence is fine. No arrival at
    all is no fault: nothing has started. Raises InputError for times that are not finite.

    >>> every_weekday = [d * DAY + h * HOUR for d in range(28) if d % 7 < 5 for h in range(8, 18)]
    >>> silent_model(every_weekday, 28 * DAY + 6 * HOUR, limit_hours=12) is None
    True
    >>> silent_model(every_weekday, 28 * DAY + 21 * HOUR, limit_hours=12).figures
    {'silent_hours': 76.0}
    """
    return _stopped("silent_model", "prediction", arrivals, now, limit_hours, weeks)


def no_reviews(
    arrivals: ArrayLike, now: float, *, waiting: int, limit_hours: float, weeks: int = 4
) -> Fault | None:
    """A fault if tasks wait and reviews have stopped although at this time they usually come.

    As `silent_model`, over the times of reviews; `waiting` is the number of tasks open for review.
    Where nobody has ever reviewed there is no time to count from: `oldest_age` sees that.

    >>> no_reviews([0.0], 50 * HOUR, waiting=3, limit_hours=48).says
    'no review for 50 hours while 3 tasks wait'
    >>> no_reviews([0.0], 50 * HOUR, waiting=0, limit_hours=48) is None
    True
    """
    if waiting < 0:
        raise InputError(f"{waiting} tasks waiting", wanted="a number from 0")
    if waiting == 0:
        return None
    wait = f" while {waiting} task{'s wait' if waiting > 1 else ' waits'}"
    return _stopped("no_reviews", "review", arrivals, now, limit_hours, weeks, wait)


def oldest_age(readings: Sequence[tuple[float, float]], *, limit_hours: float) -> Fault | None:
    """A fault if the oldest task is over the limit and not being worked off.

    `readings`: (time, age of the oldest open task), both in seconds, oldest reading first; the last
    is now. Being worked off means that the age has fallen since the reading before. No reading or
    a limit of 0: no fault. `since` is when the age passed the limit.
    Raises InputError for readings that are not in order, or an age below 0.

    >>> oldest_age([(0.0, 90 * HOUR), (10 * HOUR, 100 * HOUR)], limit_hours=96).says
    'the oldest task has waited 100 hours, the limit is 96; it was 90 hours 10 hours ago'
    """
    times = vector([at for at, _ in readings], "reading times")
    ages = vector([age for _, age in readings], "ages")
    if (ages < 0).any() or (np.diff(times) < 0).any():
        raise InputError("readings out of order or ages below 0", wanted="the oldest reading first")
    if limit_hours == 0 or len(ages) == 0 or ages[-1] < limit_hours * HOUR:
        return None
    says = f"the oldest task has waited {_hours(ages[-1])}, the limit is {limit_hours:g}"
    if len(ages) > 1:
        if ages[-1] < ages[-2]:
            return None
        says += f"; it was {_hours(ages[-2])} {_hours(times[-1] - times[-2])} ago"
    return Fault(
        kind="oldest_age",
        says=says,
        since=float(times[-1] - ages[-1] + limit_hours * HOUR),
        figures={"age_hours": float(ages[-1] / HOUR), "limit_hours": float(limit_hours)},
    )


def _stopped(
    kind: str,
    what: str,
    arrivals: ArrayLike,
    now: float,
    limit_hours: float,
    weeks: int,
    wait: str = "",
) -> Fault | None:
    times = np.sort(vector(arrivals, f"times of a {what}"))
    times = times[times <= now]
    if limit_hours == 0 or len(times) == 0 or now - times[-1] < limit_hours * HOUR:
        return None
    last, first = float(times[-1]), float(times[0])
    says = f"no {what} for {_hours(now - last)}{wait}"
    for step, most, name in ((WEEK, weeks, "weeks"), (DAY, 7, "days")):
        usual = _usual(times, last, now, first, step, most)
        if len(usual) >= 2:
            if usual.min() == 0:
                return None
            says += (
                f"; in the same hours of each of the last {len(usual)} {name} "
                f"there were {usual.min()} or more"
            )
            break
    return Fault(
        kind=kind, says=says, since=last, figures={"silent_hours": float((now - last) / HOUR)}
    )


def _usual(
    times: NDArray[np.float64], last: float, now: float, first: float, step: float, most: int
) -> NDArray[np.int64]:
    """Arrivals in the same stretch one step earlier, two steps earlier ... as far as known."""
    back = np.arange(1, most + 1) * step
    back = back[last - back >= first]
    # The arrival that began the silence is no part of it; nor are its likes in the past.
    ends = np.searchsorted(times, np.minimum(now - back, last), side="right")
    starts = np.searchsorted(times, last - back, side="right")
    return np.asarray(ends - starts)


def _hours(seconds: float) -> str:
    hours = seconds / HOUR
    return f"{hours:.0f} hours" if round(hours) != 1 else "1 hour"
