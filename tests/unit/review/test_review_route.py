"""Routing: what a task asks of people, and who is offered what first."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from errata.core.policy import RoutingPolicy
from errata.core.requirement import met, parts
from errata.loop.review.route import asked, by_scarcity, earned

SAYS = {"normal": 0.8, "tumour": 0.15, "cyst": 0.05}


class TestAsked:
    def test_nothing_is_asked_without_a_policy(self) -> None:
        assert asked(RoutingPolicy(), attributes={"language": "fr"}, says=SAYS) == ""

    def test_the_experts_band_asks_for_an_expert(self) -> None:
        assert asked(RoutingPolicy(), attributes={}, says=SAYS, expert="expert") == "expert"

    @pytest.mark.parametrize(
        ("value", "wanted"),
        [
            ("fr", "language=fr"),
            (" fr ", "language=fr"),
            (3.0, "language=3"),
            (2.5, "language=2.5"),
            (True, "language=true"),
            (None, ""),
            (math.nan, ""),
            ("", ""),
        ],
    )
    def test_an_attributes_value_is_a_skill(self, value: Any, wanted: str) -> None:
        policy = RoutingPolicy(skills_by=("language",))
        assert asked(policy, attributes={"language": value}, says=SAYS) == wanted
        assert asked(policy, attributes={}, says=SAYS) == ""

    def test_likely_classes_ask_for_their_skills(self) -> None:
        skills = {"normal": "nurse", "tumour": "radiologist", "cyst": "urologist"}
        policy = RoutingPolicy(class_skills=skills)
        assert parts(asked(policy, attributes={}, says=SAYS)) == {"nurse", "radiologist"}
        sure = {"normal": 0.95, "tumour": 0.05}
        assert parts(asked(policy, attributes={}, says=sure)) == {"nurse"}
        assert parts(asked(policy, attributes={}, says={"cyst": None})) == {"urologist"}
        assert asked(policy, attributes={}, says={"other": 0.9, "normal": 0.1}) == "nurse"

    def test_an_accuracy_is_earned_in_the_models_class_alone(self) -> None:
        policy = RoutingPolicy(class_accuracy={"normal": 0.9, "tumour": 0.95})
        assert asked(policy, attributes={}, says=SAYS) == earned("normal")
        assert asked(policy, attributes={}, says={"cyst": 0.9, "tumour": 0.1}) == ""


class TestScarcity:
    def test_what_fewer_can_do_comes_first(self) -> None:
        people = [{"language=fr"}, {"language=fr"}, {"language=de"}, {"expert", "language=fr"}]
        order = by_scarcity(["", "expert", "language=de", "language=fr"], people)
        assert order == [["expert", "language=de"], ["language=fr"], [""]]

    @given(st.lists(st.sets(st.sampled_from("abc")), max_size=6))
    def test_every_requirement_is_in_one_group_and_scarcer_groups_are_met_by_no_more(
        self, people: list[set[str]]
    ) -> None:
        given_ = ["", "a", "b", "a&b", "a&b&c"]
        groups = by_scarcity(given_, people)
        assert sorted(one for group in groups for one in group) == sorted(given_)
        n_met = [[sum(met(one, who) for who in people) for one in group] for group in groups]
        assert all(len(set(group)) == 1 for group in n_met)
        assert np.all(np.diff([group[0] for group in n_met]) >= 0)
