from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.watch import rate_monitor
from errata.loop.watch.rate_monitor import RateMonitor, start_rate, update_rate


def _errors(n: int, rate: float, seed: int = 0) -> Any:
    return (np.random.default_rng(seed).random(n) < rate).astype(float)


def test_a_rate_that_rises_alarms_and_says_since_when() -> None:
    watch = start_rate(0.05, alpha=0.01)
    for hour in range(100):
        watch = update_rate(watch, _errors(50, 0.04, hour), at=hour)
    assert not watch.alarm
    assert watch.alarm_at is None
    for hour in range(100, 120):
        watch = update_rate(watch, _errors(50, 0.15, hour), at=hour)
    assert watch.alarm
    assert watch.alarm_at is not None
    assert 100 < watch.alarm_at < 112
    found = watch.since()
    assert found is not None
    assert found.low <= 100 <= found.high
    assert found.now == pytest.approx(0.15, abs=0.03)
    assert watch.rows == 6000


def test_a_rate_at_the_bound_or_below_has_no_since() -> None:
    watch = update_rate(start_rate(0.5), [0.0, 0.5, 0.5])
    assert watch.since() is None
    assert start_rate(0.5).since() is None


def test_an_alarm_stays() -> None:
    watch = update_rate(start_rate(0.05), np.ones(20), at=3)
    assert watch.alarm_at == 3
    watch = update_rate(watch, np.zeros(5000), at=4)
    assert watch.alarm_at == 3
    assert watch.log_evidence < watch.threshold <= watch.peak


def test_batches_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    values, weights = _errors(400, 0.1), np.random.default_rng(1).uniform(1, 20, 400)
    whole = update_rate(start_rate(0.08, max_weight=20), values, weights=weights)
    monkeypatch.setattr(rate_monitor, "AT_ONCE", 64)
    cut = start_rate(0.08, max_weight=20)
    for part in np.split(np.arange(400), [1, 30, 200]):
        cut = update_rate(cut, values[part], weights=weights[part])
    assert cut.wealth == pytest.approx(whole.wealth)
    assert cut.log_evidence == pytest.approx(whole.log_evidence)
    assert cut.peak == pytest.approx(whole.peak)
    assert cut.rows == whole.rows == 400


def test_equal_weights_at_the_maximum_are_no_weights() -> None:
    values = _errors(300, 0.1)
    plain = update_rate(start_rate(0.05), values)
    # 1/propensity may exceed the maximum by a rounding error.
    weighted = update_rate(
        start_rate(0.05, max_weight=10), values, weights=np.full(300, 10 * (1 + 1e-12))
    )
    assert weighted.log_evidence == pytest.approx(plain.log_evidence)


def test_small_weights_are_weak_evidence() -> None:
    errors = np.ones(10)
    strong = update_rate(start_rate(0.1, max_weight=20), errors, weights=np.full(10, 20.0))
    weak = update_rate(start_rate(0.1, max_weight=20), errors, weights=np.full(10, 1.0))
    assert 0 < weak.log_evidence < strong.log_evidence


def test_a_state_survives_json() -> None:
    for watch in (start_rate(0.05), update_rate(start_rate(0.05), _errors(100, 0.2))):
        back = RateMonitor.from_dict(json.loads(json.dumps(watch.as_dict())))
        assert back.as_dict() == watch.as_dict()
        values = _errors(50, 0.3, 1)
        assert update_rate(back, values).as_dict() == update_rate(watch, values).as_dict()


def test_no_rows_change_nothing() -> None:
    watch = update_rate(start_rate(0.05), [1.0])
    assert update_rate(watch, []) is watch
    assert update_rate(watch, [], weights=[]) is watch


def test_one_error_is_no_alarm_however_small_the_bound() -> None:
    assert not update_rate(start_rate(0.01), [1.0]).alarm


@pytest.mark.parametrize(
    ("run", "says"),
    [
        (lambda: start_rate(0.0), "accepted 0"),
        (lambda: start_rate(0.1, alpha=1), "alpha 1"),
        (lambda: start_rate(0.1, max_weight=0), "max_weight 0"),
        (lambda: start_rate(0.1, max_weight=np.inf), "max_weight inf"),
        (lambda: update_rate(start_rate(0.1), [2.0]), "values 2"),
        (lambda: update_rate(start_rate(0.1), [np.nan]), "values nan"),
        (lambda: update_rate(start_rate(0.1), [1.0], weights=[0.0]), "weights from 0"),
        (lambda: update_rate(start_rate(0.1), [1.0], weights=[2.0]), "at most 1"),
        (lambda: update_rate(start_rate(0.1), [1.0], weights=[1.0, 1.0]), "2 weights for 1"),
        (lambda: RateMonitor.from_dict({"kind": "shift.v1"}), "kind 'shift.v1'"),
    ],
)
def test_what_cannot_be_used_is_named(run: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        run()
