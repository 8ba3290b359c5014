"""Watch the traffic for ever: does it still look like the reference?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.loop.watch.change_point import Since
from errata.loop.watch.feature_monitor import FeatureMonitor
from errata.stats.arrays import level

FOR_BOUNDS = 0.1  # part of alpha that pays for the reference's uncertainty under a tolerance
SALT = 0x5A17ED57EA
GROWTH = 10  # a bet is held while the rows known grow by a tenth


@dataclass(frozen=True, kw_only=True, slots=True)
class FeatureShift:
    """One feature of a stream, and what has happened to it."""

    feature: str
    log_evidence: float  # comparable with the monitor's threshold
    alarm: bool
    what: str  # that has become more or less frequent
    before: float  # its share in the reference
    now: float  # ... and since the change
    since: Since | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShiftMonitor:
    """What the monitor knows so far; `update_shift` makes the next one."""

    alpha: float
    tolerance: float
    seed: int
    rows: int
    alarm_at: float | None  # label of the batch in which it alarmed
    features: Mapping[str, FeatureMonitor]

    @property
    def threshold(self) -> float:
        """The log evidence that is an alarm: log(1/alpha), under a tolerance log(1/.9 alpha)."""
        return float(-np.log(self.alpha * (1 - FOR_BOUNDS if self.tolerance else 1)))

    @property
    def alarm(self) -> bool:
        """Whether it has ever alarmed."""
        return self.alarm_at is not None

    @property
    def log_evidence(self) -> float:
        """Of the strongest feature, the number of features paid for."""
        return max(feature.log_evidence for feature in self.features.values()) - self._paid

    @property
    def peak(self) -> float:
        """The largest evidence so far."""
        return max(feature.peak for feature in self.features.values()) - self._paid

    @property
    def _paid(self) -> float:
        return float(np.log(len(self.features)))

    def found(self) -> list[FeatureShift]:
        """Every feature, the strongest evidence first. Ask when it alarms: swings pass."""
        shifts = []
        for name, feature in self.features.items():
            what, when = feature.explained(self.tolerance) or ("", None)
            shifts.append(
                FeatureShift(
                    feature=name,
                    log_evidence=feature.log_evidence - self._paid,
                    alarm=feature.peak - self._paid >= self.threshold,
                    what=what,
                    before=when.before if when else 0.0,
                    now=when.now if when else 0.0,
                    since=when,
                )
            )
        return sorted(shifts, key=lambda shift: (-shift.log_evidence, shift.feature))

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it; the reference itself is not in it, only ranks and names."""
        return {
            "kind": "shift.v1",
            "alpha": self.alpha,
            "tolerance": self.tolerance,
            "seed": self.seed,
            "rows": self.rows,
            "alarm_at": self.alarm_at,
            "features": {name: part.as_dict() for name, part in self.features.items()},
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> ShiftMonitor:
        """What `as_dict` wrote. Raises InputError for something else."""
        if kept.get("kind") != "shift.v1":
            raise InputError(f"a state of kind {kept.get('kind')!r}", wanted="'shift.v1'")
        return cls(
            alpha=kept["alpha"],
            tolerance=kept["tolerance"],
            seed=kept["seed"],
            rows=kept["rows"],
            alarm_at=kept["alarm_at"],
            features={
                name: FeatureMonitor.from_dict(part) for name, part in kept["features"].items()
            },
        )


def start_shift(
    reference: Mapping[str, ArrayLike],
    *,
    alpha: float = 0.01,
    tolerance: float = 0.0,
    seed: int,
) -> ShiftMonitor:
    """Freeze a reference: a sample of rows from when the world was right.

    Columns (n,) of numbers (NaN or None is missing) or of anything else, taken as text; what the
    model predicted and how sure it was are columns like the others. `tolerance`: by how much a
    share may change and be no reason for an alarm; 0 means not at all. `seed`: of the draws that
    break ties. Raises InputError for no column, no row, columns of different lengths, alpha
    outside (0, 1) or a tolerance outside [0, 1).
    """
    level(alpha, "alpha")
    if not 0 <= tolerance < 1:
        raise InputError(f"tolerance {tolerance}", wanted="a share from 0 to below 1")
    columns = {str(name): _column(values, str(name)) for name, values in reference.items()}
    lengths = {len(column) for column in columns.values()}
    if len(lengths) != 1 or lengths == {0}:
        raise InputError(
            f"reference columns of {sorted(lengths)} rows", wanted="columns of one length above 0"
        )
    n = lengths.pop()
    rng = _draws_of(seed, 0)
    draws = rng.random(n)
    part = rng.permutation(n) < n // 3
    return ShiftMonitor(
        alpha=alpha,
        tolerance=float(tolerance),
        seed=seed,
        rows=0,
        alarm_at=None,
        features={name: FeatureMonitor.of(column, draws, part) for name, column in columns.items()},
    )


def update_shift(
    monitor: ShiftMonitor, batch: Mapping[str, ArrayLike], *, at: float | None = None
) -> ShiftMonitor:
    """Take in the next batch of the stream.

    Promise without a tolerance: if the reference's and the stream's rows are exchangeable, the
    monitor ever alarms with probability at most alpha, for a reference of any size and shape.
    Each row's rank among reference and past stream is then uniform whatever the world looks like
    (conformal prediction), so a feature's bins follow Polya's urn exactly, and a bet against the
    urn is fair; nothing has to be estimated. Promise with a tolerance: the same for every stream
    in which, given the past, no P(x <= v) of a number and no category's share is further than the
    tolerance from the world the reference was drawn from; a tenth of alpha pays for bounds of that
    world's shares.

    Bets: a number has moved, spread or shrunk, or more of it lies below or above an edge; a
    category's odds rose or fell. Every possible start is mixed in (`stats.anytime`). Tests are
    combined over a feature's categories and over the features by Bonferroni, since each is a
    martingale in its own history only.

    Rows that depend on one another (yesterday's weather tells today's, every night differs from
    every day) are not exchangeable: the monitor sees such swings as the changes they are. Give it
    a reference that holds whole cycles, batches that hold whole cycles in random order, and a
    tolerance. Feature columns that are absent from the batch count as missing in every row; new
    names are ignored. An empty batch changes nothing.
    Raises InputError for columns of different lengths or of another shape than (m,).
    Sources: Vovk, Gammerman & Shafer 2022, doi:10.1007/978-3-031-06649-8 (conformal test
    martingales); Podkopaev & Ramdas 2023, arXiv:2305.11126 (two-sample tests by betting);
    Blackwell & MacQueen 1973, doi:10.1214/aos/1176342372 (the urn); Huber 1965,
    doi:10.1214/aoms/1177699803 (bets against a neighbourhood).

    >>> rng = np.random.default_rng(0)
    >>> watch = start_shift({"age": rng.normal(40, 9, 2000), "shop": ["web"] * 2000}, seed=7)
    >>> watch = update_shift(watch, {"age": rng.normal(40, 9, 500), "shop": ["web"] * 500})
    >>> watch.alarm
    False
    >>> watch = update_shift(watch, {"age": rng.normal(44, 9, 500), "shop": ["web"] * 500})
    >>> watch.alarm, watch.found()[0].feature, watch.found()[0].since.at
    (True, 'age', 500.0)
    """
    columns = {name: _column(batch[name], name) for name in monitor.features if name in batch}
    lengths = {len(_column(values, name)) for name, values in batch.items()}
    if len(lengths) != 1:
        raise InputError(
            f"batch columns of {sorted(lengths)} rows", wanted="at least one, all of one length"
        )
    m = lengths.pop()
    if m == 0:
        return monitor
    label = float(monitor.rows if at is None else at)
    draws = _draws_of(monitor.seed, monitor.rows + 1).random(m)
    absent = np.full(m, None, dtype=object)
    cuts = [m] if monitor.tolerance else _cuts(monitor, m)
    miss = _miss(monitor)
    after = replace(
        monitor,
        rows=monitor.rows + m,
        features={
            name: feature.update(
                columns.get(name, absent),
                draws,
                cuts,
                at=label,
                tolerance=monitor.tolerance,
                miss=miss,
            )
            for name, feature in monitor.features.items()
        },
    )
    first = monitor.alarm_at is None and after.peak >= after.threshold
    return replace(after, alarm_at=label) if first else after


def _cuts(monitor: ShiftMonitor, m: int) -> list[int]:
    """Where bets within a batch are laid anew."""
    known = min(feature.places.size for feature in monitor.features.values()) + monitor.rows
    cuts = [0]
    while cuts[-1] < m:
        cuts.append(min(m, cuts[-1] + max(1, (known + cuts[-1]) // GROWTH)))
    return cuts[1:]


def _miss(monitor: ShiftMonitor) -> float:
    """The chance of each of the bounds, two an edge, to be wrong."""
    edges = sum(feature.places.ranks.size for feature in monitor.features.values())
    return monitor.alpha * FOR_BOUNDS / (2 * edges)


def _draws_of(seed: int, rows: int) -> np.random.Generator:
    # Salted at both ends: draws that somebody made the data with must never come again, and numpy
    # takes a seed and the same seed followed by zeros for one.
    return np.random.default_rng([SALT, abs(seed), rows, SALT])


def _column(values: ArrayLike, name: str) -> NDArray[Any]:
    column = np.asarray(values)
    if column.ndim != 1:
        raise InputError(
            f"feature {name!r} of shape {column.shape}", wanted="one value a row, (n,)"
        )
    return column
