"""Labels through their versions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from errata.core.errors import InputError
from errata.core.labels import Labels
from errata.core.labels_changed import LabelsChanged

MERGED = Labels(columns=("a", "b", "c", "d"), became={"c": "b"}, widths=(3, 4))


def test_what_became_another_label_counts_as_that_one() -> None:
    chain = Labels(columns=("a", "b", "c"), became={"a": "b", "b": "c"}, widths=(3,))
    assert [chain.fold(name) for name in "abcx"] == ["c", "c", "c", "x"]
    assert chain.unfold("c") == ("a", "b", "c")
    assert chain.unfold("a") == ()
    assert chain.class_of.tolist() == [2, 2, 2]
    assert MERGED.classes(np.array([2, 3])).tolist() == [1, 3]
    assert MERGED.in_use == ("a", "b", "d")
    assert MERGED.optional == {"c", "d"}
    assert Labels(columns=("a", "b"), widths=()).optional == set()


@pytest.mark.parametrize("became", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "nothing"}])
def test_a_circle_and_a_label_that_never_was_are_refused(became: dict[str, str]) -> None:
    with pytest.raises(InputError, match="became each other"):
        Labels(columns=("a", "b"), became=became, widths=(2,))


def test_rows_of_an_earlier_version_are_as_wide_as_today() -> None:
    narrow = np.array([[0.5, 0.2, 0.3], [np.nan] * 3], dtype=np.float32)
    out = MERGED.rows(narrow)
    assert np.allclose(out[0], [0.5, 0.5, 0.0, 0.0])
    assert np.isnan(out[1]).all()
    assert np.isnan(narrow[1]).all()
    assert narrow[0, 2] == np.float32(0.3)  # what was given stays
    same = Labels(columns=("a", "b"), widths=(2,))
    rows = np.array([[0.5, 0.5]])
    assert same.rows(rows) is rows
    with pytest.raises(InputError, match="rows of 2 numbers"):
        MERGED.rows(np.ones((1, 2)))
    assert MERGED.width_of(np.ones((1, 3))) == 3
    assert MERGED.width_of(np.ones((1, 2))) == 4
    assert MERGED.width_of(np.ones(3)) == 4


def test_shares_of_labels_that_became_one_add_up() -> None:
    assert MERGED.shares({"c": 0.5, "a": 0.25, "b": 0.25}) == {"b": 0.75, "a": 0.25}
    assert MERGED.shares({"c": None}) == {"b": None}
    assert MERGED.shares({"b": 0.5, "c": None}) == {"b": 0.5}


def test_a_row_is_told_by_what_it_was_captured_as() -> None:
    rows = np.array([[0.5, 0.5, 0, 0], [0.5, 0, 0, 0.5], [np.nan] * 4])
    told = {int(row): width for places, width in MERGED.as_captured(rows) for row in places}
    assert told == {0: 3, 1: 4, 2: 3}
    assert [(p.tolist(), w) for p, w in MERGED.as_captured(rows[:1, :3])] == [([0], 3)]
    bare = Labels(columns=("a", "b"), widths=())
    assert [(p.tolist(), w) for p, w in bare.as_captured(rows[:1, :2])] == [([0], 2)]


def test_where_two_rules_meet_the_stricter_one_holds() -> None:
    policy: dict[str, dict[str, Any]] = {
        "triage": {
            "never_accept": ["c", "b", "a"],
            "miss_alpha": {"c": 0.01, "b": 0.05},
            "costs": {"c": 9.0, "b": 2.0, "a": 1.0},
        },
        "consensus": {"critical": []},
        "routing": {"class_skills": {"c": "of c", "b": "of b"}, "class_accuracy": {"c": 0.9}},
    }
    assert MERGED.policy({}) == {}
    folded = MERGED.policy(policy)
    assert folded["triage"]["never_accept"] == ["b", "a"]
    assert folded["triage"]["miss_alpha"] == {"b": 0.01}
    assert folded["triage"]["costs"] == {"b": 9.0, "a": 1.0}
    assert folded["routing"] == {"class_skills": {"b": "of b"}, "class_accuracy": {"b": 0.9}}
    assert policy["triage"]["never_accept"] == ["c", "b", "a"]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=5), st.integers(0, 2**32 - 1)
)
def test_however_labels_merge_no_probability_is_lost(
    merges: list[tuple[int, int]], seed: int
) -> None:
    names, became = tuple("abcdef"), dict[str, str]()
    for old, into in merges:
        if old != into and names[old] not in became and names[into] not in became:
            became[names[old]] = names[into]
    labels = Labels(columns=names, became=became, widths=(6,))
    rows = np.random.default_rng(seed).dirichlet(np.ones(6), 4)
    folded = labels.rows(rows)
    assert np.allclose(folded.sum(axis=1), 1.0)
    assert np.allclose(labels.rows(folded), folded)  # read twice is read once
    for column, name in enumerate(names):
        if name in became:
            assert not folded[:, column].any()
        else:
            wanted = [names.index(old) for old in labels.unfold(name)]
            assert np.allclose(folded[:, column], rows[:, wanted].sum(axis=1))
        assert labels.fold(name) in labels.in_use


def test_what_a_change_did_is_told_with_its_counts() -> None:
    done = LabelsChanged(
        version=2, in_use=("a",), added=(), moved=(), errors_gone=1, certificates=1, versions=()
    )
    assert done.says() == (
        "version 2: 1 labels in use; between labels that are one now: 1 error on record; "
        "1 certificate ended; more is reviewed until one is made anew"
    )
    quiet = replace(done, errors_gone=0, certificates=0, added=("b",))
    assert quiet.says() == "version 2: 1 labels in use; new: b"
