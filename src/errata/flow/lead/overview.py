"""Overview: the loop at a glance: what is at each stage and for how long, and how well it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from errata.core.dataset import DatasetVersion
from errata.core.ids import uuid7
from errata.core.looked import AlarmStory
from errata.core.model import Alarm, GateReport, ModelVersion, Promotion
from errata.core.ports import Snapshot
from errata.core.status import Status
from errata.core.task import Resolution, ResolutionKind
from errata.flow.production import Audits, Window, audits_of, window_length, windows_of
from errata.flow.status import status_in
from errata.flow.watch.alarms import open_alarms, with_ends
from errata.flow.workspace import Workspace

MODELS = 8  # champions whose accuracy over time is told, newest first
ALARMS = 5
HELD = 10_000  # leases counted
AGREED = [ResolutionKind.ACCEPTED, ResolutionKind.ADJUDICATED]


@dataclass(frozen=True, kw_only=True, slots=True)
class StageCount:
    """What is at one stage of the loop."""

    name: str
    says: str
    count: int
    oldest: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """What is in the queue, for whom."""

    by_skill: dict[str, int]  # answers that nobody is giving, by the skill that they ask for
    held: int
    overdue: int
    overdue_since: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """A change of champion."""

    promotion: Promotion
    model: str


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The loop at a glance."""

    status: Status
    waiting: Waiting
    stages: list[StageCount]
    accuracy_over_time: list[Window]
    promotions: list[Turn]  # newest first
    alarms: list[AlarmStory]  # open ones first, newest first


def overview(ws: Workspace) -> Overview:
    """One snapshot's view of every stage."""
    with ws.store.snapshot() as view:
        turns = _turns(view, ws)
        names = list(dict.fromkeys(turn.model for turn in turns))[:MODELS]
        audits = {name: audits_of(view, ws, name) for name in names}
        found = status_in(view, ws, audits=audits[names[0]] if names else None)
        waiting = waiting_in(view, ws)
        return Overview(
            status=found,
            waiting=waiting,
            stages=_stages(view, ws, found, waiting, turns),
            accuracy_over_time=_over_time(audits, ws.now()),
            promotions=turns,
            alarms=_alarms(view, ws),
        )


def _alarms(view: Snapshot, ws: Workspace) -> list[AlarmStory]:
    """Every open alarm, then the newest of the others."""
    left = open_alarms(view, ws.project.id)
    named = {alarm.id for alarm in left}
    recent = view.find(Alarm, project_id=ws.project.id, newest_first=True, limit=ALARMS)
    others = [alarm for alarm in recent if alarm.id not in named]
    return with_ends(view, ws.project.id, [*left, *others[: max(ALARMS - len(left), 0)]])


def waiting_in(view: Snapshot, ws: Workspace) -> Waiting:
    """What is in the queue, as this snapshot sees it."""
    late, since = view.backlog.overdue(ws.project.id, now=ws.now())
    return Waiting(
        by_skill=view.backlog.by_skill(ws.project.id),
        held=view.queue.held_slots(ws.project.id, now=ws.now(), at_most=HELD),
        overdue=late,
        overdue_since=since,
    )


def _turns(view: Snapshot, ws: Workspace) -> list[Turn]:
    turns = view.find(Promotion, project_id=ws.project.id, newest_first=True, limit=50)
    models = view.find(ModelVersion, project_id=ws.project.id, id=[turn.model_id for turn in turns])
    names = {model.id: model.name for model in models}
    return [Turn(promotion=turn, model=names[turn.model_id]) for turn in turns]


def _stages(
    view: Snapshot, ws: Workspace, found: Status, waiting: Waiting, turns: list[Turn]
) -> list[StageCount]:
    agreed, since = _agreed(view, ws)
    candidate, proved = _candidate(view, ws, turns)
    champion = turns[0] if turns else None
    return [
        StageCount(
            name="captured",
            says="predictions stored",
            count=found.predictions,
            oldest=None,
        ),
        StageCount(
            name="waiting",
            says="tasks without enough answers",
            count=found.tasks_open,
            oldest=found.oldest_open,
        ),
        StageCount(
            name="held",
            says="answers being given now",
            count=waiting.held,
            oldest=None,
        ),
        StageCount(
            name="overdue",
            says="tasks past their due time; escalated, never accepted",
            count=waiting.overdue,
            oldest=waiting.overdue_since,
        ),
        StageCount(
            name="agreed",
            says="resolutions since the newest dataset version",
            count=agreed,
            oldest=since,
        ),
        StageCount(
            name="candidate",
            says="models trained since the last change of champion; "
            + ("the newest is proved" if proved else "the newest waits for its proof")
            if candidate
            else "no model trained since the last change of champion",
            count=len(candidate),
            oldest=candidate[0].created_at if candidate else None,
        ),
        StageCount(
            name="champion",
            says=f"{champion.model} in production" if champion else "no champion yet",
            count=1 if champion else 0,
            oldest=champion.promotion.created_at if champion else None,
        ),
    ]


def _agreed(view: Snapshot, ws: Workspace) -> tuple[int, datetime | None]:
    """Agreed truth that no dataset version has looked at, and when the first of it came."""
    versions = view.find(DatasetVersion, project_id=ws.project.id, newest_first=True, limit=1)
    where: dict[str, Any] = {"project_id": ws.project.id, "kind": AGREED, "hold": False}
    if versions:
        where["after"] = _first_id_at(versions[0].created_at)
    n = view.count(Resolution, **where)
    first = view.find(Resolution, limit=1, **where) if n else []
    return n, first[0].created_at if first else None


def _candidate(view: Snapshot, ws: Workspace, turns: list[Turn]) -> tuple[list[ModelVersion], bool]:
    """The models since the last change of champion, oldest first; whether the newest is proved."""
    after = turns[0].promotion.id if turns else None
    models = view.find(ModelVersion, project_id=ws.project.id, after=after)
    models = [model for model in models if model.blob is not None]
    proved = bool(models) and view.count(GateReport, candidate_id=models[-1].id) > 0
    return models, proved


def _over_time(audits: dict[str, Audits], now: datetime) -> list[Window]:
    """Each champion's accuracy in closed windows of one length, oldest first."""
    starts = [each.drawn.at[0] for each in audits.values() if each.settled.any()]
    if not starts:
        return []
    first = datetime.fromtimestamp(int(min(starts).astype(np.int64)) / 1e6, tz=now.tzinfo)
    length = window_length(first, now)
    windows = [
        window
        for name, each in audits.items()
        for window in windows_of(name, each, length=length, now=now)
    ]
    return sorted(windows, key=lambda window: (window.start, window.model))


def _first_id_at(at: datetime) -> str:
    """An identifier below all that are minted from this time on."""
    return uuid7(at_ms=int(at.timestamp() * 1000), random=bytes(10))
