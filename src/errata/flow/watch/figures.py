"""Figures: what a look shows of its monitors, for people and pages."""

from __future__ import annotations

import math
from typing import Any

from errata.core.model import ModelVersion, Operating
from errata.flow.watch.audited import estimate_of
from errata.flow.watch.explain import feature_figures, since_figures
from errata.flow.watch.state import Rate, Stream, WatchState
from errata.loop.watch.rate_monitor import RateMonitor
from errata.loop.watch.shift_monitor import ShiftMonitor

TOP = 8  # features that are told


def figures_of(
    model: ModelVersion, operating: Operating | None, state: WatchState
) -> dict[str, Any]:
    """The monitors of a state, each by its name."""
    return {
        "model": model.name,
        "certificate": operating.number if operating else None,
        "began": state.began.isoformat(),
        "monitors": {
            **{name: _of_stream(one) for name, one in state.streams.items()},
            **{name: _of_rate(one) for name, one in state.rates.items()},
        },
    }


def _of_stream(stream: Stream) -> dict[str, Any]:
    told: dict[str, Any] = {"began": stream.began.isoformat(), "watching": False}
    if stream.monitor is None:
        return told
    found = stream.monitor.found()
    first = next((shift.since for shift in found if shift.alarm), None)
    return {
        **told,
        "watching": True,
        **_of(stream.monitor),
        "since": since_figures(first),
        "features": [feature_figures(shift) for shift in found[:TOP]],
    }


def _of_rate(rate: Rate) -> dict[str, Any]:
    error = estimate_of(rate.tally)
    told: dict[str, Any] = {
        "began": rate.began.isoformat(),
        "watching": rate.monitor is not None,
        "error": error.as_dict() if error else None,
        "basis": dict(rate.basis),
        "unanswered": rate.tally.unanswered,
    }
    if rate.monitor is None:
        return told
    return {
        **told,
        **_of(rate.monitor),
        "accepted": rate.monitor.accepted,
        "since": since_figures(rate.monitor.since()),
    }


def _of(monitor: ShiftMonitor | RateMonitor) -> dict[str, Any]:
    evidence = monitor.log_evidence
    return {
        "alarm": monitor.alarm,
        "log_evidence": evidence if math.isfinite(evidence) else 0.0,
        "peak": monitor.peak,
        "threshold": monitor.threshold,
        "rows": monitor.rows,
    }
