"""Watch a rate for ever: has the audited error risen above what was accepted?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from errata.core.errors import InputError
from errata.loop.watch.change_point import History, Since
from errata.stats.anytime import Array, restarted
from errata.stats.arrays import level, share, vector

STAKES = 0.004 * 2.4 ** np.arange(7)  # shares of what may be staked, up to 0.76
AT_ONCE = 1 << 16  # rows folded together, to bound the memory


@dataclass(frozen=True, kw_only=True, slots=True)
class RateMonitor:
    """What the monitor knows so far; `update_rate` makes the next one."""

    accepted: float  # the largest mean that is no reason for an alarm
    alpha: float
    max_weight: float
    rows: int
    wealth: Array  # (stakes,) log
    log_evidence: float
    peak: float  # the largest evidence so far
    alarm_at: float | None  # label of the batch in which it alarmed
    history: History

    @property
    def threshold(self) -> float:
        """The log evidence that is an alarm: log(1/alpha)."""
        return float(-np.log(self.alpha))

    @property
    def alarm(self) -> bool:
        """Whether it has ever alarmed."""
        return self.alarm_at is not None

    def since(self) -> Since | None:
        """Since when the mean has been above the accepted one; None where it is not."""
        return self.history.since(0, before=self.accepted, rising=True)

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "kind": "rate.v1",
            "accepted": self.accepted,
            "alpha": self.alpha,
            "max_weight": self.max_weight,
            "rows": self.rows,
            "wealth": self.wealth.tolist() if self.rows else None,
            "log_evidence": self.log_evidence,
            "peak": self.peak,
            "alarm_at": self.alarm_at,
            "history": self.history.as_dict(),
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> RateMonitor:
        """What `as_dict` wrote. Raises InputError for something else."""
        if kept.get("kind") != "rate.v1":
            raise InputError(f"a state of kind {kept.get('kind')!r}", wanted="'rate.v1'")
        fresh = start_rate(kept["accepted"], alpha=kept["alpha"], max_weight=kept["max_weight"])
        return replace(
            fresh,
            rows=kept["rows"],
            wealth=fresh.wealth if kept["wealth"] is None else np.array(kept["wealth"]),
            log_evidence=kept["log_evidence"],
            peak=kept["peak"],
            alarm_at=kept["alarm_at"],
            history=History.from_dict(kept["history"]) if kept["rows"] else fresh.history,
        )


def start_rate(accepted: float, *, alpha: float = 0.01, max_weight: float = 1.0) -> RateMonitor:
    """A monitor that has seen nothing.

    `accepted`: the mean that is still right, such as an upper bound of the reference's error rate
    plus what may be lost. `max_weight`: the largest weight the audit's design allows.
    Raises InputError for `accepted` or `alpha` outside (0, 1) or a weight that is not positive.
    """
    if not 0 < max_weight < np.inf:
        raise InputError(f"max_weight {max_weight}", wanted="a finite number above 0")
    return RateMonitor(
        accepted=level(accepted, "accepted"),
        alpha=level(alpha, "alpha"),
        max_weight=float(max_weight),
        rows=0,
        wealth=np.full(len(STAKES), -np.inf),
        log_evidence=0.0,
        peak=0.0,
        alarm_at=None,
        history=History.empty(1),
    )


def update_rate(
    monitor: RateMonitor,
    values: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    at: float | None = None,
) -> RateMonitor:
    """Take in more rows; the answer does not depend on how they are cut into batches.

    Promise: if the mean given the past is at most `accepted` all along, the monitor ever alarms
    with probability at most alpha. With weights w = 1/propensity it is the mean over everything
    that could have been sampled, audited or not. What breaks it: answers chosen by their outcome
    (give rows in the order of capture, an audit without an answer as 0), and errors that come in
    clumps, such as many rows of one patient (give such a group's mean as one row).

    Formula: a stake c wins log(1 + c r (x - m) / m) in each row, r = w / max_weight and m the
    accepted mean; 7 stakes and every possible start are mixed (`stats.anytime`).
    Shapes: values (n,) in [0, 1], weights (n,) in (0, max_weight]; `at` labels the batch, by
    default the number of rows before it. Raises InputError for anything outside.
    Sources: Waudby-Smith & Ramdas 2023, doi:10.1093/jrsssb/qkad009; Shin, Ramdas & Rinaldo 2023,
    doi:10.51387/23-NEJSDS51.

    >>> rng = np.random.default_rng(0)
    >>> watch = update_rate(start_rate(0.05), rng.random(5000) < 0.04)
    >>> watch.alarm
    False
    >>> watch = update_rate(watch, rng.random(1000) < 0.12, at=5000)
    >>> watch.alarm, watch.alarm_at, watch.since().at
    (True, 5000.0, 5000.0)
    """
    x = share(values, "values")
    relative = np.ones(len(x))
    if weights is not None:
        w = vector(weights, "weights", n=len(x))
        # 1/propensity may miss the design's largest weight by a rounding error.
        if len(w) and (w.min() <= 0 or w.max() > monitor.max_weight * (1 + 1e-9)):
            raise InputError(
                f"weights from {w.min():.4g} to {w.max():.4g}",
                wanted=f"weights above 0 and at most {monitor.max_weight:.4g}",
            )
        relative = np.minimum(w / monitor.max_weight, 1.0)
    if len(x) == 0:
        return monitor
    label = float(monitor.rows if at is None else at)
    gain = relative * (x - monitor.accepted) / monitor.accepted
    wealth, rows, peak, last = monitor.wealth, monitor.rows, monitor.peak, monitor.log_evidence
    for first in range(0, len(gain), AT_ONCE):
        part = gain[first : first + AT_ONCE]
        wealth, evidence = restarted(np.log1p(part[:, None] * STAKES), wealth, rows)
        rows, peak, last = rows + len(part), max(peak, float(evidence.max())), float(evidence[-1])
    alarmed = monitor.alarm_at is None and peak >= monitor.threshold
    return replace(
        monitor,
        rows=rows,
        wealth=wealth,
        log_evidence=last,
        peak=peak,
        alarm_at=label if alarmed else monitor.alarm_at,
        history=monitor.history.add(
            label, float(relative.sum()), np.array([float((relative * x).sum())])
        ),
    )
