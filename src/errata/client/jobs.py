"""Jobs: work of the server that may take longer than a call."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

from errata.client.link import Link
from errata.client.problems import error_of

TOGETHER = 60.0  # seconds that one call waits for the work
PAUSE = 0.5  # seconds between looks at it


def finished(link: Link, project: str, noun: str, given: Mapping[str, Any]) -> Any:
    """What the work came to; waits as long as it takes.

    The work goes on even if this process ends. Raises the error that it failed with.
    """
    path = f"{project}/{noun}?wait={TOGETHER:.0f}"
    answer = link.call("POST", path, json=dict(given), seconds=TOGETHER + 30)
    if answer.status_code != 202:
        return link.read(answer)
    job = link.read(answer)["job"]
    ident = job["id"] if isinstance(job, dict) else job
    while True:
        told = link.get(f"{project}/jobs/{ident}")
        if told["state"] == "done":
            return told.get("result")
        if told["state"] == "failed":
            problem = told.get("problem") or {}
            raise error_of(int(problem.get("status", 500)), json.dumps(problem).encode())
        time.sleep(PAUSE)
