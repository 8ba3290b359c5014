"""Novelty on clinc150's real out-of-scope queries: our distances against the model's own doubt.

    uv run benchmarks/novelty.py --data ../shared/data/clinc150/clinc150.csv

AUROC of out-of-scope (test) against in-scope queries with a bootstrap interval of its difference
from max-probability; the share flagged at a rate of 5 % on both; and which share of the champion's
errors a review budget finds, by doubt alone and with what is novel first. In-scope queries are
split at random: the published split's test queries are not drawn as its training queries are.
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from errata.core.item import Items
from errata.loop.triage.novelty import NOVELTY, Known, distance, share_as_far, split_known
from errata.loop.triage.novelty_features import TextFeatures
from errata.stats.uncertainty import entropy, margin
from errata.train.text_linear import TextLinear

RATE = 0.05
Floats = NDArray[np.float64]


def auroc(score: Floats, novel: NDArray[np.bool_]) -> float:
    """The chance that a novel item scores higher than a known one, ties half."""
    ranks, n = rankdata(score), int(novel.sum())
    return float((ranks[novel].sum() - n * (n + 1) / 2) / (n * (len(novel) - n)))


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", required=True)
    options.add_argument("--train", type=int, default=6_000)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    with Path(given.data).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    rng = np.random.default_rng(given.seed)
    inside = [row for row in rows if row["oos"] == "0"]
    inside = [inside[at] for at in rng.permutation(len(inside))]
    train, known_new = inside[: given.train], inside[given.train : given.train + 4_500]
    outside = [row for row in rows if row["oos"] == "1" and row["split"] == "test"]
    classes = tuple(sorted({row["label"] for row in train}))
    codes = np.array([classes.index(row["label"]) for row in train])
    texts = [row["text"] for row in train]
    model = TextLinear().fit(Items.of_texts(texts), codes, classes)
    new = known_new + outside
    queries = [row["text"] for row in new]
    novel = np.arange(len(new)) >= len(known_new)
    p = model.predict_proba(Items.of_texts(queries))
    wrong = np.array([classes[c] != r["label"] for c, r in zip(p.argmax(1), new, strict=True)])

    reference, measured = split_known(len(texts), seed=0)
    features = TextFeatures.fit([texts[row] for row in reference])
    points = features.of([texts[row] for row in reference])
    known = Known(points=points, labels=codes[reference])
    points, held = features.of(queries), features.of([texts[row] for row in measured])
    scores = {"max-probability": 1 - p.max(axis=1), "entropy": entropy(p), "margin": margin(p)}
    shares: dict[str, Floats] = {}
    for name in NOVELTY:
        scores[name] = distance(known, points, method=name)
        shares[name] = share_as_far(scores[name], distance(known, held, method=name))
    ours = "neighbours_and_centres.v1"
    ranked = rankdata(scores["max-probability"]) / len(new)
    scores[f"max-probability + {ours}"] = ranked + rankdata(scores[ours]) / len(new)
    print(f"{len(texts)} training queries, {len(known_new)} known and {len(outside)} novel ones")
    print(f"{'score':44} AUROC  against max-probability (95 %)  flagged known / novel")
    draws = [rng.integers(0, len(new), len(new)) for _ in range(500)]
    base = np.array([auroc(scores["max-probability"][d], novel[d]) for d in draws])
    for name, score in scores.items():
        gain = np.array([auroc(score[d], novel[d]) for d in draws]) - base
        low, high = np.quantile(gain, [0.025, 0.975])
        said = f"{name:44} {auroc(score, novel):.4f} [{low:+.4f}, {high:+.4f}]"
        if name in shares:
            flags = shares[name] <= RATE
            said += f"             {flags[~novel].mean():.3f} / {flags[novel].mean():.3f}"
        print(said)
    print("\nshare of the champion's errors found (budget: share of all that is reviewed)")
    doubt = scores["max-probability"]
    orders = {
        "low confidence alone": doubt,
        "novel first, then low confidence": doubt + (shares[ours] <= RATE),
        "both ranks added": scores[f"max-probability + {ours}"],
    }
    for name, order in orders.items():
        place = np.argsort(-order, kind="stable")
        found = [wrong[place[: int(b * len(new))]].sum() / wrong.sum() for b in (0.1, 0.2, 0.3)]
        print(
            f"{name:44} "
            + "  ".join(f"{b}: {f:.3f}" for b, f in zip((10, 20, 30), found, strict=True))
        )
    for size in (1, 1_000):
        started = time.perf_counter()
        for _ in range(20 if size == 1 else 1):
            distance(known, features.of(queries[:size]), method=ours)
        each = (time.perf_counter() - started) / (20 if size == 1 else size)
        print(f"{each * 1e3:.2f} ms an item at a batch of {size}")


if __name__ == "__main__":
    main()
