"""How soon a change is seen: our monitors against river's ADWIN at the same rate of false alarms.

`uv run --with river benchmarks/drift.py` (without river only our own figures are shown). ADWIN's
delta is the smallest of a grid that alarms on at least as many flat streams as ours does, and on at
least one: a tie is broken in its favour. A stream is flat for FLAT rows, then changed for AFTER
rows. The delay counts rows from the change to the alarm, over the streams that had not alarmed
before; a change that is never seen counts as AFTER. ADWIN needs no reference and looks for changes
both ways; ours is told what is accepted (the true rate, or an upper bound from 2,000 rows), or is
given 2,000 reference rows and looks both ways too.
"""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from errata.loop.watch.rate_monitor import STAKES, start_rate, update_rate
from errata.loop.watch.shift_monitor import start_shift, update_shift
from errata.stats.anytime import restarted
from errata.stats.betting import mean_upper_bound

try:
    ADWIN: Any = importlib.import_module("river.drift").ADWIN
except ImportError:
    ADWIN = None

ALPHA, FLAT, AFTER, REFERENCE, LOOK = 0.05, 5_000, 5_000, 2_000, 50
DELTAS = tuple(10 ** np.arange(-6, 0, 0.25))

Draw = Callable[[np.random.Generator, int], Any]
Rule = Callable[[Any, Any], int]  # reference, stream -> row of the first alarm, or -1


def first_rise(errors: Any, accepted: float) -> int:
    """The row in which `update_rate`, given row by row, first alarms."""
    gain = (errors - accepted) / accepted
    _, evidence = restarted(np.log1p(gain[:, None] * STAKES), np.full(len(STAKES), -np.inf), 0)
    alarms = np.flatnonzero(evidence >= -np.log(ALPHA))
    return int(alarms[0]) if len(alarms) else -1


def told(accepted: float) -> Rule:
    return lambda reference, stream: first_rise(stream, accepted)


def from_reference(reference: Any, stream: Any) -> int:
    return first_rise(stream, mean_upper_bound(reference, delta=ALPHA / 10))


def by_ranks(reference: Any, stream: Any) -> int:
    kind = str if set(reference.tolist()) <= {0.0, 1.0} else float
    reference, stream = reference.astype(kind), stream.astype(kind)
    watch = start_shift({"x": reference}, alpha=ALPHA, seed=1)
    for first in range(0, len(stream), LOOK):
        watch = update_shift(watch, {"x": stream[first : first + LOOK]})
        if watch.alarm:
            return first + LOOK - 1
    return -1


def adwin(delta: float) -> Rule:
    def rule(reference: Any, stream: Any) -> int:
        detector = ADWIN(delta=delta)
        # It is at home in [0, 1]: numbers go in as their place in the reference.
        places = stream
        if stream.min() < 0 or stream.max() > 1:
            places = np.searchsorted(np.sort(reference), stream) / len(reference)
        for row, value in enumerate(places.tolist()):
            detector.update(value)
            if detector.drift_detected:
                return row
        return -1

    return rule


def streams(before: Draw, after: Draw, n: int, salt: int) -> list[tuple[Any, Any]]:
    made = []
    for seed in range(n):
        rng = np.random.default_rng([salt, seed, 1])
        stream = np.concatenate([before(rng, FLAT), after(rng, AFTER)])
        made.append((before(rng, REFERENCE), stream))
    return made


def ever(rule: Rule, made: list[tuple[Any, Any]]) -> float:
    """The share of streams that alarm while they are flat."""
    return float(np.mean([rule(reference, stream[:FLAT]) >= 0 for reference, stream in made]))


def delay(rule: Rule, made: list[tuple[Any, Any]]) -> str:
    """The mean delay with its 95 % interval."""
    at = np.array([rule(reference, stream) for reference, stream in made])
    late = at[(at < 0) | (at >= FLAT)]
    rows = np.where(late < 0, AFTER, late - FLAT + 1)
    half = 1.96 * rows.std(ddof=1) / np.sqrt(len(rows))
    unseen = f", {np.mean(late < 0):.0%} unseen" if (late < 0).any() else ""
    return f"{rows.mean():6.0f} [{rows.mean() - half:.0f}, {rows.mean() + half:.0f}]{unseen}"


def compared(
    before: Draw, changes: dict[str, Draw], rules: dict[str, Rule], n: int, flat: int
) -> None:
    still = streams(before, before, flat, 7)
    alarms: dict[float, float] = {}  # ADWIN's, by delta
    for label, rule in rules.items():
        share = ever(rule, still)
        pairs = [(label, rule, share)]
        if ADWIN is not None:
            for delta in DELTAS:
                if delta not in alarms:
                    alarms[delta] = ever(adwin(delta), still)
                if alarms[delta] >= max(share, 1 / flat):
                    break
            pairs.append((f"  ADWIN, delta {delta:.1g}", adwin(delta), alarms[delta]))
        for name, after in changes.items():
            made = streams(before, after, n, 8)
            for says, played, early in pairs:
                print(f"{name:20} {says:36} {early:6.3f}   {delay(played, made)}", flush=True)


def errors(rate: float) -> Draw:
    return lambda rng, n: (rng.random(n) < rate).astype(float)


def normal(mean: float) -> Draw:
    return lambda rng, n: rng.normal(mean, 1, n)


def per_second(work: Callable[[], object], rows: int) -> float:
    took = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return rows / sorted(took)[1]


def throughput() -> None:
    rng = np.random.default_rng(0)
    n = 200_000
    wrong, number = errors(0.05)(rng, n), rng.normal(size=n)
    word = rng.choice(["a", "b", "c", "d"], n)
    seen = start_shift({"x": rng.normal(size=2000), "w": rng.choice(["a", "b"], 2000)}, seed=1)
    text_only = start_shift({"w": rng.choice(["a", "b", "c", "d"], 2000)}, seed=1)
    rates = {
        "rate monitor, in one batch": lambda: update_rate(start_rate(0.06), wrong),
        "shift monitor, a number and a word": lambda: update_shift(seen, {"x": number, "w": word}),
        "shift monitor, a word": lambda: update_shift(text_only, {"w": word}),
    }
    for label, work in rates.items():
        print(f"{label:40} {per_second(work, n):12,.0f} rows/s")
    if ADWIN is not None:
        some = wrong[:20_000].tolist()

        def fed() -> None:
            detector = ADWIN()
            for value in some:
                detector.update(value)

        print(f"{'ADWIN, row by row':40} {per_second(fed, len(some)):12,.0f} rows/s")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--streams", type=int, default=200)
    asked.add_argument("--flat", type=int, default=500)
    given = asked.parse_args()
    n, flat = given.streams, given.flat
    if ADWIN is None:
        print("river is not installed: our own figures alone")
    throughput()
    print(f"\n{n} changed and {flat} flat streams, alpha {ALPHA}; {FLAT:,} flat rows come first")
    print(f"{'change':20} {'monitor':36} {'ever':>6}   delay in rows, 95 % interval")
    for old, new in ((0.05, (0.07, 0.10)), (0.2, (0.3,))):
        rules: dict[str, Rule] = {
            "rate, the true rate accepted": told(old),
            "rate, bound of 2,000 rows accepted": from_reference,
            "shift, errors against 2,000 rows": by_ranks,
        }
        changes = {f"errors {old:g} -> {rate:g}": errors(rate) for rate in new}
        compared(errors(old), changes, rules, n, flat)
    print("\nFor ever: the share of 100 flat streams of errors .05 that alarm within so many rows")
    long = [np.random.default_rng([9, seed]).random(100_000) < 0.05 for seed in range(100)]
    lasting: dict[str, Rule] = {"rate, the true rate accepted": told(0.05)}
    if ADWIN is not None:
        lasting |= {f"ADWIN, delta {delta:g}": adwin(delta) for delta in (0.002, 0.02)}
    for says, rule in lasting.items():
        at = np.array([rule(None, stream.astype(float)) for stream in long])
        ever_by = [f"{n:,}: {np.mean((at >= 0) & (at < n)):.2f}" for n in (5_000, 20_000, 100_000)]
        print(f"{says:30} {'  '.join(ever_by)}", flush=True)
    print()
    shifts = {f"mean 0 -> {shift:g} sd": normal(shift) for shift in (0.2, 0.5, 1.0)}
    compared(normal(0), shifts, {"shift, against 2,000 rows": by_ranks}, n, flat)


if __name__ == "__main__":
    main()
