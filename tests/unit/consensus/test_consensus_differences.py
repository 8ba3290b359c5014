"""Who disagrees with whom, and which labels are mixed up."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from errata.loop.consensus.answers import Answers, encode
from errata.loop.consensus.differences import apart_in, mixed_up, pairs_apart


def crowd(seed: int) -> Answers:
    rng = np.random.default_rng(seed)
    task, reviewer = np.nonzero(rng.random((60, 7)) < 0.5)
    return encode(task, reviewer, rng.integers(3, size=len(task)))


def said(answers: Answers) -> dict[int, dict[int, int]]:
    out: dict[int, dict[int, int]] = {}
    rows = zip(
        answers.task.tolist(), answers.reviewer.tolist(), answers.label.tolist(), strict=True
    )
    for task, reviewer, label in rows:
        out.setdefault(task, {})[reviewer] = label
    return out


def test_pairs_are_counted_as_one_counts_by_hand() -> None:
    answers = crowd(1)
    units = said(answers)
    wanted = {}
    for a, b in combinations(range(7), 2):
        both = [unit for unit in units.values() if a in unit and b in unit]
        wanted[a, b] = (len(both), sum(unit[a] == unit[b] for unit in both))
    found = pairs_apart(answers, least=1, most=100)
    assert {
        (pair.first, pair.second): (
            pair.agreement.n,
            round(pair.agreement.value * pair.agreement.n),
        )
        for pair in found
    } == {pair: told for pair, told in wanted.items() if told[0]}
    ends = [pair.agreement.high for pair in found]
    assert ends == sorted(ends)


def test_the_items_of_a_pair_are_those_it_differs_on() -> None:
    answers = crowd(2)
    worst = pairs_apart(answers)[0]
    units = said(answers)
    wanted = [
        task
        for task, unit in sorted(units.items())
        if worst.first in unit and worst.second in unit and unit[worst.first] != unit[worst.second]
    ]
    assert apart_in(answers, worst).tolist() == wanted
    assert worst.agreement.n - len(wanted) == round(worst.agreement.value * worst.agreement.n)


def test_pairs_with_little_in_common_are_left_out() -> None:
    assert pairs_apart(crowd(3), least=61) == []
    assert pairs_apart(encode([1, 2], ["a", "b"], [0, 1])) == []


def test_mixed_labels_are_counted_as_one_counts_by_hand() -> None:
    answers = crowd(4)
    units = [set(unit.values()) for unit in said(answers).values() if len(unit) > 1]
    for each in mixed_up(answers):
        both = sum({each.first, each.second} <= unit for unit in units)
        either = sum(bool({each.first, each.second} & unit) for unit in units)
        assert (each.times, each.share.n) == (both, either)
        assert each.share.value == both / either
    assert len(mixed_up(answers, most=1)) == 1


def test_where_nobody_looked_twice_nothing_is_mixed_up() -> None:
    assert mixed_up(encode([1, 2], ["a", "b"], [0, 1])) == []
