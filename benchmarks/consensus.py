"""Agreed truth from a million answers, in time and memory, against crowd-kit's Dawid-Skene.

    uv run benchmarks/consensus.py [--labels 1000000] [--crowd-kit /path/to/python] [--json FILE]

200,000 tasks, 500 reviewers with confusion matrices of their own, 10 classes, five answers a task.
Every method runs in a process of its own, so that its peak memory is its own; the time is that of
the call alone, in processor seconds and by the clock. `--crowd-kit` names a Python in which
crowd-kit is installed; both then fit the same model from the same start for as many rounds, and the
largest difference of a posterior is told. Last, what a thousand more answers cost a crowd that
is kept, beside fitting it whole.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

REVIEWERS, CLASSES, PER_TASK = 500, 10, 5
NEW = 1_000


def answers(n: int, seed: int = 0) -> dict[str, Any]:
    """n answers in columns, reviewers of accuracy .5 to .95 whose mistakes fall unevenly."""
    rng = np.random.default_rng(seed)
    n_tasks = n // PER_TASK
    truth = rng.integers(CLASSES, size=n_tasks)
    shape = rng.dirichlet(np.ones(CLASSES), size=(REVIEWERS, CLASSES))
    right = rng.uniform(0.5, 0.95, size=(REVIEWERS, 1, 1))
    confusion = right * np.eye(CLASSES) + (1 - right) * shape
    first = rng.integers(REVIEWERS, size=(n_tasks, 1))
    step = rng.integers(1, REVIEWERS // PER_TASK, size=(n_tasks, 1))
    reviewers = ((first + step * np.arange(PER_TASK)) % REVIEWERS).ravel()
    tasks = np.repeat(np.arange(n_tasks), PER_TASK)
    reach = np.cumsum(confusion, axis=2)[reviewers, truth[tasks]]
    labels = (rng.random(len(tasks))[:, None] > reach).sum(axis=1).clip(max=CLASSES - 1)
    return {"tasks": tasks, "reviewers": reviewers, "labels": labels, "truth": truth}


def measured(call: Any) -> tuple[Any, dict[str, float]]:
    before = _peak()
    wall, cpu = time.perf_counter(), time.process_time()
    made = call()
    return made, {
        "seconds": time.perf_counter() - wall,
        "cpu_seconds": time.process_time() - cpu,
        "peak_mb": _peak(),
        "peak_mb_before": before,
    }


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one(method: str, folder: Path, rounds: int) -> dict[str, float]:
    """One method in this process; its posteriors go to the folder."""
    data = np.load(folder / "answers.npz")
    tasks, reviewers, labels = (data[name] for name in ("tasks", "reviewers", "labels"))
    if method == "crowd-kit":
        import pandas as pd  # type: ignore[import-untyped,unused-ignore,import-not-found]
        from crowdkit.aggregation import (  # type: ignore[import-not-found,unused-ignore]
            DawidSkene,
        )

        frame = pd.DataFrame({"task": tasks, "worker": reviewers, "label": labels})
        model = DawidSkene(n_iter=100, tol=1e-5)
        _, took = measured(lambda: model.fit(frame))
        took["rounds"] = len(model.loss_history_)
        posterior = model.probas_.sort_index().sort_index(axis=1).to_numpy()
    elif method == "kept crowd":
        return kept(tasks, reviewers, labels)
    else:
        from errata.loop.consensus import em
        from errata.loop.consensus.aggregate import aggregate

        if rounds:  # as many as crowd-kit took, so that nothing but the work differs
            em.ROUNDS, em.TOLERANCE = rounds, 0.0
        said, took = measured(lambda: aggregate(tasks, reviewers, labels, method=method))
        posterior = said.posterior
    np.save(folder / f"{method}.npy", posterior)
    took["accuracy"] = float((posterior.argmax(axis=1) == data["truth"]).mean())
    return took


def kept(tasks: Any, reviewers: Any, labels: Any) -> dict[str, float]:
    """A crowd fitted whole, then a thousand answers more."""
    from errata.loop.consensus.crowd import fit_crowd, learn, pack

    columns = [[str(value) for value in column.tolist()] for column in (tasks, reviewers, labels)]
    classes = [str(number) for number in range(CLASSES)]
    old = [column[:-NEW] for column in columns]
    state, took = measured(lambda: fit_crowd(*old, classes=classes))
    new = [column[-NEW:] for column in columns]
    cost = [measured(lambda: learn(state, *new))[1]["cpu_seconds"] for _ in range(5)]
    return {**took, "more_cpu_seconds": float(np.median(cost)), "packed_kb": len(pack(state)) / 1e3}


def run(python: str, method: str, folder: Path, rounds: int = 0) -> dict[str, float]:
    command = [python, __file__, "--one", method, "--folder", str(folder), "--rounds", str(rounds)]
    env = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=int, default=1_000_000)
    parser.add_argument("--crowd-kit", help="a Python with crowd-kit")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(one(args.one, args.folder, args.rounds)))
        return
    told: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.savez(folder / "answers.npz", **answers(args.labels))
        methods = ["majority.v1", "dawid_skene.v1", "consensus.v1", "kept crowd"]
        for method in [*(["crowd-kit"] if args.crowd_kit else []), *methods]:
            python = args.crowd_kit if method == "crowd-kit" else sys.executable
            told[method] = run(python, method, folder)
            figures = ", ".join(f"{key} {value:.4g}" for key, value in told[method].items())
            print(f"{method}: {figures}", flush=True)
        if args.crowd_kit:
            theirs = told["crowd-kit"]
            same = run(sys.executable, "dawid_skene.v1", folder, int(theirs["rounds"]))
            apart = np.load(folder / "crowd-kit.npy") - np.load(folder / "dawid_skene.v1.npy")
            told["as many rounds"] = {
                **same,
                "times_faster_cpu": theirs["cpu_seconds"] / same["cpu_seconds"],
                "times_faster": theirs["seconds"] / same["seconds"],
                "posterior_apart": float(np.abs(apart).max()),
            }
            print(told["as many rounds"])
    if args.json:
        args.json.write_text(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
