from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.disagreement import disagreement


def test_nothing_shared_is_one_and_the_same_is_nothing() -> None:
    found = disagreement([[1.0, 0.0], [0.3, 0.7]], [[0.0, 1.0], [0.3, 0.7]])
    assert found.score == pytest.approx([1, 0])
    assert found.differs.tolist() == [True, False]


def test_far_apart_under_one_label() -> None:
    champion, shadow = [[0.99, 0.01]], [[0.51, 0.49]]
    assert not disagreement(champion, shadow).differs.any()
    assert disagreement(champion, shadow, above=0.2).differs.all()


def test_one_class_and_no_item() -> None:
    assert disagreement([[1.0]], [[1.0]]).score.tolist() == [0]
    assert disagreement(np.zeros((0, 2)), np.zeros((0, 2))).differs.shape == (0,)


def test_wrong_use_is_told() -> None:
    with pytest.raises(InputError, match="above 2"):
        disagreement([[1.0]], [[1.0]], above=2)
    with pytest.raises(InputError, match="shapes"):
        disagreement([[1.0, 0.0]], [[1.0]])
