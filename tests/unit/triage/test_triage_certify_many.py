from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.certify import certify_threshold
from errata.loop.triage.certify_budget import shares_of_budget
from errata.loop.triage.certify_many import certify_groups


def _cases(n: int = 4000, groups: int = 4) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    confidence = rng.beta(20, 1, n)
    names = np.array(["a", "b", "c", "d"])[rng.integers(0, groups, n)]
    return confidence, rng.random(n) < confidence, names


def test_every_group_gets_a_certificate_within_its_level() -> None:
    confidence, correct, names = _cases()
    found = certify_groups(confidence, correct, names, alpha=0.05, delta=0.1)
    assert list(found.certificates) == ["a", "b", "c", "d"]
    assert sum(found.levels.values()) <= 0.1 + 1e-12
    for name, each in found.certificates.items():
        mine = names == name
        assert each.threshold is not None
        accepted = mine & (confidence >= each.threshold)
        assert each.coverage.value == pytest.approx(accepted.sum() / mine.sum())
        assert each.risk_upper <= 0.05 + 1e-9
        assert (each.n, each.alpha, each.delta) == (mine.sum(), 0.05, 0.1)
    assert found.method == "graphical_binomial.v1"


def test_one_group_is_the_certificate_of_all() -> None:
    confidence, correct, _ = _cases()
    found = certify_groups(confidence, correct, np.full(4000, "all"), alpha=0.05, delta=0.05)
    assert found.certificates["all"] == certify_threshold(
        confidence, correct, alpha=0.05, delta=0.05
    )


def test_a_mapping_of_overlapping_groups_gives_what_names_give() -> None:
    confidence, correct, names = _cases()
    members = {name: names == name for name in "abcd"}
    by_name = certify_groups(confidence, correct, names, alpha=0.05, delta=0.05)
    assert certify_groups(confidence, correct, members, alpha=0.05, delta=0.05) == by_name
    more = members | {"all": np.ones(4000, bool), "none": np.zeros(4000, bool)}
    found = certify_groups(confidence, correct, more, alpha=0.05, delta=0.05)
    assert found.certificates["none"].threshold is None
    assert found.certificates["all"].threshold is not None


def test_a_finished_group_hands_its_part_on() -> None:
    names = np.repeat(["done", "open"], 400)
    confidence = np.tile(np.linspace(0.5, 1, 400), 2)
    correct = (names == "done") | (confidence > 0.6)
    found = certify_groups(confidence, correct, names, alpha=0.05, delta=0.05)
    assert found.certificates["done"].coverage.value == 1
    assert found.levels["open"] == pytest.approx(0.05)
    assert found.levels["done"] == pytest.approx(0.025)
    alone = certify_threshold(confidence[400:], correct[400:], alpha=0.05, delta=0.025)
    assert found.certificates["open"].coverage.value >= alone.coverage.value


def test_the_levels_in_use_never_exceed_delta_where_all_are_done() -> None:
    names = np.repeat(["a", "b"], 300)
    found = certify_groups(np.ones(600), np.ones(600, bool), names, alpha=0.05, delta=0.05)
    assert [each.coverage.value for each in found.certificates.values()] == [1, 1]


def test_small_groups_leave_the_budget_to_those_that_can_use_it() -> None:
    names = np.r_[np.full(75, "large"), np.repeat([f"small{i}" for i in range(30)], 10)]
    confidence = np.full(len(names), 0.999)
    found = certify_groups(confidence, np.ones(len(names), bool), names, alpha=0.05, delta=0.05)
    assert found.certificates["large"].threshold == 0.999  # at delta / 31 it would take 126 cases
    assert all(found.certificates[f"small{i}"].threshold is None for i in range(30))


def test_what_is_handed_on_reaches_a_group_that_started_with_nothing() -> None:
    names = np.repeat(["sure", "unsure"], 62)
    confidence = np.repeat([0.999, 0.6], 62)
    found = certify_groups(confidence, np.ones(124, bool), names, alpha=0.05, delta=0.05)
    assert found.certificates["unsure"].threshold == 0.6


def test_alpha_and_traffic_may_differ_by_group() -> None:
    confidence, correct, names = _cases(4000, 2)
    loose = certify_groups(confidence, correct, names, alpha={"a": 0.05, "b": 0.2}, delta=0.05)
    assert loose.alpha == {"a": 0.05, "b": 0.2}
    assert loose.certificates["b"].coverage.value > loose.certificates["a"].coverage.value
    names = np.repeat(["a", "b"], 65)
    sure = np.full(130, 0.99)
    busy = {"a": 1.0, "b": 99.0}
    found = certify_groups(sure, np.arange(130) > 64, names, alpha=0.05, delta=0.05, traffic=busy)
    assert found.certificates["a"].threshold is None
    assert found.certificates["b"].threshold == 0.99  # traffic put the whole budget there


def test_unequal_propensities_bet() -> None:
    confidence, correct, names = _cases(8000, 2)
    chance = np.where(confidence > 0.9, 0.25, 1.0)
    taken = np.random.default_rng(5).random(8000) < chance
    found = certify_groups(
        confidence[taken],
        correct[taken],
        names[taken],
        alpha=0.08,
        delta=0.05,
        propensity=chance[taken],
        smallest_propensity=0.25,
    )
    assert found.method == "graphical_betting.v1"
    for each in found.certificates.values():
        assert each.threshold is not None
        assert each.risk_upper <= 0.08 + 1e-6


def test_acceptance_is_looked_up_by_group_and_unknown_groups_accept_nothing() -> None:
    names = np.repeat(["a", "b"], 200)
    correct = names == "a"
    found = certify_groups(np.full(400, 0.9), correct, names, alpha=0.05, delta=0.05)
    assert found.accept_from(["a", "b", "new", "a"]).tolist() == [0.9, np.inf, np.inf, 0.9]
    assert found.accept_from([]).tolist() == []


def test_no_case_certifies_no_group() -> None:
    found = certify_groups([], [], [], alpha=0.05, delta=0.05)
    assert (found.certificates, found.levels) == ({}, {})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"groups": ["a"]}, "groups of shape"),
        ({"alpha": {"a": 0.05}}, "no alpha for group 'b'"),
        ({"alpha": 0.0}, "alpha of 'a'"),
        ({"traffic": {"a": 1.0}}, "no traffic for group 'b'"),
        ({"traffic": {"a": 1.0, "b": -1.0}}, "less than no traffic"),
        ({"groups": {"a": [True]}}, "1 members of 'a' for 2 rows"),
        ({"delta": 1.0}, "delta"),
    ],
)
def test_unusable_input_is_named(changes: dict[str, object], says: str) -> None:
    usable: dict[str, object] = {
        "confidence": [0.5, 0.6],
        "correct": [True, False],
        "groups": ["a", "b"],
        "alpha": 0.05,
        "delta": 0.05,
    }
    with pytest.raises(InputError, match=says):
        certify_groups(**(usable | changes))  # type: ignore[arg-type]


def test_the_budget_is_even_where_unevenness_buys_little() -> None:
    sure = np.full(2000, 0.999)
    shares = shares_of_budget([sure, sure], [0.05, 0.05], 0.05, np.array([1000.0, 3000.0]))
    assert shares.tolist() == [0.5, 0.5]
    poor = np.full(30, 0.5)
    shares = shares_of_budget([poor, poor], [0.05, 0.05], 0.05, np.ones(2))
    assert shares.tolist() == [0.5, 0.5]


def test_a_part_that_does_not_fit_the_budget_ends_its_group() -> None:
    # Three groups that each need more than half of the budget: one of them gets it all.
    lone = [np.full(62, 0.999)] * 3
    shares = shares_of_budget(lone, [0.05] * 3, 0.05, np.array([10.0, 30.0, 20.0]))
    assert shares.tolist() == [0, 1, 0]
