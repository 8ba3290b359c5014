"""How many answers a task gets before it counts as agreed."""

from __future__ import annotations

import math
from dataclasses import dataclass

from errata.core.errors import PolicyError


@dataclass(frozen=True, kw_only=True, slots=True)
class OverlapPolicy:
    """Ask `minimum` reviewers, more while the posterior is below `bar`, at most `maximum`.

    Raises PolicyError with every fault and its path.

    >>> OverlapPolicy(minimum=3)
    OverlapPolicy(minimum=3, maximum=5, bar=0.95, critical=(), critical_minimum=3)
    """

    minimum: int = 1  # answers before anything is accepted; 3 for critical data
    maximum: int = 5  # answers after which an expert adjudicates
    bar: float = 0.95  # posterior of the leading label that is enough
    critical: tuple[str, ...] = ()  # predicted classes of which more people are asked
    critical_minimum: int = 3

    def __post_init__(self) -> None:
        faults = []
        if self.minimum < 1:
            faults.append(f"overlap.minimum is {self.minimum}; wanted 1 or more")
        if self.maximum < self.minimum:
            faults.append(
                f"overlap.maximum is {self.maximum}; wanted at least the minimum, {self.minimum}"
            )
        if self.critical_minimum < 1:
            faults.append(f"overlap.critical_minimum is {self.critical_minimum}; wanted 1 or more")
        # At one half or below two labels could clear the bar at once.
        if not (math.isfinite(self.bar) and 0.5 < self.bar <= 1):
            faults.append(f"overlap.bar is {self.bar}; wanted above 0.5, at most 1")
        if faults:
            raise PolicyError("the overlap policy", faults, do="correct the values named")
