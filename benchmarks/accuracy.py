"""How long the estimate of production accuracy takes, and how much memory it needs.

    uv run benchmarks/accuracy.py --rows 10000000

Compares it with the bare minimum: one pass over the confidences for their mean.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable

import numpy as np

from errata.loop.triage.accuracy import estimate_accuracy
from errata.loop.triage.accuracy_by import estimate_accuracy_by
from errata.loop.triage.audit_rate import audit_propensity


def timed(name: str, work: Callable[[], object]) -> None:
    started = time.perf_counter()
    found = work()
    spent = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{name:28} {spent:7.2f} s   peak so far {peak:5.2f} GiB   {str(found)[:70]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    n = parser.parse_args().rows
    rng = np.random.default_rng(0)
    sure = rng.beta(8, 1, n)
    right = rng.random(n) < sure
    propensity = np.where(sure < 0.7, 0.1, 0.002)
    reviewed = rng.random(n) < propensity
    groups = rng.integers(0, 20, n, dtype=np.int32)
    timed("mean of the confidences", sure.mean)
    timed("estimate_accuracy", lambda: estimate_accuracy(sure, reviewed, right, propensity))
    timed(
        "estimate_accuracy_by, 20",
        lambda: estimate_accuracy_by(groups, sure, reviewed, right, propensity)["0"],
    )
    timed(
        "audit_propensity, leaning",
        lambda: audit_propensity(sure, right, rate=0.05, lean=0.5, typical=sure[:100_000])[:2],
    )


if __name__ == "__main__":
    main()
