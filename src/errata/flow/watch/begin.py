"""Begin: which model is watched, and from when on its monitors count."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from errata.core.model import Alarm, ModelVersion, Operating, Promotion
from errata.core.ports import Snapshot
from errata.flow.watch.audited import ACCURACY, CERTIFICATE
from errata.flow.watch.state import Rate, Stream, WatchState
from errata.flow.watch.traffic import INPUTS, PREDICTIONS
from errata.loop.watch.rate_monitor import start_rate

UNANSWERED = "audits_unanswered"


def begun(
    view: Snapshot,
    model: ModelVersion,
    operating: Operating | None,
    before: WatchState | None,
    still: list[Alarm],
) -> WatchState:
    """The state to go on from: a new champion or certificate is watched from its own beginning."""
    ident = operating.id if operating else None
    if before is not None and (before.model_id, before.operating_id) == (model.id, ident):
        return _after_closing(view, before, still)
    began = _in_charge_since(view, model)
    if operating is not None:
        began = max(began, operating.created_at)
    same = before is not None and before.model_id == model.id
    return WatchState(
        model_id=model.id,
        operating_id=ident,
        began=began,
        traffic_upto=began,
        audited_upto=began,
        streams={name: Stream(began=began, looks_back=True) for name in (INPUTS, PREDICTIONS)},
        rates={
            name: Rate(began=began) for name in (ACCURACY, *([CERTIFICATE] if operating else []))
        },
        arrivals=before.arrivals if before is not None and same else {},
    )


def _in_charge_since(view: Snapshot, model: ModelVersion) -> datetime:
    """When the model became champion."""
    turns = view.find(
        Promotion, project_id=model.project_id, model_id=model.id, newest_first=True, limit=1
    )
    return turns[0].created_at


def _after_closing(view: Snapshot, state: WatchState, still: list[Alarm]) -> WatchState:
    """A monitor that alarmed, and whose alarm somebody closed, starts anew from there."""
    open_kinds = {alarm.kind for alarm in still}
    streams = {
        name: Stream(began=state.traffic_upto, looks_back=False)
        if stream.monitor is not None and stream.monitor.alarm and name not in open_kinds
        else stream
        for name, stream in state.streams.items()
    }
    rates = {}
    for name, rate in state.rates.items():
        first, worst = rate.monitor, rate.at_worst
        if first is not None and first.alarm and name not in open_kinds:
            rate = Rate(began=state.audited_upto)
        elif worst is not None and worst.alarm and UNANSWERED not in open_kinds:
            again = start_rate(worst.accepted, alpha=worst.alpha, max_weight=worst.max_weight)
            rate = replace(rate, at_worst=again)
        rates[name] = rate
    return replace(state, streams=streams, rates=rates)
