"""The examples of the how-to on capture over HTTP do what it says, against a real server."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import errata
from errata.core.account import Role
from errata.flow.webhooks.signature import signature
from served import Served, free_port, keys_of

EXAMPLES = Path(__file__).parents[2] / "examples" / "http"
LABELS = ["delivery", "other", "refund"]
ROLES = {"helpdesk": Role.SERVICE, "lead": Role.LEAD, "r1": Role.REVIEWER}


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    database = tmp_path_factory.mktemp("served") / "errata.db"
    policy = {
        "triage": {"audit_rate": 0.0},
        "review": {"model_prior": False},
        "consensus": {"bar": 0.8},  # one answer is enough
        "outcomes": {"trusted": ["*"]},
    }
    made = keys_of(database, "tickets", labels=LABELS, policy=policy, roles=ROLES)
    return made | {"database": str(database)}


@pytest.fixture(scope="module")
def served(keys: dict[str, str]) -> Iterator[Served]:
    served = Served(Path(keys["database"]), free_port(8445), "--private-webhooks")
    served.start()
    yield served
    served.kill()


@pytest.fixture
def reviewer(served: Served, keys: dict[str, str], tmp_path: Path) -> Iterator[None]:
    """Somebody who answers whatever comes: refund, after a moment."""
    done = threading.Event()
    loop: Any = errata.open(
        served.url, project="tickets", api_key=keys["r1"], spool=str(tmp_path / "r1.spool")
    )

    def work() -> None:
        while not done.wait(0.1):
            task = loop.claim(reviewer="r1")
            if task is not None:
                loop.submit(task, label="refund", cause="ambiguous", seconds_spent=1.0)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    done.set()
    thread.join()
    loop.close()


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name} on this machine")
    return found


def run(command: list[str], served: Served, keys: dict[str, str], tmp_path: Path) -> str:
    done = subprocess.run(
        command,
        env=os.environ
        | {
            "ERRATA_URL": served.url,
            "ERRATA_PROJECT": "tickets",
            "ERRATA_API_KEY": keys["helpdesk"],
            "ERRATA_SPOOL": str(tmp_path / "spool.db"),
            "ERRATA_WAIT": "45",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.usefixtures("reviewer")
class TestCapture:
    def test_with_curl(self, served: Served, keys: dict[str, str], tmp_path: Path) -> None:
        program("curl")
        out = run(["sh", str(EXAMPLES / "capture.sh")], served, keys, tmp_path)
        decided, answer, outcome = (json.loads(line) for line in out.splitlines() if line)
        assert decided["decision"] == "review"
        assert decided["reasons"] == ["low_confidence"]
        assert (answer["id"], answer["status"]) == (decided["id"], "final")
        assert (answer["label"], answer["source"]) == ("refund", "resolution")
        assert outcome["id"]

    @pytest.mark.parametrize("language", ["python", "node"])
    def test_with_a_program(
        self, served: Served, keys: dict[str, str], tmp_path: Path, language: str
    ) -> None:
        command = {
            "python": [sys.executable, str(EXAMPLES / "capture.py")],
            "node": ["node", str(EXAMPLES / "capture.mjs")],
        }[language]
        command[0] = program(command[0])
        decision, status, outcome = run(command, served, keys, tmp_path).splitlines()
        assert decision == "decision: review because low_confidence"
        assert status == "status: final label: refund"
        assert outcome.startswith("outcome: ")


class Receiver:
    """One of the webhook examples, listening."""

    def __init__(self, command: list[str], port: int, secret: str) -> None:
        self.port = port
        self.process = subprocess.Popen(
            command,
            env=os.environ | {"WEBHOOK_SECRET": secret, "PORT": str(port)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.out = self.process.stdout
        assert self.out.readline().strip() == "listening"

    def post(self, body: bytes, header: str, delivery: str = "d1") -> int:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/",
            data=body,
            headers={"Errata-Signature": header, "Errata-Delivery": delivery},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return int(error.code)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.out.close()


RECEIVERS = {"python": "webhook.py", "node": "webhook.mjs"}


def listening(language: str, port: int, secret: str) -> Receiver:
    command = sys.executable if language == "python" else program("node")
    return Receiver([command, str(EXAMPLES / RECEIVERS[language])], port, secret)


def a_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class TestWebhook:
    @pytest.mark.parametrize("language", RECEIVERS)
    def test_only_what_errata_signed_is_believed(self, language: str) -> None:
        receiver = listening(language, a_port(), "whsec_1")
        body = b'{"event":"decision.final","prediction_id":"p","label":"refund"}'
        now = int(time.time())
        good = signature("whsec_1", body, at=now)
        try:
            assert receiver.post(body, good) == 204
            assert receiver.out.readline().strip() == "decision.final p refund"
            assert receiver.post(body + b" ", good) == 401
            assert receiver.post(body, signature("whsec_2", body, at=now)) == 401
            assert receiver.post(body, signature("whsec_1", body, at=now - 3600)) == 401
            assert receiver.post(body, "") == 401
            assert receiver.post(body, "nonsense=é".encode().decode("latin-1")) == 401
            assert receiver.post(body, good) == 204  # the same delivery again: taken, not told
            assert receiver.post(body, good, delivery="d2") == 204
            assert receiver.out.readline().strip() == "decision.final p refund"
        finally:
            receiver.stop()

    @pytest.mark.usefixtures("reviewer")
    @pytest.mark.parametrize("language", RECEIVERS)
    def test_the_human_answer_arrives_by_webhook(
        self, served: Served, keys: dict[str, str], tmp_path: Path, language: str
    ) -> None:
        port = a_port()
        lead = {"Authorization": f"Bearer {keys['lead']}"}
        address = f"{served.url}/api/v1/projects/tickets/webhooks"
        made = httpx.post(address, json={"url": f"http://127.0.0.1:{port}/"}, headers=lead)
        assert made.status_code == 201, made.text
        receiver = listening(language, port, made.json()["secret"])
        try:
            with errata.open(
                served.url,
                project="tickets",
                api_key=keys["helpdesk"],
                spool=str(tmp_path / "s.db"),
            ) as loop:
                told = loop.capture(["is this a refund?"], [[0.5, 0.1, 0.4]], model="v1")
            line = receiver.out.readline().strip()
            assert line == f"decision.final {told.ids[0]} refund"
        finally:
            receiver.stop()
            httpx.delete(f"{address}/{made.json()['id']}", headers=lead)


class TestCommandLine:
    def errata(self, served: Served, key: str, tmp_path: Path, *arguments: str) -> Any:
        main = "from errata.cli import main; main()"
        return subprocess.run(
            [sys.executable, "-c", main, *arguments, "--db", served.url],
            env=os.environ | {"ERRATA_API_KEY": key, "ERRATA_SPOOL": str(tmp_path / "cli.db")},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def test_verbs_go_through_the_server(
        self, served: Served, keys: dict[str, str], tmp_path: Path
    ) -> None:
        rows = ["text,p_delivery,p_other,p_refund,channel", "where is it,0.5,0.1,0.4,mail"]
        (tmp_path / "today.csv").write_text("\n".join([*rows, "hello,0.99,0.005,0.005,chat\n"]))
        capture = ("capture", "today.csv", "--model", "v7", "--json")
        done = self.errata(served, keys["helpdesk"], tmp_path, *capture)
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert (told["project"], told["n"], told["accepted"]) == ("tickets", 2, 1)
        assert told["spooled"] == 0
        ident = told["decisions"][0]["id"]
        done = self.errata(served, keys["lead"], tmp_path, "trace", ident)
        assert done.returncode == 0, done.stderr
        assert ident[:13] in done.stdout
        done = self.errata(served, keys["lead"], tmp_path, "prove")
        assert done.returncode == 2
        assert "candidate" in done.stderr
        done = self.errata(served, keys["helpdesk"], tmp_path, "doctor")
        assert done.returncode == 2
        assert "where the database is" in done.stderr
        done = self.errata(served, "errata_wrong", tmp_path, "status", "--project", "tickets")
        assert done.returncode == 2
        assert "key" in done.stderr
