"""Certificates: ten million confidences at once, and how much they cover beside MAPIE.

    python benchmarks/certify.py [--cases 10000000] [--repetitions 100] [--probabilities FILE.npz]

Speed: each case in a process of its own, so that its peak memory is its own (the data included);
time beside numpy's sort of the same array. Coverage: alpha .05 and .02, delta .05, on simulated
confidences and, where a file of published probabilities is given (arrays `label` and one of
probabilities each), on those; MAPIE's BinaryClassificationController, if it is installed, controls
the precision of "is right" over 100 thresholds by the method named.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.loop.triage.certify import certify_threshold

ALPHAS, DELTA = (0.05, 0.02), 0.05
MAPIE_METHODS = ("bonferroni_holm", "fixed_sequence")
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Threshold = Callable[[Floats, Bools, float], float | None]


def one_certificate(cases: int, kind: str) -> dict[str, Any]:
    """One certificate on simulated cases: seconds, peak memory and what it found."""
    rng = np.random.default_rng(0)
    confidence = rng.random(cases)
    np.power(confidence, 1 / 12, out=confidence)  # Beta(12, 1)
    correct = rng.random(cases) < confidence
    chance, least = None, None
    if kind == "unequal":
        least = 0.05
        chance = np.clip(1.05 - confidence, least, 1.0)
    start = time.perf_counter()
    np.sort(confidence)
    sort = time.perf_counter() - start
    start = time.perf_counter()
    found = certify_threshold(
        confidence,
        correct,
        alpha=0.05,
        delta=DELTA,
        propensity=chance,
        smallest_propensity=least,
    )
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1e6 if sys.platform != "darwin" else 1e9
    )
    return {"sort": sort, "took": took, "peak_gb": peak, "threshold": found.threshold}


def speed(cases: int) -> None:
    for kind in ("equal", "unequal"):
        arguments = [sys.executable, __file__, "--cases", str(cases), "--child", kind]
        done = subprocess.run(arguments, check=True, capture_output=True, text=True)
        got = json.loads(done.stdout)
        print(
            f"{cases:,} confidences, {kind} propensities: {got['took']:.2f} s, "
            f"{got['took'] / got['sort']:.1f} times a sort, peak {got['peak_gb']:.2f} GB "
            f"with the data, threshold {got['threshold']:.4f}"
        )


def errata(confidence: Floats, correct: Bools, alpha: float) -> float | None:
    return certify_threshold(confidence, correct, alpha=alpha, delta=DELTA).threshold


def mapie(method: str) -> Threshold:
    from mapie.risk_control import BinaryClassificationController

    def found(confidence: Floats, correct: Bools, alpha: float) -> float | None:
        controller = BinaryClassificationController(
            predict_function=lambda x: np.column_stack([1 - x[:, 0], x[:, 0]]),
            risk="precision",
            target_level=1 - alpha,
            confidence_level=1 - DELTA,
            fwer_method=method,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where it finds no threshold
            controller.calibrate(confidence[:, None], correct.astype(int))
        valid = np.asarray(controller.valid_predict_params)
        return float(valid.min()) if valid.size else None

    return found


def coverage(
    name: str, confidence: Floats, correct: Bools, repetitions: int, labels: tuple[int, ...]
) -> None:
    methods: dict[str, Threshold] = {"errata": errata}
    if find_spec("mapie") is not None:
        methods |= {f"mapie {each}": mapie(each) for each in MAPIE_METHODS}
    for alpha in ALPHAS:
        for n in labels:
            said = []
            for method, threshold in methods.items():
                covered, broken = 0.0, 0
                for repetition in range(repetitions):
                    rows = np.random.default_rng(repetition).permutation(len(confidence))[:n]
                    lowest = threshold(confidence[rows], correct[rows], alpha)
                    if lowest is not None:
                        accepted = confidence >= lowest
                        covered += float(accepted.mean()) / repetitions
                        broken += bool((~correct[accepted]).mean() > alpha)
                said.append(f"{method} {covered:.3f} (broken {broken})")
            print(f"{name}, alpha {alpha}, {n} labels: " + "; ".join(said))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cases", type=int, default=10_000_000)
    parser.add_argument("--repetitions", type=int, default=100)
    parser.add_argument("--probabilities", type=Path, help="an .npz with `label` and probabilities")
    parser.add_argument("--child", choices=["equal", "unequal"], help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(one_certificate(args.cases, args.child)))
        return
    speed(args.cases)
    if find_spec("mapie") is None:
        print("MAPIE is not installed: its columns are left out (pip install mapie==1.6.0)")
    rng = np.random.default_rng(0)
    confidence = rng.beta(12, 1, 20_000)
    coverage(
        "simulated", confidence, rng.random(20_000) < confidence, args.repetitions, (500, 2000)
    )
    if args.probabilities is not None:
        with np.load(args.probabilities) as stored:
            labels = stored["label"]
            for key in sorted(stored):
                p = stored[key]
                if p.ndim == 2 and len(p) == len(labels):
                    confidence = p.max(axis=1).astype(np.float64)
                    right = np.equal(p.argmax(axis=1), labels)
                    coverage(key, confidence, right, args.repetitions, (500, 2000))


if __name__ == "__main__":
    main()
