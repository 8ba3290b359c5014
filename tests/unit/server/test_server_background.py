"""Background work: it goes on after a failure, later each time, and ends when the server does."""

from __future__ import annotations

import logging
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from asking import serve
from errata.core.errors import Unavailable
from errata.server.background import Background, Job, jobs
from errata.server.chores import seal
from errata.store.sql_store import SqlStore


def wait(event: threading.Event) -> None:
    assert event.wait(30)


def test_a_job_is_done_again_and_at_once_while_there_is_more() -> None:
    done, enough = [], threading.Event()

    def work() -> bool:
        done.append(time.monotonic())
        if len(done) == 6:
            enough.set()
        return len(done) < 4  # three times there is more

    background = Background([Job(name="work", every_seconds=0.6, run=work)])
    background.start()
    wait(enough)
    background.stop()
    spans = [later - earlier for earlier, later in pairwise(done)]
    assert max(spans[:3]) < 0.6 <= min(spans[3:5])


@pytest.mark.parametrize("error", [Unavailable("no database"), ZeroDivisionError("a bug")])
def test_a_failure_is_logged_and_tried_again_later(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    times, well = [], threading.Event()

    def work() -> bool:
        times.append(time.monotonic())
        if len(times) < 4:
            raise error
        well.set()
        return False

    background = Background([Job(name="work", every_seconds=0.05, run=work)])
    with caplog.at_level(logging.WARNING, logger="errata.server"):
        background.start()
        wait(well)
        background.stop()
    spans = [later - earlier for earlier, later in pairwise(times)]
    assert spans[0] >= 0.1
    assert spans[1] >= 0.2
    assert spans[2] >= 0.4
    told = [record for record in caplog.records if "work failed" in record.getMessage()]
    assert len(told) == 3
    assert all(
        (record.exc_info is not None) == isinstance(error, ZeroDivisionError) for record in told
    )


def test_one_job_that_hangs_stops_no_other() -> None:
    hang, other = threading.Event(), threading.Event()

    def hanging() -> bool:
        hang.wait(30)
        return False

    def quick() -> bool:
        other.set()
        return False

    background = Background(
        [
            Job(name="hanging", every_seconds=0.01, run=hanging),
            Job(name="quick", every_seconds=0.05, run=quick),
        ]
    )
    background.start()
    wait(other)
    hang.set()
    background.stop()


def test_it_ends_with_the_server_and_leaves_no_thread(tmp_path: Path) -> None:
    before = set(threading.enumerate())  # another test's server may not be gone yet
    served = serve(tmp_path, background=True)
    served.project()

    def running() -> set[str]:
        own = set(threading.enumerate()) - before
        return {thread.name for thread in own if thread.name.startswith("errata ")}

    with served.http:
        assert {f"errata {job.name}" for job in jobs(served.app.state.room)} <= running()
    assert running() == set()
    served.close()


def test_what_was_written_is_sealed(tmp_path: Path) -> None:
    served = serve(tmp_path)
    served.project()
    store = served.site.store
    assert isinstance(store, SqlStore)
    assert store.verify_audit().unsealed > 0
    seal(served.app.state.room)
    report = store.verify_audit()
    assert (report.intact, report.unsealed) == (True, 0)
    served.close()
