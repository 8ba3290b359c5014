"""`errata serve`: one server to a file, a port that is free, a clean end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from errata.core.errors import Conflict, InputError
from errata.server.lock import owning
from errata.server.serve import listening

PATIENCE = 90.0  # on a machine that has other work


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        yield sock.getsockname()[1]


def run(folder: Path, *words: str) -> subprocess.Popen[str]:
    code = "from errata.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def free() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class TestAddress:
    def test_a_taken_port_is_named_with_another(self, taken: int) -> None:
        with pytest.raises(InputError, match=f"the port {taken} on 127.0.0.1 is taken") as caught:
            listening("127.0.0.1", taken)
        assert f"--port {taken + 1}" in caught.value.do

    def test_an_address_of_another_machine_cannot_be_used(self) -> None:
        with pytest.raises(InputError):
            listening("192.0.2.1", free())
        with pytest.raises(InputError):
            listening("no such host", free())


class TestLock:
    def test_a_file_has_one_server_at_a_time(self, tmp_path: Path) -> None:
        file = tmp_path / "errata.db"
        with owning(file), pytest.raises(Conflict, match=f"process {os.getpid()}"), owning(file):
            pass
        with owning(file):  # the first has let go
            pass

    def test_other_files_and_databases_are_others(self, tmp_path: Path) -> None:
        with owning(tmp_path / "a.db"), owning(tmp_path / "b.db"), owning(None), owning(None):
            pass

    def test_a_server_that_was_killed_holds_nothing(self, tmp_path: Path) -> None:
        code = (
            "import sys, time; from pathlib import Path; from errata.server.lock import owning\n"
            "with owning(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
        )
        file = tmp_path / "errata.db"
        words = [sys.executable, "-c", code, str(file)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            with pytest.raises(Conflict), owning(file):
                pass
            holder.kill()
            holder.wait()
        with owning(file):
            pass


class TestProcess:
    def test_it_serves_says_where_and_ends_cleanly(self, tmp_path: Path) -> None:
        port = free()
        process = run(tmp_path, "serve", "--port", str(port))
        try:
            assert process.stdout is not None
            assert f"http://127.0.0.1:{port}" in process.stdout.readline()
            link = process.stdout.readline()
            assert f"http://127.0.0.1:{port}/join/" in link
            _get(f"http://127.0.0.1:{port}/readyz")
            other = run(tmp_path, "serve", "--port", str(free()))
            _, said = other.communicate(timeout=PATIENCE)
            assert other.returncode == 2
            assert "served already" in said
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=PATIENCE)
            assert "Traceback" not in said
        finally:
            process.kill()
            process.communicate()
        assert process.returncode == 0

    def test_a_taken_port_is_wrong_use(self, tmp_path: Path, taken: int) -> None:
        process = run(tmp_path, "serve", "--port", str(taken))
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 2
        assert "is taken by another program" in said
        assert not (tmp_path / "errata.db").exists()


def _get(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
