"""A server and its clients are killed in mid-stream: nothing acknowledged is lost or doubled."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

import errata
from errata.core.account import Role
from errata.core.item import Items
from errata.core.outcome import OutcomeReport
from errata.core.project import Project
from errata.core.task import Review
from errata.flow.accounts.make_key import make_key
from errata.wire import Site

WORKER = Path(__file__).parents[1] / "remote_worker.py"
LABELS = ["delivery", "other", "refund"]
KILLS = 4
FIRST_PORT = int(os.environ.get("ERRATA_TEST_PORT", "8440"))


class Served:
    """`errata serve` as a process that can be killed and started again on the same port."""

    def __init__(self, database: Path, port: int) -> None:
        self.database, self.port = database, port
        self.url = f"http://127.0.0.1:{port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; returns when it is ready."""
        command = [
            "-c",
            "from errata.cli import main; main()",
            "serve",
            "--db",
            f"sqlite:///{self.database}",
        ]
        self.process = subprocess.Popen(
            [sys.executable, *command, "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=(self.database.parent / "server.log").open("ab"),
        )
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=1).is_success:
                    return
            except httpx.TransportError:
                pass
            assert self.process.poll() is None, "the server ended at its start"
            time.sleep(0.05)
        raise AssertionError("the server is not ready after 30 s")

    def kill(self) -> None:
        """Kill it: no farewell, nothing flushed."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


class Worker:
    """A client program, and what was acknowledged to it."""

    def __init__(self, served: Served, folder: Path, name: str, work: str, key: str) -> None:
        self.said = folder / f"{name}.said"
        self.process = subprocess.Popen(
            [
                sys.executable,
                str(WORKER),
                served.url,
                name,
                str(folder / f"{work}.spool"),
                work,
            ],
            stdout=self.said.open("ab"),
            stderr=(folder / f"{name}.err").open("ab"),
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


def free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + 10):
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)):
                return port
    pytest.skip("no free port")


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, str]:
    """A project with a service's key and two reviewers'."""
    policy = {"triage": {"audit_rate": 0.05}, "review": {"model_prior": False}}
    database = str(tmp_path / "errata.db")
    errata.open(database, project="tickets", kind="text", labels=LABELS, policy=policy).close()
    site = Site(database)
    try:
        with site.store.snapshot() as view:
            (project,) = view.find(Project)
        wanted = {"helpdesk": Role.SERVICE, "r1": Role.REVIEWER, "r2": Role.REVIEWER}
        return {
            name: make_key(
                site.accounts, name, project_id=project.id, role=role, days=1, by="test"
            ).secret
            for name, role in wanted.items()
        }
    finally:
        site.close()


@pytest.fixture
def served(tmp_path: Path, keys: dict[str, str]) -> Iterator[Served]:
    served = Served(tmp_path / "errata.db", free_port())
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
        time.sleep(1.0 + rng.random())
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
    assert len(captured) > 500
    assert spooled > 10, "nothing was captured while the server was away: the test tests nothing"
    assert len(outcomes) > 20
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
