"""What is known of a crowd: learnt whole or bit by bit, kept, and shrunk where little is known."""

from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import StoreDamaged
from errata.loop.consensus.crowd import (
    CrowdState,
    fit_crowd,
    learn,
    pack,
    shrinkage,
    table,
    unpack,
)

CLASSES = ("x", "y", "z")
RIGHT = {"ann": 0.95, "bob": 0.85, "cy": 0.6, "di": 0.75, "eve": 0.9}


def answers(
    n: int, *, seed: int = 0, start: int = 0
) -> tuple[list[str], list[str], list[str], dict[str, str]]:
    """n tasks, each answered by five people of different accuracy; and the truth."""
    rng = np.random.default_rng(seed)
    rows, truth = [], {}
    for task in range(start, start + n):
        right = int(rng.integers(3))
        truth[str(task)] = CLASSES[right]
        for who, accuracy in RIGHT.items():
            wrong = (right + 1 + int(rng.integers(2))) % 3
            rows.append((str(task), who, CLASSES[right if rng.random() < accuracy else wrong]))
    tasks, people, labels = (list(column) for column in zip(*rows, strict=True))
    return tasks, people, labels, truth


def accuracies(state: CrowdState) -> dict[str, float]:
    around = shrinkage(state)
    return {who: float(np.diag(table(state, around, who)).mean()) for who in RIGHT}


def test_accuracies_are_found_without_the_truth() -> None:
    tasks, people, labels, _ = answers(600)
    found = accuracies(fit_crowd(tasks, people, labels, classes=CLASSES))
    assert found == {who: pytest.approx(right, abs=0.05) for who, right in RIGHT.items()}


def test_what_is_learnt_bit_by_bit_is_near_what_is_fitted_whole() -> None:
    tasks, people, labels, _ = answers(600)
    whole = fit_crowd(tasks, people, labels, classes=CLASSES)
    first = 5 * 100
    state = fit_crowd(tasks[:first], people[:first], labels[:first], classes=CLASSES)
    for at in range(first, len(tasks), 250):
        some = slice(at, at + 250)
        state = learn(state, tasks[some], people[some], labels[some])
    assert state.answers == whole.answers == len(tasks)
    assert accuracies(state) == {
        who: pytest.approx(right, abs=0.03) for who, right in accuracies(whole).items()
    }


def test_a_single_answer_teaches_nothing_unless_the_truth_is_known() -> None:
    tasks, people, labels = ["1", "2", "3"], ["ann", "ann", "ann"], ["x", "y", "x"]
    alone = fit_crowd(tasks, people, labels, classes=CLASSES)
    assert (dict(alone.counts), alone.answers) == ({}, 0)
    told = fit_crowd(tasks, people, labels, classes=CLASSES, truth={"1": "x", "2": "x"})
    assert told.counts["ann"].tolist() == [[1, 1, 0], [0, 0, 0], [0, 0, 0]]


def test_labels_out_of_use_and_truths_that_are_no_class_are_left_aside() -> None:
    state = fit_crowd(["1", "1"], ["ann", "bob"], ["old", "x"], classes=CLASSES, truth={"1": "old"})
    assert set(state.counts) == {"bob"}
    assert state.answers == 1


def test_nobody_knows_anything_of_an_empty_crowd() -> None:
    state = CrowdState(classes=CLASSES, accuracy=0.8)
    around = shrinkage(state)
    assert around.accuracy == pytest.approx(0.8)
    expected = np.full((3, 3), 0.1)
    np.fill_diagonal(expected, 0.8)
    assert table(state, around, "anybody") == pytest.approx(expected)
    assert learn(state, [], [], []) == state


def test_a_table_is_a_distribution_for_each_truth_and_rules_nothing_out() -> None:
    tasks, people, labels, _ = answers(50)
    state = fit_crowd(tasks, people, labels, classes=CLASSES)
    around = shrinkage(state)
    for who in (*RIGHT, "somebody new"):
        cells = table(state, around, who)
        assert cells.sum(axis=1) == pytest.approx(np.ones(3))
        assert cells.min() > 0


def test_few_answers_count_little_beside_the_crowd() -> None:
    tasks, people, labels, _ = answers(200)
    state = fit_crowd(tasks, people, labels, classes=CLASSES)
    crowd = shrinkage(state).accuracy
    after = learn(state, ["n", "n"], ["ann", "new"], ["x", "y"], truth={"n": "x"})
    new = float(np.trace(table(after, shrinkage(after), "new")) / 3)
    assert 0.5 * crowd < new < crowd


def test_a_state_survives_being_packed() -> None:
    tasks, people, labels, _ = answers(80)
    state = fit_crowd(tasks, people, labels, classes=CLASSES, accuracy=0.7)
    again = unpack(pack(state))
    assert (again.classes, again.accuracy, again.answers) == (CLASSES, 0.7, state.answers)
    assert set(again.counts) == set(state.counts)
    for who, counts in state.counts.items():
        assert again.counts[who] == pytest.approx(counts, abs=2e-4)


@pytest.mark.parametrize(
    "text",
    ["", "no state", pack(CrowdState(classes=("a",), accuracy=0.9))[:-5]],
    ids=["empty", "words", "cut"],
)
def test_what_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(StoreDamaged, match="a crowd that cannot be read"):
        unpack(text)


def test_rounds_end_at_their_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("errata.loop.consensus.crowd.ROUNDS", 1)
    tasks, people, labels, _ = answers(20)
    assert fit_crowd(tasks, people, labels, classes=CLASSES).answers == 100
