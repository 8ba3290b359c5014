"""Crash: kill a working process many times and count what was acknowledged and is gone.

    python -m errata.testing.crash --url sqlite:///crash.db --kills 200 --seed 0 --json crash.json

A child process captures, claims, reviews, corrects, compacts, seals and curates on one store, and
reports each answer it gets. It dies by SIGKILL, at a random time or exactly at a durable step, and
another takes over, on the same store as it was left. At the end the store is held against all the
answers: of what was acknowledged nothing may be missing, altered or there twice. On PostgreSQL
the client dies and the server lives on.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

from errata.core.errors import ErrataError, InputError
from errata.testing.crash_check import findings
from errata.testing.crash_journal import Journal

STEPS = 0.4  # of the lives end at a durable step, the others at a random time
LATEST_STEP = 60
LONGEST = 20.0  # seconds a life may take to reach its step
REMEMBERED = 8  # earlier predictions that a new life may correct


@dataclass(frozen=True, kw_only=True)
class CrashReport:
    """What many kills did to a store."""

    url: str  # the kind of database alone
    kills: int
    seed: int
    seconds: float
    acknowledged: Mapping[str, int]  # by operation
    killed_during: Mapping[str, int]  # by the operation that ran
    killed_at: Mapping[str, int]  # by durable step, or "any time"
    opened: int  # times that the store was opened after a kill and checked
    found: Mapping[str, int]  # what is wrong: all 0 in a sound store
    errors: tuple[str, ...]  # what operations raised that they should not

    @property
    def sound(self) -> bool:
        """Whether nothing is lost, doubled, torn or damaged."""
        return not self.errors and not any(self.found.values())

    @property
    def lost(self) -> int:
        """Acknowledged and gone."""
        return sum(n for name, n in self.found.items() if name.startswith("lost "))

    def lines(self) -> list[str]:
        """The report for a person."""
        wrong = [f"  {name}: {n}" for name, n in self.found.items() if n]
        return [
            f"{self.kills} kills of a process on {self.url} in {self.seconds:.0f} s "
            f"(seed {self.seed}), {sum(self.acknowledged.values())} acknowledgements",
            "acknowledged: " + _counts(self.acknowledged),
            "killed during: " + _counts(self.killed_during),
            "killed at: " + _counts(self.killed_at),
            f"acknowledged and gone: {self.lost}",
            *(["what is wrong:", *wrong] if wrong else ["nothing else is wrong"]),
            *(f"error: {said}" for said in self.errors),
        ]


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda p: -p[1]))


def crash_run(
    url: str,
    *,
    files: str,
    kills: int,
    seed: int = 0,
    delay_ms: tuple[float, float] = (5.0, 400.0),
    check_every: int = 50,
    early: bool = False,
    journal: Journal | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> CrashReport:
    """Kill a process that works on the store at `url` so many times; what that did.

    `delay_ms`: how long a life lasts once its process is ready, in most lives once the store is
    open. `check_every`: kills between two full checks. `early` makes the process acknowledge
    before it calls: then losses must be found, or the harness is blind. `journal` keeps the
    acknowledgements for further checks.

    Raises InputError when there is nothing to kill.
    """
    low, high = delay_ms
    if kills < 1 or not 0 < low <= high or check_every < 1:
        raise InputError(
            f"{kills} kills after {low} to {high} ms, checked every {check_every}",
            wanted="1 or more, a positive time, 1 or more",
        )
    journal = Journal() if journal is None else journal
    rng = Random(seed)
    began = time.monotonic()
    found: Counter[str] = Counter()
    opened = 0
    with Workers() as workers:
        for number in range(1, kills + 1):
            by_step = rng.random() < STEPS
            known = list(journal.predictions)
            workers.live(
                journal.hear,
                url=url,
                files=files,
                seed=rng.getrandbits(48),
                tag=f"{seed}.{number}",
                early=early,
                known=rng.sample(known, min(REMEMBERED, len(known))),
                step=rng.randint(1, LATEST_STEP) if by_step else 0,
                seconds=LONGEST if by_step else rng.uniform(low, high) / 1000,
                after_open=rng.random() < 0.7,
            )
            progress(number)
            if number % check_every == 0 or number == kills:
                opened += 1
                for name, count in _checked(url, files, journal).items():
                    found[name] = max(found[name], count)  # the worst of all checks
    return CrashReport(
        url=url.partition(":")[0],
        kills=journal.kills,
        seed=seed,
        seconds=time.monotonic() - began,
        acknowledged=dict(journal.acknowledged),
        killed_during=dict(journal.killed_during),
        killed_at=dict(journal.killed_at),
        opened=opened,
        found=dict(sorted(found.items())),
        errors=tuple(journal.errors),
    )


def _checked(url: str, files: str, journal: Journal) -> Counter[str]:
    try:
        return findings(url, files, journal)
    except ErrataError as error:
        journal.errors.append(f"opening the store: {type(error).__name__}: {error}")
        return Counter({"stores that do not open": 1})


class Workers:
    """A warm process that forks a victim for each life; use it in a `with`."""

    def __enter__(self) -> Workers:
        """Start it."""
        single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # it forks: no threads
        self._process = subprocess.Popen(
            [sys.executable, "-m", "errata.testing.crash_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **single, "ARROW_DEFAULT_MEMORY_POOL": "system"},
        )
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def live(
        self,
        hear: Callable[[dict[str, Any]], None],
        *,
        url: str,
        files: str,
        seed: int,
        tag: str,
        seconds: float,
        step: int = 0,
        after_open: bool = False,
        early: bool = False,
        known: Sequence[str] = (),
    ) -> None:
        """One life, until its process dies: after `seconds` (from its birth or `after_open`), or at
        durable step number `step`.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {
            "url": url, "files": files, "seed": seed, "tag": tag, "seconds": seconds,
            "step": step, "after_open": after_open, "early": early, "known": list(known),
        }  # fmt: skip
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            try:
                said = json.loads(line)
            except ValueError:  # cut by the death: nobody was answered
                continue
            hear(said)
            if "dead" in said:
                return
        raise ErrataError("the worker process ended", do="look at what it wrote to its stderr")


def main(given: list[str] | None = None) -> int:
    """The command line; 0 when the store is sound, else 1."""
    parser = argparse.ArgumentParser(prog="python -m errata.testing.crash", description=__doc__)
    parser.add_argument("--url", required=True, help="sqlite:///file or postgresql://...")
    parser.add_argument("--files", help="the folder for segments and datasets")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path, help="write the report there")
    chosen = parser.parse_args(given)
    try:
        report = crash_run(
            chosen.url,
            files=chosen.files or str(Path("crash.files").absolute()),
            kills=chosen.kills,
            seed=chosen.seed,
            progress=lambda n: print(f"\r{n} kills", end="", file=sys.stderr),  # noqa: T201
        )
    except InputError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    print("\n".join(["", *report.lines()]))  # noqa: T201
    if chosen.json:
        chosen.json.write_text(json.dumps(asdict(report), indent=2) + "\n")
    return 0 if report.sound else 1


if __name__ == "__main__":
    sys.exit(main())
