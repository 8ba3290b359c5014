"""What the laws' tests run on: a store that is empty again for each example."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, delete, update

import errata
from errata.flow.loop import Loop
from errata.store.schema import counters, metadata
from errata.store.schema import settings as store_settings
from errata.testing.strategies import SeededEntropy

settings.register_profile(
    "laws",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("laws")

NewProject = Callable[[], Callable[..., Loop]]


@pytest.fixture
def new_project(place: Any) -> NewProject:
    """Each call empties the store and answers how to open its one project, again and again.

    Emptying tables takes milliseconds where a new store takes its migrations. Identifiers are
    drawn from seeded bytes, so two examples could not share a store.
    """
    place.open().close()
    times = count(1)  # a project's key decides every draw: no test hangs on a lucky one

    def opened(**chosen: Any) -> Loop:
        chosen.setdefault("entropy", SeededEntropy(next(times)))
        return errata.open(place.url, project="team", files=place.files, **chosen)

    def fresh() -> Callable[..., Loop]:
        engine = create_engine(place.url)
        with engine.begin() as conn:
            for table in reversed(metadata.sorted_tables):
                if table is counters:
                    conn.execute(update(table).values(value=0))
                elif table is not store_settings:
                    conn.execute(delete(table))
        engine.dispose()
        (Path(place.files) / "audit.head").unlink(missing_ok=True)
        return opened

    return fresh
