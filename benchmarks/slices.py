"""Slices against the `sliceline` package: the same answer, by how much faster and in what memory.

    uv run benchmarks/slices.py
    uv run benchmarks/slices.py --peer /path/to/python/with/sliceline
    uv run benchmarks/slices.py --rows 1000000 --depth 3 --alone

Both get the same categorical columns and errors, each in a process of its own. `count` is what the
peer does too: every conjunction with enough rows, scored as sliceline scores; the best ones must
be the same, with the same counts. `find_slices` does more (exact tests, false-discovery control,
telling slices apart) and starts from texts.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ALPHA = 0.95  # of sliceline's score: how much the error rate weighs against the size
BEST = 10


def world(rows: int, columns: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """(n, columns) categories of 2 to 19 values, and errors that two slices have more of."""
    rng = np.random.default_rng(seed)
    codes = np.stack([rng.integers(0, rng.integers(2, 20), rows) for _ in range(columns)], axis=1)
    rate = np.full(rows, 0.08)
    rate[(codes[:, 1] == 1) & (codes[:, 3] == 0)] = 0.3
    rate[codes[:, 5] == 1] += 0.1
    return codes, rng.random(rows) < rate


def ours(codes: NDArray[np.int64], wrong: NDArray[np.bool_], depth: int, support: int) -> Any:
    """Seconds of counting and of the whole search, and the best cells by sliceline's score."""
    from errata.loop.triage.attributes import code_attributes
    from errata.loop.triage.count_cells import count_cells
    from errata.loop.triage.slices import find_slices

    texts = {str(at): codes[:, at].astype("U2") for at in range(codes.shape[1])}
    before = _megabytes()
    started = time.perf_counter()
    coded = code_attributes(texts, len(wrong))
    cells = count_cells(coded, wrong, max_depth=depth, min_support=support)
    n, total = len(wrong), wrong.sum()
    score = ALPHA * (cells.errors / cells.support * n / total - 1)
    score -= (1 - ALPHA) * (n / cells.support - 1)
    best = np.argsort(-score, kind="stable")[:BEST]
    best = best[score[best] > 0]  # sliceline tells of no others
    counted = time.perf_counter() - started
    counting = _megabytes()
    started = time.perf_counter()
    found = find_slices(texts, wrong, max_depth=depth, min_support=support)
    return {
        "count": counted,
        "find": time.perf_counter() - started,
        "cells": len(cells),
        "megabytes": {"count": counting - before, "find": _megabytes() - before},
        "found": [each.name for each in found],
        "best": [
            [
                {int(coded[a].name): int(coded[a].values[c]) for a, c in cells.predicate(int(at))},
                int(cells.support[at]),
                int(cells.errors[at]),
            ]
            for at in best
        ],
    }


def theirs(codes: NDArray[np.int64], wrong: NDArray[np.bool_], depth: int, support: int) -> Any:
    """The same of sliceline."""
    try:
        from sliceline.slicefinder import Slicefinder
    except ImportError:
        return None
    before = _megabytes()
    started = time.perf_counter()
    finder = Slicefinder(alpha=ALPHA, k=BEST, max_l=depth, min_sup=support, verbose=False)
    finder.fit(codes, wrong.astype(float))
    seconds = time.perf_counter() - started
    return {
        "count": seconds,
        "megabytes": {"count": _megabytes() - before},
        "best": [
            [
                {at: int(value) for at, value in enumerate(found) if value is not None},
                int(said["slice_size"]),
                round(said["sum_slice_error"]),
            ]
            for found, said in zip(finder.top_slices_, finder.top_slices_statistics_, strict=True)
        ],
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Both arms, then their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--depth", type=int, default=2)
    parser.add_argument("--support", type=int, default=0, help="0: a thousandth of the rows")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--repeat", type=int, default=3, help="runs of ours; the fastest counts")
    parser.add_argument("--peer", default=sys.executable, help="a Python that has sliceline")
    parser.add_argument("--alone", action="store_true", help="ours alone")
    parser.add_argument("--arm", choices=("ours", "theirs"), help=argparse.SUPPRESS)
    parser.add_argument("--world", help=argparse.SUPPRESS)
    given = parser.parse_args()
    support = given.support or max(given.rows // 1000, 1)
    if given.arm:
        with np.load(given.world) as kept:
            codes, wrong = kept["codes"], kept["wrong"]
        run = ours if given.arm == "ours" else theirs
        print(json.dumps(run(codes, wrong, given.depth, support)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.npz"
        codes, wrong = world(given.rows, given.columns, given.seed)
        np.savez(path, codes=codes, wrong=wrong)
        told = [sys.executable, *_again(given, "ours", path, support)]
        runs = [_run(told) for _ in range(given.repeat)]
        mine = min(runs, key=lambda one: one["count"])
        mine["find"] = min(one["find"] for one in runs)
        peer = None
        if not given.alone:
            peer = _run([given.peer, *_again(given, "theirs", path, support)])
    print(f"{given.rows:,} rows, {given.columns} columns, depth {given.depth}, support {support}:")
    print(f"  {mine['cells']:,} conjunctions; found {', '.join(mine['found']) or 'nothing'}")
    for what, name in (("count", "count"), ("find", "find_slices")):
        print(f"  {name:<12} {mine[what]:8.3f} s {mine['megabytes'][what]:8.0f} MB more")
    if given.alone:
        return
    if peer is None:
        print("  sliceline is not installed: pip install sliceline, or name a --peer that has it")
        return
    print(f"  {'sliceline':<12} {peer['count']:8.3f} s {peer['megabytes']['count']:8.0f} MB more")
    for what, name in (("count", "count"), ("find", "find_slices")):
        print(f"  {name} is {peer['count'] / mine[what]:.0f} x as fast as sliceline")
    same = sorted(map(str, peer["best"][:BEST])) == sorted(map(str, mine["best"]))
    print(f"  the best {BEST} by sliceline's score are {'the same' if same else 'NOT the same'}")
    if not same:
        raise SystemExit(1)


def _again(given: Any, arm: str, path: Path, support: int) -> list[str]:
    words = ["--arm", arm, "--world", str(path), "--depth", str(given.depth)]
    return [__file__, *words, "--support", str(support)]


def _run(words: list[str]) -> Any:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:] or f"ended with {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
