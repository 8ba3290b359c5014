"""`errata demo --serve` ends in a room where people of each role can work."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

RUN = "from errata.cli import main; main()"


def test_a_reviewer_and_a_lead_come_into_a_filled_room(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = tmp_path / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, "demo", "--serve", "--cycles", "1", "--budget", "40",
             "--port", str(port)],
            cwd=tmp_path, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        until = time.monotonic() + 400
        while "Stop with Ctrl+C" not in said.read_text():
            assert process.poll() is None, said.read_text()
            assert time.monotonic() < until, said.read_text()
            time.sleep(0.5)
        team = dict(re.findall(r"^  (\w+) +password (\S+)", said.read_text(), re.M))
        assert sorted(team) == ["admin", "expert", "lead", "reviewer"]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", timeout=60) as web:
            me = signed_in(web, "reviewer", team["reviewer"])
            assert [one["role"] for one in me["projects"]] == ["reviewer"]
            answer = web.post("/projects/digits/tasks/claim", json={})
            task = answer.json()["task"]
            assert task["item"]["kind"] == "image"
            picture = task["item"]["image"]["url"].replace("{k}", "0")
            shown = web.get(f"http://127.0.0.1:{port}{picture}")
            assert shown.headers["content-type"] == "image/png"
            label = task["labels"][0]
            if task["blind"]:
                path = f"/projects/digits/tasks/{task['id']}/reveal"
                web.post(path, json={"token": task["token"], "label": label})
            body = {"token": task["token"], "label": label, "cause": "noisy_input"}
            done = web.post(f"/projects/digits/tasks/{task['id']}/review", json=body)
            assert done.status_code == 200, done.text
            guide = web.get("/projects/digits/guidelines").json()
            assert {one["label"] for one in guide["sections"]} >= set(task["labels"])
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", timeout=60) as web:
            signed_in(web, "lead", team["lead"])
            status = web.get("/projects/digits/overview").json()["status"]
            assert status["tasks_open"] > 20
            assert status["champion"] == "v1" or status["champion"].startswith("v")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0


def signed_in(web: httpx.Client, name: str, password: str) -> dict[str, list[dict[str, str]]]:
    answer = web.post("/session", json={"name": name, "password": password})
    assert answer.status_code == 200, answer.text
    me: dict[str, list[dict[str, str]]] = answer.json()
    web.headers["X-CSRF-Token"] = str(me["csrf"])
    return me


def test_a_taken_port_is_said_before_the_work(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", RUN, "demo", "--serve", "--port", port],
            cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
    assert done.returncode == 2
    assert "is taken" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["-1", "nine"])
def test_what_is_no_port_is_refused(port: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, "demo", "--serve", "--port", port],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
