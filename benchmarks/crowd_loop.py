"""What agreed truth is worth to the model that learns from it, with 203 real workers.

    uv run benchmarks/crowd_loop.py --data ../shared/data [--items 1000] [--seeds 3]

The sentences of crowd_sentiment_text go through `errata.open` one by one: captured, claimed by the
workers who answered them in truth, in a random order for each seed, answered as they did, settled
by the project's policy, curated, and learnt by the built-in text trainer. The arms differ in the
policy and in nothing else: one answer is believed; five answers vote; consensus.v1 weighs five;
consensus.v1 asks one more where a doubt is left, three at first, five at most. What stays in doubt
would be an expert's and trains nothing. The truth itself, from the data set, is the limit.

Accuracy is on the data set's clean test sentences, which no worker saw. Intervals are 95 %,
percentiles of 2,000 resamples of the test sentences; differences are paired, sentence by sentence,
and averaged over the seeds.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import errata
from errata.flow.base import examples_of
from errata.flow.loop import Loop
from errata.testing.replay import RecordedAnswers, Replayed, read_answers, replay
from errata.testing.strategies import SeededEntropy

FIVE = 5
SETTINGS: Mapping[str, tuple[dict[str, Any], str]] = {
    "single": ({"minimum": 1, "maximum": 1, "bar": 0.51}, "off"),
    "majority": ({"minimum": FIVE, "maximum": FIVE, "bar": 0.51}, "off"),
    "consensus": ({"minimum": FIVE, "maximum": FIVE, "bar": 0.51}, "named"),
    "adaptive": ({"minimum": 3, "maximum": FIVE, "bar": 0.95}, "named"),
}
TRUTH = "truth"
RESAMPLES = 2_000


@dataclass(frozen=True, kw_only=True, eq=False)
class World:
    """Sentences with answers and truth, and the clean test set."""

    recorded: RecordedAnswers
    texts: Mapping[str, str]
    truth: Mapping[str, str]
    test_texts: Sequence[str]
    test_truth: NDArray[np.str_]


@dataclass(frozen=True, kw_only=True, eq=False)
class Turn:
    """One arm, one seed."""

    replayed: Replayed
    trained: int  # examples that the model learnt from
    right_labels: float  # of them, the share with the true label
    right: NDArray[np.bool_]  # (test sentences,) what the model got right


def read_world(folder: Path, items: int | None, seed: int) -> World:
    """The sentences with five answers or more; so many of them, drawn at random."""

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / name).open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    recorded = read_answers(folder / "answers.csv").at_least(FIVE)
    names = sorted(recorded.answers)
    drawn = np.random.default_rng([seed, 2]).permutation(len(names))[:items]
    some = {names[place]: recorded.answers[names[place]] for place in drawn}
    test = rows("test_items.csv")
    return World(
        recorded=RecordedAnswers(answers=some),
        texts={row["item"]: row["text"] for row in rows("items.csv")},
        truth={row["item"]: row["truth"] for row in rows("truth.csv")},
        test_texts=[row["text"] for row in test],
        test_truth=np.array([row["truth"] for row in test]),
    )


def opened(folder: Path, name: str, seed: int) -> Loop:
    """A project of its own for the arm."""
    consensus, scoring = SETTINGS.get(name, SETTINGS["single"])
    return errata.open(
        f"sqlite:///{folder}/{name}.db",
        project=name,
        kind="text",
        labels=["0", "1"],
        entropy=SeededEntropy(seed),
        policy={
            "triage": {"audit_rate": 0.0, "threshold": 1.0},
            "review": {"model_prior": False},
            "consensus": consensus,
            "people": {"scoring": scoring, "fatigue": False},
            "curate": {"golden_share": 0.0, "near_duplicates": False},
        },
    )


def turn(world: World, name: str, seed: int) -> Turn:
    """From the first sentence to the model's answers on the test set."""
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), name, seed) as loop:
        items = list(world.recorded.answers)
        if name == TRUTH:
            done = Replayed(items=len(items), answers=0, undecided=0)
            texts, labels = [world.texts[i] for i in items], [world.truth[i] for i in items]
            loop.add_base(texts, labels)
        else:
            done = replay(loop, world.recorded, world.texts, seed=seed)
            found = examples_of(loop._ws(), loop.curate())
            texts = [content.decode() for content in found.items.content]
            labels = [loop.project.labels[label] for label in found.labels]
        model = loop.retrain()
        said = loop.model(model.name).predict_proba(list(world.test_texts)).argmax(axis=1)
        named = np.array(loop.project.labels)[said]
    truth = {world.texts[item]: world.truth[item] for item in items}
    right = [truth[text] == label for text, label in zip(texts, labels, strict=True)]
    return Turn(
        replayed=done,
        trained=len(texts),
        right_labels=float(np.mean(right)),
        right=named == world.test_truth,
    )


def told(turns: Mapping[str, Sequence[Turn]], against: str = "single") -> list[str]:
    """The table: a line an arm, with its accuracy and what it gains over single answers."""
    lines = [
        f"{'arm':10s} {'answers':>9s} {'trained':>8s} {'labels right':>13s} "
        f"{'test accuracy':>24s}   minus {against}"
    ]
    n = len(turns[against][0].right)
    draws = np.random.default_rng(0).integers(0, n, (RESAMPLES, n))
    base = np.mean([one.right for one in turns[against]], axis=0)
    for name, each in turns.items():
        right = np.mean([one.right for one in each], axis=0)
        low, high = np.quantile(right[draws].mean(axis=1), (0.025, 0.975))
        less, more = np.quantile((right - base)[draws].mean(axis=1), (0.025, 0.975))
        asked = np.mean([one.replayed.answers / one.replayed.items for one in each])
        lines.append(
            f"{name:10s} {asked:9.2f} {np.mean([one.trained for one in each]):8.0f} "
            f"{np.mean([one.right_labels for one in each]):13.3f} "
            f"{right.mean():8.3f} [{low:.3f}, {high:.3f}]   "
            f"{(right - base).mean():+.3f} [{less:+.3f}, {more:+.3f}] n={n}"
        )
    return lines


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of the data sets")
    parser.add_argument("--items", type=int, help="so many sentences instead of all")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--arms", nargs="*", default=[*SETTINGS, TRUTH], choices=[*SETTINGS, TRUTH])
    given = parser.parse_args()
    turns: dict[str, list[Turn]] = {name: [] for name in given.arms}
    for seed in range(given.seeds):
        world = read_world(given.data / "crowd_sentiment_text", given.items, seed)
        for name in given.arms:
            began = time.perf_counter()
            turns[name].append(turn(world, name, seed))
            seconds = time.perf_counter() - began
            print(f"seed {seed} {name}: {seconds:.0f} s, {turns[name][-1].replayed}", flush=True)
    workers = len(world.recorded.workers)
    print(f"\n{len(world.recorded.answers)} sentences, {workers} workers, {given.seeds} seeds")
    print("\n".join(told(turns)))


if __name__ == "__main__":
    main()
