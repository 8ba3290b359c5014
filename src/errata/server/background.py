"""Background: what the server does without being asked, one thread for each kind of work.

A job that fails is logged and tried again, later each time; it never takes the server down.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from errata.core.errors import ErrataError
from errata.server.chores import (
    compact,
    know_the_crowd,
    look_after_people,
    move_up,
    relabel,
    seal,
    sweep,
)
from errata.server.problems import log
from errata.server.room import Room
from errata.server.watching import watch
from errata.server.webhook_delivery import deliver

MOST_SECONDS = 300.0  # between two tries of a job that keeps failing
STOP_SECONDS = 15.0  # that a stopping server waits for a job


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """Something done every so many seconds; answers whether there is more to do at once."""

    name: str
    every_seconds: float
    run: Callable[[], bool]


class Background:
    """The jobs of one server, each in a thread of its own."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = tuple(jobs)
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin."""
        for job in self._jobs:
            thread = threading.Thread(
                target=self._repeat, args=(job,), name=f"errata {job.name}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """End after the step that is being done."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(STOP_SECONDS)

    def _repeat(self, job: Job) -> None:
        wait = job.every_seconds
        while not self._stopping.wait(wait):
            try:
                more = job.run()
                wait = 0.0 if more else job.every_seconds
            except Exception as error:  # whatever it was, the next turn may succeed
                wait = min(max(wait, job.every_seconds) * 2, MOST_SECONDS)
                expected = isinstance(error, ErrataError)
                log.warning(
                    "%s failed, next try in %.0f s: %s",
                    job.name, wait, error, exc_info=None if expected else error,
                )  # fmt: skip


SENDERS = 3  # so that one receiver that does not answer keeps no other waiting


def jobs(room: Room) -> list[Job]:
    """What a server does by itself."""
    return [
        Job(name="seal", every_seconds=1.0, run=lambda: seal(room)),
        Job(name="escalation", every_seconds=60.0, run=lambda: move_up(room)),
        Job(name="people", every_seconds=10.0, run=lambda: look_after_people(room)),
        Job(name="compaction", every_seconds=30.0, run=lambda: compact(room)),
        Job(name="crowd", every_seconds=20.0, run=lambda: know_the_crowd(room)),
        Job(name="labels", every_seconds=2.0, run=lambda: relabel(room)),
        Job(name="watch", every_seconds=30.0, run=lambda: watch(room)),
        Job(name="sweep", every_seconds=3600.0, run=lambda: sweep(room)),
        *(
            Job(name=f"webhooks {number}", every_seconds=1.0, run=lambda: deliver(room))
            for number in range(SENDERS)
        ),
    ]
