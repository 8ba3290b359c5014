from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.attributes import as_column, code_attributes
from errata.loop.triage.intervals import Interval, interval


def _values(numbers: object) -> tuple[str, ...]:
    return code_attributes({"x": np.asarray(numbers)}, len(np.asarray(numbers)))[0].values


def test_numbers_are_cut_near_quintiles_and_ties_stay_together() -> None:
    coded = code_attributes({"age": np.r_[np.zeros(50), np.arange(1, 51)]}, 100)[0]
    assert coded.values == ("0", "above 0 to under 10", "10 to under 30", "30 or more")
    assert np.bincount(coded.codes).tolist() == [50, 9, 20, 21]


def test_edges_are_round_so_that_later_data_finds_them_again() -> None:
    edges = {_values(np.random.default_rng(seed).normal(40, 12, 3000)) for seed in range(12)}
    assert len(edges) <= 2  # of 12 samples of the same people
    assert ("under 30", "30 to under 35", "35 to under 45", "45 to under 50", "50 or more") in edges


def test_every_value_is_in_the_bin_that_its_name_tells() -> None:
    rng = np.random.default_rng(1)
    for numbers in (
        rng.normal(size=500),
        -rng.exponential(1e-7, 500),
        np.round(rng.normal(0, 2, 500)),
        np.r_[np.zeros(300), rng.lognormal(5, 3, 200)],
        np.r_[rng.normal(size=300), [-np.inf, np.inf, np.nan]],
        1_700_000_000 + np.arange(300),
        np.array([0.1 + 0.2, 0.1, 1e300, -1e-300, 5.0]),
        np.full(9, np.inf),
        np.r_[np.arange(8.0), -np.inf],
    ):
        coded = code_attributes({"x": numbers}, len(numbers))[0]
        for value, code in zip(numbers, coded.codes, strict=True):
            inside = interval(coded.values[code])
            if not np.isfinite(value):
                assert coded.values[code] == "missing"
                assert inside is None
            else:
                assert inside is not None
                assert inside.holds(np.array([value], float)).all()


def test_large_numbers_keep_their_digits() -> None:
    assert _values(1_700_000_000 + np.arange(100))[0] == "under 1700000020"


def test_numbers_without_a_rounder_one_between_them_are_cut_where_they_are() -> None:
    x = 1 + np.arange(6) * 2.3e-16
    assert len(_values(np.repeat(x, 10))) >= 2


def test_few_numbers_are_categories() -> None:
    coded = code_attributes({"stars": [3, 1, 3.5]}, 3)[0]
    assert (coded.values, coded.codes.tolist()) == (("1", "3", "3.5"), [1, 0, 2])


def test_missing_values_are_a_category() -> None:
    numbers = code_attributes({"x": [1.0, np.nan, 2.0]}, 3)[0]
    assert (numbers.values, numbers.codes.tolist()) == (("1", "2", "missing"), [0, 2, 1])
    texts = code_attributes({"x": np.array(["b", None, "", np.nan, "a"], object)}, 5)[0]
    assert (texts.values, texts.codes.tolist()) == (("a", "b", "missing"), [1, 2, 2, 2, 0])
    nothing = code_attributes({"x": [np.nan, np.nan]}, 2)[0]
    assert (nothing.values, nothing.codes.tolist()) == (("missing",), [0, 0])


def test_a_list_of_numbers_and_none_holds_numbers() -> None:
    assert code_attributes({"x": np.array([1, None, 2.5])}, 3)[0].values == ("1", "2.5", "missing")
    assert code_attributes({"x": np.array([1, None, "2.5"])}, 3)[0].values == (
        "1",
        "2.5",
        "missing",
    )
    assert as_column("x", np.array([None, None]), 2).dtype == object


def test_values_that_are_no_text_are_named_by_their_text() -> None:
    assert code_attributes({"x": [True, False]}, 2)[0].values == ("False", "True")
    mixed = np.array([True, 3, "a"], dtype=object)
    assert code_attributes({"x": mixed}, 3)[0].values == ("3", "True", "a")


def test_texts_are_numbered_alike_whatever_their_width_and_number() -> None:
    rng = np.random.default_rng(0)
    for kinds in (3, 300, 20_000):  # so many that places in the table are shared
        names = np.array([f"value {at}" for at in range(kinds)])
        given = names[rng.integers(0, kinds, 5_000)]
        coded = code_attributes({"x": given, "wide": given.astype("U90")}, 5_000)
        for each in coded:
            assert [each.values[code] for code in each.codes] == given.tolist()
            assert list(each.values) == sorted(set(given.tolist()))
    assert code_attributes({"x": np.array([""] * 3, dtype="U9")}, 3)[0].values == ("missing",)
    assert code_attributes({"x": np.array([], dtype="U1")}, 0)[0].values == ()


def test_the_absence_of_a_word_has_no_value() -> None:
    coded = code_attributes({"word:card": np.array([True, False])}, 2)[0]
    assert (coded.values, coded.codes.tolist()) == (("present",), [0, 1])
    # An attribute of that name with texts is an attribute like any other.
    assert code_attributes({"word:card": ["a", "b"]}, 2)[0].values == ("a", "b")


def test_another_length_is_named() -> None:
    with pytest.raises(InputError, match="attribute 'x' of shape"):
        code_attributes({"x": [1, 2]}, 3)


@pytest.mark.parametrize(
    "given",
    [
        Interval(high=3),
        Interval(low=-2.5),
        Interval(low=1e-7, high=2e300),
        Interval(low=0, above=True),
        Interval(low=0, high=7, above=True),
        Interval(low=0.1 + 0.2, high=0.1 + 0.2),
        Interval(low=float("inf"), high=float("inf")),
    ],
)
def test_an_interval_is_read_back_from_its_words(given: Interval) -> None:
    assert interval(given.words) == given


@pytest.mark.parametrize(
    "words", ["", "missing", "old", "1.2.3.x", "under", "3 to under", "a or more"]
)
def test_other_words_are_no_interval(words: str) -> None:
    assert interval(words) is None


@pytest.mark.parametrize("odd", [1.7e308, -1.7e308, 1e-310])
def test_numbers_at_the_ends_of_what_a_float_can_be_are_cut_too(odd: float) -> None:
    coded = code_attributes({"age": np.r_[np.full(50, odd), np.arange(50.0)]}, 100)[0]
    assert len(coded.values) >= 3
    assert np.bincount(coded.codes).sum() == 100


def test_an_infinite_number_is_missing() -> None:
    coded = code_attributes({"age": [np.inf, -np.inf, 1.0, 2.0]}, 4)[0]
    assert [coded.values[code] for code in coded.codes] == ["missing", "missing", "1", "2"]


def test_an_empty_text_and_the_word_missing_are_one_value() -> None:
    coded = code_attributes({"site": np.array(["", "missing", "a"])}, 3)[0]
    assert [coded.values[code] for code in coded.codes] == ["missing", "missing", "a"]
