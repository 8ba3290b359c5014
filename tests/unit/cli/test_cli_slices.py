"""errata slices: stories in a terminal and as JSON, and slices that are watched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

import errata as library
from errata.cli.app import app
from errata.flow.loop import Loop


def errata(*arguments: str) -> Result:
    """Run the command in this process; an exception is a failure of the test."""
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told(*arguments: str) -> dict[str, Any]:
    """The JSON answer."""
    result = errata(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose model had a past: it errs with scanner B, which site y alone has."""
    folder = tmp_path_factory.mktemp("slices")
    rng = np.random.default_rng(0)
    site = rng.choice(["x", "y", "z"], 900)
    scanner = np.where((site == "y") & (rng.random(900) < 0.97), "B", "A")
    old = rng.choice(["old", "new"], 900)
    rate = np.where(scanner == "B", np.where(old == "old", 0.8, 0.3), 0.02)
    with library.open(str(folder / "errata.db"), project="scans", labels=["a", "b"]) as loop:
        assert isinstance(loop, Loop)
        loop.import_history(
            [{"row": row} for row in range(900)],
            model="old",
            predicted=np.where(rng.random(900) < rate, "b", "a").tolist(),
            confidence=np.full(900, 0.9),
            truth=["a"] * 900,
            attributes={"site": site, "scanner": scanner, "age": old},
        )
    return folder


@pytest.fixture
def here(past: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(past)
    return past


def test_stories_are_told_with_what_belongs_to_them(here: Path) -> None:
    answer = told("slices")
    found = {each["name"]: each for each in answer["slices"]}
    assert {"scanner=B", "age=old & scanner=B"} <= set(found)
    (story,) = {each["story"] for each in answer["slices"]}
    assert any("site=y" in each["name"] for each in answer["aliases"][story])
    words = errata("slices").stdout
    assert "scanner=B" in words
    assert "nearly the same items as" in words
    assert "< 1e-16" in words
    assert " 0.0\n" not in words


def test_depth_and_support_are_heeded(here: Path) -> None:
    assert all(len(each["predicate"]) == 1 for each in told("slices", "--depth", "1")["slices"])
    assert told("slices", "--min-support", "899")["slices"] == []
    assert errata("slices", "--depth", "4").exit_code == 2
    assert errata("slices", "--min-support", "1").exit_code == 2


def test_a_slice_is_watched_and_watched_no_more(here: Path) -> None:
    assert errata("slices", "--watch", "scanner=C").exit_code == 2  # it was never found
    told("slices")
    made = told("slices", "--watch", "scanner=B", "--why", "a new scanner", "--by", "ann")
    assert (made["watched"], made["by"], made["why"]) == (True, "ann", "a new scanner")
    assert made["weight"] > 3
    answer = told("slices")
    assert answer["watched"] == ["scanner=B"]
    assert [each["name"] for each in answer["slices"] if each["watched"]] == ["scanner=B"]
    assert "scanner=B (watched)" in errata("slices").stdout
    nothing = errata("slices", "--min-support", "899").stdout
    assert "Watched, and not standing out now: scanner=B" in nothing
    ended = errata("slices", "--unwatch", "scanner=B")
    assert "Watched no more: scanner=B" in ended.stdout
    assert told("slices")["watched"] == []


def test_watching_and_not_watching_at_once_is_a_wrong_use(here: Path) -> None:
    assert errata("slices", "--watch", "a=b", "--unwatch", "a=b").exit_code == 2
