"""What every aggregation method owes, and what sets each apart."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.errors import NotFound
from errata.loop.consensus.aggregate import aggregate
from errata.loop.consensus.em import softmax
from errata.loop.consensus.methods import METHODS

NAMES = ("consensus.v1", "dawid_skene.v1", "majority.v1", "one_coin.v1")
Ints = NDArray[np.int64]


def crowd(
    seed: int, confusion: NDArray[np.float64], n_tasks: int, per_task: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Tasks, reviewers, labels and the truth of a crowd with known confusion matrices."""
    rng = np.random.default_rng(seed)
    n_reviewers, n_classes, _ = confusion.shape
    truth = rng.integers(n_classes, size=n_tasks)
    reviewers = np.argsort(rng.random((n_tasks, n_reviewers)), axis=1)[:, :per_task].ravel()
    tasks = np.repeat(np.arange(n_tasks), per_task)
    reach = np.cumsum(confusion[reviewers, truth[tasks]], axis=1)
    labels = (rng.random(len(tasks))[:, None] > reach).sum(axis=1)
    return tasks, reviewers, np.minimum(labels, n_classes - 1), truth


def coins(accuracies: list[float], n_classes: int) -> NDArray[np.float64]:
    right = np.array(accuracies)[:, None, None]
    return np.where(np.eye(n_classes, dtype=bool), right, (1 - right) / (n_classes - 1))


def test_the_four_methods_are_registered() -> None:
    assert set(NAMES) <= set(METHODS)


def test_an_unknown_method_is_answered_with_the_known_ones() -> None:
    with pytest.raises(NotFound, match=r"consensus\.v1, dawid_skene\.v1"):
        aggregate([1], [1], [0], method="wisdom.v1")


@pytest.mark.parametrize("name", NAMES)
def test_posteriors_and_confusion_rows_are_probabilities(name: str) -> None:
    tasks, reviewers, labels, _ = crowd(0, coins([0.9, 0.8, 0.6, 0.5], 3), 60, 3)
    said = aggregate(tasks, reviewers, labels, method=name)
    assert said.posterior.shape == (60, 3)
    assert said.confusion.shape == (4, 3, 3)
    for table in (said.posterior, said.confusion):
        assert np.all(table >= 0)
        assert table.sum(axis=-1) == pytest.approx(1)
    assert said.labels.tolist() == said.classes[said.posterior.argmax(axis=1)].tolist()
    assert said.method == name


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_answers_does_not_matter(name: str) -> None:
    tasks, reviewers, labels, _ = crowd(1, coins([0.9, 0.8, 0.6, 0.5], 3), 60, 3)
    mixed = np.random.default_rng(0).permutation(len(tasks))
    one = aggregate(tasks, reviewers, labels, method=name)
    two = aggregate(tasks[mixed], reviewers[mixed], labels[mixed], method=name)
    assert one.posterior == pytest.approx(two.posterior, abs=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_inputs_are_left_as_they_were(name: str) -> None:
    columns = crowd(2, coins([0.9, 0.8, 0.6], 2), 20, 3)[:3]
    before = [column.copy() for column in columns]
    aggregate(*columns, method=name)
    assert all(np.array_equal(a, b) for a, b in zip(columns, before, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_one_answer_decides_a_crowd_of_one(name: str) -> None:
    said = aggregate(["t"], ["r"], ["cat"], method=name, classes=["ant", "cat", "dog"])
    assert said.labels.tolist() == ["cat"]


@pytest.mark.parametrize("name", NAMES)
def test_a_single_class_is_certain(name: str) -> None:
    said = aggregate([1, 2], [1, 1], ["only", "only"], method=name)
    assert said.posterior.tolist() == [[1.0], [1.0]]


@pytest.mark.parametrize("name", ["majority.v1", "one_coin.v1", "consensus.v1"])
def test_a_class_never_answered_is_never_chosen_but_stays_possible(name: str) -> None:
    said = aggregate([1, 1, 2], [1, 2, 1], ["a", "a", "b"], method=name, classes=["a", "b", "c"])
    assert "c" not in said.labels
    assert np.all(said.posterior[:, 2] > 0)


@pytest.mark.parametrize("name", NAMES)
def test_two_answers_to_each_of_few_tasks_still_agree_with_their_majority(name: str) -> None:
    said = aggregate([1, 1, 1, 2, 2, 2], [1, 2, 3, 1, 2, 3], list("aababb"), method=name)
    assert said.labels.tolist() == ["a", "b"]


def test_a_tied_vote_goes_to_the_class_that_comes_first() -> None:
    for classes in (["a", "b"], ["b", "a"]):
        said = aggregate([1, 1], [1, 2], ["b", "a"], method="majority.v1", classes=classes)
        assert said.labels.tolist() == classes[:1]


def test_five_agreeing_votes_are_surer_than_one() -> None:
    said = aggregate(
        [1, 2, 2, 2, 2, 2], [1, 1, 2, 3, 4, 5], ["a"] * 6, method="majority.v1", classes=["a", "b"]
    )
    assert said.posterior[:, 0].tolist() == pytest.approx([0.75, 5.5 / 6])


def test_one_coin_learns_who_guesses() -> None:
    tasks, reviewers, labels, truth = crowd(3, coins([0.95, 0.9, 0.5, 0.5, 0.5], 2), 400, 5)
    said = aggregate(tasks, reviewers, labels, method="one_coin.v1")
    assert np.diagonal(said.confusion, axis1=1, axis2=2)[:, 0] == pytest.approx(
        [0.95, 0.9, 0.5, 0.5, 0.5], abs=0.08
    )
    majority = aggregate(tasks, reviewers, labels, method="majority.v1")
    assert (said.labels == truth).mean() > (majority.labels == truth).mean() + 0.05


@pytest.mark.parametrize("name", ["dawid_skene.v1", "consensus.v1"])
def test_a_reviewer_who_swaps_two_classes_is_understood(name: str) -> None:
    honest, swapped = np.array([[0.9, 0.1], [0.1, 0.9]]), np.array([[0.05, 0.95], [0.95, 0.05]])
    tasks, reviewers, labels, truth = crowd(4, np.stack([honest, honest, honest, swapped]), 300, 4)
    said = aggregate(tasks, reviewers, labels, method=name)
    assert said.confusion[3] == pytest.approx(swapped, abs=0.08)
    assert (said.labels == truth).mean() > 0.95


def test_dawid_skene_recovers_confusion_matrices_with_many_answers() -> None:
    rng = np.random.default_rng(5)
    confusion = np.stack([0.6 * np.eye(3) + 0.4 * rng.dirichlet(np.ones(3), 3) for _ in range(8)])
    tasks, reviewers, labels, _ = crowd(6, confusion, 3000, 6)
    said = aggregate(tasks, reviewers, labels, method="dawid_skene.v1")
    assert said.confusion == pytest.approx(confusion, abs=0.06)


def test_dawid_skene_equals_a_plain_loop_over_the_same_model() -> None:
    tasks, reviewers, labels, _ = crowd(7, coins([0.9, 0.8, 0.7, 0.6], 3), 40, 3)
    posterior = np.zeros((40, 3))
    for task, label in zip(tasks, labels, strict=True):
        posterior[task, label] += 1 / 3
    for _ in range(100):
        counts = np.full((4, 3, 3), 1e-10)
        for task, reviewer, label in zip(tasks, reviewers, labels, strict=True):
            counts[reviewer, :, label] += posterior[task]
        confusion = counts / counts.sum(axis=2, keepdims=True)
        after = np.tile(posterior.mean(axis=0), (40, 1))
        for task, reviewer, label in zip(tasks, reviewers, labels, strict=True):
            after[task] *= confusion[reviewer, :, label]
        after /= after.sum(axis=1, keepdims=True)
        moved = np.abs(after - posterior).mean()
        posterior = after
        if moved < 1e-5:
            break
    said = aggregate(tasks, reviewers, labels, method="dawid_skene.v1")
    assert said.posterior == pytest.approx(posterior, abs=1e-9)


def test_consensus_does_not_overfit_where_plain_dawid_skene_does() -> None:
    shares = {"consensus.v1": 0.0, "dawid_skene.v1": 0.0, "majority.v1": 0.0}
    for seed in range(10):
        rng = np.random.default_rng(seed)
        accuracies = rng.uniform(0.6, 0.9, size=30).tolist()
        tasks, reviewers, labels, truth = crowd(seed, coins(accuracies, 4), 100, 3)
        for name in shares:
            said = aggregate(tasks, reviewers, labels, method=name)
            shares[name] += float((said.labels == truth).mean()) / 10
    assert shares["consensus.v1"] > shares["dawid_skene.v1"] + 0.05
    assert shares["consensus.v1"] > shares["majority.v1"] - 0.01


def test_consensus_approaches_majority_where_all_reviewers_are_alike() -> None:
    lost = []
    for seed in range(12):
        tasks, reviewers, labels, truth = crowd(seed, coins([0.7] * 100, 2), 200, 5)
        shares = [
            (aggregate(tasks, reviewers, labels, method=name).labels == truth).mean()
            for name in ("majority.v1", "consensus.v1")
        ]
        lost.append(shares[0] - shares[1])
    assert np.mean(lost) < 0.005


def test_rounds_end_at_their_limit_on_answers_that_never_settle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("errata.loop.consensus.em.ROUNDS", 1)
    tasks, reviewers, labels, _ = crowd(8, coins([0.9, 0.6, 0.5], 2), 50, 3)
    said = aggregate(tasks, reviewers, labels)
    assert said.posterior.sum(axis=1) == pytest.approx(1)


def test_softmax_survives_weights_that_underflow() -> None:
    scores = np.array([[-1e5, -1e5 + np.log(3)], [0.0, -1e5]])
    assert softmax(scores) == pytest.approx(np.array([[0.25, 0.75], [1.0, 0.0]]))


def test_what_misleads_everybody_makes_nobody_surer(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    truth = rng.integers(2, size=600)
    hard = rng.random(600) < 0.3  # of these nobody knows the answer
    right = rng.random((600, 6)) < np.where(hard, 0.5, 0.97)[:, None]
    tasks, reviewers = np.divmod(np.arange(3600), 6)
    labels = np.where(right, truth[:, None], 1 - truth[:, None]).ravel()
    said = aggregate(tasks, reviewers, labels)
    monkeypatch.setattr("errata.loop.consensus.temper.CLEARLY", np.inf)
    plain = aggregate(tasks, reviewers, labels)
    sure, too_sure = said.posterior.max(axis=1), plain.posterior.max(axis=1)
    gap = [abs(each.mean() - (said.labels == truth).mean()) for each in (sure, too_sure)]
    assert gap[0] < 0.75 * gap[1]


def test_people_who_err_each_alone_are_taken_at_their_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tasks, reviewers, labels, _ = crowd(9, coins([0.9, 0.8, 0.8, 0.7, 0.6], 2), 600, 5)
    said = aggregate(tasks, reviewers, labels)
    monkeypatch.setattr("errata.loop.consensus.temper.CLEARLY", np.inf)
    plain = aggregate(tasks, reviewers, labels)
    assert said.posterior == pytest.approx(plain.posterior)


def test_a_part_of_the_tasks_is_enough_to_tell_how_sure_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = crowd(9, coins([0.9, 0.8, 0.8, 0.7, 0.6], 2), 600, 5)[:3]
    whole = aggregate(*columns)
    monkeypatch.setattr("errata.loop.consensus.temper.ENOUGH", 1_000)
    part = aggregate(*columns)
    assert part.labels.tolist() == whole.labels.tolist()


def test_single_answers_teach_nothing_of_who_gave_them() -> None:
    tasks, reviewers, labels, _ = crowd(10, coins([0.9, 0.8, 0.7], 2), 60, 3)
    alone = np.arange(200) + 1000
    with_singles = aggregate(
        np.r_[tasks, alone], np.r_[reviewers, np.zeros(200, int)], np.r_[labels, alone % 2]
    )
    without = aggregate(tasks, reviewers, labels)
    # They count among the votes, of which the classes' shares are made, and nowhere else.
    assert with_singles.confusion == pytest.approx(without.confusion, abs=0.02)


def test_few_answers_a_task_do_not_run_away_to_one_class() -> None:
    lost = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        accuracies = rng.uniform(0.55, 0.85, size=40)
        bias = rng.uniform(-0.25, 0.25, size=40)  # some say yes too often, some too seldom
        each = np.clip(np.stack([accuracies + bias, accuracies - bias], 1), 0.02, 0.98)
        confusion = np.array([[[a, 1 - a], [1 - b, b]] for a, b in each])
        tasks, reviewers, labels, truth = crowd(seed, confusion, 110, 3)
        shares = [
            (aggregate(tasks, reviewers, labels, method=name).labels == truth).mean()
            for name in ("majority.v1", "consensus.v1")
        ]
        lost.append(shares[0] - shares[1])
    assert np.mean(lost) < 0.01
