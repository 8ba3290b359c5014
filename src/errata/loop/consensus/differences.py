"""Differences: which people, and which labels, stand against each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, triu

from errata.core.estimate import Estimate
from errata.loop.consensus.answers import Answers
from errata.stats.binomial import proportion

Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two reviewers and how often they say the same of what both answered."""

    first: Any
    second: Any
    agreement: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class Mixed:
    """Two labels and how often one item gets both, of the items that get either."""

    first: Any
    second: Any
    times: int
    share: Estimate


def pairs_apart(answers: Answers, *, least: int = 10, most: int = 20) -> list[Pair]:
    """The pairs of reviewers who disagree most, those first of whom it is surest.

    Of all pairs with at least `least` tasks in common, by the upper end of how often they agree
    (Wilson, 95 %): two who differed in 40 of 50 come before two who differed in all of 10.

    >>> from errata.loop.consensus.answers import encode
    >>> said = encode([1, 1, 2, 2, 3, 3], list("ababab"), list("xxxyxy"))
    >>> [(pair.first, pair.second, str(pair.agreement)) for pair in pairs_apart(said, least=3)]
    [('a', 'b', '0.333 [0.061, 0.792] n=3')]
    """
    n = len(answers.reviewers)
    together = _in_common(answers.reviewer, answers.task, n)
    alike = _in_common(answers.reviewer, answers.task * len(answers.classes) + answers.label, n)
    # Keys are ascending in both, and who agrees has a task in common.
    same = np.zeros(len(together[0]), dtype=np.int64)
    same[np.searchsorted(together[0], alike[0])] = alike[1]
    enough = together[1] >= least
    found = []
    for key, shared, agreed in zip(
        together[0][enough].tolist(), together[1][enough].tolist(), same[enough].tolist(),
        strict=True,
    ):  # fmt: skip
        first, second = divmod(key, n)
        found.append((proportion(agreed, shared), first, second))
    found.sort(key=lambda one: (one[0].high, one[1], one[2]))
    names = answers.reviewers.tolist()
    return [
        Pair(first=names[first], second=names[second], agreement=agreement)
        for agreement, first, second in found[:most]
    ]


def apart_in(answers: Answers, pair: Pair) -> Ints:
    """The tasks (rows of `answers.tasks`) of which the two say different things, ascending."""
    said = []
    for name in (pair.first, pair.second):
        mine = answers.reviewer == np.searchsorted(answers.reviewers, name)
        said.append(
            dict(zip(answers.task[mine].tolist(), answers.label[mine].tolist(), strict=True))
        )
    one, other = said
    both = one.keys() & other.keys()
    return np.array(sorted(task for task in both if one[task] != other[task]), dtype=np.int64)


def mixed_up(answers: Answers, *, most: int = 20) -> list[Mixed]:
    """The pairs of labels that people give to the same item, most frequent first.

    `share`: of the tasks with two answers or more of which one at least names either label, those
    in which both are named (Wilson). It tells which line between two labels the guidelines do not
    draw.

    >>> from errata.loop.consensus.answers import encode
    >>> said = encode([1, 1, 2, 2, 3, 3], list("ababab"), list("xyxyxx"))
    >>> [(each.first, each.second, each.times) for each in mixed_up(said)]
    [('x', 'y', 2)]
    """
    several = np.bincount(answers.task, minlength=len(answers.tasks)) > 1
    n = len(answers.classes)
    rows = several[answers.task]
    cells = np.unique(answers.task[rows] * n + answers.label[rows])
    task, label = np.divmod(cells, n)
    named = np.bincount(label, minlength=n)
    times: dict[tuple[int, int], int] = {}
    bounds = np.flatnonzero(np.r_[True, task[1:] != task[:-1], True]) if len(task) else [0]
    for start, end in pairwise(bounds):
        for both in combinations(label[start:end].tolist(), 2):
            times[both] = times.get(both, 0) + 1
    ranked = sorted(times.items(), key=lambda one: (-one[1], one[0]))[:most]
    names = answers.classes.tolist()
    return [
        Mixed(
            first=names[first],
            second=names[second],
            times=met,
            share=proportion(met, int(named[first] + named[second] - met)),
        )
        for (first, second), met in ranked
    ]


def _in_common(reviewer: Ints, what: Ints, n: int) -> tuple[Ints, Ints]:
    """Keys first * n + second of pairs of reviewers (first < second), and what they share."""
    kinds, column = np.unique(what, return_inverse=True)
    said = coo_array(
        (np.ones(len(reviewer), dtype=np.int64), (reviewer, column)), shape=(n, len(kinds))
    ).tocsr()
    shared = triu(said @ said.T, k=1).tocoo()
    keys = shared.row.astype(np.int64) * n + shared.col
    order = np.argsort(keys)
    return keys[order], shared.data[order]
