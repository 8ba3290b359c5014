"""`errata watch`: what it prints, its exit code, and how an alarm is closed from the shell."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from errata.cli.app import app
from production import Production


def errata(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["watch", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told(*arguments: str, code: int = 0) -> dict[str, Any]:
    result = errata(*arguments, "--json")
    assert result.exit_code == code, result.stderr
    answer = json.loads(result.stdout)
    assert isinstance(answer, dict)
    return answer


@pytest.fixture(scope="module")
def shifted(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A database with an open alarm, and the alarm."""
    folder = tmp_path_factory.mktemp("watched")
    # The shell's clock is the real one: silence and age are no subject here.
    quiet = {"silent_hours": 0.0, "no_reviews_hours": 0.0, "oldest_hours": 0.0}
    world = Production(folder, watch=quiet)
    world.certified()
    (alarm,) = world.hours(12, mean=2.0, stop=True)
    world.loop.close()
    return str(folder / "e.db"), alarm.id


def test_an_open_alarm_is_told_and_the_exit_code_is_1(shifted: tuple[str, str]) -> None:
    db, alarm = shifted
    result = errata("--db", db)
    assert result.exit_code == 1
    assert "v1, everything up to" in result.stdout
    assert "of an alarm" in result.stdout
    assert f"errata watch --close {alarm} --why TEXT" in result.stdout
    found = told("--db", db, code=1)
    assert [one["id"] for one in found["alarms"]] == [alarm]
    assert found["alarms"][0]["figures"]["since"]
    assert found["raised"] == []
    assert set(found["monitors"]) == {"accuracy", "certificate", "inputs", "predictions"}


def test_an_alarm_is_closed_by_a_part_of_its_identifier_with_a_reason(
    shifted: tuple[str, str],
) -> None:
    db, alarm = shifted
    assert errata("--db", db, "--close", alarm).exit_code == 2
    assert errata("--db", db, "--close", "nothing", "--why", "x").exit_code == 2
    given = ("--db", db, "--close", alarm[:20], "--why", "a new scanner", "--by", "ann")
    assert told(*given) == {"closed": alarm, "by": "ann", "why": "a new scanner"}
    assert errata("--db", db, "--close", alarm, "--why", "x").exit_code == 2
    quiet = errata("--db", db)
    assert quiet.exit_code == 0
    assert "No alarm is open." in quiet.stdout


def test_it_looks_again_until_it_is_stopped(
    shifted: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    db, _ = shifted
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    result = errata("--db", db, "--every", "2")
    assert slept == [120.0] * 3
    assert result.stdout.count("everything up to") == 3
    assert errata("--db", db, "--every", "0").exit_code == 2


def test_a_project_without_a_model_has_nothing_to_watch(tmp_path: Path) -> None:
    world = Production(tmp_path)
    world.loop.close()
    result = errata("--db", str(tmp_path / "e.db"))
    assert result.exit_code == 0
    assert "no model in production" in result.stdout
