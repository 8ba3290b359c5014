"""Gate policy: what a candidate has to show before it may replace the champion."""

from __future__ import annotations

from dataclasses import dataclass, field

from errata.core.errors import PolicyError

MODES = ("superiority", "non_inferiority")
REGRESSIONS = ("none", "harm")


@dataclass(frozen=True, kw_only=True, slots=True)
class GatePolicy:
    """The gate's numbers.

    `superiority`: the candidate is better overall. `non_inferiority`: it is not worse by `margin`;
    the path of a live correction, whose cases are then must-pass.

    `regressions` "none": one past error that comes back fails the candidate. "harm": it fails when
    significantly more come back than are newly fixed (docs/decisions/0003-past-errors.md says when
    that is wiser). Cases that must never come back are must-pass either way.

    Raises PolicyError for an unknown mode or a number out of range.
    """

    mode: str = "superiority"
    # Chance that a no-better candidate passes.
    alpha: float = field(default=0.05, metadata={"low": 0, "high": 1, "open": True})
    # Accuracy given away at most, in non-inferiority.
    margin: float = field(default=0.01, metadata={"low": 0, "high": 1, "open": True})
    # Chance that a harmless candidate is vetoed by a class, a slice or calibration.
    harm_alpha: float = field(default=0.05, metadata={"low": 0, "high": 1, "open": True})
    # A class or slice with fewer random golden cases is not judged.
    min_cases: int = field(default=30, metadata={"low": 1, "high": 1_000_000, "open": False})
    # What past errors that come back do: "none" may, or only no more than are newly fixed ("harm").
    regressions: str = "none"
    # Chance to detect the gain seen so far that `more_needed` is computed for.
    power: float = field(default=0.8, metadata={"low": 0, "high": 1, "open": True})

    def __post_init__(self) -> None:
        faults = []
        if self.mode not in MODES:
            faults.append(f"gate.mode: got {self.mode!r}, wanted one of " + ", ".join(MODES))
        if self.regressions not in REGRESSIONS:
            faults.append(
                f"gate.regressions: got {self.regressions!r}, wanted one of "
                + ", ".join(REGRESSIONS)
            )
        faults.extend(
            f"gate.{name}: got {getattr(self, name)!r}, wanted between 0 and 1"
            for name in ("alpha", "margin", "harm_alpha", "power")
            if not 0 < getattr(self, name) < 1
        )
        if self.min_cases < 1:
            faults.append(f"gate.min_cases: got {self.min_cases!r}, wanted 1 or more")
        if faults:
            raise PolicyError("gate policy", faults)
