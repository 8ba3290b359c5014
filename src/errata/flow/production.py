"""Production: how often a model is right there, from the random audits alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from errata.core.estimate import Estimate
from errata.core.ids import to_text
from errata.core.ports import Drawn, Snapshot
from errata.core.task import Resolution
from errata.flow.workspace import Workspace
from errata.loop.triage.accuracy import estimate_accuracy

MOST_WINDOWS = 30
LENGTHS = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(weeks=1),
    timedelta(weeks=4),
    timedelta(weeks=13),
    timedelta(weeks=52),
)
EPOCH = datetime(1970, 1, 5, tzinfo=UTC)  # a Monday, so that weeks begin on one


@dataclass(frozen=True, kw_only=True, eq=False)
class Audits:
    """A model's predictions that could have been audited, and what the audits said."""

    drawn: Drawn
    worst: NDArray[np.bool_]  # (n,) right, where nobody settled it: wrong
    best: NDArray[np.bool_]  # (n,) right, where nobody settled it: right
    settled: NDArray[np.bool_]  # (n,)


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """A model's accuracy in a closed time window."""

    start: datetime
    end: datetime
    model: str
    estimate: Estimate


def audits_of(view: Snapshot, ws: Workspace, model: str) -> Audits:
    """What the audits said of this model."""
    drawn = view.log.drawn(ws.project.id, model=model)
    drawn_rows = np.flatnonzero(drawn.sampled)
    place = dict(zip(to_text(drawn.ids[drawn_rows]), drawn_rows.tolist(), strict=True))
    worst = np.zeros(len(drawn), dtype=bool)
    best = drawn.sampled.copy()
    settled = np.zeros(len(drawn), dtype=bool)
    for found in view.find(Resolution, project_id=ws.project.id, sampled=True):
        row = place.get(found.prediction_id)
        if row is not None and found.label is not None:
            settled[row] = True
            worst[row] = best[row] = found.label == ws.project.labels[drawn.predicted[row]]
    return Audits(drawn=drawn, worst=worst, best=best, settled=settled)


def accuracy_of(audits: Audits, rows: slice = slice(None)) -> Estimate | None:
    """The share of right answers in production, or None while no audit is settled.

    All audits count, held or not: the audit draw is independent for each prediction, the hold's is
    by group, and no audit's label leans on the model. A sampled prediction that nobody has settled
    widens the interval by its worst case on either side: reviewers skip the hard ones, so leaving
    them out would flatter the model.
    """
    drawn = audits.drawn
    sampled, answered = drawn.sampled[rows], int(audits.settled[rows].sum())
    if not answered:
        return None
    likely = np.nan_to_num(drawn.confidence[rows], nan=0.5).clip(0, 1)
    propensity = drawn.propensity[rows]
    low = estimate_accuracy(likely, sampled, audits.worst[rows], propensity)
    high = estimate_accuracy(likely, sampled, audits.best[rows], propensity)
    return Estimate(
        value=(low.value + high.value) / 2,
        low=low.low,
        high=high.high,
        n=answered,
        method=f"{low.method}; random audits, {int(sampled.sum()) - answered} not settled "
        "at their worst case",
    )


def errors_of(audits: Audits, accuracy: Estimate | None) -> Estimate | None:
    """How many of the model's predictions are wrong, by the same interval."""
    if accuracy is None:
        return None
    n = audits.drawn.total
    return Estimate(
        value=n * (1 - accuracy.value),
        low=n * (1 - accuracy.high),
        high=n * (1 - accuracy.low),
        n=accuracy.n,
        confidence=accuracy.confidence,
        method=accuracy.method,
    )


def windows_of(model: str, audits: Audits, *, length: timedelta, now: datetime) -> list[Window]:
    """The model's accuracy in each closed window of that length in which an audit is settled."""
    at = audits.drawn.at.astype(np.int64)
    micros = length // timedelta(microseconds=1)
    start = (EPOCH - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    number = (at - start) // micros  # ascending, as the times are
    found = []
    for each in np.unique(number[audits.settled]).tolist():
        begins = EPOCH + each * length
        if begins + length > now:
            continue
        low, high = np.searchsorted(number, [each, each + 1]).tolist()
        estimate = accuracy_of(audits, slice(low, high))
        assert estimate is not None  # one is settled in it
        found.append(Window(start=begins, end=begins + length, model=model, estimate=estimate))
    return found


def window_length(first: datetime, now: datetime) -> timedelta:
    """The shortest length of which at most thirty cover everything since `first`.

    >>> day = datetime(2026, 1, 1, tzinfo=UTC)
    >>> window_length(day, day + timedelta(days=20)), window_length(day, day + timedelta(days=40))
    (datetime.timedelta(days=1), datetime.timedelta(days=7))
    """
    span = now - first
    return next((length for length in LENGTHS if span <= length * MOST_WINDOWS), LENGTHS[-1])
