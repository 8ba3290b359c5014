"""95 % intervals of production accuracy cover the truth at least 93 % of the time."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.loop.triage.accuracy import estimate_accuracy
from errata.stats.binomial import proportion, upper_bound

pytestmark = pytest.mark.guarantee
REPETITIONS = 500
DATA = Path(__file__).resolve().parents[2].parent / "shared/data"
Floats = NDArray[np.float64]


def _covers_enough(covered: int, of: int = REPETITIONS) -> bool:
    """At 95 % asked for, the share seen must not rule 95 % out, nor be below 93 %."""
    return float(upper_bound(covered, of, confidence=0.99)) >= 0.95 and covered / of >= 0.93


def _surely_covers_enough(covered: int, of: int) -> bool:
    """For tallies over many settings at once, of which some are hard: at least 94 %."""
    return covered / of >= 0.94


# The model is right skill / (skill + 1) of the time; its confidence is bent unless `bent` is 1,
# and the estimate may not rely on it.
@pytest.mark.parametrize(
    ("skill", "n", "bent"),
    [
        (4, 200, 1.0),
        (4, 500, 1.0),
        (4, 3000, 0.1),
        (4, 3000, 3.0),
        (20, 500, 1.0),
        (20, 3000, 1.0),
        (99, 3000, 1.0),
    ],
)
def test_intervals_cover_under_uncertainty_driven_review(skill: int, n: int, bent: float) -> None:
    covered, naive = 0, 0.0
    truth = skill / (skill + 1)
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        chance = rng.beta(skill, 1, n)
        correct = rng.random(n) < chance
        propensity = np.where(chance < 0.7, 0.9, 0.03)
        reviewed = rng.random(n) < propensity
        found = estimate_accuracy(chance**bent, reviewed, correct, propensity)
        covered += found.low <= truth <= found.high
        naive += float(correct[reviewed].mean()) if reviewed.any() else truth
    assert _covers_enough(covered)
    if skill == 4:
        assert truth - naive / REPETITIONS > 0.2  # what the mean of the reviewed would say


@pytest.mark.parametrize(
    ("skill", "n", "rate"),
    [(4, 20, 0.3), (4, 1000, 0.05), (30, 1000, 0.05), (30, 1000, 0.3), (4, 100, 1.0)],
)
def test_intervals_cover_under_a_plain_audit(skill: int, n: int, rate: float) -> None:
    covered = 0
    truth = skill / (skill + 1)
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        chance = rng.beta(skill, 1, n)
        correct, reviewed = rng.random(n) < chance, rng.random(n) < rate
        found = estimate_accuracy(chance, reviewed, correct, np.full(n, rate))
        covered += found.low <= truth <= found.high
    assert _covers_enough(covered)


CHANCES: dict[str, Callable[[Floats, np.random.Generator], Floats]] = {
    "hardly where sure": lambda q, _: np.where(q < 0.7, 1.0, 0.02),
    "certain below": lambda q, _: np.where(q < 0.9, 1.0, 0.05),
    "smooth": lambda q, _: np.clip(0.02 + 1.2 * np.sqrt(q * (1 - q)), 0.02, 1.0),
    "of no use": lambda q, rng: rng.choice([0.01, 0.1, 1.0], len(q)),
    "a few forgotten": lambda q, rng: np.where(rng.random(len(q)) < 0.02, 0.01, 0.3),
}


@pytest.mark.parametrize("chances", list(CHANCES))
@pytest.mark.parametrize("n", [20, 100, 400])
def test_intervals_cover_where_weights_are_heavy_and_reviews_few(chances: str, n: int) -> None:
    """One in ten predictions is right in three of ten, the rest as often as the accuracy asks."""
    covered = tried = 0
    for accuracy in (0.5, 0.8, 0.95, 0.99):
        hard = min(0.1, 1 - accuracy)
        easy = (accuracy - 0.3 * hard) / (1 - hard)
        for repetition in range(REPETITIONS // 4):
            rng = np.random.default_rng((repetition, n, round(1000 * accuracy)))
            chance = np.where(rng.random(n) < hard, 0.3, easy)
            correct, propensity = rng.random(n) < chance, CHANCES[chances](chance, rng)
            reviewed = rng.random(n) < propensity
            boast = (chance, chance**0.1, np.full(n, 0.9), 1 - chance)[repetition % 4]
            found = estimate_accuracy(boast, reviewed, correct, propensity)
            covered += found.low <= accuracy <= found.high
            tried += 1
    assert _surely_covers_enough(covered, tried)


def test_intervals_are_narrower_than_those_of_the_audited_labels_alone() -> None:
    ours = alone = 0.0
    for repetition in range(200):
        rng = np.random.default_rng(repetition)
        chance = np.clip(rng.beta(2, 0.4, 4000), 0.01, 1)
        correct, reviewed = rng.random(4000) < chance, rng.random(4000) < 0.1
        found = estimate_accuracy(chance, reviewed, correct, np.full(4000, 0.1))
        labels = proportion(int(correct[reviewed].sum()), int(reviewed.sum()))
        ours += found.high - found.low
        alone += labels.high - labels.low
    assert ours < 0.9 * alone


@pytest.mark.parametrize("data", ["cifar", "employment", "adult", "banking"])
def test_on_real_data_intervals_cover_and_are_narrower_than_the_equal_audits_alone(
    data: str,
) -> None:
    """Production is drawn from the data; the least sure fifth is reviewed in seven of ten cases,
    the surer half in three of a hundred, and every review's draw below that is an equal audit."""
    confidence, correct = READ[data]()
    truth = float(correct.mean())
    cuts = np.quantile(confidence, [0.2, 0.5])
    covered, of, ours, alone, naive = 0, 500, 0.0, 0.0, 0.0
    for repetition in range(of):
        rng = np.random.default_rng(repetition)
        rows = rng.integers(0, len(correct), 5000)
        sure, right, draw = confidence[rows], correct[rows], rng.random(5000)
        propensity = np.array([0.7, 0.2, 0.03])[np.searchsorted(cuts, sure, side="right")]
        found = estimate_accuracy(sure, draw < propensity, right, propensity)
        covered += found.low <= truth <= found.high
        audited = right[draw < 0.03]
        labels = proportion(int(audited.sum()), len(audited))
        ours += found.high - found.low
        alone += labels.high - labels.low
        naive += float(right[draw < propensity].mean())
    assert _covers_enough(covered)
    assert ours < 0.75 * alone
    assert truth - naive / of > 0.14  # what the mean of the reviewed would say


def _cifar() -> tuple[Floats, NDArray[np.bool_]]:
    with np.load(_file("cifar_model_probs/cifar10.npz")) as stored:
        said, truth = stored["wideresnet_16_4"].astype(np.float64), stored["label"]
    return said.max(axis=1), said.argmax(axis=1) == truth


def _employment() -> tuple[Floats, NDArray[np.bool_]]:
    import pyarrow.parquet as pq

    table = pq.read_table(_file("employment_ma/employment_ma.parquet"))
    said = table["predicted_probability"].to_numpy()
    return np.maximum(said, 1 - said), table["prediction"].to_numpy() == table[
        "employed"
    ].to_numpy()


def _adult() -> tuple[Floats, NDArray[np.bool_]]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import SGDClassifier

    rows = _rows("adult_census/adult.csv")[:16_000]
    truth = np.array([row.pop("income-per-year") for row in rows])
    numbers = {"age": 50, "education-num": 10, "hours-per-week": 40}
    facts = [
        {
            name: float(value) / numbers[name] if name in numbers else value
            for name, value in row.items()
            if name not in ("fnlwgt", "capital-gain", "capital-loss")
        }
        for row in rows
    ]
    columns = DictVectorizer().fit_transform(facts)
    model = SGDClassifier(loss="log_loss", random_state=0, max_iter=8, tol=None)
    model.fit(columns[:4000], truth[:4000])
    said = model.predict_proba(columns[4000:])
    return said.max(axis=1), model.classes_[said.argmax(axis=1)] == truth[4000:]


def _banking() -> tuple[Floats, NDArray[np.bool_]]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import SGDClassifier

    rows = _rows("banking77/banking77.csv")
    truth = np.array([row["label"] for row in rows])
    words = TfidfVectorizer(min_df=2).fit_transform([row["text"] for row in rows])
    order = np.random.default_rng(0).permutation(len(rows))
    train, rest = order[:3000], order[3000:]
    model = SGDClassifier(loss="log_loss", random_state=0, max_iter=8, tol=None)
    said = model.fit(words[train], truth[train]).predict_proba(words[rest])
    return said.max(axis=1), model.classes_[said.argmax(axis=1)] == truth[rest]


def _file(name: str) -> Path:
    if not (DATA / name).exists():
        pytest.skip(f"shared/data/{name} is not there")
    return DATA / name


def _rows(name: str) -> list[dict[str, str]]:
    with _file(name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


READ = {"cifar": _cifar, "employment": _employment, "adult": _adult, "banking": _banking}
