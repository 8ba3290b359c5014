"""Labels saved by asking one more only where the answers so far leave a doubt.

    uv run benchmarks/overlap.py --data ../shared/data [--plot docs/why/overlap.svg]

Real answers, replayed. Every task has five real answers, in a random order for each seed. Five
raters, always, are compared with `errata.next_rater`: so many at first (1: routine, 3: critical),
one more while the posterior is below the bar, at most five. What is known of the reviewers comes
from the answers seen so far and from nothing else: a tenth of the tasks, drawn at random, is
answered in full (Errata's audits), and of the rest those with two answers or more count. Each bar
is a point of the curve; accuracy is against the truth that nobody saw, differences are paired by
seed, intervals are 95 % over seeds.

cifar10_human_ai knows no reviewers: its votes are drawn item by item, the place in the order
stands for the reviewer. There, and in crowd_sentiment_text, a model's answer may come first as it
does in production: the published probabilities, and a linear model trained on the clean test set,
both calibrated on what people agreed on in the audited tenth.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import errata
from errata.core.overlap_policy import OverlapPolicy
from errata.loop.consensus.resolve import resolve

Floats = NDArray[np.float64]
Answers = dict[str, list[tuple[str, str]]]  # task -> (reviewer, label), in the order asked
BARS = (0.9, 0.95, 0.97, 0.98, 0.99)
FULL = 5
AUDITED = 0.1  # tasks that are answered in full
CIFAR_TASKS = 2_000


@dataclass(frozen=True, kw_only=True, eq=False)
class World:
    """Answers in one random order, with the truth and perhaps what a model said first."""

    answers: Answers
    truth: Mapping[str, str]
    classes: tuple[str, ...]
    model: Mapping[str, Floats] | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    """One policy, over all seeds."""

    minimum: int
    bar: float
    labels: Floats  # (seeds,) share of those that five raters give
    gain: Floats  # (seeds,) accuracy minus that of five raters
    expert: Floats  # (seeds,) share of tasks below the bar after five


@dataclass(frozen=True, kw_only=True, eq=False)
class Known:
    """What the answers so far say of the reviewers."""

    shares: Floats  # (C,) of the classes
    confusion: Mapping[str, Floats]  # reviewer -> (C, C)
    agreed: Mapping[str, int]  # task -> class


def learnt(world: World, n: Mapping[str, int]) -> Known:
    """From the tasks with two answers or more: one alone tells nothing of who gave it."""
    rows = [
        (task, who, label)
        for task, given in world.answers.items()
        if n[task] > 1
        for who, label in given[: n[task]]
    ]
    said = errata.aggregate(
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[2] for row in rows],
        classes=world.classes,
    )
    shares = said.posterior.sum(axis=0) + 1
    counts = np.bincount(np.searchsorted(said.reviewers, np.array([row[1] for row in rows])))
    average = np.average(said.confusion, axis=0, weights=counts)
    confusion = dict.fromkeys(
        {who for given in world.answers.values() for who, _ in given}, average
    )
    confusion |= dict(zip(said.reviewers.tolist(), said.confusion, strict=True))
    agreed = dict(zip(said.tasks.tolist(), said.posterior.argmax(axis=1).tolist(), strict=True))
    return Known(shares=shares / shares.sum(), confusion=confusion, agreed=agreed)


def heard(world: World, audited: Known) -> Mapping[str, Floats] | None:
    """What the model says of each task, calibrated on what people agreed on in the audits."""
    if world.model is None:
        return None
    said = np.array([world.model[task] for task in audited.agreed])
    calibrator = errata.calibrate(said, np.array(list(audited.agreed.values())))
    rows = calibrator.apply(np.array([world.model[task] for task in world.answers]))
    return dict(zip(world.answers, rows, strict=True))


def posterior(
    world: World, task: str, n: int, known: Known, model: Mapping[str, Floats] | None
) -> Floats:
    """Of one task from its first n answers, and perhaps the model's."""
    return resolve(
        world.answers[task][:n],
        classes=world.classes,
        prior=known.shares if model is None else model[task],
        confusion=known.confusion,
    )


def replay(
    world: World, policy: OverlapPolicy, *, audited: set[str]
) -> tuple[dict[str, int], int, float]:
    """How many answers each task took, how many tasks went to an expert, and the accuracy."""
    n = {task: len(given) if task in audited else 0 for task, given in world.answers.items()}
    known = learnt(world, n)
    model = heard(world, known)
    waiting = [task for task in world.answers if task not in audited]
    experts = 0
    n |= {task: min(policy.minimum, len(world.answers[task])) for task in waiting}
    while waiting:
        asked = []
        for task in waiting:
            step = errata.next_rater(posterior(world, task, n[task], known, model), n[task], policy)
            if step == "ask" and n[task] < len(world.answers[task]):
                n[task] += 1
                asked.append(task)
            elif step != "accept":
                experts += 1
        waiting = asked
        if waiting:
            known = learnt(world, n)
    return n, experts, accuracy(world, n, known, model)


def accuracy(
    world: World, n: Mapping[str, int], known: Known, model: Mapping[str, Floats] | None
) -> float:
    """The share of right labels, those that an expert would look at included as they stand."""
    right = [
        world.classes[int(np.argmax(posterior(world, task, n[task], known, model)))]
        == world.truth[task]
        for task in world.answers
    ]
    return float(np.mean(right))


def measure(worlds: Sequence[World], seeds: Sequence[int]) -> tuple[list[Point], Floats]:
    """The curve of each minimum, and the accuracy of five raters a seed."""
    full = []
    found: dict[tuple[int, float], list[tuple[float, float, float]]] = {}
    for seed, world in zip(seeds, worlds, strict=True):
        everything = {task: len(given) for task, given in world.answers.items()}
        five = accuracy(world, everything, learnt(world, everything), None)
        full.append(five)
        names = sorted(world.answers)
        draw = np.random.default_rng([seed, 1]).random(len(names)) < AUDITED
        audited = {name for name, taken in zip(names, draw, strict=True) if taken}
        for minimum in (1, 3):
            for bar in BARS:
                policy = OverlapPolicy(minimum=minimum, maximum=FULL, bar=bar)
                n, experts, right = replay(world, policy, audited=audited)
                share = sum(n.values()) / sum(everything.values())
                found.setdefault((minimum, bar), []).append(
                    (share, right - five, experts / len(names))
                )
    points = [
        Point(
            minimum=minimum,
            bar=bar,
            labels=np.array([row[0] for row in rows]),
            gain=np.array([row[1] for row in rows]),
            expert=np.array([row[2] for row in rows]),
        )
        for (minimum, bar), rows in found.items()
    ]
    return points, np.array(full)


def crowd(data: Path, name: str, seed: int, *, with_model: bool = False) -> World:
    """A published answer set with at most five answers a task."""
    rng = np.random.default_rng(seed)
    truth = {row["item"]: row["truth"] for row in _rows(data / name / "truth.csv")}
    given: Answers = {}
    for row in _rows(data / name / "answers.csv"):
        if row["item"] in truth:
            given.setdefault(row["item"], []).append((row["worker"], row["label"]))
    for task, answers in given.items():
        given[task] = [answers[place] for place in rng.permutation(len(answers))[:FULL]]
    classes = tuple(sorted({label for answers in given.values() for _, label in answers}))
    model = _text_model(data / name, classes, list(given)) if with_model else None
    return World(answers=given, truth=truth, classes=classes, model=model)


def cifar(data: Path, seed: int, *, with_model: bool = False) -> World:
    """Five of each image's votes, of images drawn anew for each seed."""
    rng = np.random.default_rng(seed)
    with np.load(data / "cifar10_human_ai" / "cifar10_human_ai.npz") as stored:
        counts, label, said = stored["human_counts"], stored["label"], stored["model_probs"]
    chosen = rng.choice(len(label), CIFAR_TASKS, replace=False)
    given: Answers = {}
    for row in chosen:
        votes = rng.permutation(np.repeat(np.arange(10), counts[row]))[:FULL]
        given[str(row)] = [(f"place {place}", str(vote)) for place, vote in enumerate(votes)]
    return World(
        answers=given,
        truth={str(row): str(label[row]) for row in chosen},
        classes=tuple(map(str, range(10))),
        model={str(row): said[row] for row in chosen} if with_model else None,
    )


def _text_model(folder: Path, classes: Sequence[str], tasks: Sequence[str]) -> dict[str, Floats]:
    """What a linear model says of the tasks; trained on other sentences."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    clean = _rows(folder / "test_items.csv")
    texts = {row["item"]: row["text"] for row in _rows(folder / "items.csv")}
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(C=4.0),
    ).fit([row["text"] for row in clean], [row["truth"] for row in clean])
    assert list(model.classes_) == list(classes)
    return dict(zip(tasks, model.predict_proba([texts[task] for task in tasks]), strict=True))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def interval(values: Floats) -> tuple[float, float]:
    """Mean and half the width of its 95 % interval (Student)."""
    from scipy.stats import t

    half = t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return float(values.mean()), float(half)


def show(name: str, points: Sequence[Point], full: Floats, n: int) -> None:
    """One table."""
    print(f"\n{name}: five raters {full.mean():.4f}, n = {n} tasks, {len(full)} seeds")
    print("  minimum   bar   labels   accuracy minus five raters   to an expert")
    for point in points:
        mean, half = interval(point.gain)
        print(
            f"  {point.minimum:7d}  {point.bar:.2f}   {point.labels.mean():6.1%}"
            f"   {mean:+.4f} [{mean - half:+.4f}, {mean + half:+.4f}]"
            f"          {point.expert.mean():6.1%}"
        )


def plot(curves: Mapping[str, Sequence[Point]]) -> str:
    """Labels against accuracy, a small drawing for each data set."""
    width, height, left, top = 250, 200, 46, 28
    low = min(float(p.gain.mean()) for points in curves.values() for p in points)
    low = min(low, -0.01)

    def place(share: float, gain: float) -> tuple[float, float]:
        x = left + (share - 0.2) / 0.8 * (width - left - 14)
        return x, top + (0.01 - gain) / (0.01 - low) * (height - top - 34)

    out = []
    for number, (name, points) in enumerate(curves.items()):
        x0, y0 = number % 3 * width, number // 3 * height
        zero, end = place(0.2, 0.0), place(1.0, 0.0)
        out.append(
            f'<g transform="translate({x0} {y0})"><text x="{left}" y="16">{escape(name)}</text>'
        )
        out.append(f'<path d="M{zero[0]:.1f} {zero[1]:.1f}H{end[0]:.1f}" class="five"/>')
        out.append(
            f'<text class="small" x="{left - 6}" y="{zero[1] + 4:.1f}" text-anchor="end">0</text>'
        )
        bottom = place(0.2, low)[1]
        out.append(
            f'<text class="small" x="{left - 6}" y="{bottom + 4:.1f}" text-anchor="end">'
            f"{100 * low:+.0f} pt</text>"
        )
        for share in (0.2, 0.6, 1.0):
            x, _ = place(share, low)
            out.append(
                f'<text class="small" x="{x:.1f}" y="{bottom + 18:.1f}" text-anchor="middle">'
                f"{share:.0%}</text>"
            )
        for minimum, kind in ((1, "routine"), (3, "critical")):
            mine = sorted((p for p in points if p.minimum == minimum), key=lambda p: p.bar)
            line = " ".join(
                "{:.1f},{:.1f}".format(*place(p.labels.mean(), p.gain.mean())) for p in mine
            )
            out.append(f'<polyline class="{kind}" points="{line}"/>')
            for p in mine:
                mean, half = interval(p.gain)
                x, high = place(float(p.labels.mean()), mean + half)
                _, deep = place(float(p.labels.mean()), max(mean - half, low))
                out.append(f'<path class="{kind}" d="M{x:.1f} {high:.1f}V{deep:.1f}"/>')
        out.append("</g>")
    rows = -(-len(curves) // 3)
    style = (
        "text{font:12px sans-serif;fill:#555}.small{font-size:10px}polyline,path{fill:none;"
        "stroke-width:1.6}.five{stroke:#999;stroke-dasharray:3 3}.routine{stroke:#0b6bcb}"
        ".critical{stroke:#c2410c}"
    )
    key = (
        f'<text x="{left}" y="{rows * height + 14}">Share of the labels of five raters, '
        'against the accuracy lost or won. <tspan fill="#0b6bcb">Blue</tspan>: minimum 1. '
        '<tspan fill="#c2410c">Red</tspan>: minimum 3. Dashed: five raters.</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {3 * width} {rows * height + 26}">'
        f"<style>{style}</style>{''.join(out)}{key}</svg>\n"
    )


def main() -> None:
    """Replay every set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--plot", type=Path, help="write the curves as SVG")
    given = parser.parse_args()
    seeds = range(given.seeds)
    sets = {
        "rte": [crowd(given.data, "crowd_rte", seed) for seed in seeds],
        "dog": [crowd(given.data, "crowd_dog", seed) for seed in seeds],
        "sentiment_text": [crowd(given.data, "crowd_sentiment_text", seed) for seed in seeds],
        "sentiment_text, with a model": [
            crowd(given.data, "crowd_sentiment_text", seed, with_model=True) for seed in seeds
        ],
        "cifar10_human_ai": [cifar(given.data, seed) for seed in seeds],
        "cifar10_human_ai, with its model": [
            cifar(given.data, seed, with_model=True) for seed in seeds
        ],
    }
    curves = {}
    for name, worlds in sets.items():
        points, full = measure(worlds, seeds)
        show(name, points, full, len(worlds[0].answers))
        curves[name] = points
    if given.plot:
        given.plot.write_text(plot(curves), encoding="utf-8")
        print(f"\nwrote {given.plot}")


if __name__ == "__main__":
    main()
