from __future__ import annotations

import numpy as np

from errata.loop.triage.slices import find_slices
from errata.loop.triage.stories import find_stories


def test_a_refinement_belongs_to_the_story_of_its_parent_and_another_place_does_not() -> None:
    rng = np.random.default_rng(3)
    n = 8000
    a, b, c = (rng.choice(["x", "y", "z"], n) for _ in range(3))
    rate = np.where(a == "x", np.where(b == "x", 0.7, 0.3), 0.05)
    rate = np.where((c == "z") & (a == "y"), 0.5, rate)
    errors = rng.random(n) < rate
    stories = find_stories({"a": a, "b": b, "c": c}, errors)
    told = [sorted(each.name for each in story.slices) for story in stories]
    assert sorted(told) == [["a=x", "a=x & b=x"], ["a=y & c=z"]]
    assert sorted(each.name for story in stories for each in story.slices) == sorted(
        each.name for each in find_slices({"a": a, "b": b, "c": c}, errors)
    )


def test_other_names_of_the_same_rows_are_told_and_few_of_them() -> None:
    rng = np.random.default_rng(4)
    n = 5000
    cause = rng.random(n) < 0.3
    shadows = {
        f"shadow {at}": np.where(rng.random(n) < 0.95, cause, rng.random(n) < 0.5)
        for at in range(6)
    }
    errors = rng.random(n) < np.where(cause, 0.4, 0.05)
    story = find_stories({"cause": cause, **shadows}, errors)[0]
    assert story.head.name == "cause=True"
    assert len(story.aliases) == 3
    assert all("shadow" in alias.name and "cause" not in alias.name for alias in story.aliases)


def test_no_slices_are_no_stories() -> None:
    assert find_stories({"a": np.arange(100) % 2}, np.zeros(100, bool)) == []
