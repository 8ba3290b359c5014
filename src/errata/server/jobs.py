"""Jobs: verbs that take long, one thread a project, so that the server keeps answering.

A job lives in the memory of the process that runs it. What it did is in the store, a transaction
a step, so a server that is stopped in the middle loses no step that was finished.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from errata.core.errors import Conflict, NotFound
from errata.core.ports import Clock, Entropy
from errata.server.problems import answer

REMEMBERED = 200  # jobs of one process, the oldest finished ones go first
Result = dict[str, Any]  # plain, as JSON


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"  # another job of the project runs
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(eq=False, kw_only=True)
class Job:
    """One run of a long verb."""

    id: str
    project_id: str
    verb: str
    by: str
    asked_at: datetime
    instance: str  # the address that asked, for a problem document
    work: Callable[[], Result]
    state: JobState = JobState.WAITING
    ended_at: datetime | None = None
    done: Future[Result] = field(default_factory=Future)

    @property
    def result(self) -> Result | None:
        """What came of it, once it is done."""
        return self.done.result() if self.state is JobState.DONE else None

    @property
    def problem(self) -> dict[str, Any] | None:
        """Why it failed, as a problem document."""
        error = self.done.exception() if self.state is JobState.FAILED else None
        if error is None:
            return None
        told: dict[str, Any] = msgspec.json.decode(
            bytes(answer(error, instance=self.instance).body)
        )
        return told


class Jobs:
    """The jobs of a server process; safe between threads."""

    def __init__(self, *, clock: Clock, entropy: Entropy) -> None:
        self._clock, self._entropy = clock, entropy
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queues: dict[str, deque[Job]] = {}  # of projects whose thread runs
        self._guard = threading.Lock()

    def start(
        self, project_id: str, verb: str, work: Callable[[], Result], *, by: str, instance: str
    ) -> Job:
        """Have it done after the project's other jobs.

        Raises Conflict while the same verb runs or waits in the project.
        """
        with self._guard:
            for other in self._jobs.values():
                if (other.project_id, other.verb) == (project_id, verb) and not other.done.done():
                    raise Conflict(
                        f"{other.by} asked for {verb} in this project at "
                        f"{other.asked_at:%H:%M:%S} UTC, and it is {other.state.value}",
                        wanted="one at a time",
                        do=f"wait for the job {other.id}",
                    )
            job = Job(
                id=self._entropy(16).hex(),
                project_id=project_id,
                verb=verb,
                by=by,
                asked_at=self._clock(),
                instance=instance,
                work=work,
            )
            self._jobs[job.id] = job
            self._forget()
            waiting = self._queues.get(project_id)
            if waiting is not None:
                waiting.append(job)
            else:
                self._queues[project_id] = deque([job])
                threading.Thread(
                    target=self._run, args=(project_id,), name=f"jobs {project_id}", daemon=True
                ).start()
        return job

    def get(self, project_id: str, ident: str) -> Job:
        """The job; raises NotFound, also for another project's."""
        with self._guard:
            job = self._jobs.get(ident)
        if job is None or job.project_id != project_id:
            raise NotFound(
                f"no job {ident!r} in this project",
                do="jobs are remembered by the server process that ran them, the newest "
                f"{REMEMBERED} of them",
            )
        return job

    def listed(self, project_id: str) -> list[Job]:
        """The project's jobs, newest first."""
        with self._guard:
            return [job for job in reversed(self._jobs.values()) if job.project_id == project_id]

    def _run(self, project_id: str) -> None:
        while True:
            with self._guard:
                waiting = self._queues[project_id]
                if not waiting:
                    del self._queues[project_id]
                    return
                job = waiting.popleft()
                job.state = JobState.RUNNING
            try:
                result = job.work()
            except BaseException as error:  # whatever it is, whoever waits must be told
                job.ended_at, job.state = self._clock(), JobState.FAILED
                job.done.set_exception(error)
            else:
                job.ended_at, job.state = self._clock(), JobState.DONE
                job.done.set_result(result)

    def _forget(self) -> None:
        over = [ident for ident, job in self._jobs.items() if job.done.done()]
        for ident in over[: max(len(self._jobs) - REMEMBERED, 0)]:
            del self._jobs[ident]
