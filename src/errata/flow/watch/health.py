"""Health: what is wrong although nobody answered wrongly: silence, waiting, a certificate's end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from errata.core.ids import uuid7
from errata.core.model import Alarm, Look, ModelVersion, Operating
from errata.core.policy import WatchPolicy
from errata.core.ports import Snapshot
from errata.core.task import OWN, Review
from errata.flow.watch.lapsed import lapsed
from errata.flow.watch.state import READINGS, WEEKS, WatchState, hour_of
from errata.flow.workspace import Workspace
from errata.loop.watch.silence import Fault, no_reviews, oldest_age, silent_model

SILENT, NO_REVIEWS, OLDEST = "silent_model", "no_reviews", "oldest_open"
EXPIRING, EXPIRED = "certificate_expiring", "certificate_expired"
KINDS = (SILENT, NO_REVIEWS, OLDEST, EXPIRING, EXPIRED)
MOST_AN_HOUR = 100  # predictions that are counted: silence is told from speech, not from shouting
HOUR = 3600
SOON = 0.1  # of a certificate's life that is left when people are told


@dataclass(frozen=True, kw_only=True)
class Health:
    """How the project does, and what is wrong with it."""

    last_prediction: datetime | None  # to the hour
    last_review: datetime | None
    oldest_open: datetime | None
    waiting: int  # open tasks
    expires_at: datetime | None  # of the certificate that holds
    faults: Mapping[str, Fault] = field(default_factory=dict)  # by kind of alarm

    def as_dict(self) -> dict[str, Any]:
        """As a look's figures hold it."""
        times = ("last_prediction", "last_review", "oldest_open", "expires_at")
        told = {name: getattr(self, name) for name in times}
        return {
            **{name: at.isoformat() if at else None for name, at in told.items()},
            "waiting": self.waiting,
        }


def health_of(
    view: Snapshot,
    ws: Workspace,
    policy: WatchPolicy,
    *,
    model: ModelVersion | None,
    operating: Operating | None,
    state: WatchState | None,
) -> Health:
    """What a snapshot and the arrivals so far say of it."""
    now = ws.now()
    waiting = view.queue.open_tasks(ws.project.id)
    oldest = view.queue.oldest_open(ws.project.id)
    reviews = _reviews(view, ws, now - timedelta(weeks=WEEKS))
    newest = view.find(Review, project_id=ws.project.id, newest_first=True, limit=1)
    arrivals = dict(state.arrivals) if state else {}
    holds = operating is not None and lapsed(view, operating) is None
    faults = {
        SILENT: _silent(arrivals, state, policy, now) if model and state else None,
        NO_REVIEWS: _no_reviews(reviews, oldest, waiting, policy, now),
        OLDEST: _oldest(view, ws, oldest, policy, now),
        **(_ending(operating, now) if holds and operating else {}),
    }
    return Health(
        last_prediction=datetime.fromtimestamp(max(arrivals) * 3600, UTC) if arrivals else None,
        last_review=newest[0].created_at if newest else None,
        oldest_open=oldest,
        waiting=waiting,
        expires_at=operating.expires_at if holds and operating else None,
        faults={kind: fault for kind, fault in faults.items() if fault is not None},
    )


def went_away(
    alarm: Alarm, health: Health, policy: WatchPolicy, state: WatchState | None, now: datetime
) -> bool:
    """Whether what raised an alarm about the project's health is over.

    Not as soon as the rule is silent: a model that usually pauses at night has not come back, and
    a queue that shrank by a task is still too old. Such an alarm would come every day.
    """
    if alarm.kind == SILENT:
        if state is None or state.began > alarm.created_at or not policy.silent_hours:
            return True
        return any(hour >= hour_of(alarm.created_at) for hour in state.arrivals)
    if alarm.kind == NO_REVIEWS:
        heard = health.last_review is not None and health.last_review > alarm.created_at
        return heard or not health.waiting or not policy.no_reviews_hours
    if alarm.kind == OLDEST:
        limit = timedelta(hours=policy.oldest_hours)
        return health.oldest_open is None or not limit or now - health.oldest_open < limit
    return alarm.kind in KINDS and alarm.kind not in health.faults


def _silent(
    arrivals: Mapping[int, int], state: WatchState, policy: WatchPolicy, now: datetime
) -> Fault | None:
    """Silence is measured from where the watch of this model began, if it has never spoken."""
    if not policy.silent_hours:
        return None
    hours = arrivals or {hour_of(state.began): 1}
    ends = np.array([(hour + 1) * HOUR - 1 for hour in hours])
    seen = np.minimum(ends, min(state.traffic_upto, now).timestamp())
    times = np.repeat(seen, np.minimum(list(hours.values()), MOST_AN_HOUR))
    return silent_model(times, now.timestamp(), limit_hours=policy.silent_hours, weeks=WEEKS)


def _no_reviews(
    reviews: list[float],
    oldest: datetime | None,
    waiting: int,
    policy: WatchPolicy,
    now: datetime,
) -> Fault | None:
    """Where nobody ever reviewed, it is measured from when the first task came."""
    if not policy.no_reviews_hours or not waiting or oldest is None:
        return None
    return no_reviews(
        reviews or [oldest.timestamp()],
        now.timestamp(),
        waiting=waiting,
        limit_hours=policy.no_reviews_hours,
        weeks=WEEKS,
    )


def _oldest(
    view: Snapshot, ws: Workspace, oldest: datetime | None, policy: WatchPolicy, now: datetime
) -> Fault | None:
    if not policy.oldest_hours or oldest is None:
        return None
    readings = []
    for look in view.find(Look, project_id=ws.project.id, newest_first=True, limit=READINGS)[::-1]:
        then = look.figures.get("health", {}).get("oldest_open")
        age = (look.created_at - datetime.fromisoformat(then)).total_seconds() if then else 0.0
        readings.append((look.created_at.timestamp(), max(age, 0.0)))
    readings.append((now.timestamp(), max((now - oldest).total_seconds(), 0.0)))
    return oldest_age(readings, limit_hours=policy.oldest_hours)


def _ending(operating: Operating, now: datetime) -> dict[str, Fault]:
    ends = operating.expires_at
    if ends is None:
        return {}
    if now >= ends:
        return {
            EXPIRED: Fault(
                kind=EXPIRED,
                says=f"The certificate ended on {ends:%Y-%m-%d %H:%M} UTC: everything is reviewed "
                "until the model is certified anew.",
                since=ends.timestamp(),
                figures={"certificate": operating.number},
            )
        }
    left, life = ends - now, ends - operating.created_at
    if left > life * SOON:
        return {}
    return {
        EXPIRING: Fault(
            kind=EXPIRING,
            says=f"The certificate ends on {ends:%Y-%m-%d %H:%M} UTC; everything is reviewed from "
            "then on unless the model is certified anew.",
            since=now.timestamp(),
            figures={"certificate": operating.number, "hours_left": left.total_seconds() / 3600},
        )
    }


def _reviews(view: Snapshot, ws: Workspace, since: datetime) -> list[float]:
    """When reviews came in, as seconds since 1970."""
    first = uuid7(at_ms=int(since.timestamp() * 1000), random=bytes(10))
    found = view.pluck(Review, "created_at", "skill", project_id=ws.project.id, after=first)
    return [at.timestamp() for at, skill in found if not skill.startswith(OWN)]
