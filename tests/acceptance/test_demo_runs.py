"""errata demo: the whole loop in one command, its JSON object, its report, and honest refusals."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from errata.cli.app import app

ACCURACY = {"value", "low", "high", "n"}
DATA = Path(__file__).resolve().parents[2].parent / "shared/data"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str, str]:
    """One small demo on the digits: its figures, its report, what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    result = CliRunner().invoke(
        app,
        [
            "demo",
            "--cycles",
            "2",
            "--budget",
            "60",
            "--json",
            str(folder / "d.json"),
            "--report",
            str(folder / "r.html"),
            "--db",
            f"{folder}/demo.db",
        ],
    )
    assert result.exit_code == 0, result.output
    figures = json.loads((folder / "d.json").read_text("utf-8"))
    return figures, (folder / "r.html").read_text("utf-8"), result.stdout


def test_the_json_object_has_the_keys_of_the_contract(
    demo: tuple[dict[str, Any], str, str],
) -> None:
    figures, _, _ = demo
    assert {"project", "cycles", "random_review_baseline", "slices", "seconds"} <= figures.keys()
    for arm in ("cycles", "random_review_baseline"):
        assert [turn["cycle"] for turn in figures[arm]] == [1, 2]
        for turn in figures[arm]:
            assert {"champion", "reviews_spent", "corrections", "verdict", "dataset"} <= turn.keys()
            for name in ("accuracy_before", "accuracy_after"):
                assert turn[name].keys() == ACCURACY
                assert turn[name]["low"] < turn[name]["value"] < turn[name]["high"]
            assert turn["past_errors"].keys() == {"n", "fixed", "regressed"}
            assert turn["certificate"].keys() == {"threshold", "alpha", "delta", "coverage", "n"}
            assert turn["verdict"] in ("PASS", "FAIL", "INCONCLUSIVE")
            assert turn["reviews_spent"] == 60
    for one in figures["slices"]:
        assert {"predicate", "support", "error_rate", "p_value"} <= one.keys()


def test_only_a_pass_changes_the_champion(demo: tuple[dict[str, Any], str, str]) -> None:
    figures, _, _ = demo
    for arm in ("cycles", "random_review_baseline"):
        champion = "v1"
        for turn in figures[arm]:
            champion = turn["candidate"] if turn["verdict"] == "PASS" else champion
            assert turn["champion"] == champion


def test_the_quick_fix_is_refused_and_the_place_it_breaks_is_named(
    demo: tuple[dict[str, Any], str, str],
) -> None:
    figures, report, printed = demo
    assert figures["refused"]["outcome"] == "FAIL"
    broken = [name for name in figures["refused"]["breaks"] if name.startswith(("slice", "class"))]
    assert broken
    assert "REFUSED: a quick fix for scanner=" in printed
    assert "The candidate that was refused" in report


def test_the_terminal_opens_with_three_lines_and_shows_both_budgets(
    demo: tuple[dict[str, Any], str, str],
) -> None:
    _, _, printed = demo
    assert [printed.find(f"{n}. ") >= 0 for n in (1, 2, 3)] == [True] * 3
    assert printed.startswith("1. ")
    assert "The same budget on random reviews" in printed


def test_the_report_needs_nothing_else(demo: tuple[dict[str, Any], str, str]) -> None:
    _, report, _ = demo
    assert report.startswith("<!doctype html>")
    assert report.count("<svg") >= 3
    for outside in ("http://", "https://", "<script", "<link", "url(", "@import"):
        assert outside not in report


def test_the_same_seed_gives_the_same_figures(tmp_path: Path) -> None:
    def run(name: str) -> dict[str, Any]:
        path = tmp_path / name
        result = CliRunner().invoke(
            app,
            [
                "demo",
                "--cycles",
                "1",
                "--budget",
                "20",
                "--seed",
                "4",
                "--json",
                str(path),
                "--report",
                str(tmp_path / "r.html"),
            ],
        )
        assert result.exit_code == 0, result.output
        figures = json.loads(path.read_text("utf-8"))
        figures.pop("seconds")
        assert isinstance(figures, dict)
        return figures

    assert run("one.json") == run("two.json")


def own(path: Path, *, n: int = 700, classes: int = 3) -> Path:
    """Texts in two languages; the label is in a word of the language."""
    rng = np.random.default_rng(0)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["text", "label", "language"])
        for number in range(n):
            label = int(rng.integers(classes))
            language = "en" if rng.random() < 0.6 else "xx"
            word = f"{language}word{label}" if rng.random() < 0.9 else f"{language}other"
            rows.writerow([f"{word} {rng.integers(50)} {number}", f"class{label}", language])
    return path


def test_it_runs_on_the_users_own_file_and_says_how_it_was_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own(tmp_path / "mine.csv")
    result = CliRunner().invoke(
        app, ["demo", "--data", "mine.csv", "--cycles", "1", "--budget", "30", "--json", "-"]
    )
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["project"] == "mine"
    report = (tmp_path / "report.html").read_text("utf-8")
    assert "The start is language=en alone" in report
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.csv", "report.html"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("text,lable\nx,a\n", "did you mean 'lable'"),
        ("text,label\nx,a\ny,a\n", "only one class"),
        ("text,label\n" + "x,a\ny,b\n" * 10, "300 or more"),
        ("text,label\n" + "\udcff,a\n" * 3, "UTF-8"),
    ],
)
def test_a_wrong_file_gets_one_message_and_nothing_is_written(
    content: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.csv").write_bytes(content.encode(errors="surrogateescape"))
    result = CliRunner().invoke(app, ["demo", "--data", "mine.csv", "--db", "demo.db"])
    assert result.exit_code == 2
    assert said in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--serve", "--port", "70000"),
        ("--cycles", "0"),
        ("--budget", "100000"),
        ("--report", "no/folder/r.html"),
        ("--report", "."),
        ("--db", "https://errata.example"),
        ("--data", "gone.csv"),
    ],
)
def test_wrong_use_is_said_at_once(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["demo", *arguments])
    assert result.exit_code == 2
    assert result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_has_the_projects_is_left_alone(tmp_path: Path) -> None:
    import errata

    db = f"sqlite:///{tmp_path}/demo.db"
    errata.open(db, project="digits-random", kind="text", labels=["a", "b"]).close()
    result = CliRunner().invoke(
        app, ["demo", "--db", db, "--report", str(tmp_path / "report.html")]
    )
    assert result.exit_code == 2
    assert "digits-random" in result.stderr
    assert not (tmp_path / "report.html").exists()
