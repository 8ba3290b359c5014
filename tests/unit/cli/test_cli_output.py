"""What verbs say: plain JSON without NaN, tables that leave users' brackets alone."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from errata.cli.output import answer, counting, lines, spread, table
from errata.cli.plain import plain
from errata.core.estimate import Estimate


class Colour(StrEnum):
    RED = "red"


def test_everything_becomes_json_and_what_is_not_finite_becomes_null() -> None:
    given = {
        "estimate": Estimate(value=0.5, low=float("nan"), high=1.0, n=3),
        "array": np.array([[1.0, np.inf]]),
        "scalar": np.int64(3),
        "at": datetime(2026, 1, 2, tzinfo=UTC),
        "enum": Colour.RED,
        "path": Path("a/b"),
        "bytes": b"\x01\xff",
        "set": {1},
        "none": None,
        "true": True,
        "other": 1 + 2j,
        7: "key",
    }
    told = json.loads(json.dumps(plain(given), allow_nan=False))
    assert told["estimate"]["low"] is None
    assert told["array"] == [[1.0, None]]
    assert told["scalar"] == 3
    assert told["at"] == "2026-01-02T00:00:00+00:00"
    assert (told["enum"], told["path"], told["bytes"]) == ("red", "a/b", "01ff")
    assert (told["set"], told["none"], told["true"]) == ([1], None, True)
    assert told["other"] == "(1+2j)"
    assert told["7"] == "key"


def test_a_machine_gets_one_object_and_a_person_gets_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer({"n": 1}, lambda out: out.print("one"), as_json=True)
    assert json.loads(capsys.readouterr().out) == {"n": 1}
    answer({"n": 1}, lambda out: out.print("one [bold]"), as_json=False)
    assert capsys.readouterr().out == "one [bold]\n"


def test_tables_print_brackets_as_they_are_and_survive_no_rows() -> None:
    screen = Console(file=io.StringIO(), width=80)
    screen.print(table("T", ("a", "n"), [("[red]x[/red]", 3)]))
    screen.print(table("empty", ("a",), []))
    told = screen.file.getvalue()  # type: ignore[attr-defined]
    assert "[red]x[/red]" in told
    assert "empty" in told


def test_names_and_values_stand_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    lines(Console(), [("a", 1), ("long", 2)])
    assert capsys.readouterr().out == "a     1\nlong  2\n"


def test_an_estimate_is_spelled_with_interval_and_n() -> None:
    estimate = Estimate(value=0.8, low=0.75, high=0.85, n=200)
    assert spread(estimate) == spread(estimate.as_dict()) == "80.0 % [75.0, 85.0] n=200"


def test_progress_goes_nowhere_near_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    with counting("working", 2) as (step, advance):
        step("half")
        advance()
    assert capsys.readouterr().out == ""
