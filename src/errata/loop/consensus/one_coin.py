"""one_coin.v1: each reviewer has one accuracy, and errs evenly."""

from __future__ import annotations

import numpy as np

from errata.loop.consensus.answers import Answers
from errata.loop.consensus.em import Floats, maximise
from errata.loop.consensus.methods import METHODS, Fit

PSEUDO_ANSWERS = 4.0  # what a reviewer starts with, at the crowd's accuracy
CROWD_RIGHT, CROWD_WRONG = 8.0, 2.0  # what the crowd starts with: better than chance


@METHODS.register("one_coin.v1")
def one_coin(answers: Answers) -> Fit:
    """Expectation-maximisation with P(y | k) = a_r if y = k, else (1 - a_r) / (C - 1).

    a_r = (hits + 4 a) / (answers + 4) with the crowd's accuracy a, so that nobody is perfect
    after three answers. With one class every posterior is 1.

    Dawid & Skene 1979 with one parameter a reviewer; Zhang et al. 2016, section 2 (one-coin
    model), https://www.jmlr.org/papers/v17/14-511.html.

    >>> from errata.loop.consensus.answers import encode
    >>> said = {"ann": "aabb", "bob": "aabb", "cy": "abab"}
    >>> rows = [(task, who, y) for who, ys in said.items() for task, y in enumerate(ys)]
    >>> one_coin(encode(*zip(*rows))).confusion[:, 0, 0].round(2)
    array([0.9 , 0.9 , 0.66])
    """
    n_classes = len(answers.classes)
    right = np.eye(n_classes, dtype=bool)

    def confusion_of(counts: Floats) -> Floats:
        accuracy = shrunk_accuracy(counts, PSEUDO_ANSWERS)[:, None, None]
        confusion: Floats = np.where(right, accuracy, (1 - accuracy) / max(n_classes - 1, 1))
        return confusion

    return maximise(answers, confusion_of, class_weight=1.0)


def shrunk_accuracy(counts: Floats, strength: float) -> Floats:
    """Each reviewer's share of right answers, with `strength` answers at the crowd's share."""
    hits, answered = hits_and_answers(counts)
    accuracy: Floats = (hits + strength * crowd_accuracy(counts)) / (answered + strength)
    return accuracy


def crowd_accuracy(counts: Floats) -> float:
    """The crowd's share of right answers, from eight right and two wrong ones on.

    Without this start a handful of answers can drift to the belief that nobody knows anything.
    """
    hits, answered = hits_and_answers(counts)
    return float((hits.sum() + CROWD_RIGHT) / (answered.sum() + CROWD_RIGHT + CROWD_WRONG))


def hits_and_answers(counts: Floats) -> tuple[Floats, Floats]:
    """The expected number of right answers and the number of answers, per reviewer."""
    return np.trace(counts, axis1=1, axis2=2), counts.sum(axis=(1, 2))
