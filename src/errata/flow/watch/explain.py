"""Explain: what an alarm is about, in words: which features, which slices, since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.model import Operating
from errata.flow.watch.audited import (
    CERTIFICATE,
    WRONG,
    audits_between,
    estimate_of,
    under_certificate,
)
from errata.flow.watch.features import kinds_of, shaped
from errata.flow.watch.sampling import joined
from errata.flow.watch.state import Rate, Stream
from errata.flow.watch.traffic import PREDICTIONS, READERS, REFERENCE, Reader
from errata.loop.triage.slices import find_slices
from errata.loop.watch.change_point import Since
from errata.loop.watch.shift_monitor import FeatureShift

TOLD = 3  # features and slices that are named
KEPT = 10  # features in the figures
SUPPORT = 30  # rows that a slice has at least


def shift_alarm(
    reader: Reader, name: str, stream: Stream, until: datetime
) -> tuple[str, dict[str, Any]]:
    """Words and figures of a change in inputs or predictions."""
    assert stream.monitor is not None
    found = stream.monitor.found()
    moved = [shift for shift in found if shift.alarm] or found[:1]
    when = [shift.since.at for shift in moved if shift.since is not None]
    start = datetime.fromtimestamp(min(when), UTC) if when else stream.began
    slices = _grown(reader, name, stream, (start, until))
    what = "What the model predicts" if name == PREDICTIONS else "What comes in"
    says = f"{what} has changed since about {start:%Y-%m-%d %H:%M} UTC: "
    says += "; ".join(_moved(shift) for shift in moved[:TOLD]) + "."
    if slices:
        says += " It shows most where " + "; ".join(_grew(one) for one in slices) + "."
    figures = {
        "since": start.isoformat(),
        "evidence": stream.monitor.peak,
        "threshold": stream.monitor.threshold,
        "rows": stream.monitor.rows,
        "features": [feature_figures(shift) for shift in found[:KEPT]],
        "slices": slices,
    }
    return says, figures


def rate_alarm(
    reader: Reader, name: str, rate: Rate, operating: Operating | None, upto: datetime
) -> tuple[str, dict[str, Any]]:
    """Words and figures of an error that has risen."""
    assert rate.monitor is not None
    when = rate.monitor.since()
    start = max(datetime.fromtimestamp(when.at, UTC), rate.began) if when else rate.began
    error = estimate_of(rate.tally)
    slices = _error_slices(reader, name, operating, start, upto)
    now = f"{when.now:.1%} of the audited" if when else "more of the audited"
    if name == CERTIFICATE:
        says = (
            f"The certificate is broken: since about {start:%Y-%m-%d %H:%M} UTC {now} predictions "
            f"that it accepts are wrong; {rate.basis['certified']:.1%} was promised."
        )
    else:
        says = (
            f"The model errs more: since about {start:%Y-%m-%d %H:%M} UTC {now} predictions are "
            f"wrong; it was {rate.basis['error']:.1%} on {rate.basis['of']} (n={rate.basis['n']}, "
            f"at most {rate.basis['upper']:.1%})."
        )
    if slices:
        says += " It shows most where " + "; ".join(_errs(one) for one in slices) + "."
    figures = {
        "since": start.isoformat(),
        "evidence": rate.monitor.peak,
        "threshold": rate.monitor.threshold,
        "rows": rate.monitor.rows,
        "error": error.as_dict() if error else None,
        "basis": dict(rate.basis),
        "slices": slices,
    }
    return says, figures


def feature_figures(shift: FeatureShift) -> dict[str, Any]:
    """One feature as figures tell it."""
    return {
        "feature": shift.feature,
        "log_evidence": shift.log_evidence,
        "alarm": shift.alarm,
        "what": shift.what,
        "before": shift.before,
        "now": shift.now,
        "since": since_figures(shift.since),
    }


def since_figures(when: Since | None) -> dict[str, Any] | None:
    """A change's time as figures tell it."""
    if when is None:
        return None
    return {
        **{
            name: datetime.fromtimestamp(getattr(when, name), UTC).isoformat()
            for name in ("at", "low", "high")
        },
        "before": when.before,
        "now": when.now,
    }


def _moved(shift: FeatureShift) -> str:
    return f"`{shift.feature}`, {shift.what}: {shift.before:.0%} before, {shift.now:.0%} now"


def _grew(one: Mapping[str, Any]) -> str:
    return f"{one['name']} ({one['before']:.0%} of the traffic before, {one['now']:.0%} now)"


def _errs(one: Mapping[str, Any]) -> str:
    rate = one["error_rate"]
    return f"{one['name']} ({rate['value']:.0%} wrong, {rate['low']:.0%} to {rate['high']:.0%})"


def _grown(
    reader: Reader, name: str, stream: Stream, window: tuple[datetime, datetime]
) -> list[dict[str, Any]]:
    """Slices that the new traffic fills more than the reference did."""
    if stream.reference is None:
        return []
    old, new = reader.drawn(stream.reference, REFERENCE), reader.drawn(window, REFERENCE)
    if old is None or new is None:
        return []
    both = joined([old, new])
    columns = READERS[name](reader.view, reader.ws, both)
    is_new = np.arange(len(both)) >= len(old)
    attributes = shaped(columns, kinds_of(columns), len(both))
    n_new = int(is_new.sum())
    grown = []
    for one in find_slices(attributes, is_new, max_depth=2, min_support=SUPPORT):
        inside = one.support * one.error_rate.value  # the "errors" looked for are the new rows
        grown.append(
            {
                "name": one.name,
                "predicate": dict(one.predicate),
                "before": (one.support - inside) / (len(both) - n_new),
                "now": inside / n_new,
                "n": one.support,
            }
        )
    return grown[:TOLD]


def _error_slices(
    reader: Reader, name: str, operating: Operating | None, since: datetime, until: datetime
) -> list[dict[str, Any]]:
    """Slices in which the audits since then found more errors than elsewhere."""
    audits, _ = audits_between(reader, since, until)
    if audits is None:
        return []
    known = audits.take(np.flatnonzero(audits.said <= WRONG))
    if name == CERTIFICATE:
        known = known.take(np.flatnonzero(under_certificate(known.rows, operating)))
    if not len(known.rows):
        return []
    columns: dict[str, NDArray[Any]] = dict(known.rows.attributes)
    columns["predicted"] = np.array(reader.ws.project.labels, dtype=object)[known.rows.predicted]
    attributes = shaped(columns, kinds_of(columns), len(known.rows))
    found = find_slices(attributes, known.said == WRONG, max_depth=2, min_support=SUPPORT)
    return [
        {
            "name": one.name,
            "predicate": dict(one.predicate),
            "support": one.support,
            "error_rate": one.error_rate.as_dict(),
        }
        for one in found[:TOLD]
    ]
