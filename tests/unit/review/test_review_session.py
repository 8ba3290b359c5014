"""A session and a day are counted from answers; idle time is no work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from errata.loop.review.session import (
    LONGEST,
    NIGHT,
    UNTOLD,
    Session,
    carried_on,
    going_on,
    rests_until,
    sessions,
    worked,
)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
BREAK = timedelta(minutes=10)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def steady(n: int, *, every: float = 1.0, start: float = 0.0) -> list[tuple[datetime, float]]:
    return [(at(start + every * (row + 1)), every * 60) for row in range(n)]


def test_a_break_ends_a_session_and_a_shorter_pause_does_not() -> None:
    found = sessions([*steady(5), *steady(5, start=14.9), *steady(5, start=30)], rest=BREAK)
    assert [(one.items, one.minutes) for one in found] == [(10, 10.0), (5, 5.0)]
    assert found[1].began_at == at(30)


def test_the_time_spent_on_an_item_is_no_break() -> None:
    (one,) = sessions([(at(1), 60), (at(13), 12 * 60)], rest=BREAK)
    assert (one.items, one.minutes) == (2, 13.0)


def test_a_page_left_open_is_neither_work_nor_one_session() -> None:
    found = sessions([(at(1), 60), (at(600), 599 * 60)], rest=BREAK)
    assert [one.seconds for one in found] == [60, LONGEST]


def test_two_devices_at_once_are_one_person() -> None:
    (one,) = sessions([(at(1), 60), (at(1.5), 60), (at(2), 60), (at(2), 60)], rest=BREAK)
    assert (one.items, one.minutes) == (4, 2.0)


def test_an_answer_that_says_no_time_counts_a_minute_at_most() -> None:
    (one,) = sessions([(at(0), 0), (at(0.5), 0), (at(5), 0)], rest=BREAK)
    assert one.seconds == 30 + UNTOLD


def test_a_clock_that_steps_back_takes_nothing_away() -> None:
    one = Session(began_at=at(0), last_at=at(5), items=3, seconds=200)
    assert worked(one, at=at(4), seconds_spent=9) == 0
    after = carried_on(one, at=at(4), seconds_spent=9, rest=BREAK)
    assert (after.last_at, after.items) == (at(5), 4)


@pytest.mark.parametrize(
    ("minutes", "items", "held", "due"),
    [(20, 0, 0, True), (21, 0, 0, False), (0, 20, 0, True), (0, 21, 0, False),
     (0, 21, 1, True), (0, 0, 9, False)],
)  # fmt: skip
def test_limits_of_work_and_of_items(minutes: float, items: int, held: int, due: bool) -> None:
    (one,) = sessions(steady(20), rest=BREAK)
    until = rests_until(one, now=at(21), rest=BREAK, minutes=minutes, items=items, held=held)
    assert until == (at(30) if due else None)


def test_a_rest_is_over_when_it_is_over() -> None:
    (one,) = sessions(steady(20), rest=BREAK)
    assert rests_until(one, now=at(30), rest=BREAK, minutes=1, items=1) is None
    assert going_on(one, now=at(29.9), rest=BREAK) == one
    assert going_on(None, now=at(0), rest=BREAK) is None


def test_a_night_ends_a_day() -> None:
    evening, morning = steady(3), steady(3, start=3 + 8 * 60)
    assert [one.items for one in sessions([*evening, *morning], rest=NIGHT)] == [3, 3]
    assert sessions([], rest=NIGHT) == []
