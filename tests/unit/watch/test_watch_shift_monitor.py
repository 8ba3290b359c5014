from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.watch.shift_monitor import ShiftMonitor, start_shift, update_shift


def _world(n: int, seed: int, *, shift: float = 0.0, b: float = 0.3) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    return {
        "size": rng.normal(shift, 1, n),
        "shop": rng.choice(["a", "b", "c"], n, p=[0.7 - b, b, 0.3]),
    }


@pytest.mark.parametrize("tolerance", [0.0, 0.05])
def test_a_moved_number_is_found_and_explained(tolerance: float) -> None:
    watch = start_shift(_world(2000, 0), tolerance=tolerance, seed=1)
    for hour in range(20):
        watch = update_shift(watch, _world(100, 1 + hour), at=hour)
    assert not watch.alarm
    assert watch.log_evidence < watch.threshold
    for hour in range(20, 30):
        watch = update_shift(watch, _world(100, 1 + hour, shift=0.8), at=hour)
    assert watch.alarm
    assert watch.alarm_at is not None
    assert 20 <= watch.alarm_at <= 24
    assert watch.peak >= watch.threshold
    worst, other = watch.found()
    assert (worst.feature, worst.alarm) == ("size", True)
    assert (other.feature, other.alarm) == ("shop", False)
    assert worst.what.startswith("values above")
    assert worst.now > worst.before
    assert worst.since is not None
    assert worst.since.low <= 20 <= worst.since.high
    assert worst.log_evidence == watch.log_evidence


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ({"size": np.full(300, -9.0)}, "values of"),
        ({"size": np.full(300, np.nan)}, "values of"),
        ({"shop": ["b"] * 300}, "'b'"),
        ({"shop": ["new"] * 300}, "a value not seen before"),
        ({"shop": [None] * 300}, "missing"),
        ({"size": np.random.default_rng(9).normal(0, 3, 300)}, "values"),
    ],
)
def test_every_kind_of_change_alarms(now: dict[str, Any], says: str) -> None:
    watch = start_shift(_world(1000, 0), seed=1)
    watch = update_shift(watch, _world(300, 1) | now)
    assert watch.alarm
    assert watch.found()[0].feature == next(iter(now))
    assert says in watch.found()[0].what


def test_one_new_value_in_a_hundred_is_enough() -> None:
    watch = start_shift(_world(10_000, 0), seed=1)
    batch = _world(2000, 1)
    batch["shop"] = np.where(np.arange(2000) % 100 == 0, "new", batch["shop"])
    watch = update_shift(watch, batch)
    assert watch.alarm
    assert watch.found()[0].what == "a value not seen before"


def test_a_feature_that_stops_coming_is_missing_and_new_names_are_ignored() -> None:
    watch = start_shift(_world(1000, 0), seed=1)
    batch = _world(200, 1)
    watch = update_shift(watch, {"shop": batch["shop"], "extra": batch["size"]})
    assert watch.alarm
    assert watch.found()[0].feature == "size"


def test_a_tolerated_change_never_alarms_and_a_larger_one_does() -> None:
    def fed(b: float) -> ShiftMonitor:
        watch = start_shift(_world(5000, 0), tolerance=0.05, seed=1)
        for hour in range(20):
            watch = update_shift(watch, _world(5000, 1 + hour, b=b))
        return watch

    assert not fed(0.33).alarm
    assert fed(0.42).alarm
    exact = start_shift(_world(30_000, 0), seed=1)
    for hour in range(5):
        exact = update_shift(exact, _world(5000, 1 + hour, b=0.33))
    assert exact.alarm


def test_an_alarm_stays_after_the_change_has_gone() -> None:
    watch = start_shift(_world(1000, 0), seed=1)
    watch = update_shift(watch, _world(300, 1, shift=2))
    first = watch.alarm_at
    for hour in range(30):
        watch = update_shift(watch, _world(300, 2 + hour))
    assert watch.alarm_at == first == 0.0
    assert watch.log_evidence < watch.peak


def test_a_state_survives_json_and_goes_on_alike() -> None:
    for tolerance in (0.0, 0.1):
        watch = start_shift(_world(200, 0), tolerance=tolerance, seed=3)
        for hour in range(3):
            back = ShiftMonitor.from_dict(json.loads(json.dumps(watch.as_dict())))
            assert back.as_dict() == watch.as_dict()
            batch = _world(50, 1 + hour)
            watch = update_shift(watch, batch)
            assert update_shift(back, batch).as_dict() == watch.as_dict()


def test_no_rows_change_nothing() -> None:
    watch = start_shift(_world(50, 0), seed=1)
    assert update_shift(watch, {"size": [], "shop": []}) is watch
    assert watch.log_evidence <= 0
    assert {found.what for found in watch.found()} == {""}
    assert {found.since for found in watch.found()} == {None}


def test_one_row_against_one_row_is_no_alarm() -> None:
    for tolerance in (0.0, 0.1):
        watch = start_shift({"x": [1.0], "y": ["a"]}, tolerance=tolerance, seed=1)
        assert not update_shift(watch, {"x": [2.0], "y": ["b"]}).alarm


def test_a_constant_feature_that_stays_is_no_alarm() -> None:
    watch = start_shift({"x": [1] * 100, "y": [True] * 100}, seed=1)
    for _ in range(20):
        watch = update_shift(watch, {"x": [1] * 500, "y": [True] * 500})
    assert not watch.alarm


def test_a_state_of_twenty_numbers_stays_small() -> None:
    rng = np.random.default_rng(0)
    watch = start_shift({str(at): rng.normal(size=1000) for at in range(20)}, seed=1)
    for hour in range(60):
        watch = update_shift(watch, {str(at): rng.normal(size=200) for at in range(20)}, at=hour)
    assert len(json.dumps(watch.as_dict())) < 100_000


@pytest.mark.parametrize(
    ("run", "says"),
    [
        (lambda: start_shift({}, seed=1), "columns of \\[\\]"),
        (lambda: start_shift({"x": []}, seed=1), "columns of \\[0\\]"),
        (lambda: start_shift({"x": [1], "y": [1, 2]}, seed=1), "columns of \\[1, 2\\]"),
        (lambda: start_shift({"x": [[1]]}, seed=1), "shape \\(1, 1\\)"),
        (lambda: start_shift({"x": [1]}, alpha=0, seed=1), "alpha 0"),
        (lambda: start_shift({"x": [1]}, tolerance=1, seed=1), "tolerance 1"),
        (lambda: start_shift({"x": [1]}, tolerance=-0.1, seed=1), "tolerance -0.1"),
        (lambda: update_shift(start_shift({"x": [1]}, seed=1), {}), "columns of \\[\\]"),
        (lambda: update_shift(start_shift({"x": [1]}, seed=1), {"x": [1], "y": []}), "\\[0, 1\\]"),
        (lambda: update_shift(start_shift({"x": [1]}, seed=1), {"x": [[1]]}), "shape"),
        (lambda: ShiftMonitor.from_dict({}), "kind None"),
    ],
)
def test_what_cannot_be_used_is_named(run: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        run()
