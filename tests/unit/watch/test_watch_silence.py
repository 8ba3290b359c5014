from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.watch.silence import DAY, HOUR, WEEK, no_reviews, oldest_age, silent_model

OFFICE = [
    day * DAY + hour * HOUR for day in range(35) if day % 7 < 5 for hour in np.arange(8, 18, 0.5)
]


def test_nights_and_weekends_are_usual() -> None:
    for now in np.arange(14 * DAY, 35 * DAY, HOUR):
        known = [at for at in OFFICE if at <= now]
        assert silent_model(known, now, limit_hours=3) is None, now / HOUR


def test_an_outage_on_a_working_day_is_seen_soon() -> None:
    outage = 28 * DAY + 11 * HOUR
    known = [at for at in OFFICE if at <= outage]
    assert silent_model(known, outage + 2 * HOUR, limit_hours=3) is None
    found = silent_model(known, outage + 3.2 * HOUR, limit_hours=3)
    assert found is not None
    assert found.since == outage
    assert found.kind == "silent_model"
    assert found.figures["silent_hours"] == pytest.approx(3.2)
    assert "each of the last 4 weeks there were 6 or more" in found.says


def test_an_outage_that_outlasts_a_quiet_night_is_seen_in_the_morning() -> None:
    known = [at for at in OFFICE if at < 28 * DAY]
    assert silent_model(known, 28 * DAY + 7 * HOUR, limit_hours=12) is None
    assert silent_model(known, 28 * DAY + 9 * HOUR, limit_hours=12) is not None


def test_with_a_few_days_of_past_days_are_compared() -> None:
    known = [at for at in OFFICE if at <= 3 * DAY + 11 * HOUR]
    found = silent_model(known, 3 * DAY + 15 * HOUR, limit_hours=3)
    assert found is not None
    assert "each of the last 3 days" in found.says
    night = [at for at in OFFICE if at <= 3 * DAY]
    assert silent_model(night, 3 * DAY + 7 * HOUR, limit_hours=3) is None


def test_with_no_past_the_limit_decides() -> None:
    found = silent_model([0.0], 25 * HOUR, limit_hours=24)
    assert found is not None
    assert found.says == "no prediction for 25 hours"
    assert silent_model([0.0], 23 * HOUR, limit_hours=24) is None
    brief = silent_model([0.0], HOUR, limit_hours=1)
    assert brief is not None
    assert brief.says == "no prediction for 1 hour"


def test_a_silence_longer_than_a_week_does_not_excuse_itself() -> None:
    known = np.arange(0, 4 * WEEK, HOUR)
    found = silent_model(known, 4 * WEEK + 20 * DAY, limit_hours=24)
    assert found is not None
    assert found.figures["silent_hours"] == pytest.approx(20 * 24 + 1)


def test_a_rare_model_is_silent_when_its_day_passes() -> None:
    tuesdays = [1 * DAY + 12 * HOUR + week * WEEK for week in range(5)]
    last = tuesdays[-1]
    assert silent_model(tuesdays, last + 5 * DAY, limit_hours=24) is None
    assert silent_model(tuesdays, last + WEEK + HOUR, limit_hours=24) is not None


def test_nothing_yet_or_switched_off_is_no_fault() -> None:
    assert silent_model([], 0.0, limit_hours=1) is None
    assert silent_model([5.0], 0.0, limit_hours=1) is None
    assert silent_model([0.0], WEEK, limit_hours=0) is None


def test_reviews_are_missed_only_while_tasks_wait() -> None:
    found = no_reviews([0.0], 50 * HOUR, waiting=1, limit_hours=48)
    assert found is not None
    assert found.kind == "no_reviews"
    assert found.says == "no review for 50 hours while 1 task waits"
    assert no_reviews([0.0], 50 * HOUR, waiting=0, limit_hours=48) is None
    assert no_reviews([], 50 * HOUR, waiting=1, limit_hours=48) is None


def test_reviewers_have_weekends_too() -> None:
    known = [at for at in OFFICE if at < 26 * DAY]
    monday = 28 * DAY + 7 * HOUR
    assert no_reviews(known, monday, waiting=9, limit_hours=48) is None
    assert no_reviews(known, monday + 6 * HOUR, waiting=9, limit_hours=48) is not None


def test_an_age_over_the_limit_is_a_fault_unless_it_falls() -> None:
    found = oldest_age([(200 * HOUR, 100 * HOUR)], limit_hours=96)
    assert found is not None
    assert found.says == "the oldest task has waited 100 hours, the limit is 96"
    assert found.since == 196 * HOUR
    assert oldest_age([(0.0, 110 * HOUR), (HOUR, 100 * HOUR)], limit_hours=96) is None
    assert oldest_age([(0.0, 100 * HOUR), (HOUR, 101 * HOUR)], limit_hours=96) is not None
    assert oldest_age([(0.0, 95 * HOUR)], limit_hours=96) is None
    assert oldest_age([(0.0, 95 * HOUR)], limit_hours=0) is None
    assert oldest_age([], limit_hours=96) is None


@pytest.mark.parametrize(
    "run",
    [
        lambda: silent_model([np.nan], 0.0, limit_hours=1),
        lambda: no_reviews([0.0], 0.0, waiting=-1, limit_hours=1),
        lambda: oldest_age([(1.0, 1.0), (0.0, 1.0)], limit_hours=1),
        lambda: oldest_age([(0.0, -1.0)], limit_hours=1),
    ],
)
def test_what_cannot_be_used_is_refused(run: Any) -> None:
    with pytest.raises(InputError):
        run()
