"""Unclear: a class by which people do not mean the same raises an alarm, with examples.

Of each task that several were to answer, the first two answers count, in the order in which the
second came. Where at least one of them names the class, the other one names it too, or not. The
alarm says: in more than half of such tasks the two part. It is a bet per class (`loop.watch`'s
rate monitor) that may be looked at after every answer: where people part in at most half of them,
any class of the project ever raises one with probability at most `watch.alpha`, under one version
of the guidelines. A new version, or a closed alarm, starts it anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from errata.core.estimate import Estimate
from errata.core.ids import uuid7
from errata.core.model import Alarm, AlarmClosed
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import OWN, Answer, Review, Task
from errata.flow.guidelines import current_guideline
from errata.flow.lead.excerpt import excerpts
from errata.flow.workspace import Workspace
from errata.loop.watch.rate_monitor import RateMonitor, start_rate, update_rate
from errata.stats.binomial import proportion

UNCLEAR = "unclear_guideline"
ACCEPTED = 0.5  # of the tasks that either of two calls so, those of which the other does not
FIRST = 50_000  # answers under one version that are read
EXAMPLES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Twice:
    """The first two answers to one task."""

    task_id: str
    item_id: str
    labels: tuple[str, str]
    at: str  # the second review


@dataclass(frozen=True, kw_only=True, slots=True)
class UnclearClass:
    """A class about which people part more often than not."""

    label: str
    mistaken_for: str  # what the other one says most often; "" for nothing
    apart: int  # tasks in which the two part
    n: int  # tasks in which at least one of the two names it
    version: int  # of the guidelines
    monitor: RateMonitor
    differ: tuple[Twice, ...]  # the newest, those with `mistaken_for` first

    @property
    def share(self) -> Estimate:
        """Of the tasks in which one of two names it, those in which they part."""
        return proportion(self.apart, self.n)

    @property
    def says(self) -> str:
        """In a sentence."""
        other = f", mostly {self.mistaken_for!r}" if self.mistaken_for else ""
        by = f"version {self.version} of the guidelines" if self.version else "no guidelines"
        return (
            f"People do not mean the same by {self.label!r}: of {self.n} items that one of two "
            f"called so, the other said something else of {self.apart}{other} (under {by}). Say "
            "in the guidelines where the line is, with these examples."
        )


def unclear_classes(
    view: Snapshot, ws: Workspace, policy: Policy
) -> tuple[list[UnclearClass], dict[str, str]]:
    """The classes whose monitor alarms, surest first; and what closes an open alarm, by its id.

    Reads the answers since the guidelines changed, or since somebody closed a class's alarm.
    """
    newest = current_guideline(view, ws)
    version = newest.version if newest else 0
    twice = _twice(view, ws, version, newest.created_at if newest else None)
    found = parted(
        twice,
        ws.project.labels,
        alpha=policy.watch.alpha,
        version=version,
        since={label: _first_id(at) for label, at in _closed(view, ws).items()},
    )
    return found, _over(view, ws, version)


def parted(
    twice: Sequence[Twice],
    labels: Sequence[str],
    *,
    alpha: float,
    version: int,
    since: Mapping[str, str] = MappingProxyType({}),
) -> list[UnclearClass]:
    """The classes whose monitor alarms on these pairs of answers, surest first.

    `alpha` is shared among the labels; `since` names the review behind which a class begins anew.
    """
    found = []
    for label in labels:
        rows = [one for one in twice if label in one.labels and one.at > since.get(label, "")]
        apart = [one for one in rows if one.labels[0] != one.labels[1]]
        monitor = update_rate(
            start_rate(ACCEPTED, alpha=alpha / len(labels)),
            [float(one.labels[0] != one.labels[1]) for one in rows],
        )
        if not monitor.alarm:
            continue
        others = Counter(_other(one, label) for one in apart)
        most = min(others, key=lambda name: (-others[name], name))
        apart.reverse()
        ordered = sorted(apart, key=lambda one: _other(one, label) != most)
        found.append(
            UnclearClass(
                label=label,
                mistaken_for=most,
                apart=len(apart),
                n=len(rows),
                version=version,
                monitor=monitor,
                differ=tuple(ordered[:EXAMPLES]),
            )
        )
    return sorted(found, key=lambda one: -one.monitor.peak)


def alarm_figures(view: Snapshot, ws: Workspace, unclear: UnclearClass) -> dict[str, object]:
    """What the alarm tells a lead: figures, and the items on which people part."""
    shown = excerpts(view, ws.project, [one.item_id for one in unclear.differ])
    return {
        "label": unclear.label,
        "mistaken_for": unclear.mistaken_for,
        "apart": unclear.apart,
        "n": unclear.n,
        "guidelines": unclear.version,
        "log_evidence": unclear.monitor.peak,
        "examples": [
            {
                "task_id": one.task_id,
                "excerpt": shown[one.item_id],
                "labels": list(one.labels),
            }
            for one in unclear.differ
        ],
    }


def _twice(view: Snapshot, ws: Workspace, version: int, begin: datetime | None) -> list[Twice]:
    """The first two answers of tasks that were to have two, in the order of the second."""
    rows = view.pluck(
        Review,
        "id", "task_id", "label", "answer", "skill",
        project_id=ws.project.id,
        guideline_version=version,
        after=None if begin is None else _first_id(begin),
        limit=FIRST,
    )  # fmt: skip
    given: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for ident, task, label, answer, skill in rows:
        if answer != Answer.SKIP and not skill.startswith(OWN):
            given[task].append((ident, label))
    several = [task for task, some in given.items() if len(some) > 1]
    facts = view.pluck(Task, "id", "item_id", "overlap", id=several) if several else []
    found = []
    for task, item, overlap in facts:
        (_, first), (at, second) = given[task][:2]
        if overlap > 1 and first is not None and second is not None:
            found.append(Twice(task_id=task, item_id=item, labels=(first, second), at=at))
    return sorted(found, key=lambda one: one.at)


def _closed(view: Snapshot, ws: Workspace) -> dict[str, datetime]:
    """When the newest alarm about each class was closed."""
    alarms = view.find(Alarm, project_id=ws.project.id, kind=UNCLEAR)
    idents = [alarm.id for alarm in alarms]
    ends = view.find(AlarmClosed, alarm_id=idents) if idents else []
    label = {alarm.id: str(alarm.figures["label"]) for alarm in alarms}
    return {label[end.alarm_id]: end.created_at for end in ends}


def _over(view: Snapshot, ws: Workspace, version: int) -> dict[str, str]:
    """Alarms about guidelines that are in force no more."""
    return {
        alarm.id: f"version {version} of the guidelines is in force since"
        for alarm in view.find(Alarm, project_id=ws.project.id, kind=UNCLEAR)
        if alarm.figures["guidelines"] != version
    }


def _other(one: Twice, label: str) -> str:
    return one.labels[1] if one.labels[0] == label else one.labels[0]


def _first_id(at: datetime) -> str:
    return uuid7(at_ms=int(at.timestamp() * 1000), random=bytes(10))
