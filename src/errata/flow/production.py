"""Production: how often a model is right there, from reviews whose chance is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from errata.core.estimate import Estimate
from errata.core.ids import to_text
from errata.core.ports import Drawn, Snapshot
from errata.core.prediction import DECISIONS, Decision
from errata.core.task import Resolution
from errata.flow.workspace import Workspace, policy_of
from errata.loop.triage.accuracy import estimate_accuracy

UNSETTLED = -1  # nobody has said what is right
LEANING = "one_coin_model_prior.v1"  # the model's own answer was evidence for the label
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
    """A model's predictions that could have been audited, and what people said of them."""

    drawn: Drawn
    truth: NDArray[
        np.int32
    ]  # (n,) place in the project's labels, UNSETTLED where nobody settled it
    # (n,) not accepted, so that people see it whatever is drawn, and label it as they do an audit.
    certain: NDArray[np.bool_]

    @property
    def settled(self) -> NDArray[np.bool_]:
        """(n,) whether its truth is known and may enter an estimate."""
        return np.not_equal(self.truth, UNSETTLED)


@dataclass(frozen=True, kw_only=True, eq=False)
class Measured:
    """The columns that an estimate is made of; n rows."""

    likely: NDArray[np.float64]  # what the model holds its chance of being right for
    reviewed: NDArray[np.bool_]
    worst: NDArray[np.bool_]  # right, where nobody settled it: wrong
    best: NDArray[np.bool_]  # right, where nobody settled it: right
    propensity: NDArray[np.float64]
    answered: int  # of the reviewed, those that are settled
    source: str  # where the reviews are from, in words


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """A model's accuracy in a closed time window."""

    start: datetime
    end: datetime
    model: str
    estimate: Estimate


def audits_of(view: Snapshot, ws: Workspace, model: str) -> Audits:
    """What people said of this model's predictions that could have been audited."""
    return audits_among(view, ws, view.log.drawn(ws.project.id, model=model))


def audits_among(view: Snapshot, ws: Workspace, drawn: Drawn) -> Audits:
    """The same of these predictions.

    What is not accepted is reviewed for certain, so it may count as reviewed with propensity 1,
    if its label is made as an audit's is: the model's answer was no evidence for it, and reviewers
    see the model's answer first for all or for none (docs/decisions/0010-what-is-certain.md). What
    was picked or complained of among the accepted counts only where the audit draw fell on it.
    """
    review = policy_of(view, ws.project)[1].review
    certain = np.zeros(len(drawn), dtype=bool)
    where = {"sampled": True}
    if not review.model_prior and review.blind != "audits":
        certain = drawn.decision != DECISIONS.index(Decision.ACCEPT)
        where = {}
    rows = np.flatnonzero(drawn.sampled | certain)
    place = dict(zip(to_text(drawn.ids[rows]), rows.tolist(), strict=True))
    labels = {label: index for index, label in enumerate(ws.project.labels)}
    truth = np.full(len(drawn), UNSETTLED, dtype=np.int32)
    for found in view.find(Resolution, project_id=ws.project.id, **where):
        row = place.get(found.prediction_id)
        if row is not None and found.label is not None and found.method != LEANING:
            truth[row] = labels[found.label]
    return Audits(drawn=drawn, truth=truth, certain=certain)


def measured(audits: Audits, rows: slice = slice(None)) -> Measured:
    """What an estimate over these rows is made of.

    What is certain to be reviewed counts as such only where little of it still waits: at its worst
    case the rest widens the interval by its share, and from some point on the audits alone say
    more. The choice looks at how many wait and at the model's confidence, never at an answer.
    """
    drawn = audits.drawn
    likely = np.nan_to_num(drawn.confidence[rows], nan=0.5).clip(0, 1)
    propensity, sampled = drawn.propensity[rows], drawn.sampled[rows]
    certain, settled = audits.certain[rows], audits.settled[rows]
    waiting = int((certain & ~settled & ~sampled).sum())
    odds = 1 / propensity[certain] - 1
    noise = 4 * float(np.sqrt(odds @ (likely[certain] * (1 - likely[certain]))))
    source = "random audits"
    if waiting < noise:
        source = "random audits and all that was not accepted"
        sampled = sampled | certain
        propensity = np.where(certain, 1.0, propensity)
    right = audits.truth[rows] == drawn.predicted[rows]
    settled = settled & sampled
    return Measured(
        likely=likely,
        reviewed=sampled,
        worst=right & settled,
        best=sampled & (right | ~settled),
        propensity=propensity,
        answered=int(settled.sum()),
        source=source,
    )


def accuracy_of(audits: Audits, rows: slice = slice(None)) -> Estimate | None:
    """The share of right answers in production, or None while no review counts.

    All audits count, held or not: the audit draw is independent for each prediction, the hold's is
    by group, and no audit's label leans on the model. A sampled prediction that nobody has settled
    widens the interval by its worst case on either side: reviewers skip the hard ones, so leaving
    them out would flatter the model.
    """
    what = measured(audits, rows)
    if not what.answered:
        return None
    low = estimate_accuracy(what.likely, what.reviewed, what.worst, what.propensity)
    high = estimate_accuracy(what.likely, what.reviewed, what.best, what.propensity)
    return spanned(low, high, n=what.answered, source=what.source)


def spanned(low: Estimate, high: Estimate, *, n: int, source: str) -> Estimate:
    """One estimate from the worst case and the best case of what is not settled."""
    return Estimate(
        value=(low.value + high.value) / 2,
        low=low.low,
        high=high.high,
        n=n,
        confidence=low.confidence,
        method=f"{low.method}; {source}, {low.n - n} not settled at their worst case",
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
    """The model's accuracy in each closed window of that length in which a review counts."""
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
        if estimate is not None:
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
