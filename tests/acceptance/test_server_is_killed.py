"""A server and its clients are killed in mid-stream: nothing acknowledged is lost or doubled."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import errata
from errata.core.account import Role
from errata.core.item import Items
from errata.core.outcome import OutcomeReport
from errata.core.project import Project
from errata.core.task import Review
from errata.wire import Site
from served import Served, free_port, keys_of

WORKER = Path(__file__).parents[1] / "remote_worker.py"
LABELS = ["delivery", "other", "refund"]
KILLS = 3


class Worker:
    """A client program, and what was acknowledged to it."""

    def __init__(self, served: Served, folder: Path, name: str, work: str, key: str) -> None:
        self.said = folder / f"{name}.said"
        command = [served.url, name, str(folder / f"{work}.spool"), work]
        with self.said.open("ab") as said, (folder / f"{name}.err").open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, str(WORKER), *command],
                stdout=said,
                stderr=errors,
                env=os.environ | {"ERRATA_API_KEY": key},
            )

    def kill(self) -> None:
        """Kill it at whatever it does."""
        assert self.process.poll() is None, "a client ended by itself"
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def heard(self) -> list[dict[str, Any]]:
        """The acknowledgements; a line cut short by the kill acknowledged nothing."""
        lines = self.said.read_bytes().split(b"\n")[:-1]
        return [json.loads(line) for line in lines]


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, str]:
    """A project with a service's key and a reviewer's."""
    policy = {"triage": {"audit_rate": 0.05}, "review": {"model_prior": False}}
    roles = {"helpdesk": Role.SERVICE, "r1": Role.REVIEWER}
    return keys_of(tmp_path / "errata.db", "tickets", labels=LABELS, policy=policy, roles=roles)


@pytest.fixture
def served(tmp_path: Path, keys: dict[str, str]) -> Iterator[Served]:
    served = Served(tmp_path / "errata.db", free_port(8440))
    yield served
    served.kill()


def test_nothing_acknowledged_is_lost_or_doubled_when_server_and_clients_are_killed(
    served: Served, keys: dict[str, str], tmp_path: Path
) -> None:
    rng = Random(7)
    served.start()
    workers: list[Worker] = []

    def begin(name: str, work: str, key: str) -> Worker:
        workers.append(Worker(served, tmp_path, name, work, keys[key]))
        return workers[-1]

    running = [begin("c0", "capture", "helpdesk"), begin("c1", "capture", "helpdesk")]
    reviewers = [begin("r1", "review", "r1")]
    for kill in range(KILLS):
        time.sleep(1.5 + rng.random())
        served.kill()
        time.sleep(0.2 + rng.random() * 0.6)  # the clients go on meanwhile
        if kill in (1, 2):  # a client dies too, and another takes over its spool
            running.pop(0).kill()
            running.append(begin(f"c{kill + 1}", "capture", "helpdesk"))
        served.start()
    time.sleep(1.5)
    for worker in running + reviewers:
        worker.kill()
    for work, key in (("capture", "helpdesk"), ("review", "r1")):
        last: Any = errata.open(
            served.url, project="tickets", api_key=keys[key], spool=str(tmp_path / f"{work}.spool")
        )
        assert last.flush(seconds=20) == 0
        assert last.set_aside == ()
        last.close()
    served.kill()

    heard = [line for worker in workers for line in worker.heard()]
    assert [line["error"] for line in heard if "error" in line] == []
    captured = {
        ident: text
        for line in heard
        if "captured" in line
        for ident, text in zip(line["captured"], line["texts"], strict=True)
    }
    spooled = sum(line["spooled"] for line in heard if "captured" in line)
    outcomes = {line["outcome"]: line for line in heard if "outcome" in line}
    reviewed = [line["reviewed"] for line in heard if "reviewed" in line]
    assert len(captured) > 200
    assert spooled > 10, "nothing was captured while the server was away: the test tests nothing"
    assert len(outcomes) > 10
    assert len(reviewed) > 10

    site = Site(f"sqlite:///{tmp_path / 'errata.db'}")
    try:
        with site.store.snapshot() as view:
            (project,) = view.find(Project)
            rows = view.log.rows(project.id, list(captured))  # raises NotFound for one that is lost
            total = view.log.count(project.id)
            kept = view.find(OutcomeReport, project_id=project.id)
            reviews = view.find(Review, project_id=project.id)
            stored = {row.id: row.item_id for row in rows}
            assert set(stored) == set(captured)
            texts = Items.of_texts(list(captured.values()))
            wanted = dict(zip(captured, (bytes(row).hex() for row in texts.ids), strict=True))
            assert {i: item.replace("-", "") for i, item in stored.items()} == wanted
            everything = view.log.scan(project.id)
            per_item = Counter(bytes(row) for row in everything.item_ids)
            assert len(everything) == total
            assert max(per_item.values()) == 1, "a prediction is stored twice"
            assert Counter(one.id for one in kept).most_common(1)[0][1] == 1
            by_prediction = Counter(one.prediction_id for one in kept)
            assert max(by_prediction.values()) == 1, "an outcome is stored twice"
            assert set(outcomes) <= {one.id for one in kept}
            assert {one.id: one.label for one in kept if one.id in outcomes} == {
                ident: line["label"] for ident, line in outcomes.items()
            }
            answers = Counter((one.task_id, one.reviewer) for one in reviews)
            assert max(answers.values()) == 1, "a reviewer's answer is stored twice"
            assert set(reviewed) <= {one.task_id for one in reviews}
    finally:
        site.close()
