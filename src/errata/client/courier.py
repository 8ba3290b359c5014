"""Courier: sends parcels, and lets them wait in the spool while the server is away."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Sequence

from errata.client.link import Link, says_json
from errata.client.parcel import Parcel, SetAside, Waiting
from errata.client.problems import ServerFault
from errata.client.spool import Spool
from errata.core.errors import ErrataError, NotFound, SignInNeeded, TooMany, Unavailable

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 15.0  # seconds between tries of a server that is away
FAULTS = 5  # a parcel over which a healthy server fails so often is set aside

log = logging.getLogger("errata.client")


class Courier:
    """Sends what may wait, each lane in order and exactly once.

    Exactly once, because a parcel leaves the spool only after the server has answered it, and the
    server answers a repetition with what it stored the first time. A thread of its own sends what
    waits, with pauses that grow while the server is away.
    """

    def __init__(self, link: Link, spool: Spool, lanes: Sequence[str]) -> None:
        self._link, self._spool, self._lanes = link, spool, tuple(lanes)
        self._pause, self._not_before = FIRST_PAUSE, 0.0
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._starting, self._pid = threading.Lock(), os.getpid()
        self._told = ""
        if self.waiting:
            self._start()

    @property
    def waiting(self) -> int:
        """How many predictions, outcomes and answers wait."""
        return sum(self._spool.waiting(lane) for lane in self._lanes)

    @property
    def is_resting(self) -> bool:
        """Whether the server was away a moment ago, so that asking it again is too early."""
        return time.monotonic() < self._not_before

    @property
    def aside(self) -> tuple[SetAside, ...]:
        """What the server refused when it was sent from the spool."""
        return tuple(one for lane in self._lanes for one in self._spool.aside(lane))

    def send(self, lane: str, parcels: Sequence[Parcel]) -> list[bytes]:
        """The server's answers, in order; those that are missing at the end wait in the spool.

        While something waits, what comes later goes behind it. Raises what the server refuses, and
        Unavailable when it is away and the spool takes no more.
        """
        if not self._spool.is_empty(lane) and not self._may_go_first(lane):
            self._put(lane, parcels)
            return []
        answers: list[bytes] = []
        for place, parcel in enumerate(parcels):
            try:
                answers.append(self._post([parcel]))
            except Unavailable as away:
                self._later()
                self._say(away)
                self._put(lane, parcels[place:])
                break
        return answers

    def flush(self, *lanes: str, seconds: float = 0.0) -> int:
        """Send what waits now; how many are left when it is sent or the time is over."""
        until = time.monotonic() + seconds
        while True:
            sent = [self._replay(lane) for lane in lanes or self._lanes]
            if all(sent) or time.monotonic() >= until:
                return self.waiting
            self._stop.wait(min(0.05, max(until - time.monotonic(), 0.0)))

    def put_back(self) -> None:
        """Let what was set aside stand in line again."""
        for lane in self._lanes:
            self._spool.put_back(lane)
        self._start()

    def drop(self, numbers: Sequence[int]) -> None:
        """Give up what was set aside."""
        for lane in self._lanes:
            self._spool.drop(lane, numbers)

    def close(self, *, seconds: float) -> int:
        """Send what can be sent in so many seconds; how many are left for the next time."""
        try:
            self.flush(seconds=seconds)
        except ErrataError as error:
            self._say(error)
        left = self.waiting
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=10)
        if left:
            log.warning(
                "%d wait in %s; they are sent when the project is opened again",
                left,
                self._spool.path,
            )
        self._spool.close()
        return left

    # -- the line -----------------------------------------------------------------------------

    def _may_go_first(self, lane: str) -> bool:
        """Whether the line is empty after one more try, if it is time for one."""
        return not self.is_resting and self._replay(lane)

    def _replay(self, lane: str) -> bool:
        """Send a lane from its beginning; False when it is somebody else's turn or no time for it.

        Raises SignInNeeded when the key opens nothing, NotFound when the project is not there.
        """
        if self._spool.is_empty(lane):
            return True
        with self._spool.turn(lane) as mine:
            while mine:
                line = self._spool.next(lane)
                if not line:
                    self._pause, self._not_before, self._told = FIRST_PAUSE, 0.0, ""
                    return True
                try:
                    self._deliver(line)
                except ErrataError as error:
                    self._later()
                    if isinstance(error, SignInNeeded | NotFound):
                        raise
                    self._say(error)
                    return False
        return False

    def _deliver(self, line: list[Waiting]) -> None:
        """Send the first of the line, or the first ones in one call."""
        try:
            self._post([one.parcel for one in line])
        except (Unavailable, SignInNeeded, TooMany) as error:
            if not isinstance(error, ServerFault) or not self._link.is_ready():
                raise
            if len(line) > 1:
                self._deliver(line[:1])
                return
            self._spool.failed(line[0])
            if line[0].tries + 1 < FAULTS:
                raise
            self._set_aside(line[0], error)
        except ErrataError as error:
            if len(line) > 1:  # one of them is at fault: find it
                self._deliver(line[:1])
                return
            if isinstance(error, NotFound) and line[0].parcel.noun == "prediction":
                raise  # the project itself is missing; that is no fault of the prediction
            self._set_aside(line[0], error)
        else:
            self._spool.done(line)

    def _set_aside(self, one: Waiting, error: ErrataError) -> None:
        self._spool.set_aside(one, str(error))
        log.warning(
            "the server refuses a %s from the spool: %s It is set aside; see loop.set_aside",
            one.parcel.noun,
            error,
        )

    def _post(self, parcels: Sequence[Parcel]) -> bytes:
        first = parcels[0]
        body = first.body
        if len(parcels) > 1:  # lists of predictions: one longer list
            body = b"[" + b",".join(parcel.body[1:-1] for parcel in parcels) + b"]"
        answer = self._link.call(
            "POST",
            first.path,
            content=body,
            headers={"Content-Type": first.content_type, "Accept": "application/json"},
            again=True,
        )
        if not says_json(answer):  # a proxy's page, say: then nobody has stored anything
            raise Unavailable("the answer is not the server's", wanted="JSON")
        return answer.content

    # -- waiting ------------------------------------------------------------------------------

    def _put(self, lane: str, parcels: Sequence[Parcel]) -> None:
        self._spool.append(lane, parcels)
        self._start()

    def _later(self) -> None:
        spread = 0.75 + (os.getpid() % 64) / 128  # so that many processes do not knock at once
        self._not_before = time.monotonic() + self._pause * spread
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _say(self, error: ErrataError) -> None:
        if str(error) != self._told:  # once, not at every try
            self._told = str(error)
            log.warning("%s What is sent meanwhile waits in %s.", error, self._spool.path)

    def _start(self) -> None:
        if self._pid != os.getpid():  # a fork's child has no thread, whatever the object says
            self._wake, self._stop = threading.Event(), threading.Event()
            self._starting, self._thread, self._pid = threading.Lock(), None, os.getpid()
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="errata-spool", daemon=True)
                self._thread.start()
        self._wake.set()

    def _work(self) -> None:
        """Send what waits until nothing does; then sleep until something is put in line."""
        while not self._stop.is_set():
            self._stop.wait(max(self._not_before - time.monotonic(), 0.0))
            if self._stop.is_set():
                return
            try:
                sent = [self._replay(lane) for lane in self._lanes]
            except ErrataError as error:
                self._say(error)
                sent = [False]
            if not all(sent):
                self._stop.wait(0.1)  # it is another's turn, or the pause above
                continue
            self._wake.wait()
            self._wake.clear()
