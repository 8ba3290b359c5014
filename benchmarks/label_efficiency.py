"""Accuracy bought with the same number of reviews: Errata's choice against a random one.

    uv run benchmarks/label_efficiency.py --data ../shared/data

Per data set and seed: a champion trained on a small clean start, three cycles of an unlabelled
production stream, a budget of answers in each. Simulated reviewers answer, a posterior decides
(both arms by the same rule), the answered items join the training set, the built-in trainer
retrains, and a test split that nothing else sees tells the accuracy. The arms differ in *which*
items are reviewed and in nothing else; reviewers give the same answer to the same item in both.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.item import Items
from errata.core.overlap_policy import OverlapPolicy
from errata.core.trainer import Model
from errata.engine.images import encode_png
from errata.engine.read import read_labelled
from errata.loop.consensus.next_rater import next_rater
from errata.loop.consensus.resolve import resolve
from errata.loop.curate.weights import WEIGHTS
from errata.loop.discover.select_batch import select_batch
from errata.loop.triage.calibrate import calibrate
from errata.testing.drift import production
from errata.testing.reviewers import SimulatedReviewer, crew, lookalikes
from errata.train.trainers import TRAINERS, trainer_for

Rows = NDArray[np.int64]
CYCLES = 3
# One answer, a second or third where the posterior of answers and model stays in doubt.
ONE_UNLESS_DOUBTFUL = OverlapPolicy(minimum=1, maximum=3, bar=0.7)


@dataclass(frozen=True, kw_only=True, eq=False)
class World:
    """A data set, cut for one seed; rows are places in `items`."""

    items: Items
    truth: NDArray[np.int64]  # (n,) class index
    classes: tuple[str, ...]
    start: Rows
    hold: Rows  # labelled production cases that calibrate and never train
    streams: tuple[Rows, ...]  # one a cycle
    test: Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class Arm:
    """How reviews are chosen, agreed on and weighted."""

    strategy: str
    overlap: OverlapPolicy = ONE_UNLESS_DOUBTFUL
    model_prior: bool = True
    weights: str = "posterior_priority.v1"
    priority: float = 1.0
    calibrated: bool = True


DEFAULT = Arm(strategy="diverse_margin.v1")
# What is compared; the first arm is the baseline of the gains.
ARMS: dict[str, dict[str, Arm]] = {
    "selection": {
        "random.v1": replace(DEFAULT, strategy="random.v1"),
        "margin.v1": replace(DEFAULT, strategy="margin.v1"),
        "diverse_margin.v1": DEFAULT,
    },
    "policy": {
        "model prior, bar .7": DEFAULT,
        "model prior, bar .95": replace(
            DEFAULT, overlap=OverlapPolicy(minimum=1, maximum=3, bar=0.95)
        ),
        "one answer, whatever it says": replace(
            DEFAULT, model_prior=False, overlap=OverlapPolicy(minimum=1, maximum=3, bar=0.51)
        ),
        "no prior, two who agree": replace(
            DEFAULT, model_prior=False, overlap=OverlapPolicy(minimum=2, maximum=3, bar=0.95)
        ),
        "corrections weigh 2": replace(DEFAULT, priority=2.0),
        "corrections weigh 3": replace(DEFAULT, priority=3.0),
    },
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One run: accuracy before and after each cycle, and what the answers bought."""

    accuracy: list[float]
    items: int
    wrong: float  # share of the labels that trained and are not true
    errors_found: float  # share of the reviewed items that the champion had wrong


def digits(seed: int, data: Path) -> World:
    """Handwritten digits; every scan of the stream is seen twice, under different conditions."""
    from sklearn.datasets import load_digits

    loaded = load_digits()
    scans = np.rint(loaded.images * (255 / 16)).astype(np.uint8)
    rng = np.random.default_rng([seed, 1])
    start, hold, test, rest = np.split(rng.permutation(len(scans)), [120, 270, 770])
    views = rng.permutation(np.concatenate([rest, rest]))
    numbers = np.concatenate([start, hold, test, views])
    seen = scans[numbers]
    seen[len(start) :] = production(seen[len(start) :], rng).images
    sizes = np.cumsum([len(start), len(hold), len(test)])
    parts = np.split(np.arange(len(numbers)), sizes)
    return World(
        items=Items.of_images([encode_png(scan) for scan in seen]),
        truth=loaded.target[numbers].astype(np.int64),
        classes=tuple(str(digit) for digit in range(10)),
        start=parts[0],
        hold=parts[1],
        test=parts[2],
        streams=tuple(np.array_split(parts[3], CYCLES)),
    )


def banking77(seed: int, data: Path) -> World:
    """77 intents of customers' questions."""
    read, truth, split = _read(data / "banking77" / "banking77.csv")
    rows = np.random.default_rng([seed, 2]).permutation(np.flatnonzero(split == "train"))
    start, hold, rest = np.split(rows, [1_000, 1_300])
    return _world(read, truth, start, hold, rest, np.flatnonzero(split == "test"))


def mtop(seed: int, data: Path) -> World:
    """Intents in six languages; the champion has seen English alone."""
    read, truth, split = _read(data / "mtop_6lang" / "mtop.csv")
    language = np.asarray(read.attributes["language"]).astype(str)
    sentence = np.asarray(read.attributes["id"]).astype(str)
    rng = np.random.default_rng([seed, 3])
    ours = split == "dev"
    names = rng.permutation(np.unique(sentence[ours]))
    held = np.isin(sentence, names[:50])  # parallel translations stay together
    start, more = np.split(
        rng.permutation(np.flatnonzero(ours & ~held & (language == "en"))), [800]
    )
    other = np.flatnonzero(ours & ~held & (language != "en"))
    stream = rng.permutation(np.concatenate([other, more]))
    test = np.flatnonzero(split == "test")
    return _world(read, truth, start, np.flatnonzero(ours & held), stream, test)


def pneumonia(seed: int, data: Path) -> World:
    """Chest X-rays; the test split is known to differ from the stream."""
    read, truth, split = _read(data / "pneumoniamnist" / "pneumoniamnist.npz")
    rows = np.random.default_rng([seed, 4]).permutation(np.flatnonzero(split != "test"))
    start, hold, rest = np.split(rows, [150, 450])
    return _world(read, truth, start, hold, rest, np.flatnonzero(split == "test"))


def _read(path: Path) -> tuple[Any, NDArray[np.int64], NDArray[np.str_]]:
    read = read_labelled(path)
    place = {name: number for number, name in enumerate(read.classes)}
    assert read.split is not None
    return read, np.array([place[label] for label in read.labels], dtype=np.int64), read.split


def _world(
    read: Any, truth: NDArray[np.int64], start: Rows, hold: Rows, rest: Rows, test: Rows
) -> World:
    return World(
        items=read.items,
        truth=truth,
        classes=read.classes,
        start=start,
        hold=hold,
        streams=tuple(np.array_split(rest, CYCLES)),
        test=test,
    )


# name, the world, answers a cycle
TASKS: tuple[tuple[str, Callable[[int, Path], World], int], ...] = (
    ("digits", digits, 120),
    ("digits", digits, 200),
    ("banking77", banking77, 500),
    ("mtop_6lang", mtop, 500),
    ("pneumoniamnist", pneumonia, 120),
)


def turn(world: World, arm: Arm, *, budget: int, seed: int, accuracy: float) -> Outcome:
    """Three cycles of one arm."""
    rng = np.random.default_rng([seed, 5])
    rows, labels, weights = world.start, world.truth[world.start], np.ones(len(world.start))
    model = _fit(world, rows, labels, weights, seed)
    people = _people(world, model, accuracy=accuracy, seed=seed)
    scores, pool = [_accuracy(world, model)], np.empty(0, dtype=np.int64)
    wrong: list[NDArray[np.bool_]] = []
    found: list[NDArray[np.bool_]] = []
    for stream in world.streams:
        pool = np.concatenate([pool, stream])
        items = world.items.take(pool)
        p = model.predict_proba(items)
        if arm.calibrated:
            held = model.predict_proba(world.items.take(world.hold))
            p = calibrate(held, world.truth[world.hold]).apply(p)
        chosen = select_batch(
            p,
            min(budget, len(pool)),
            embeddings=model.embed(items),
            strategy=arm.strategy,
            rng=rng,
        )
        p, picked = p[chosen], pool[chosen]
        asked, agreed = _review(world, arm, people, picked, p, budget=budget)
        truth, predicted = world.truth[picked], p.argmax(axis=1)
        fresh = WEIGHTS[arm.weights](
            agreed.sure, corrected=agreed.labels != predicted[agreed.places], priority=arm.priority
        )
        rows = np.concatenate([rows, picked[agreed.places]])
        labels = np.concatenate([labels, agreed.labels])
        weights = np.concatenate([weights, fresh])
        wrong.append(agreed.labels != truth[agreed.places])
        found.append((predicted != truth)[:asked])
        pool = np.setdiff1d(pool, picked[:asked])
        model = _fit(world, rows, labels, weights, seed)
        scores.append(_accuracy(world, model))
    return Outcome(
        accuracy=scores,
        items=len(rows) - len(world.start),
        wrong=float(np.concatenate(wrong).mean()),
        errors_found=float(np.concatenate(found).mean()),
    )


def _fit(world: World, rows: Rows, labels: Rows, weights: NDArray[np.float64], seed: int) -> Model:
    trainer = TRAINERS[trainer_for(world.items.kind)]
    return trainer.fit(world.items.take(rows), labels, world.classes, weights=weights, seed=seed)


def _accuracy(world: World, model: Model) -> float:
    p = model.predict_proba(world.items.take(world.test))
    return float((p.argmax(axis=1) == world.truth[world.test]).mean())


def _people(
    world: World, model: Model, *, accuracy: float, seed: int
) -> tuple[SimulatedReviewer, ...]:
    """Five people; half of their mistakes go to look-alike classes, half anywhere."""
    known = np.concatenate([world.start, world.hold])
    near = lookalikes(model.embed(world.items.take(known)), world.truth[known], len(world.classes))
    np.fill_diagonal(near, 0)
    near /= near.sum(axis=1, keepdims=True)
    even = 1 / max(len(world.classes) - 1, 1)
    return crew(world.classes, accuracies=(accuracy,) * 5, lookalike=near + even, seed=seed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreed:
    """What a batch of reviews adds up to."""

    places: Rows  # in the batch
    labels: Rows
    sure: NDArray[np.float64]  # posterior of the label


def _review(
    world: World,
    arm: Arm,
    people: tuple[SimulatedReviewer, ...],
    rows: Rows,
    p: NDArray[np.float64],
    *,
    budget: int,
) -> tuple[int, Agreed]:
    """Ask in order until the answers are spent; how many items were asked about, and the result."""
    places, labels, sure = [], [], []
    asked = 0
    for number, row in enumerate(rows):
        answers: list[tuple[str, str | None]] = []
        label, posterior = None, np.empty(0)
        while label is None and len(answers) < arm.overlap.maximum and budget:
            person = people[(int(row) + len(answers)) % len(people)]
            said = person.answer(case=str(row), truth=world.classes[world.truth[row]])
            answers.append((person.name, said.label))
            budget -= 1
            prior = p[number] if arm.model_prior else None
            posterior = resolve(answers, classes=world.classes, prior=prior)
            best = world.classes[int(posterior.argmax())]
            named = {answer for _, answer in answers}  # what nobody said is not agreed on
            if next_rater(posterior, len(answers), arm.overlap) == "accept" and best in named:
                label = int(posterior.argmax())
        asked += bool(answers)
        if label is not None:
            places.append(number)
            labels.append(label)
            sure.append(float(posterior[label]))
    return asked, Agreed(
        places=np.array(places, dtype=np.int64),
        labels=np.array(labels, dtype=np.int64),
        sure=np.array(sure),
    )


def compare(
    make: Callable[[int, Path], World],
    arms: dict[str, Arm],
    *,
    data: Path,
    budget: int,
    seeds: int,
    accuracy: float,
    first: int = 0,
) -> dict[str, list[Outcome]]:
    """Every arm on the same worlds."""
    runs: dict[str, list[Outcome]] = {name: [] for name in arms}
    for seed in range(first, first + seeds):
        world = make(seed, data)
        for name, arm in arms.items():
            runs[name].append(turn(world, arm, budget=budget, seed=seed, accuracy=accuracy))
    return runs


def interval(values: list[float]) -> tuple[float, float, float]:
    """Mean and 95 % interval over seeds (Student)."""
    from scipy.stats import t

    mean = float(np.mean(values))
    if len(values) < 2:
        return mean, float("nan"), float("nan")
    half = float(t.ppf(0.975, len(values) - 1) * np.std(values, ddof=1) / np.sqrt(len(values)))
    return mean, mean - half, mean + half


def summary(runs: dict[str, list[Outcome]], baseline: str) -> dict[str, dict[str, Any]]:
    """Per arm: accuracy before and after with interval, and the paired gain over the baseline."""
    base = [run.accuracy[-1] for run in runs[baseline]]
    told = {}
    for name, outcomes in runs.items():
        last = [run.accuracy[-1] for run in outcomes]
        gains = [mine - theirs for mine, theirs in zip(last, base, strict=True)]
        told[name] = {
            "before": interval([run.accuracy[0] for run in outcomes]),
            "after": interval(last),
            "gain": interval(gains),
            "by_cycle": np.mean([run.accuracy for run in outcomes], axis=0).round(4).tolist(),
            "seeds_won": sum(gain > 0 for gain in gains),
            "seeds": len(outcomes),
            "items": float(np.mean([run.items for run in outcomes])),
            "wrong_labels": float(np.mean([run.wrong for run in outcomes])),
            "errors_found": float(np.mean([run.errors_found for run in outcomes])),
        }
    return told


def shown(name: str, told: dict[str, Any]) -> str:
    """One line of the table."""
    after, gain = told["after"], told["gain"]
    return (
        f"{name:34} {told['before'][0]:.3f} {after[0]:.3f} [{after[1]:.3f}, {after[2]:.3f}]  "
        f"{gain[0]:+.4f} [{gain[1]:+.4f}, {gain[2]:+.4f}]  {told['seeds_won']:2}/{told['seeds']}  "
        f"{told['errors_found']:.2f}  {told['wrong_labels']:.3f}  {told['items']:.0f}"
    )


HEADER = (
    f"{'':34} before after [95 %]          gain over the first [95 %]  won   errors wrong  items"
)


def main() -> None:
    """Run all data sets that are there, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first", type=int, default=100, help="first seed; 0-46 chose the method")
    parser.add_argument("--accuracy", type=float, nargs="+", default=[0.95])
    parser.add_argument("--compare", choices=sorted(ARMS), default="selection")
    parser.add_argument("--sets", nargs="+", default=sorted({name for name, _, _ in TASKS}))
    parser.add_argument("--out", type=Path, default=Path("label_efficiency.json"))
    asked = parser.parse_args()
    arms = ARMS[asked.compare]
    baseline = next(iter(arms))
    began, results = time.monotonic(), []
    print(HEADER)
    for name, make, budget in TASKS:
        if name not in asked.sets:
            continue
        for accuracy in asked.accuracy:
            title = f"{name}, {CYCLES} x {budget}, reviewers {accuracy:.0%}"
            try:
                runs = compare(
                    make,
                    arms,
                    data=asked.data,
                    budget=budget,
                    seeds=asked.seeds,
                    accuracy=accuracy,
                    first=asked.first,
                )
            except InputError as error:
                print(f"{title}: left out. {error}")
                continue
            told = summary(runs, baseline)
            print(title)
            for arm, figures in told.items():
                print(shown(f"  {arm}", figures), flush=True)
            results.append({"data": name, "budget": budget, "reviewers": accuracy, "arms": told})
    asked.out.write_text(json.dumps({"results": results, "cycles": CYCLES}, indent=1))
    print(f"{time.monotonic() - began:.0f} s; written to {asked.out}")


if __name__ == "__main__":
    main()
