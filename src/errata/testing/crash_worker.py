"""The crash harness's victim: works on a store until it is killed, and says what was answered.

`python -m errata.testing.crash_worker` imports everything once, then takes orders from its
standard input, one JSON line a life. For each it forks a child that works on the store, kills it
with SIGKILL after the time ordered (or the child kills itself at the n-th durable step: before a
flush, a rename or a commit, or between a commit and its answer) and says that it is dead. What a
child writes:

    {"begin": operation, ...}   before the call
    {"done": operation, ...}    after it returned: the acknowledgement
    {"error": operation, ...}   it raised what it should not
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from random import Random
from typing import Any

from errata.testing.crash_life import Life
from errata.testing.crash_steps import Steps

LONGEST_OPEN = 20.0  # seconds to wait for a store to open


def main() -> None:
    """Serve orders until the standard input ends."""
    out = os.dup(1)
    os.dup2(2, 1)  # what anybody prints is no acknowledgement
    for line in sys.stdin:
        order = json.loads(line)
        _say(out, {"ready": order["tag"]})
        heard, told = os.pipe()
        child = os.fork()
        if child == 0:
            _be_born(order, out, told)
        os.close(told)
        if order["after_open"]:  # or until it died
            select.select([heard], [], [], LONGEST_OPEN)
        os.close(heard)
        killed = _kill_after(child, order["seconds"])
        _say(out, {"dead": child, "by": "time" if killed else "itself"}, fresh=True)


def _be_born(order: dict[str, Any], out: int, told: int) -> None:
    def say(what: dict[str, Any]) -> None:
        _say(out, what)

    steps = Steps(last=order["step"], say=say)
    life = Life(
        url=order["url"],
        files=order["files"],
        say=say,
        steps=steps,
        rng=Random(order["seed"]),
        tag=order["tag"],
        opened=lambda: os.close(told),
        early=order["early"],
        known=order["known"],
    )
    steps.watch()
    try:
        life.live()
    except BaseException as error:  # the harness hears of it, whatever it is
        say({"error": type(error).__name__, "says": str(error)[:500]})
    finally:
        os._exit(1)


def _kill_after(child: int, seconds: float) -> bool:
    """Kill the child after so long; whether it was still alive."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)  # not reaped yet: the number is still this child's
    os.waitpid(child, 0)
    return True


def _say(out: int, what: dict[str, Any], *, fresh: bool = False) -> None:
    """One line; `fresh` ends a line that a death may have cut."""
    data = memoryview(("\n" if fresh else "").encode() + json.dumps(what).encode() + b"\n")
    while data:
        data = data[os.write(out, data) :]


if __name__ == "__main__":
    main()
