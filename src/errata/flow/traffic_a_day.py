"""Traffic a day: how much goes by, and what becomes of it under what holds now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from errata.core.estimate import Estimate
from errata.core.model import ModelVersion, Operating
from errata.core.policy import Policy, TriagePolicy
from errata.core.ports import Passed, Snapshot
from errata.flow.accepting import Accepting
from errata.flow.workspace import Workspace
from errata.stats.binomial import wilson

DAYS = 7  # whole weeks, so that Sundays count as often as Mondays
ENOUGH = 200_000  # predictions; fewer days are read where there are so many
KEPT = 256  # projects whose figures are remembered


@dataclass(frozen=True, kw_only=True, slots=True)
class TrafficADay:
    """Means over the closed days that were read."""

    days: int  # 0: no closed day yet
    n: int  # predictions read
    accepted: int  # of them, under the thresholds that hold now
    expert: int  # of the others, those below the expert's threshold

    @property
    def a_day(self) -> float | None:
        """Predictions a day; None where no closed day is known."""
        return self.n / self.days if self.days else None

    @property
    def accepted_a_day(self) -> float | None:
        """Of them accepted; None where no closed day is known."""
        return self.accepted / self.days if self.days else None

    @property
    def waiting_a_day(self) -> float:
        """Of them not accepted: tasks that come anyway."""
        return (self.n - self.accepted) / self.days if self.days else 0.0

    def bands(self) -> dict[str, Estimate] | None:
        """The shares accepted, reviewed, and sent to experts; None without traffic."""
        if not self.n:
            return None
        counts = {
            "accept": self.accepted,
            "review": self.n - self.accepted - self.expert,
            "expert": self.expert,
        }
        return {name: _share(count, self.n) for name, count in counts.items()}


class Remembered:
    """The figures of each project, found once a day and certificate: reading is not for nothing."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], TrafficADay] = {}
        self._lock = Lock()

    def get(
        self,
        view: Snapshot,
        ws: Workspace,
        model: str,
        triage: TriagePolicy,
        accepting: Accepting,
        operating_id: str | None,
    ) -> TrafficADay:
        """The figures as of the last midnight, UTC."""
        today = ws.now().replace(hour=0, minute=0, second=0, microsecond=0)
        rules = (accepting.never, triage.threshold, triage.expert_below, triage.never_accept)
        key = (ws.project.key, today, model, operating_id, rules)
        with self._lock:
            found = self._found.get(key)
        if found is None:
            found = traffic_before(view, ws, today, model, triage, accepting)
            with self._lock:
                while len(self._found) >= KEPT:
                    self._found.pop(next(iter(self._found)))
                self._found[key] = found
        return found


REMEMBERED = Remembered()


def traffic_before(
    view: Snapshot,
    ws: Workspace,
    until: datetime,
    model: str,
    triage: TriagePolicy,
    accepting: Accepting,
) -> TrafficADay:
    """Day by day backwards, a week or as many days as hold enough.

    Confidences are read as they were stored: right after a new calibration they are a little off,
    until its first days are closed.
    """
    barred = np.isin(ws.project.labels, triage.never_accept)
    days = n = accepted = expert = empty = 0
    while days < DAYS and n < ENOUGH:
        since, seen = until - timedelta(days=1), 0
        for part in view.log.walk(ws.project.id, model=model, since=since, until=until):
            stands = _accepted(part, accepting, barred)
            seen += len(part)
            accepted += int(stands.sum())
            expert += int((~stands & (part.confidence < triage.expert_below)).sum())
        n, until, days, empty = n + seen, since, days + 1, 0 if seen else empty + 1
    # Days before the first prediction are no days without traffic.
    return TrafficADay(days=days - empty, n=n, accepted=accepted, expert=expert)


def traffic_of(
    view: Snapshot,
    ws: Workspace,
    policy: Policy,
    model: ModelVersion,
    operating: Operating | None,
    accepting: Accepting,
) -> TrafficADay:
    """The model's traffic of the last closed days, under what holds now."""
    version = operating.id if operating else None
    return REMEMBERED.get(view, ws, model.name, policy.triage, accepting, version)


def traffic_lately(
    view: Snapshot,
    ws: Workspace,
    policy: Policy,
    model: ModelVersion,
    operating: Operating | None,
    accepting: Accepting,
) -> TrafficADay:
    """The same for people; before a day is closed, of the last 24 hours."""
    found = traffic_of(view, ws, policy, model, operating, accepting)
    if found.days:
        return found
    soon = ws.now() + timedelta(microseconds=1)  # what came at this very moment counts too
    return traffic_before(view, ws, soon, model.name, policy.triage, accepting)


def _accepted(part: Passed, accepting: Accepting, barred: NDArray[np.bool_]) -> NDArray[np.bool_]:
    least = accepting.of(part.predicted, part.attributes)
    return np.asarray((part.confidence >= least) & ~barred[part.predicted])


def _share(count: int, n: int) -> Estimate:
    low, high = wilson(count / n, n)
    return Estimate(value=count / n, low=low, high=high, n=n, method="wilson, recent traffic")
