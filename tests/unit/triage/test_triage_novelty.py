from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from errata.core.errors import InputError
from errata.loop.triage.novelty import (
    NOVELTY,
    Known,
    distance,
    fit_novelty,
    share_as_far,
    split_known,
)

NAMES = ("centres.v1", "neighbours.v1", "neighbours_and_centres.v1")


def _known() -> Known:
    points = np.array([[0, 0], [0, 2], [10, 0], [10, 2]], dtype=np.float32)
    return Known(points=points, labels=np.array([0, 0, 4, 4]))


def test_distances_by_hand() -> None:
    points = np.array([[0, 1], [5, 1]], dtype=np.float32)
    near = (1 + 1 + 2 * np.sqrt(101)) / 4
    assert distance(_known(), points, method="centres.v1").tolist() == [0, 5]
    neighbours = distance(_known(), points, method="neighbours.v1")
    assert neighbours == pytest.approx([near, np.sqrt(26)], abs=1e-4)
    both = distance(_known(), points, method="neighbours_and_centres.v1")
    assert both == pytest.approx([near, np.sqrt(26) + 5], abs=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_sparse_and_dense_say_the_same_and_what_is_far_is_novel(name: str) -> None:
    rng = np.random.default_rng(0)
    points = rng.normal(size=(400, 6)).astype(np.float32)
    labels = rng.integers(0, 3, 400)
    new = np.vstack([rng.normal(size=(600, 6)), rng.normal(size=(5, 6)) + 9]).astype(np.float32)
    dense = distance(Known(points=points, labels=labels), new, method=name)
    sparse = distance(Known(points=csr_matrix(points), labels=labels), csr_matrix(new), method=name)
    assert dense == pytest.approx(sparse, abs=1e-3)
    assert dense[600:].min() > dense[:600].max()


def test_one_known_item_is_a_reference() -> None:
    known = Known(points=np.zeros((1, 2), np.float32), labels=np.array([0]))
    measured = fit_novelty(known, np.array([[3.0, 4.0], [0.0, 0.0]]))
    assert measured.tolist() == [0, 10]
    assert NOVELTY["centres.v1"](known, np.zeros((0, 2))).shape == (0,)


def test_shares_count_ties_as_far() -> None:
    assert share_as_far([1.0, 2.0, 3.0], [2.0, 2.0, 1.0]).tolist() == [1.0, 0.75, 0.25]
    assert share_as_far([7.0], []).tolist() == [1.0]  # nothing measured: nothing is novel
    assert share_as_far([], [1.0]).shape == (0,)


def test_a_split_keeps_groups_together_and_is_bounded() -> None:
    groups = [["a", "b", "c", "d", "e", ""][row % 6] for row in range(60)]
    reference, measured = split_known(60, seed=1, groups=groups)
    assert sorted([*reference, *measured]) == list(range(60))
    left, right = ({groups[row] for row in rows} - {""} for rows in (reference, measured))
    assert not left & right
    assert sum(map(len, split_known(1_000, seed=0, most=100))) == 100
    again = split_known(60, seed=1, groups=groups)
    assert np.array_equal(again[0], reference)


def test_wrong_use_is_told() -> None:
    with pytest.raises(InputError, match="1 known items"):
        split_known(1, seed=0)
    with pytest.raises(InputError, match="1 groups for 2"):
        split_known(2, seed=0, groups=["a"])
    with pytest.raises(InputError, match="one group alone"):
        split_known(2, seed=0, groups=["a", "a"])
    with pytest.raises(InputError, match="0 known"):
        Known(points=np.zeros((0, 2)), labels=np.zeros(0, np.int64))
    with pytest.raises(InputError, match="features of shape"):
        distance(_known(), np.zeros((1, 3)), method="centres.v1")
    with pytest.raises(InputError, match="not finite"):
        distance(_known(), np.array([[np.nan, 0.0]]), method="centres.v1")
    with pytest.raises(InputError, match="no vector"):
        share_as_far([np.nan], [1.0])
