"""A program that works through a server until it is killed, and says what was answered.

`python remote_worker.py URL NAME SPOOL capture|review` reads the key from ERRATA_API_KEY and writes
a JSON line after each call that returned: its acknowledgement.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from random import Random
from typing import Any

import errata
from errata.core.errors import ErrataError, LeaseLost, Unavailable

LABELS = ("delivery", "other", "refund")


def say(**told: Any) -> None:
    """One line, in one write, so that a kill leaves no half of it that looks whole."""
    os.write(1, json.dumps(told).encode() + b"\n")


def capture(loop: Any, name: str, rng: Random) -> None:
    """Capture texts that nobody else captures, few or many, and correct some of them."""
    done = 0
    while True:
        n = 250 if rng.random() < 0.03 else rng.randint(1, 5)
        texts = [f"{name} {done + i}: where is my parcel?" for i in range(n)]
        shares = [[0.5, 0.3, 0.2] if rng.random() < 0.3 else [0.98, 0.01, 0.01] for _ in texts]
        told = loop.capture(texts, shares, model="v1")
        say(captured=told.ids, texts=texts, spooled=told.spooled)
        done += n
        if rng.random() < 0.3:
            label = rng.choice(LABELS[1:])
            outcome = loop.correct(told.ids[0], label=label, by="agent", why="the customer said so")
            say(outcome=outcome.id, of=told.ids[0], label=label)
        time.sleep(0.1 if told.spooled else 0.02)


def review(loop: Any, name: str, rng: Random) -> None:
    """Answer whatever there is to review, skipping a little."""
    while True:
        try:
            task = loop.claim(reviewer=name)
        except Unavailable:
            time.sleep(0.05)
            continue
        if task is None:
            time.sleep(0.02)
            continue
        try:
            if rng.random() < 0.1:
                loop.skip(task, why="another language")
            else:
                loop.submit(task, label=rng.choice(LABELS), cause="ambiguous", seconds_spent=1.5)
        except LeaseLost:
            say(late=task.id)
            continue
        say(reviewed=task.id)


def main() -> None:
    """Work until killed."""
    url, name, spool, work = sys.argv[1:]
    logging.disable(logging.WARNING)
    rng = Random(name)
    loop = errata.open(url, project="tickets", spool=spool)
    say(ready=name)
    try:
        {"capture": capture, "review": review}[work](loop, name, rng)
    except ErrataError as error:
        say(error=f"{type(error).__name__}: {error}")
        raise


if __name__ == "__main__":
    main()
