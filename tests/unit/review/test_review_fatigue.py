"""A drop is noticed, haste is told apart, and slowness is no offence."""

from __future__ import annotations

import pytest

from errata.core.errors import InputError
from errata.core.people import PauseReason
from errata.loop.review.fatigue import HASTY, LAST, USUAL, Shown, after, start, update


def shown(right: bool | None = True, *, seconds: float = 9.0, reading: float = 3.0) -> Shown:
    return Shown(right=right, seconds=seconds, reading=reading)


def test_right_answers_never_alarm_and_what_is_unknown_counts_not() -> None:
    state = after(start(accuracy=0.9), [shown()] * 100 + [shown(None)] * 100)
    assert (state.alarm, state.scored, state.sum) == (None, 100, 0.0)


def test_wrong_answers_alarm_and_the_first_alarm_stands() -> None:
    state = after(start(accuracy=0.95), [*[shown(False)] * 4, *[shown()] * 50])
    assert (state.alarm, state.scored) == (PauseReason.TIRED, 4)


def test_haste_is_most_of_the_last_answers() -> None:
    quick, slow = shown(None, seconds=1), shown(None, seconds=900)
    state = after(start(accuracy=0.9), [*[slow] * LAST, *[quick] * (HASTY - 1)])
    assert state.alarm is None
    assert update(state, quick).alarm is PauseReason.HASTE


def test_slow_and_untold_times_are_no_haste() -> None:
    answers = [shown(None, seconds=0)] * 50 + [shown(None, seconds=800)] * 50
    assert after(start(accuracy=0.9), answers).alarm is None


def test_the_usual_accuracy_has_bounds() -> None:
    assert (start(accuracy=0.2).usual, start(accuracy=1).usual) == USUAL
    with pytest.raises(InputError, match="accuracy"):
        start(accuracy=1.1)
