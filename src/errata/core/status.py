"""Status: the loop at a glance, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from errata.core.estimate import Estimate
from errata.core.model import Cycle, Operating


@dataclass(frozen=True, kw_only=True)
class Status:
    """Counts at every stage, what is known of production, and how the model stands."""

    project: str
    champion: str | None
    predictions: int
    tasks_open: int
    oldest_open: datetime | None
    reviews: int
    resolutions: Mapping[str, int]  # by kind
    errors: Mapping[str, int]  # by the latest stage
    errors_found: int
    errors_estimated: Estimate | None  # in production, of the champion
    accuracy: Estimate | None  # of the champion in production, on the hold's audits
    held: Mapping[str, int]  # by fold
    datasets: int
    models: int
    certificate: Operating | None
    last_cycle: Cycle | None
    alarms: tuple[str, ...] = ()  # what the open ones say, newest first
    first: tuple[str, ...] = ()  # the tasks at the head of the queue, and why they are there

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        plain = asdict(self)
        for name in ("errors_estimated", "accuracy"):
            value = getattr(self, name)
            plain[name] = None if value is None else value.as_dict()
        return plain
