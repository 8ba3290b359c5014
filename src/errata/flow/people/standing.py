"""Standing: how right somebody is, week by week, and whether that changes.

Each week's accuracy has an interval of its own. The drift is the accuracy of the last weeks less
that of the weeks before, with an interval (Newcombe 1998, method 10, on beta posteriors).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from errata.core.estimate import Estimate
from errata.core.ports import Snapshot
from errata.core.task import Answer, Review
from errata.flow.people.skills import Scored
from errata.flow.workspace import Workspace
from errata.loop.review.skill import Skill

WEEKS = 12  # that are shown
SPAN = timedelta(weeks=4)  # the last so many weeks are compared with as many before
FEWEST = 5  # scored answers on each side
EVEN = Skill(right=0.5, wrong=0.5)  # nothing is believed before


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """How somebody did in one week."""

    week: datetime  # its Monday
    accuracy: Estimate | None
    seconds_median: float | None
    answers: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One stored answer of the reviewer."""

    id: str
    task_id: str
    at: datetime
    seconds: float
    labelled: bool
    score: float | None  # None: nothing is known of it


def given_by(
    view: Snapshot, ws: Workspace, reviewer: str, scored: Sequence[Scored], *, before: str = ""
) -> list[Given]:
    """The reviewer's answers with their scores, from old to new; those before an answer alone."""
    mine: Mapping[str, float] = {
        one.task_id: one.score for one in scored if one.reviewer == reviewer
    }
    rows = view.pluck(
        Review,
        "id", "task_id", "created_at", "seconds_spent", "answer",
        project_id=ws.project.id, reviewer=reviewer,
    )  # fmt: skip
    return [
        Given(
            id=ident,
            task_id=task,
            at=at,
            seconds=seconds,
            labelled=answer == Answer.LABEL,
            score=mine.get(task) if answer == Answer.LABEL else None,
        )
        for ident, task, at, seconds, answer in rows
        if not before or ident < before
    ]


def accuracy_of(answers: Sequence[Given]) -> Estimate | None:
    """How right these answers were; None where nothing is known of any."""
    scores = [one.score for one in answers if one.score is not None]
    return EVEN.after(scores).estimate() if scores else None


def weeks_of(answers: Sequence[Given], *, now: datetime) -> list[Week]:
    """The last weeks in which anything was answered, oldest first."""
    since = _monday(now) - timedelta(weeks=WEEKS - 1)
    by_week: dict[datetime, list[Given]] = {}
    for one in answers:
        if one.at >= since:
            by_week.setdefault(_monday(one.at), []).append(one)
    return [
        Week(
            week=week,
            accuracy=accuracy_of(some),
            seconds_median=_median([one.seconds for one in some if one.labelled]),
            answers=len(some),
        )
        for week, some in sorted(by_week.items())
    ]


def drift_of(answers: Sequence[Given], *, now: datetime) -> Estimate | None:
    """Accuracy of the last four weeks less that of the four before; None where too few tell."""
    late = [one for one in answers if one.at >= now - SPAN]
    early = [one for one in answers if now - 2 * SPAN <= one.at < now - SPAN]
    after, before = accuracy_of(late), accuracy_of(early)
    if after is None or before is None or min(after.n, before.n) < FEWEST:
        return None
    difference = after.value - before.value
    down = math.hypot(after.value - after.low, before.high - before.value)
    up = math.hypot(after.high - after.value, before.value - before.low)
    return Estimate(
        value=difference,
        low=max(difference - down, -1.0),
        high=min(difference + up, 1.0),
        n=after.n + before.n,
        method="four weeks less the four before; newcombe on beta posteriors",
    )


def _monday(at: datetime) -> datetime:
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())


def _median(seconds: Sequence[float]) -> float | None:
    return median(seconds) if seconds else None
