"""Stores to test on: a fresh SQLite file, and a fresh database of a real PostgreSQL."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from coverage import Coverage

import errata.wire
from errata.store import open_store
from errata.store.opening import MARK
from errata.store.sql_store import SqlStore
from errata.testing.postgres_server import NoServer, PostgresServer, start_postgres
from errata.testing.strategies import SeededEntropy, TickingClock
from places import Place

TESTS = Path(__file__).parent
UNIT = TESTS / "unit"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Only unit tests and the docstrings' examples count as covering: `.ci/run` asks of them
    alone to reach every branch of the functional core.
    """
    measuring = Coverage.current()
    if measuring is None or _is_unit(item):
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Unit tests come first: they are quick to fail. Browser tests come last: their driver keeps an
    event loop running in this thread, in which no other test can start one of its own.
    """
    items.sort(key=lambda one: ("browser" in getattr(one, "fixturenames", ()), not _is_unit(one)))


def _is_unit(item: pytest.Item) -> bool:
    return item.path.is_relative_to(UNIT) or not item.path.is_relative_to(TESTS)


LATE = datetime(2026, 12, 1, 12, tzinfo=UTC)  # after every calendar that a test plays through


@pytest.fixture(scope="module", autouse=True)
def the_same_draws_in_each_run(request: pytest.FixtureRequest) -> Iterator[None]:
    """Who is audited, held or shown a honeypot hangs on a project's key and on identifiers, which
    are drawn bytes and the time. Where a test gives neither, the bytes are seeded by its file
    and the clock ticks a millisecond a look, so that no test hangs on a lucky draw.
    """
    here = request.path.relative_to(TESTS) if request.path.is_relative_to(TESTS) else None
    if here is None or here.parts[0] not in ("unit", "property"):
        yield
        return
    seed = int.from_bytes(hashlib.sha256(here.as_posix().encode()).digest()[:8], "big")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(errata.wire, "urandom", SeededEntropy(seed))
        patch.setattr(errata.wire, "now", TickingClock(LATE))
        yield


NewStore = Callable[[str, Path, PostgresServer | None], str]


@pytest.fixture(scope="session")
def postgres_server() -> PostgresServer:
    """One server for the session. Tests skip without it, except where CI promises one."""
    try:
        return start_postgres(options="-c fsync=off")  # it is the clients that tests kill
    except NoServer as error:
        if os.environ.get("CI", "").lower() == "true":
            raise
        pytest.skip(f"no PostgreSQL: {error}")


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> NewStore:
    """Makes new stores by copying one made once: the migrations run once a session."""
    folder = tmp_path_factory.mktemp("template")
    made: dict[str, tuple[str, bytes]] = {}

    def make(kind: str, here: Path, server: PostgresServer | None) -> str:
        if kind not in made:
            url = server.fresh() if server else f"sqlite:///{folder / 'template.db'}"
            open_store(url, files=str(folder / kind)).close()
            made[kind] = url, (folder / kind / MARK).read_bytes()
        like, mark = made[kind]
        (here / "files").mkdir()
        (here / "files" / MARK).write_bytes(mark)
        if server is not None:
            return server.fresh(like=like)
        shutil.copy(folder / "template.db", here / "errata.db")
        return f"sqlite:///{here / 'errata.db'}"

    return make


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path, new_store: NewStore) -> Iterator[Place]:
    """A place for a fresh store, once on each database."""
    kind = str(request.param)
    server: PostgresServer | None = None
    if kind == "postgres":
        server = request.getfixturevalue("postgres_server")
    url = new_store(kind, tmp_path, server)
    here = Place(kind=kind, url=url, files=str(tmp_path / "files"))
    yield here
    for store in here.opened:
        store.close()
    if server is not None:
        server.drop(url)


@pytest.fixture
def store(place: Place) -> SqlStore:
    """A fresh store, once on each database."""
    return place.open()
