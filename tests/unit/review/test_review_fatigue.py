"""A drop is noticed, haste is told apart, and slowness is no offence."""

from __future__ import annotations

import math

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.core.people import PauseReason
from errata.loop.review.fatigue import HASTY, LAST, Shown, after, start, update
from errata.loop.review.fatigue_alarm import ENOUGH, FALSE, chance_of_alarm, usual


def shown(right: bool | None = True, *, seconds: float = 9.0, reading: float = 3.0) -> Shown:
    return Shown(right=right, seconds=seconds, reading=reading)


def test_right_answers_never_alarm_and_what_is_unknown_counts_not() -> None:
    state = after(start(right=90, wrong=10), [shown()] * 100 + [shown(None)] * 100)
    assert (state.alarm, state.scored, state.sum) == (None, 100, 0.0)


def test_wrong_answers_alarm_and_the_first_alarm_stands() -> None:
    state = after(start(right=190, wrong=10), [*[shown(False)] * 5, *[shown()] * 50])
    assert (state.alarm, state.scored) == (PauseReason.TIRED, 4)


def test_haste_is_most_of_the_last_answers() -> None:
    quick, slow = shown(None, seconds=1), shown(None, seconds=900)
    state = after(start(right=90, wrong=10), [*[slow] * LAST, *[quick] * (HASTY - 1)])
    assert state.alarm is None
    assert update(state, quick).alarm is PauseReason.HASTE


def test_slow_and_untold_times_are_no_haste() -> None:
    answers = [shown(None, seconds=0)] * 50 + [shown(None, seconds=800)] * 50
    assert after(start(right=90, wrong=10), answers).alarm is None


def test_of_whom_little_is_known_no_accuracy_alarms() -> None:
    for right in (0, ENOUGH - 1):
        state = after(start(right=right, wrong=0), [shown(False)] * 150)
        assert (state.alarm, state.usual.alarm) == (None, math.inf)
    assert after(start(right=ENOUGH, wrong=0), [shown(False)] * 150).alarm is PauseReason.TIRED


@pytest.mark.parametrize(("right", "wrong"), [(0, 40), (20, 20), (1_000, 0), (30, 0), (970, 30)])
def test_any_history_gives_a_usual_accuracy_and_a_lower_one_to_look_for(
    right: int, wrong: int
) -> None:
    found = usual(right, wrong)
    assert 0 < found.fallen < found.accuracy < 1
    assert found.steps[0] < 0 < found.steps[1]
    assert 0 < found.alarm < math.inf


def test_longer_sessions_alarm_higher_and_shorter_ones_lower() -> None:
    assert usual(95, 5, answers=20).alarm < usual(95, 5).alarm < usual(95, 5, answers=400).alarm


def test_the_chance_is_that_of_played_sessions() -> None:
    found = usual(180, 20)
    exact = chance_of_alarm(found.steps, found.alarm, np.array([0.9, 0.85]), 150)
    rng = np.random.default_rng(3)
    for accuracy, chance in zip((0.9, 0.85), exact, strict=True):
        right, total = rng.random((4_000, 150)) < accuracy, np.zeros(4_000)
        alarmed = np.zeros(4_000, dtype=bool)
        for column in right.T:
            total = np.maximum(0, total + np.where(column, *found.steps))
            alarmed |= total >= found.alarm
        assert abs(alarmed.mean() - chance) < 4 * math.sqrt(chance / 4_000) + 0.01
    assert exact[0] < FALSE < exact[1]


@pytest.mark.parametrize("given", [(-1, 3, 150), (3, -1, 150), (3, 3, 0)])
def test_what_is_no_history_is_refused(given: tuple[int, int, int]) -> None:
    with pytest.raises(InputError, match="wrong answers before a session"):
        start(right=given[0], wrong=given[1], answers=given[2])
