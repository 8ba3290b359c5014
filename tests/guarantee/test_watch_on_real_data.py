"""The watch on real streams, through the whole loop: captured, audited, reviewed, looked at.

employment_ma is flat for four years: its accuracy must raise nothing. weather_noaa drifts over
decades, and a shift that is planted into the flat one must be heard of; the certificate then ends.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from errata.core.model import Lapse, Look
from production import LABELS, Production

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
RATES = {"accuracy", "certificate"}

pytestmark = pytest.mark.guarantee


def hold(world: Production, n: int, tell: Any) -> None:
    """The first `n` rows: captured, verified, held; and the certificate found on them."""
    tell(0, n)
    items = world.newest
    world.loop.add_hold(items, [world.truth[item["n"]] for item in items])
    world.clock.pass_(days=1)
    world.review()
    world.loop.certify()
    world.clock.pass_(hours=1)


def employment(world: Production) -> tuple[int, Any]:
    """Every 100th person, in the order of the years."""
    path = DATA / "employment_ma" / "employment_ma.parquet"
    if not path.exists():
        pytest.skip("the data set employment_ma is not here")
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    year = table["year"].to_numpy()
    rows = np.argsort(year, kind="stable")[::100]
    chance = table["predicted_probability"].to_numpy()[rows].astype(np.float64)
    truth = table["employed"].to_numpy()[rows].astype(int)
    columns = {
        name: np.array(table[name].to_pylist(), dtype=object)[rows]
        for name in ("SEX", "MAR", "DIS", "NATIVITY")
    }
    age = table["AGEP"].to_numpy()[rows]

    def tell(first: int, last: int, *, wrong: float = 0.0) -> None:
        """`wrong`: the share of the truth that is turned over: a planted shift."""
        part = slice(first, last)
        said = (chance[part] >= 0.5).astype(int)
        sure = np.maximum(chance[part], 1 - chance[part])
        turned = world.rng.random(len(said)) < wrong
        right = np.where(turned, 1 - truth[part], truth[part])
        records = [{"age": int(years)} for years in age[part]]
        attributes = {name: column[part] for name, column in columns.items()}
        world.tell(records, said, right, np.minimum(sure, 0.999), attributes)

    return len(rows), tell


def stream(
    world: Production, tell: Any, first: int, last: int, each: int, **given: Any
) -> set[str]:
    """A week's predictions at a time, audited and looked at; the kinds of alarm raised about them.

    It ends with the first about the error.
    """
    raised: set[str] = set()
    for start in range(first, last - each + 1, each):
        tell(start, start + each, **given)
        world.clock.pass_(days=3)
        world.review()
        world.clock.pass_(days=4)
        raised |= {alarm.kind for alarm in world.loop.look().raised}
        if raised & RATES:
            break
    return raised


QUIET = {"no_reviews_hours": 0.0, "oldest_hours": 0.0, "silent_hours": 0.0}
FOR_EVER = {"certificate_days": 3600.0}


def test_employment_is_flat_and_a_planted_shift_is_not(tmp_path: Path) -> None:
    world = Production(tmp_path, triage={"audit_rate": 0.2, "alpha": 0.15, **FOR_EVER}, watch=QUIET)
    n, tell = employment(world)
    hold(world, 1_200, tell)
    assert not stream(world, tell, 1_200, n - 600, 150) & RATES
    with world.loop.store.snapshot() as view:
        assert view.find(Lapse) == []
    assert stream(world, tell, n - 600, n, 150, wrong=0.5) & RATES
    tell(0, 100)
    assert not world.loop.capture(
        world.newest, np.tile([0.001, 0.999], (100, 1)), model="v1"
    ).accepted.any()
    world.loop.close()


def test_weather_changes_over_the_decades(tmp_path: Path) -> None:
    path = DATA / "weather_noaa" / "weather.csv"
    if not path.exists():
        pytest.skip("the data set weather_noaa is not here")
    with path.open(encoding="utf-8") as file:
        rows = np.array([[float(cell) for cell in row] for row in list(csv.reader(file))[1:]])
    days, rain = rows[:, :-1], rows[:, -1].astype(int)
    trained = 1_000  # not quite three years
    mean, spread = days[:trained].mean(axis=0), days[:trained].std(axis=0)
    scaled = (days - mean) / spread
    model = LogisticRegression(max_iter=1_000).fit(scaled[:trained], rain[:trained])
    sure = model.predict_proba(scaled)
    world = Production(
        tmp_path,
        triage={"audit_rate": 0.2, "alpha": 0.1, **FOR_EVER},
        watch=QUIET,
    )

    def tell(first: int, last: int) -> None:
        part = slice(trained + first, trained + last)
        said = sure[part].argmax(axis=1)
        # Without the weather itself, whose seasons are drift enough: here the error has to speak.
        records: list[dict[str, Any]] = [{} for _ in said]
        world.tell(records, said, rain[part], sure[part].max(axis=1), {})

    assert LABELS == ("no", "yes")
    hold(world, 1_500, tell)
    raised = stream(world, tell, 1_500, len(rows) - trained, 200)
    assert raised & RATES
    with world.loop.store.snapshot() as view:
        assert len(view.find(Lapse)) == 1
    assert not world.capture(50).accepted.any()
    world.loop.close()


def test_hourly_looks_over_ten_days_of_flat_traffic_raise_nothing(tmp_path: Path) -> None:
    """240 looks in one life of a certificate."""
    world = Production(tmp_path, triage={"audit_rate": 0.1, "alpha": 0.2, **FOR_EVER}, watch=QUIET)
    world.certified()
    raised: list[object] = []
    for hour in range(10 * 24):
        if hour % 6 == 0:
            world.capture(8)
            world.clock.pass_(minutes=5)
            world.review()
        world.clock.pass_(minutes=55 if hour % 6 == 0 else 60)
        raised += world.loop.look().raised
    assert raised == []
    with world.loop.store.snapshot() as view:
        assert view.count(Look) == 10 * 24
        newest = view.find(Look, newest_first=True, limit=1)[0].figures["monitors"]
        assert view.find(Lapse) == []
    assert newest["inputs"]["rows"] == 40 * 8
    assert newest["accuracy"]["error"]["n"] > 15
    world.loop.close()
