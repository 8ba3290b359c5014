"""Streams that do not drift, looked at after every batch, ever alarm with probability <= alpha."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from errata.loop.watch.rate_monitor import RateMonitor, start_rate, update_rate
from errata.loop.watch.shift_bets import exact_gains, number_bets, spacings
from errata.loop.watch.shift_monitor import start_shift, update_shift
from errata.stats.betting import mean_upper_bound
from errata.stats.binomial import lower_bound

pytestmark = pytest.mark.guarantee

DATA = Path(__file__).resolve().parents[2].parent / "shared/data"
ALPHA, STREAMS = 0.05, 500


def _holds(alarms: int) -> bool:
    return float(lower_bound(alarms, STREAMS, confidence=0.99)) <= ALPHA


def _fed(watch: RateMonitor, values: Any, weights: Any = None, looks: int = 15) -> RateMonitor:
    for part in np.array_split(np.arange(len(values)), looks):
        watch = update_rate(watch, values[part], weights=None if weights is None else weights[part])
    return watch


@pytest.mark.parametrize(("accepted", "rows"), [(0.02, 3000), (0.2, 1500)])
def test_an_error_rate_at_the_bound_rarely_alarms(accepted: float, rows: int) -> None:
    alarms = sum(
        _fed(
            start_rate(accepted, alpha=ALPHA),
            (np.random.default_rng(seed).random(rows) < accepted).astype(float),
        ).alarm
        for seed in range(STREAMS)
    )
    assert _holds(alarms)
    assert alarms > 0  # the bound is not kept by never alarming


def test_audits_of_unequal_propensity_rarely_alarm() -> None:
    """Doubtful predictions err more and are audited more; only the weights make that right."""
    alarms = naive = 0
    for seed in range(STREAMS):
        rng = np.random.default_rng(seed)
        doubt = rng.random(6_000)
        propensity = 0.05 + 0.45 * doubt
        wrong = rng.random(6_000) < 0.16 * doubt  # 0.08 on average
        sampled = rng.random(6_000) < propensity
        values, weights = wrong[sampled].astype(float), 1 / propensity[sampled]
        alarms += _fed(start_rate(0.08, alpha=ALPHA, max_weight=20), values, weights).alarm
        if seed < 50:
            naive += _fed(start_rate(0.08, alpha=ALPHA), values).alarm
    assert _holds(alarms)
    assert naive > 25


def _traffic(rng: np.random.Generator, n: int) -> dict[str, Any]:
    return {
        "number": np.where(rng.random(n) < 0.1, np.nan, rng.standard_t(3, n)),
        "tied": rng.integers(0, 4, n),
        "word": rng.choice(["a", "b", "c", "d", "rare"], n, p=[0.4, 0.3, 0.2, 0.09, 0.01]),
    }


def test_traffic_like_the_reference_rarely_alarms() -> None:
    """References from 30 to 1,500 rows; batches smaller and larger than the reference."""
    alarms = 0
    for seed in range(STREAMS):
        rng = np.random.default_rng(seed)
        size = (30, 200, 1500)[seed % 3]
        watch = start_shift(_traffic(rng, size), alpha=ALPHA, seed=seed)
        for _ in range(8):
            watch = update_shift(watch, _traffic(rng, (30, 100)[seed % 2]))
            if watch.alarm:
                break
        alarms += watch.alarm
    assert _holds(alarms)


def test_one_look_at_one_feature_spends_what_it_may() -> None:
    """The bets are neither too eager nor idle: against the exact law of a single strategy."""
    weights = spacings(np.array([[5, 10, 15]]), 19)
    bets = number_bets(weights)
    rng = np.random.default_rng(0)
    paid = np.zeros(bets.shape[1])
    for _ in range(10_000):
        world = rng.dirichlet(weights[0])
        paid += np.exp(
            exact_gains(
                bets, weights, np.zeros((1, 4), dtype=np.int64), rng.multinomial(6, world)[None]
            )
        )[0]
    small = np.abs(bets[0]).max(axis=1) < 1  # the mean of a wild bet needs more draws
    assert paid[small] / 10_000 == pytest.approx(np.ones(small.sum()), abs=0.03)


def test_traffic_within_the_tolerance_rarely_alarms() -> None:
    """The world itself has moved by as much as is tolerated."""
    alarms = 0
    for seed in range(STREAMS):
        rng = np.random.default_rng(seed)
        reference = {"x": rng.random(400), "word": rng.choice(["a", "b"], 400, p=[0.5, 0.5])}
        watch = start_shift(reference, alpha=ALPHA, tolerance=0.05, seed=seed)
        for _ in range(6):
            x = rng.random(200)
            batch = {
                "x": np.where(rng.random(200) < 0.05, 0.95 + x / 20, x),
                "word": rng.choice(["a", "b"], 200, p=[0.55, 0.45]),
            }
            watch = update_shift(watch, batch)
            if watch.alarm:
                break
        alarms += watch.alarm
    assert _holds(alarms)


def test_planted_changes_always_alarm_and_are_dated() -> None:
    for seed in range(20):
        rng = np.random.default_rng(seed)
        watch = start_shift(_traffic(rng, 1000), seed=seed)
        rate = start_rate(0.06)
        for hour in range(20):
            watch = update_shift(watch, _traffic(rng, 100), at=hour)
            rate = update_rate(rate, (rng.random(100) < 0.05).astype(float), at=hour)
        for hour in range(20, 40):
            batch = _traffic(rng, 100)
            batch["number"] = batch["number"] + 0.7
            watch = update_shift(watch, batch, at=hour)
            rate = update_rate(rate, (rng.random(100) < 0.15).astype(float), at=hour)
        assert watch.alarm_at is not None
        assert 20 <= watch.alarm_at <= 26
        assert watch.found()[0].feature == "number"
        dated = rate.since()
        assert rate.alarm_at is not None
        assert dated is not None
        assert 20 <= rate.alarm_at <= 32
        assert dated.low <= 21
        assert dated.high >= 19


@pytest.mark.skipif(not (DATA / "employment_ma").exists(), reason="shared/data is not there")
def test_four_flat_years_of_employment_raise_no_accuracy_alarm() -> None:
    """Reference 2015, no drop allowed beyond its upper bound, a look every 200 audits.

    Within a year the file goes by household, not by time, and holds blocks of institutions in
    which the model errs more; so the rows of a year are put in random order.
    """
    import pyarrow.parquet as pq

    table = pq.read_table(
        DATA / "employment_ma/employment_ma.parquet", columns=["year", "employed", "prediction"]
    )
    year, truth, said = (table[name].to_numpy().astype(int) for name in table.column_names)
    wrong = (truth != said).astype(float)
    order = np.lexsort((np.random.default_rng(0).random(len(year)), year))
    before, after = wrong[order][year[order] == 2015], wrong[order][year[order] > 2015]
    watch = start_rate(mean_upper_bound(before, delta=0.005), alpha=0.01)
    watch = _fed(watch, after, looks=len(after) // 200)
    assert not watch.alarm
    watch = update_rate(watch, (np.random.default_rng(1).random(3000) < 0.25).astype(float))
    assert watch.alarm


@pytest.mark.skipif(not (DATA / "weather_noaa").exists(), reason="shared/data is not there")
def test_fifty_years_of_weather_raise_alarms() -> None:
    """A model of the first eight years, frozen; the inputs, and then its errors."""
    import pyarrow.csv as pc
    from sklearn.linear_model import LogisticRegression

    table = pc.read_csv(DATA / "weather_noaa/weather.csv")
    features = {name: table[name].to_numpy() for name in table.column_names if name != "target"}
    x, y = np.column_stack(list(features.values())), table["target"].to_numpy()
    # Three years are learned from; the next five say what is accepted; both in whole years.
    x = (x - x[:1096].mean(axis=0)) / x[:1096].std(axis=0)
    model = LogisticRegression().fit(x[:1096], y[:1096])
    wrong = (model.predict(x) != y).astype(float)
    rate = start_rate(mean_upper_bound(wrong[1096:2922], delta=0.005))
    shift = start_shift({name: part[:2922] for name, part in features.items()}, seed=1)
    for day in range(2922, len(y), 28):
        rate = update_rate(rate, wrong[day : day + 28], at=day)
        if not shift.alarm:
            batch = {name: part[day : day + 28] for name, part in features.items()}
            shift = update_shift(shift, batch, at=day)
    assert shift.alarm
    assert rate.alarm
