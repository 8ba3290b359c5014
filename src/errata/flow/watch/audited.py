"""Audited: fold the random audits since the last look through the watch over the error.

Audits count in the order of their predictions, and only up to the first that still waits for its
answer in time: what is settled first is not what is typical. An audit that is overdue, or that
nobody could settle, has no answer. For the alarm it counts as right, so that reviewers who are
away raise no alarm about the model; beside it a second monitor counts it as wrong, and where only
that one alarms, it is the missing answers that people are told of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.estimate import Estimate
from errata.core.ids import to_text
from errata.core.model import Operating
from errata.core.ports import Passed
from errata.core.prediction import DECISIONS, Decision
from errata.core.task import Resolution, Task
from errata.flow.watch.sampling import joined
from errata.flow.watch.state import Rate, Tally, WatchState
from errata.flow.watch.traffic import EPOCH, Reader
from errata.loop.watch.rate_monitor import RateMonitor, start_rate, update_rate
from errata.stats.betting import mean_upper_bound
from errata.stats.binomial import upper_bound, wilson

ACCURACY, CERTIFICATE = "accuracy", "certificate"
FIRST_AUDITS = 200  # that make the reference where nothing was certified
BATCHES = 24  # of one look at most, so that the time of a change can be told
LEAST_IN_BATCH = 25
ACCEPT = DECISIONS.index(Decision.ACCEPT)
RIGHT, WRONG, UNANSWERED = 0, 1, 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Audits:
    """Audits whose turn has come, oldest first; n rows."""

    rows: Passed
    said: NDArray[np.int8]  # (n,) RIGHT, WRONG or UNANSWERED

    def take(self, rows: NDArray[np.int64]) -> Audits:
        """Those at these places."""
        return Audits(rows=self.rows.take(rows), said=self.said[rows])


def audits_between(
    reader: Reader, since: datetime, until: datetime
) -> tuple[Audits | None, datetime]:
    """The audits of predictions in the window that are decided, and up to when they are all."""
    parts = list(
        reader.view.log.walk(
            reader.ws.project.id,
            model=reader.model.name,
            since=since,
            until=until,
            sampled=True,
        )
    )
    if not parts:
        return None, until
    rows = joined(parts)
    rows = rows.take(np.lexsort((*rows.ids.T[::-1], rows.at)))
    said, open_ = _answers(reader, rows)
    if open_.any():
        waits = rows.at[np.argmax(open_)]
        before = rows.at < waits  # a batch shares its time: it counts whole or not at all
        rows, said = rows.take(np.flatnonzero(before)), said[before]
        until = _moment(waits)
    return (Audits(rows=rows, said=said) if len(rows) else None), until


def hear_audits(
    reader: Reader, state: WatchState, operating: Operating | None, until: datetime
) -> WatchState:
    """The state after all audits whose turn has come."""
    audits, upto = audits_between(reader, state.audited_upto, until)
    after = replace(state, audited_upto=max(upto, state.audited_upto))
    rates = {
        name: _heard(reader, name, rate, operating, audits, upto)
        for name, rate in state.rates.items()
    }
    return replace(after, rates=rates)


def estimate_of(tally: Tally) -> Estimate | None:
    """The error so far, weighted by 1/propensity; None before the first answer."""
    if not tally.n:
        return None
    value = tally.wrong / tally.weight
    low, high = wilson(value, tally.weight**2 / tally.squares)
    return Estimate(
        value=value,
        low=low,
        high=high,
        n=tally.n,
        method=f"random audits, weighted; {tally.unanswered} without an answer left out",
    )


def under_certificate(rows: Passed, operating: Operating | None) -> NDArray[np.bool_]:
    """(n,) what a certificate accepts, or would accept if it had not ended.

    So the audits still tell, after drift has ended it, whether its promise is broken too.
    """
    accepted: NDArray[np.bool_] = np.equal(rows.decision, ACCEPT)
    if operating is not None and operating.threshold is not None:
        accepted |= rows.confidence >= operating.threshold
    return accepted


def _heard(
    reader: Reader,
    name: str,
    rate: Rate,
    operating: Operating | None,
    audits: Audits | None,
    upto: datetime,
) -> Rate:
    if rate.monitor is None:
        rate = _started(reader, name, rate, operating)
    if audits is None:
        return rate
    chosen = audits.rows.at >= np.datetime64(rate.began.replace(tzinfo=None), "us")
    if name == CERTIFICATE:
        chosen &= under_certificate(audits.rows, operating)
    mine = audits.take(np.flatnonzero(chosen))
    if not len(mine.rows):
        return rate
    rate = replace(rate, tally=_counted(rate.tally, mine))
    if rate.monitor is None:  # the first audits are what the later ones are compared with
        return _by_first_audits(reader, rate, upto)
    assert rate.at_worst is not None
    return replace(
        rate,
        monitor=_updated(rate.monitor, mine, unanswered=0.0),
        at_worst=_updated(rate.at_worst, mine, unanswered=1.0),
    )


def _started(reader: Reader, name: str, rate: Rate, operating: Operating | None) -> Rate:
    """Against what was certified, where something was."""
    if operating is None:
        return rate
    if name == CERTIFICATE:
        alpha = _promised(operating)
        return _against(reader, rate, alpha, {"certified": alpha, "delta": operating.delta})
    told = operating.plan.get("accuracy")
    if not told or not told.get("n"):
        return rate
    n = int(told["n"])
    wrong = min(max(round(n * (1 - told["value"])), 0), n)
    return _from_sample(reader, rate, wrong, n, of="the hold")


def _by_first_audits(reader: Reader, rate: Rate, upto: datetime) -> Rate:
    """Against the first audits, once there are enough of them; the monitor begins behind them."""
    if rate.tally.n < FIRST_AUDITS:
        return rate
    first, _ = audits_between(reader, rate.began, upto)
    assert first is not None  # they were counted
    known = first.take(np.flatnonzero(first.said != UNANSWERED))
    values, weights = known.said.astype(np.float64), 1 / known.rows.propensity
    n = len(values)
    if np.ptp(weights) <= 1e-9 * weights.max():
        started = _from_sample(reader, rate, int(values.sum()), n, of="the first audits")
    else:
        upper = mean_upper_bound(values, delta=reader.alpha / 2, weights=weights)
        value = float((values * weights).sum() / weights.sum())
        started = _from_bound(reader, rate, value, upper, n, of="the first audits")
    return replace(started, tally=Tally())


def _from_sample(reader: Reader, rate: Rate, wrong: int, n: int, *, of: str) -> Rate:
    upper = float(upper_bound(wrong, n, confidence=1 - reader.alpha / 2))
    return _from_bound(reader, rate, wrong / n, upper, n, of=of)


def _from_bound(reader: Reader, rate: Rate, value: float, upper: float, n: int, *, of: str) -> Rate:
    basis = {"error": value, "upper": upper, "n": n, "of": of}
    accepted = upper + reader.policy.accuracy_drop
    return _against(reader, rate, accepted, {**basis, "drop": reader.policy.accuracy_drop})


def _against(reader: Reader, rate: Rate, accepted: float, basis: dict[str, Any]) -> Rate:
    """Half of alpha is spent on the reference, half on the watch."""
    fresh = start_rate(min(max(accepted, 1e-6), 0.999), alpha=reader.alpha / 2)
    return replace(rate, basis=basis, monitor=fresh, at_worst=fresh)


def _promised(operating: Operating) -> float:
    """The most errors among the accepted that any part of the certificate allows."""
    alphas = [operating.alpha]
    alphas += [float(one["alpha"]) for one in operating.plan.get("classes", {}).values()]
    alphas += [float(one["alpha"]) for one in operating.plan.get("slices", ()) if "alpha" in one]
    return max(alphas)


def _updated(monitor: RateMonitor, audits: Audits, *, unanswered: float) -> RateMonitor:
    """In a few batches, labelled with the time of their first prediction."""
    values = np.array([0.0, 1.0, unanswered])[audits.said]
    weights = 1 / audits.rows.propensity
    # A weight is known before its answer, so the largest may grow: bets are then a smaller share.
    largest = max(monitor.max_weight, float(weights.max()))
    monitor = replace(monitor, max_weight=largest)
    n = len(values)
    for rows in np.array_split(np.arange(n), min(BATCHES, max(1, n // LEAST_IN_BATCH))):
        x, w = _by_group(values[rows], weights[rows], audits.rows.group[rows])
        at = float(audits.rows.at[rows[0]].astype(np.int64)) / 1e6
        monitor = update_rate(monitor, x, weights=w, at=at)
    return monitor


def _by_group(
    values: NDArray[np.float64], weights: NDArray[np.float64], groups: NDArray[Any]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One row for each group with its mean: the errors of one patient come together."""
    names = [f"group {name}" if name else row for row, name in enumerate(groups.tolist())]
    place: dict[str | int, int] = {}
    codes = np.array([place.setdefault(name, len(place)) for name in names])
    total = np.bincount(codes, weights)
    mean = np.bincount(codes, weights * values) / total
    return np.clip(mean, 0.0, 1.0), total / np.bincount(codes)


def _counted(tally: Tally, audits: Audits) -> Tally:
    known = audits.said != UNANSWERED
    weights = 1 / audits.rows.propensity[known]
    return Tally(
        n=tally.n + int(known.sum()),
        weight=tally.weight + float(weights.sum()),
        squares=tally.squares + float((weights**2).sum()),
        wrong=tally.wrong + float(weights[audits.said[known] == WRONG].sum()),
        unanswered=tally.unanswered + int((~known).sum()),
    )


def _answers(reader: Reader, rows: Passed) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """What was found of each audit, and which still wait in time."""
    view, ws, now = reader.view, reader.ws, reader.ws.now()
    ids = to_text(rows.ids)
    said = np.full(len(rows), UNANSWERED, dtype=np.int8)
    waits = np.ones(len(rows), dtype=bool)
    place = {ident: row for row, ident in enumerate(ids)}
    mine: dict[str, Any] = {"project_id": ws.project.id, "sampled": True}
    for ident, label in view.pluck(Resolution, "prediction_id", "label", prediction_id=ids, **mine):
        row = place[ident]
        waits[row] = False
        if label is not None:
            right = label == ws.project.labels[rows.predicted[row]]
            said[row] = RIGHT if right else WRONG
    missing = [ids[row] for row in np.flatnonzero(waits)]
    due = dict(view.pluck(Task, "prediction_id", "due_at", prediction_id=missing, **mine))
    for ident in missing:
        row = place[ident]
        until = due.get(ident)
        if until is None:  # no task says when: as long as the usual one
            until = _moment(rows.at[row]) + reader.due
        waits[row] = until > now
    return said, waits


def _moment(at: np.datetime64) -> datetime:
    return EPOCH + timedelta(microseconds=int(at.astype(np.int64)))
