"""The bootstrap interval of Krippendorff's alpha holds the truth as often as it says.

A real data set is the population, whose alpha is known; samples of its units are drawn again and
again, and the population's alpha must be in the interval in 95 % of them, less what small samples
cost: the bound is 92 %, with a binomial margin.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom

from errata.loop.consensus.agreement import alpha
from errata.loop.consensus.answers import Answers, encode

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
TIMES, UNITS = 400, 100
PROMISED = 0.92


def crowd(name: str) -> Answers:
    path = DATA / f"crowd_{name}" / "answers.csv"
    if not path.is_file():
        pytest.skip(f"the real answers of crowd_{name} are not on this machine")
    return encode(*np.loadtxt(path, delimiter=",", skiprows=1, dtype=np.int64).T)


def malignancy() -> Answers:
    """How radiologists rated nodules, 1 to 5; who gave which rating is not told, nor needed."""
    path = DATA / "lidc_nodule_ratings" / "lidc_ratings.csv"
    if not path.is_file():
        pytest.skip("the ratings of nodules are not on this machine")
    with path.open() as file:
        rows = [(row["nodule"], int(row["malignancy"])) for row in csv.DictReader(file)]
    nodules, ratings = zip(*rows, strict=True)
    return encode(nodules, list(range(len(rows))), ratings, classes=[1, 2, 3, 4, 5])


def drawn(answers: Answers, rng: np.random.Generator) -> Answers:
    """So many units, drawn with replacement; each counts as one of its own."""
    order = np.argsort(answers.task, kind="stable")
    starts = np.searchsorted(answers.task[order], np.arange(len(answers.tasks) + 1))
    chosen = rng.integers(len(answers.tasks), size=UNITS)
    rows = np.concatenate([order[starts[unit] : starts[unit + 1]] for unit in chosen])
    sizes = starts[chosen + 1] - starts[chosen]
    return Answers(
        task=np.repeat(np.arange(UNITS), sizes),
        reviewer=answers.reviewer[rows],
        label=answers.label[rows],
        tasks=np.arange(UNITS),
        reviewers=answers.reviewers,
        classes=answers.classes,
    )


def covered(answers: Answers, scale: str) -> int:
    truth = alpha(answers, scale=scale).value  # type: ignore[arg-type]
    rng = np.random.default_rng(20)
    held = 0
    for _ in range(TIMES):
        found = alpha(drawn(answers, rng), scale=scale, rng=rng, resamples=400)  # type: ignore[arg-type]
        held += found.low <= truth <= found.high
    return held


@pytest.mark.guarantee
@pytest.mark.parametrize("name", ["rte", "dog", "product"])
def test_the_interval_covers_on_real_crowds(name: str) -> None:
    assert covered(crowd(name), "nominal") >= binom.ppf(0.001, TIMES, PROMISED)


@pytest.mark.guarantee
def test_the_ordinal_interval_covers_on_real_ratings() -> None:
    assert covered(malignancy(), "ordinal") >= binom.ppf(0.001, TIMES, PROMISED)
