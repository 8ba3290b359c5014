from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.loop.triage.regions import Regions, fit_regions

WORDS = ("card", "loan", "pin", "refund")


def _places(n: int, seed: int = 0) -> tuple[NDArray[np.float64], list[str], NDArray[np.int64]]:
    """Four clouds, each with a word of its own."""
    rng = np.random.default_rng(seed)
    at = rng.integers(0, 4, n)
    corners = np.array([[0, 0], [9, 0], [0, 9], [9, 9]], float)
    points = corners[at] + rng.normal(size=(n, 2))
    return points, [f"please my {WORDS[each]}" for each in at], at


def test_regions_are_the_clouds_and_are_named_by_their_words() -> None:
    points, texts, at = _places(400)
    found = fit_regions(points, texts, seed=1, scales=[4, 300])
    assert list(found.centres) == [4]  # 300 regions of 400 rows tell nothing
    column = found.attributes(points)["region of 4"]
    for place, word in enumerate(WORDS):
        (name,) = set(column[at == place].tolist())
        assert name.partition(": ")[2].startswith(word)
    assert found.knows("region of 4", str(column[0]))
    assert not found.knows("region of 4", "9: moon")
    assert not found.knows("region of 8", str(column[0]))


def test_the_same_seed_cuts_the_same_regions() -> None:
    points, texts, _ = _places(600)
    one, other = (fit_regions(points, texts, seed=3) for _ in range(2))
    assert one.names == other.names
    assert (one.centres[8] == other.centres[8]).all()


def test_names_last_when_regions_are_fitted_anew() -> None:
    points, texts, _ = _places(400)
    old = fit_regions(points, texts, seed=1, scales=[4])
    more, more_texts, at = _places(900, seed=8)
    before = old.attributes(more)
    new = fit_regions(more, more_texts, seed=99, scales=[4], before=before)
    assert set(new.names[4]) == set(old.names[4])
    moved = np.where(at[:, None] == 0, more + 50, more)
    again = fit_regions(moved, more_texts, seed=5, scales=[4], before=before)
    assert set(again.names[4]) == set(old.names[4])  # the rows count, not where they lie
    # Rows that went together before and do not now make new regions, with new numbers.
    mixed = {"region of 4": np.random.default_rng(1).permutation(before["region of 4"])}
    fresh = fit_regions(more, more_texts, seed=5, scales=[4], before=mixed)
    assert not set(fresh.names[4]) & set(old.names[4])
    assert sorted(int(name.split(":")[0]) for name in fresh.names[4]) == [5, 6, 7, 8]


def test_without_texts_a_region_is_named_by_what_lies_nearest() -> None:
    points, _, at = _places(300)
    examples = [f"scan {each}" for each in at]
    found = fit_regions(points, examples, seed=1, texts=False, scales=[4])
    assert all(name.partition(": ")[2].startswith("near scan ") for name in found.names[4])
    # Texts without a word have no words to be named by.
    silent = fit_regions(points, ["..."] * 300, seed=1, scales=[4])
    assert all(name.endswith("near ...") for name in silent.names[4])


def test_points_that_are_all_the_same_are_one_place() -> None:
    found = fit_regions(np.ones((300, 2)), ["card"] * 300, seed=1, scales=[4])
    assert len(set(found.attributes(np.ones((5, 2)))["region of 4"])) == 1


def test_regions_are_read_back_from_their_file() -> None:
    points, texts, _ = _places(300)
    found = fit_regions(points, texts, seed=1, scales=[2, 4])
    again = Regions.from_bytes(found.to_bytes())
    assert (again.names, again.rows) == (found.names, 300)
    for name, column in found.attributes(points).items():
        assert (again.attributes(points)[name] == column).all()
    nothing = Regions.from_bytes(fit_regions(points[:9], texts[:9], seed=1).to_bytes())
    assert nothing.attributes(points) == {}


def test_embeddings_that_do_not_fit_are_named() -> None:
    points, texts, _ = _places(300)
    found = fit_regions(points, texts, seed=1, scales=[2])
    with pytest.raises(InputError, match="embeddings of width 3"):
        found.attributes(np.ones((2, 3)))
    with pytest.raises(InputError, match="not finite"):
        found.attributes(np.full((2, 2), np.nan))
    with pytest.raises(InputError, match="2 examples for 300 rows"):
        fit_regions(points, ["a", "b"], seed=1)
