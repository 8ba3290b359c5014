"""Accepting: from which confidence on each prediction stands without a human, as certified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.model import Lapse, Operating
from errata.core.policy import TriagePolicy
from errata.core.ports import Snapshot
from errata.core.proposal import Proposal
from errata.flow.watch.lapsed import lapsed
from errata.flow.workspace import Workspace

Floats = NDArray[np.float64]
Columns = Mapping[str, NDArray[Any]]
MISSING = "missing"  # the value of a slice for predictions that do not say


@dataclass(frozen=True, kw_only=True)
class Accepting:
    """The thresholds that hold now; `of` gives each prediction its own."""

    labels: tuple[str, ...]
    threshold: float | None  # where no group has its own; None: nothing is accepted
    by_class: bool = False
    attributes: tuple[str, ...] = ()  # by whose values there are thresholds
    groups: Mapping[str, float] = field(default_factory=dict)  # group_names -> threshold
    miss_threshold: float | None = None  # inf: nothing that could be a miss
    miss_free: int | None = None  # predictions of this class cannot miss it
    lapse: Lapse | None = None  # why it holds no more

    @property
    def never(self) -> bool:
        """Whether nothing at all is accepted."""
        return self.threshold is None and not self.groups

    @property
    def lowest(self) -> float:
        """The least confidence that anything is accepted at; 1 where nothing is."""
        found = [*self.groups.values(), *([] if self.threshold is None else [self.threshold])]
        return min((value for value in found if np.isfinite(value)), default=1.0)

    def of(self, predicted: NDArray[np.int32], attributes: Columns) -> Floats:
        """Per prediction the least confidence accepted, (n,); inf for never."""
        n = len(predicted)
        if self.by_class or self.attributes:
            names = group_names(
                predicted, attributes, self.labels, by_class=self.by_class, by=self.attributes
            )
            known, which = np.unique(names, return_inverse=True)
            least = np.array([self.groups.get(str(name), np.inf) for name in known])[which]
        else:
            least = np.full(n, np.inf if self.threshold is None else self.threshold)
        if self.miss_threshold is None:
            return np.asarray(least, dtype=np.float64)
        floor = np.full(n, self.miss_threshold)
        if self.miss_free is not None:
            floor[predicted == self.miss_free] = -np.inf
        return np.asarray(np.maximum(least, floor))


def group_names(
    predicted: NDArray[np.int32],
    attributes: Columns,
    labels: tuple[str, ...],
    *,
    by_class: bool,
    by: tuple[str, ...],
) -> NDArray[Any]:
    """The group whose certificate speaks for each prediction, (n,) text.

    Groups never overlap, so whatever each promises holds for every union of them: for a class over
    all slices, a slice over all classes, and all traffic. A value that is missing is a group too.
    """
    n = len(predicted)
    parts: list[NDArray[Any]] = []
    if by_class:
        parts.append(np.array(labels, dtype=object)[predicted].astype(str))
    for name in by:
        column = attributes.get(name)
        parts.append(np.full(n, MISSING) if column is None else _words(column))
    named = ["class", *by] if by_class else list(by)
    out = np.full(n, "", dtype=object)
    for place, (name, part) in enumerate(zip(named, parts, strict=True)):
        out = out + (f" & {name}=" if place else f"{name}=") + part.astype(object)
    return out.astype(str) if n else np.empty(0, dtype=str)


def accepting_in(
    view: Snapshot, ws: Workspace, triage: TriagePolicy, operating: Operating | None
) -> Accepting:
    """What holds at this time.

    The policy's threshold serves only until the project's first certificate. After that a model
    that was not certified, and a certificate that expired or lapsed, mean more review, never less.
    """
    labels = ws.project.labels
    if operating is None:
        certified = view.count(Operating, project_id=ws.project.id)
        return Accepting(labels=labels, threshold=None if certified else triage.threshold)
    if operating.expires_at is not None and ws.now() >= operating.expires_at:
        return Accepting(labels=labels, threshold=None)
    ended = lapsed(view, operating)
    if ended is not None:
        return Accepting(labels=labels, threshold=None, lapse=ended)
    return accepting_of(operating, labels)


def accepting_of(operating: Operating | Proposal, labels: tuple[str, ...]) -> Accepting:
    """What this certificate says, while it holds."""
    plan = operating.plan
    misses = plan.get("misses")
    floor = free = None
    if misses:
        floor = np.inf if misses["threshold"] is None else float(misses["threshold"])
        free = labels.index(misses["free"]) if misses.get("free") in labels else None
    groups = plan.get("groups") or {}
    return Accepting(
        labels=labels,
        threshold=operating.threshold if not groups else None,
        by_class=bool(groups.get("by_class")),
        attributes=tuple(groups.get("attributes", ())),
        groups={str(name): float(value) for name, value in groups.get("thresholds", {}).items()},
        miss_threshold=floor,
        miss_free=free,
    )


def _words(column: NDArray[Any]) -> NDArray[Any]:
    """A column as text; numbers as they are written, what is missing by name."""
    values = column.tolist()
    return np.array(
        [MISSING if value is None or value != value else str(value) for value in values],
        dtype=object,
    )
