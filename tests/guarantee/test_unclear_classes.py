"""The alarm about unclear classes: seldom where people agree, soon where they do not.

Looked at after every answer: the monitor is never told when somebody looks, so one pass over all
answers is as many looks as there are answers.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom

from errata.flow.watch.unclear import Twice, parted

ALPHA = 0.05
LABELS = tuple("abcdefgh")


def pairs(first: np.ndarray, second: np.ndarray) -> list[Twice]:
    return [
        Twice(task_id=str(row), item_id=str(row), labels=(str(a), str(b)), at=f"{row:09}")
        for row, (a, b) in enumerate(zip(first, second, strict=True))
    ]


def at_the_limit(rng: np.random.Generator, n: int) -> list[Twice]:
    """Of the items that either calls so, half are parted upon: the worst that is accepted.

    Both are right of q = 2/3 of the items; of the others one names the next class. So of what
    either calls c, they part on 2 (1 - q) / (q + 2 (1 - q)) = 1/2.
    """
    truth = rng.integers(len(LABELS), size=n)
    both = rng.random(n) < 2 / 3
    wrong = rng.integers(2, size=n)
    said = np.stack([truth, truth])
    rows = np.flatnonzero(~both)
    said[wrong[rows], rows] = (truth[rows] + 1) % len(LABELS)
    names = np.array(LABELS)
    return pairs(names[said[0]], names[said[1]])


@pytest.mark.guarantee
def test_a_class_at_the_limit_ever_alarms_with_probability_alpha_at_most() -> None:
    """Any of eight classes, in 3,000 items, however often one looks."""
    rng = np.random.default_rng(6)
    times = 150
    alarms = sum(
        bool(parted(at_the_limit(rng, 3_000), LABELS, alpha=ALPHA, version=0)) for _ in range(times)
    )
    assert alarms <= binom.ppf(0.999, times, ALPHA)


@pytest.mark.guarantee
def test_where_people_agree_nothing_alarms_and_mixed_classes_alarm_soon() -> None:
    rng = np.random.default_rng(7)
    names = np.array(LABELS)
    false, caught, times = 0, 0, 200
    for _ in range(times):
        truth = rng.integers(len(LABELS), size=1_000)
        said = np.stack([truth, truth])
        slips = rng.random(said.shape) < 0.1  # reviewers of 90 %
        said[slips] = rng.integers(len(LABELS), size=int(slips.sum()))
        tossed = np.isin(truth, [2, 3])  # nobody can tell c from d
        said[:, tossed] = rng.integers(2, 4, size=(2, int(tossed.sum())))
        found = {one.label for one in parted(pairs(*names[said]), LABELS, alpha=ALPHA, version=0)}
        false += bool(found - {"c", "d"})
        caught += bool(found & {"c", "d"})
    assert false <= binom.ppf(0.999, times, ALPHA)
    assert caught >= 0.9 * times, "1,000 items of eight classes, some 250 of the two"


@pytest.mark.guarantee
def test_a_real_crowd_that_agrees_raises_nothing() -> None:
    """The two first answers to each image of crowd_dog, four breeds told apart well enough."""
    path = Path(__file__).resolve().parents[2].parent / "shared/data/crowd_dog/answers.csv"
    if not path.is_file():
        pytest.skip("the real answers of crowd_dog are not on this machine")
    table = np.loadtxt(path, delimiter=",", skiprows=1, dtype=np.int64)
    order = np.argsort(table[:, 0], kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(table[order, 0]) > 0])
    said = table[order, 2].astype(str)
    twice = pairs(said[starts], said[starts + 1])
    found = {one.label: one for one in parted(twice, sorted(set(said)), alpha=ALPHA, version=0)}
    for label in set(said):
        rows = [one for one in twice if label in one.labels]
        share = np.mean([one.labels[0] != one.labels[1] for one in rows])
        assert (label in found) <= (share > 0.5)
