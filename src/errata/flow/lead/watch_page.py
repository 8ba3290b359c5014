"""Watch page: what the monitors hold now, and how their evidence came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from errata.core.errors import InputError
from errata.core.looked import AlarmStory
from errata.core.model import Alarm, Look
from errata.flow.watch.alarms import open_alarms, with_ends
from errata.flow.watch.audited import ACCURACY, CERTIFICATE
from errata.flow.watch.traffic import INPUTS, PREDICTIONS
from errata.flow.workspace import Workspace, policy_of

LOOKS = 168  # a week of hours
MOST = 1_000
CLOSED = 10  # alarms told beside the open ones

WATCHES = {
    ACCURACY: "the audited error, against what was certified",
    CERTIFICATE: "the audited error among the accepted, against what the certificate promises",
    INPUTS: "what comes in, against the traffic when the model was certified",
    PREDICTIONS: "what the model predicts and how sure it is, against the same traffic",
}


@dataclass(frozen=True, kw_only=True)
class MonitorTold:
    """A monitor as the newest look left it, and its evidence over time."""

    name: str
    says: str
    figures: Mapping[str, Any]
    history: list[tuple[datetime, float]]  # oldest first: when, and the log evidence then


@dataclass(frozen=True, kw_only=True)
class WatchPage:
    """What is watched, what it shows, and what people must know."""

    monitors: list[MonitorTold]
    alarms: list[AlarmStory]  # open ones first
    health: Mapping[str, Any] = field(default_factory=dict)
    looked_at: datetime | None
    next_look: datetime | None
    every_minutes: float
    model: str | None
    says: str


def watch_page(ws: Workspace, *, looks: int = LOOKS) -> WatchPage:
    """The newest looks and the alarms; raises InputError for a number of looks out of bounds."""
    if not 1 <= looks <= MOST:
        raise InputError(f"{looks} looks", wanted=f"1 to {MOST}")
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        found = view.find(Look, project_id=ws.project.id, newest_first=True, limit=looks)
        left = open_alarms(view, ws.project.id)
        recent = view.find(Alarm, project_id=ws.project.id, newest_first=True, limit=CLOSED)
        named = {alarm.id for alarm in left}
        stories = with_ends(
            view, ws.project.id, [*left, *(one for one in recent if one.id not in named)]
        )
    every = policy.watch.every_minutes
    newest = found[0] if found else None
    return WatchPage(
        monitors=_monitors(found),
        alarms=stories,
        health=newest.figures.get("health", {}) if newest else {},
        looked_at=newest.created_at if newest else None,
        next_look=newest.created_at + timedelta(minutes=every) if newest else None,
        every_minutes=every,
        model=newest.figures.get("model") if newest else None,
        says=_says(newest, len(left)),
    )


def _monitors(looks: list[Look]) -> list[MonitorTold]:
    """Of the model and certificate that are watched now: older evidence is another monitor's."""
    if not looks:
        return []
    newest = looks[0].figures
    told = []
    for name, figures in newest.get("monitors", {}).items():
        history = [
            (look.created_at, float(then["log_evidence"]))
            for look in reversed(looks)
            if (then := look.figures.get("monitors", {}).get(name)) is not None
            and then["began"] == figures["began"]
            and "log_evidence" in then
        ]
        told.append(MonitorTold(name=name, says=WATCHES[name], figures=figures, history=history))
    order = list(WATCHES)
    return sorted(told, key=lambda one: order.index(one.name))


def _says(newest: Look | None, n_open: int) -> str:
    if newest is None:
        return "Nobody has looked yet. A server looks by itself; errata watch looks once."
    alarms = f"{n_open} alarm{'s' * (n_open != 1)} open" if n_open else "no alarm is open"
    model = newest.figures.get("model")
    if model is None:
        return f"There is no model in production to watch yet; {alarms}."
    waits = [
        name for name, one in newest.figures.get("monitors", {}).items() if not one["watching"]
    ]
    more = f" {', '.join(waits)}: waiting for enough to compare with." if waits else ""
    return f"{model} is watched; {alarms}.{more}"
