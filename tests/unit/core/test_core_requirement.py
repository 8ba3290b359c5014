from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errata.core.requirement import met, parts, requirement, with_part
from errata.core.task import own_slot

SKILLS = st.lists(st.text(alphabet="ab&%@=4026 ", min_size=1, max_size=6), max_size=4)


@given(SKILLS)
def test_parts_reads_back_whatever_skills_were_asked(skills: list[str]) -> None:
    assert parts(requirement(*skills)) == set(skills)
    assert requirement(*reversed(skills)) == requirement(*skills)


@given(SKILLS, st.text(alphabet="ab&%@=4026 ", min_size=1, max_size=6))
def test_with_part_is_a_requirement_with_one_more(skills: list[str], more: str) -> None:
    assert with_part(requirement(*skills), more) == requirement(*skills, more)


@given(SKILLS, SKILLS)
def test_a_requirement_is_met_by_all_of_its_parts_and_no_fewer(
    asked: list[str], had: list[str]
) -> None:
    assert met(requirement(*asked), had) == (set(asked) <= set(had))


@pytest.mark.parametrize("name", ["ann", "a&b", "@"])
def test_no_skill_opens_a_slot_for_one_reviewer_alone(name: str) -> None:
    own = own_slot(name)
    assert not met(own, [own, name, "@" + name])
    assert parts(own) == frozenset()


def test_a_skill_that_looks_like_an_own_slot_is_none() -> None:
    asked = requirement(own_slot("ann"))
    assert asked != own_slot("ann")
    assert met(asked, ["@ann"])
