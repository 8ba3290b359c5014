"""What a reviewer has shown to be right about."""

from __future__ import annotations

import pytest

from errata.core.errors import InputError
from errata.loop.review.skill import Skill


def test_an_unknown_reviewer_is_believed_but_not_firmly() -> None:
    start = Skill().estimate()
    assert start.value == pytest.approx(0.9)
    assert start.low < 0.6
    assert start.n == 0


def test_scored_answers_move_and_narrow_the_estimate() -> None:
    few, many = Skill().after([1, 0]), Skill().after([1, 0] * 200)
    assert few.accuracy == pytest.approx(5.5 / 7)
    assert many.accuracy == pytest.approx(0.5, abs=0.01)
    assert many.estimate().high - many.estimate().low < few.estimate().high - few.estimate().low
    assert many.n == 400


def test_updates_may_come_in_any_pieces() -> None:
    pieces = Skill().after([1]).after([]).after([0.25, 1])
    whole = Skill().after([1, 0.25, 1])
    assert (pieces.right, pieces.wrong, pieces.n) == pytest.approx(
        (whole.right, whole.wrong, whole.n)
    )


def test_an_answer_of_uncertain_truth_counts_in_part() -> None:
    skill = Skill(right=1.0, wrong=1.0).after(0.75)
    assert (skill.right, skill.wrong) == (1.75, 1.25)


def test_a_wider_confidence_gives_a_wider_interval() -> None:
    skill = Skill().after([1] * 9 + [0])
    assert skill.estimate(confidence=0.99).low < skill.estimate(confidence=0.9).low


@pytest.mark.parametrize("score", [1.5, -0.1, float("nan")])
def test_a_score_is_a_share(score: float) -> None:
    with pytest.raises(InputError, match="a share from 0 to 1"):
        Skill().after([1.0, score])


@pytest.mark.parametrize("counts", [(0.0, 1.0), (1.0, -1.0), (float("nan"), 1.0)])
def test_impossible_counts_are_refused(counts: tuple[float, float]) -> None:
    with pytest.raises(InputError, match="above 0"):
        Skill(right=counts[0], wrong=counts[1])


@pytest.mark.parametrize("confidence", [0.0, 1.0, float("nan")])
def test_confidence_lies_strictly_between_none_and_all(confidence: float) -> None:
    with pytest.raises(InputError, match="confidence"):
        Skill().estimate(confidence=confidence)
