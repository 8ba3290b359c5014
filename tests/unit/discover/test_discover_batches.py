"""A batch holds what is most worth a review, no item twice, and the same for the same seed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.errors import InputError, NotFound
from errata.loop.discover import clusters
from errata.loop.discover.select_batch import default_strategy, select_batch
from errata.loop.discover.strategies import STRATEGIES, Pool, highest

ALL = ("entropy.v1", "least_confidence.v1", "margin.v1", "random.v1", "diverse_margin.v1")


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def pool(n: int = 300, classes: int = 4, seed: int = 0) -> tuple[NDArray[Any], NDArray[Any]]:
    draw = rng(seed)
    return draw.dirichlet(np.ones(classes), n), draw.normal(size=(n, 6)).astype(np.float32)


def test_the_five_built_in_strategies_are_registered() -> None:
    assert set(ALL) <= set(STRATEGIES)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("n_items", [0, 1, 7, 299, 300])
def test_a_batch_has_the_size_asked_and_no_item_twice(name: str, n_items: int) -> None:
    p, x = pool()
    chosen = select_batch(p, n_items, embeddings=x, strategy=name, rng=rng())
    assert chosen.dtype == np.int64
    assert len(chosen) == n_items == len(set(chosen.tolist()))
    assert set(chosen.tolist()) <= set(range(300))


@pytest.mark.parametrize("name", ALL)
def test_the_same_seed_gives_the_same_batch_and_leaves_the_input_alone(name: str) -> None:
    p, x = pool()
    p0, x0 = p.copy(), x.copy()
    first = select_batch(p, 20, embeddings=x, strategy=name, rng=rng(3))
    np.testing.assert_array_equal(
        first, select_batch(p, 20, embeddings=x, strategy=name, rng=rng(3))
    )
    np.testing.assert_array_equal(p, p0)
    np.testing.assert_array_equal(x, x0)


@pytest.mark.parametrize("name", ALL)
def test_a_pool_of_one_item_answers_that_item(name: str) -> None:
    chosen = select_batch([[0.2, 0.8]], 1, embeddings=[[1.0, 2.0]], strategy=name, rng=rng())
    assert chosen.tolist() == [0]


@pytest.mark.parametrize("name", ALL)
def test_an_empty_pool_answers_an_empty_batch(name: str) -> None:
    chosen = select_batch(
        np.empty((0, 3)), 0, embeddings=np.empty((0, 2)), strategy=name, rng=rng()
    )
    assert chosen.shape == (0,)


@pytest.mark.parametrize("name", ["margin.v1", "entropy.v1", "least_confidence.v1"])
def test_the_most_doubtful_come_first(name: str) -> None:
    sure = np.linspace(0.5, 1.0, 50)
    order = rng().permutation(50)
    p = np.stack([sure, 1 - sure], axis=1)[order]
    chosen = select_batch(p, 10, strategy=name, rng=rng())
    assert order[chosen].tolist() == list(range(10))


def test_ties_fall_at_random_and_not_by_position() -> None:
    even = np.full((100, 2), 0.5)
    batches = {tuple(select_batch(even, 5, rng=rng(seed)).tolist()) for seed in range(20)}
    assert len(batches) == 20


def test_one_class_leaves_no_doubt_and_still_answers() -> None:
    assert len(select_batch(np.ones((5, 1)), 2, rng=rng())) == 2


def test_random_reaches_every_item_equally_often() -> None:
    p, _ = pool(10)
    draw = rng(1)
    seen = np.bincount(
        np.concatenate([select_batch(p, 3, strategy="random.v1", rng=draw) for _ in range(2000)])
    )
    assert seen.min() > 500  # 600 expected, standard deviation 20
    assert seen.max() < 700


def test_without_a_name_the_default_follows_the_embeddings() -> None:
    p, x = pool()
    np.testing.assert_array_equal(
        select_batch(p, 9, rng=rng()), select_batch(p, 9, strategy="margin.v1", rng=rng())
    )
    np.testing.assert_array_equal(
        select_batch(p, 9, embeddings=x, strategy="default", rng=rng()),
        select_batch(p, 9, embeddings=x, strategy="diverse_margin.v1", rng=rng()),
    )
    assert default_strategy(Pool(probabilities=p)) == "margin.v1"
    assert default_strategy(Pool(probabilities=p, embeddings=x)) == "diverse_margin.v1"


def three_groups() -> tuple[NDArray[np.float64], NDArray[np.float32], NDArray[np.int64]]:
    """Near-copies of three cases, 5 of each, group 0 the most doubtful; 100 sure ones around."""
    draw = rng(5)
    group = np.repeat([0, 1, 2, 3], [5, 5, 5, 100])
    centres = np.array([[0, 0], [10, 0], [0, 10], [5, 5]])[group]
    x = centres + draw.normal(0, 0.1, (115, 2)) * np.where(group == 3, 50, 1)[:, None]
    lead = np.array([0.0, 0.05, 0.1, 0.98])[group]
    return np.stack([(1 + lead) / 2, (1 - lead) / 2], axis=1), x.astype(np.float32), group


def test_doubt_alone_asks_the_same_question_again_and_diverse_margin_does_not() -> None:
    p, x, group = three_groups()
    assert set(group[select_batch(p, 5, strategy="margin.v1", rng=rng())]) == {0}
    for seed in range(10):
        assert set(group[select_batch(p, 5, embeddings=x, rng=rng(seed))]) == {0, 1, 2}


def test_diverse_margin_asks_about_nothing_the_model_is_sure_of() -> None:
    p, x, group = three_groups()
    for seed in range(10):
        assert 3 not in set(group[select_batch(p, 3, embeddings=x, rng=rng(seed))])


def test_where_the_embedding_tells_nothing_apart_the_predictions_do() -> None:
    p = np.repeat([[0.4, 0.4, 0.2], [0.4, 0.2, 0.4], [0.2, 0.4, 0.4]], [30, 30, 30], axis=0)
    x = np.zeros((90, 8))
    for seed in range(10):
        chosen = select_batch(p, 4, embeddings=x, rng=rng(seed))
        assert len(np.unique(p[chosen], axis=0)) >= 2


def test_a_group_of_many_sends_a_second_item_before_lone_ones_do() -> None:
    x = np.repeat([[0.0], [10.0], [20.0]], [40, 5, 5], axis=0) + rng(1).normal(0, 0.01, (50, 1))
    chosen = select_batch(np.full((50, 2), 0.5), 10, embeddings=x, rng=rng())
    assert (np.round(x[chosen].ravel(), -1) == 0).sum() >= 6


def test_copies_of_one_item_still_fill_the_batch() -> None:
    p, x = np.full((40, 2), 0.5), np.ones((40, 3), dtype=np.float32)
    chosen = select_batch(p, 10, embeddings=x, rng=rng())
    assert len(set(chosen.tolist())) == 10


def test_the_heaviest_group_comes_first() -> None:
    x = np.repeat([[10.0], [0.0]], [2, 8], axis=0)
    chosen = select_batch(np.full((10, 2), 0.5), 2, embeddings=x, rng=rng())
    assert x[chosen].ravel().tolist() == [0.0, 10.0]


def test_k_means_finds_separate_groups_and_lowers_the_weighted_spread() -> None:
    draw = rng(4)
    x = np.concatenate([draw.normal(c, 0.1, (30, 2)) for c in (0, 5, 10)]).astype(np.float32)
    weights = draw.uniform(0.5, 2, 90)
    found = clusters.weighted_k_means(x, weights, 3, rng())
    names = [set(found.member[start : start + 30]) for start in (0, 30, 60)]
    assert [len(name) for name in names] == [1, 1, 1]
    assert len(set.union(*names)) == 3
    by_hand = 0.0
    for start in (0, 30, 60):
        part, w = x[start : start + 30].astype(float), weights[start : start + 30, None]
        by_hand += float((w * (part - (w * part).sum(0) / w.sum()) ** 2).sum())
    assert (weights * found.distance).sum() == pytest.approx(by_hand, rel=1e-2)


def test_k_means_stops_after_its_rounds_even_if_points_still_move(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clusters, "ROUNDS", 1)
    x = rng(4).normal(size=(200, 4)).astype(np.float32)
    assert len(clusters.weighted_k_means(x, np.ones(200), 20, rng()).member) == 200


def test_k_means_with_a_group_a_point_puts_every_point_on_its_own() -> None:
    x = np.arange(6, dtype=np.float32)[:, None] ** 2
    found = clusters.weighted_k_means(x, np.ones(6), 6, rng())
    assert sorted(found.member.tolist()) == list(range(6))


def test_a_draw_at_the_very_end_of_the_weights_takes_the_last_point() -> None:
    class AtTheEnd(np.random.Generator):
        def random(self, *args: Any, **kwargs: Any) -> Any:
            return 1.0

    x = np.array([[0.0], [1.0], [2.0]], dtype=np.float32)
    found = clusters.weighted_k_means(x, np.ones(3), 1, AtTheEnd(np.random.PCG64(0)))
    assert found.member.tolist() == [0, 0, 0]


def test_highest_takes_all_when_all_are_asked() -> None:
    assert highest(np.array([0.3, 0.9, 0.5]), 3, rng()).tolist() == [1, 2, 0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n_items": 4}, "asked for 4 items, 3 are open"),
        ({"n_items": -1}, "-1 items"),
        ({"n_items": 1.5}, "1.5 items"),
        ({"probabilities": [0.1, 0.9]}, "of shape"),
        ({"probabilities": [[np.nan, 1.0]] * 3}, "sum to nan"),
        ({"embeddings": [[1.0]]}, r"embeddings of shape \(1, 1\)"),
        ({"embeddings": [1.0, 2.0, 3.0]}, r"embeddings of shape \(3,\)"),
        ({"embeddings": np.empty((3, 0))}, r"embeddings of shape \(3, 0\)"),
        ({"embeddings": [[1.0], [np.nan], [2.0]]}, "not finite at row 1"),
        ({"embeddings": [["a"], ["b"], ["c"]]}, "embeddings that are not numbers"),
        ({"strategy": "diverse_margin.v1"}, "no embeddings for diverse_margin.v1"),
        ({"rng": 7}, "rng 7"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(change: dict[str, Any], message: str) -> None:
    given: dict[str, Any] = {"probabilities": [[0.5, 0.5]] * 3, "n_items": 2, "rng": rng()}
    with pytest.raises(InputError, match=message):
        select_batch(**(given | change))


def test_an_unknown_strategy_is_not_found_and_the_known_ones_are_named() -> None:
    with pytest.raises(NotFound, match=r"diverse_margin\.v1"):
        select_batch([[1.0]], 1, strategy="clever.v1", rng=rng())
