"""Every verb with right and wrong arguments: its answer, its exit code, and never a traceback."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from errata import open as open_loop
from errata.cli.app import VERBS, app
from errata.cli.export import What
from errata.flow.export import WHAT

WORDS = {
    "refund": ("money", "refund"),
    "delivery": ("parcel", "late"),
    "login": ("password", "enter"),
}


def errata(*arguments: str | Path) -> Result:
    """Run the command in this process; an exception is a failure of the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told(*arguments: str | Path, code: int = 0) -> dict[str, Any]:
    """The JSON answer of a verb; standard output holds nothing else."""
    result = errata(*arguments, "--json")
    assert result.exit_code == code, result.stderr
    answer = json.loads(result.stdout)
    assert isinstance(answer, dict)
    return answer


def write(path: Path, columns: list[str], rows: list[list[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def tickets(path: Path, n: int, *, seed: int, label: bool = True) -> Path:
    rng = np.random.default_rng(seed)
    rows: list[list[object]] = []
    for number in range(n):
        name = str(rng.choice(list(WORDS)))
        text = f"{rng.choice(WORDS[name])} {rng.choice(['please', 'now'])} {seed}-{number}"
        rows.append([text, str(rng.choice(["web", "mail"])), *([name] if label else [])])
    return write(path, ["text", "channel", *(["label"] if label else [])], rows)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project: a base, a hold, and a champion that passed."""
    folder = tmp_path_factory.mktemp("cli")
    db = f"sqlite:///{folder}/errata.db"
    base, hold = (
        tickets(folder / "base.csv", 120, seed=1),
        tickets(folder / "hold.csv", 300, seed=2),
    )
    for arguments in (
        ("import", base, "--as", "base", "--project", "tickets", "--db", db),
        ("import", hold, "--as", "hold", "--db", db),
        ("retrain", "--db", db),
        ("prove", "--db", db),
        ("promote", "--by", "ann", "--db", db),
    ):
        result = errata(*arguments)
        assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture
def here(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project to change, as the working folder."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- the command itself ------------------------------------------------------------------------


def test_errata_alone_shows_help() -> None:
    shown = errata()
    assert "demo" in shown.output
    assert "promote" in shown.output


def test_the_version_is_told() -> None:
    assert errata("--version").output.startswith("errata ")


@pytest.mark.parametrize(
    "verb", [*VERBS, "audit verify", "audit seal", "audit head"], ids=lambda verb: str(verb)
)
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    shown = errata(*verb.split(), "--help")
    assert shown.exit_code == 0
    assert f"errata {verb}" in shown.output.split("Example:")[1]
    assert "--json" in shown.output or verb == "audit"


def test_unknown_verbs_and_options_suggest_the_nearest() -> None:
    for arguments, hint in ((("prvoe",), "prove"), (("prove", "--jsn"), "--json")):
        result = errata(*arguments)
        assert result.exit_code == 2
        assert hint in result.stderr


@pytest.mark.parametrize(
    "verb", ["certify", "status", "slices", "curate", "retrain", "prove", "promote", "cycle"]
)
def test_without_a_database_verbs_say_so_and_make_none(verb: str, empty: Path) -> None:
    result = errata(verb)
    assert result.exit_code == 2
    assert "no database at errata.db" in result.stderr
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("verb", ["import x.csv", "doctor", "key list", "user list"])
def test_what_needs_the_database_itself_refuses_a_server(
    verb: str, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ERRATA_URL", "https://errata.example")
    result = errata(*verb.split())
    assert result.exit_code == 2
    assert "https://errata.example" in result.stderr
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("verb", ["status", "slices", "curate", "cycle", "trace x"])
def test_a_server_that_does_not_answer_is_said_to_be_away(
    verb: str, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ERRATA_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("ERRATA_SPOOL", str(empty / "spool.db"))
    result = errata(*verb.split(), "--project", "p")
    assert result.exit_code == 2
    assert "http://127.0.0.1:9 does not answer" in result.stderr
    assert list(empty.iterdir()) == []


def test_a_fault_is_json_too_when_json_is_asked_for(empty: Path) -> None:
    answer = told("status", code=2)
    assert answer["error"]["kind"] == "InputError"
    assert "no database" in answer["error"]["message"]


def test_a_file_that_cannot_be_written_is_a_message(here: Path) -> None:
    errata("audit", "seal")
    result = errata("audit", "head", "--out", here)
    assert result.exit_code == 2
    assert "directory" in result.stderr


# -- init --------------------------------------------------------------------------------------


def test_init_leaves_files_that_work_and_never_overwrites(empty: Path) -> None:
    made = told("init", ".", "--name", "tickets", "--label", "a", "--label", "b")
    assert made["labels"] == ["a", "b"]
    assert "\n## a\n" in (empty / "guidelines.md").read_text("utf-8")
    before = (empty / "errata.toml").read_text("utf-8")
    again = errata("init", ".")
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert (empty / "errata.toml").read_text("utf-8") == before
    assert errata("init", ".", "--force").exit_code == 0


def test_init_with_a_wrong_kind_writes_nothing(empty: Path) -> None:
    result = errata("init", "new", "--kind", "video")
    assert result.exit_code == 2
    assert "project.kind" in result.stderr
    assert list(empty.iterdir()) == []


def test_the_project_of_errata_toml_is_used_and_its_faults_stop_everything(here: Path) -> None:
    errata("init", ".", "--name", "tickets")
    assert told("status")["project"] == "tickets"
    (here / "errata.toml").write_text("[triage]\nalpa = 1\n", "utf-8")
    result = errata("status")
    assert result.exit_code == 2
    assert "triage.alpa" in result.stderr
    assert errata("doctor").exit_code == 1


# -- import and capture ------------------------------------------------------------------------


def test_a_history_is_reported_and_stored(empty: Path) -> None:
    rng = np.random.default_rng(0)
    rows: list[list[object]] = []
    for number in range(600):
        wrong = rng.random() < (0.4 if number % 3 == 0 else 0.03)
        truth = str(rng.choice(["a", "b"]))
        said = truth if not wrong else ("b" if truth == "a" else "a")
        confidence = round(float(rng.uniform(0.5, 0.8) if wrong else rng.uniform(0.7, 1)), 4)
        rows.append([f"=text {number}", said, confidence, truth, "xyz"[number % 3]])
    path = write(empty / "past.csv", ["text", "predicted", "confidence", "truth", "site"], rows)
    answer = told("import", path, "--golden", empty / "golden.csv")
    assert answer["n"] == answer["certificate"]["n"] == 600
    assert answer["certificate"]["threshold"] is not None
    assert [one["predicate"] for one in answer["slices"]] == [{"site": "x"}]
    assert answer["project"] == "past"
    assert answer["predictions"] == 600
    assert answer["outcomes"] == 600
    assert answer["errors"] == round(600 * (1 - answer["accuracy"]["value"]))
    status = told("status")
    assert (status["predictions"], status["champion"]) == (600, "imported")
    with (empty / "golden.csv").open(encoding="utf-8") as file:
        golden = list(csv.DictReader(file))
    assert len(golden) == len(answer["golden_candidates"]) > 10
    assert golden[0]["text"].startswith("'=text")  # a spreadsheet must not run it
    assert errata("import", "golden.csv", "--as", "must-pass", "--project", "past").exit_code == 0
    words = errata("import", path, "--dry-run").stdout
    assert "may be automated" in words
    assert "site=x" in words
    assert "Nothing stored" in words


def test_a_dry_run_stores_nothing(empty: Path) -> None:
    path = tickets(empty / "base.csv", 60, seed=3)
    assert told("import", path, "--as", "base", "--dry-run")["n"] == 60
    assert [file.name for file in empty.iterdir()] == ["base.csv"]


@pytest.mark.parametrize(
    ("columns", "rows", "said"),
    [
        (["text", "lable"], [["x", "a"]], "did you mean 'lable'"),
        (["text", "label"], [], "header"),
        (["text", "label"], [["x", "a"], ["y", "a"]], "only one class"),
    ],
)
def test_wrong_files_are_explained_and_nothing_is_written(
    columns: list[str], rows: list[list[object]], said: str, empty: Path
) -> None:
    path = write(empty / "wrong.csv", columns, rows)
    result = errata("import", path, "--as", "base")
    assert result.exit_code == 2
    assert said in result.stderr
    assert [file.name for file in empty.iterdir()] == ["wrong.csv"]


@pytest.mark.parametrize(
    "arguments",
    [("--alpha", "7"), ("--delta", "0"), ("--golden", "golden.xlsx"), ("--as", "thing")],
)
def test_wrong_options_of_import_are_refused_before_anything_is_stored(
    arguments: tuple[str, str], empty: Path
) -> None:
    path = write(
        empty / "h.csv",
        ["text", "predicted", "confidence", "truth"],
        [["x", "a", 0.9, "a"], ["y", "b", 0.8, "a"]],
    )
    assert errata("import", path, *arguments).exit_code == 2
    assert [file.name for file in empty.iterdir()] == ["h.csv"]


def test_a_hold_needs_a_project(empty: Path) -> None:
    result = errata("import", tickets(empty / "hold.csv", 60, seed=3), "--as", "hold")
    assert result.exit_code == 2
    assert "no database" in result.stderr
    assert [file.name for file in empty.iterdir()] == ["hold.csv"]


def test_the_champion_answers_a_file_without_predictions(here: Path) -> None:
    path = tickets(here / "today.csv", 40, seed=5, label=False)
    answer = told("capture", path)
    assert (answer["n"], answer["model"]) == (40, "v1")
    assert len(answer["decisions"]) == 40
    assert answer["accepted"] + answer["to_review"] == 40
    assert "40 predictions of v1" in errata("capture", path).stdout


def test_probabilities_and_labels_of_another_model_are_captured(here: Path) -> None:
    scored = write(
        here / "p.csv",
        ["text", "p_refund", "p_login", "p_delivery"],
        [["money", 0.9, 0.06, 0.04], ["enter", 0.2, 0.7, 0.1]],
    )
    answer = told("capture", scored, "--model", "v7")
    assert [one["label"] for one in answer["decisions"]] == ["refund", "login"]
    assert answer["decisions"][0]["confidence"] == pytest.approx(0.9, abs=1e-6)
    sure = write(here / "c.csv", ["text", "predicted", "confidence"], [["late", "delivery", 0.8]])
    assert told("capture", sure)["decisions"][0]["label"] == "delivery"
    bare = write(here / "l.csv", ["text", "predicted"], [["late parcel", "delivery"]])
    assert told("capture", bare)["to_review"] == 1


@pytest.mark.parametrize(
    ("columns", "row", "said"),
    [
        (["text", "p_refund", "p_login"], ["x", 0.9, 0.9], "sum to 1.8"),
        (["text", "p_refund", "p_login"], ["x", "nan", 0.9], "row 2, column 'p_refund'"),
        (["text", "predicted", "confidence"], ["x", "refund", 90], "row 2, column 'confidence'"),
        (["text", "predicted"], ["x", ""], "row 2, column 'predicted'"),
        (["text", "predicted"], ["x", "nonsense"], "nonsense"),
        (["predicted"], ["refund"], "no column 'text'"),
    ],
)
def test_wrong_predictions_are_explained(
    columns: list[str], row: list[object], said: str, here: Path
) -> None:
    result = errata("capture", write(here / "wrong.csv", columns, [row]))
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_model_name_for_a_file_without_predictions_is_refused(here: Path) -> None:
    path = tickets(here / "today.csv", 5, seed=5, label=False)
    result = errata("capture", path, "--model", "v7")
    assert result.exit_code == 2
    assert "the champion answers" in result.stderr


def test_a_missing_file_is_said(here: Path) -> None:
    for name in ("gone.csv", "gone.npz"):
        assert errata("capture", name).exit_code == 2


def test_images_without_an_array_of_images_are_refused(here: Path) -> None:
    np.savez(here / "x.npz", pictures=np.zeros((2, 4, 4), np.uint8))
    result = errata("capture", here / "x.npz")
    assert result.exit_code == 2
    assert "images" in result.stderr


# -- learn, prove, promote ---------------------------------------------------------------------


def test_certify_answers_no_with_exit_code_1_where_no_threshold_holds(here: Path) -> None:
    found = told("certify", "--alpha", "0.05")
    assert found["threshold"] is not None
    assert found["coverage"]["n"] == found["n"]
    assert "Share automated" in errata("certify").stdout
    none = told("certify", "--alpha", "0.000001", code=1)
    assert none["threshold"] is None
    assert "everything is reviewed" in errata("certify", "--alpha", "0.000001").stdout
    assert errata("certify", "--alpha", "7").exit_code == 2


def test_a_dry_run_shows_curve_and_cost_and_commits_nothing(here: Path) -> None:
    before = told("status")["certificate"]
    shown = told("certify", "--dry-run", "--alpha", "0.2")
    assert shown["dry_run"] is True
    assert set(shown["bands"]) == {"accept", "review", "expert"}
    assert len(shown["curve"]["risk"]) == len(shown["curve"]["coverage"]) > 0
    assert told("status")["certificate"] == before
    words = errata("certify", "--dry-run", "--alpha", "0.2").stdout
    assert "on the hold" in words
    assert "% accepted" in words
    assert "reviews a day" in words
    assert "Nothing was stored" in words
    assert errata("certify", "--dry-run", "--alpha", "2").exit_code == 2


def test_simulate_compares_promises(here: Path) -> None:
    found = told("simulate", "--alpha", "0.2", "--alpha", "0.05")
    assert [row["alpha"] for row in found["rows"]] == [0.05, 0.2]
    strict, loose = found["rows"]
    assert strict["reviews_a_day"]["value"] >= loose["reviews_a_day"]["value"]
    assert "What each promise would cost" in errata("simulate").stdout
    assert "errors would cost" in errata("simulate", "--alpha", "0.2").stdout
    none = told("simulate", "--alpha", "0.000001", code=1)
    assert none["rows"][0]["threshold"] is None
    assert none["rows"][0]["errors_reaching_users_a_day"]["high"] == 0
    assert "cannot be promised yet" in errata("simulate", "--alpha", "0.000001").stdout
    for wrong in (("--alpha", "2"), ("--alpha", "x"), ("--delta", "0")):
        result = errata("simulate", *wrong)
        assert result.exit_code == 2
        assert "Traceback" not in result.stderr


def test_a_candidate_that_is_no_better_is_not_proved_nor_promoted(here: Path) -> None:
    assert told("retrain", "--seed", "3")["model"] == "v2"
    report = told("prove", "v2", code=1)
    assert report["outcome"] in ("FAIL", "INCONCLUSIVE")
    assert "Checks" in errata("prove").stdout
    refused = errata("promote", "v2")
    assert refused.exit_code == 1
    assert "PASS" in refused.stderr
    assert told("status")["champion"] == "v1"


def test_an_override_needs_a_person_and_a_reason_and_can_be_rolled_back(here: Path) -> None:
    errata("retrain")
    assert errata("promote", "--override").exit_code == 2
    done = told("promote", "v2", "--override", "--by", "ann", "--why", "we must")
    assert (done["champion"], done["reason"]) == ("v2", "override")
    back = told("rollback", "--why", "it was worse", "--by", "bob")
    assert (back["champion"], back["by"]) == ("v1", "bob")
    assert errata("rollback", "--why", " ").exit_code == 2
    assert errata("rollback").exit_code == 2


def test_a_champion_is_named_after_a_promotion(here: Path) -> None:
    errata("retrain")
    shown = errata("promote", "v2", "--override", "--by", "ann", "--why", "we must").stdout
    assert "Champion: v2" in shown
    assert "Champion: v1 again" in errata("rollback", "--why", "worse").stdout


def test_an_empty_name_is_nobody(here: Path) -> None:
    assert errata("promote", "v1", "--by", " ").exit_code == 2


def test_curate_says_what_it_made(here: Path) -> None:
    made = told("curate")
    assert made["n_injected"] == 0
    assert "examples" in errata("curate").stdout


def test_a_cycle_that_promotes_nothing_answers_no(here: Path) -> None:
    turned = told("cycle", code=1)
    assert turned["promoted"] is False
    assert "not promoted" in errata("cycle").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("prove", "v9"),
        ("promote", "v9"),
        ("retrain", "--dataset", "zz"),
        ("retrain", "--trainer", "none.v1"),
        ("trace", "zzzzzzzz"),
    ],
)
def test_what_does_not_exist_is_named(arguments: tuple[str, ...], here: Path) -> None:
    result = errata(*arguments)
    assert result.exit_code == 2
    assert arguments[-1] in result.stderr


# -- look --------------------------------------------------------------------------------------


def test_status_shows_every_stage_to_people_and_machines(here: Path) -> None:
    errata("certify")
    answer = told("status")
    assert (answer["project"], answer["champion"], answer["models"]) == ("tickets", "v1", 1)
    shown = errata("status").stdout
    assert "champion" in shown
    assert "accept at confidence" in shown


def test_status_says_what_errors_ask_for(here: Path) -> None:
    assert told("status")["remedies"] is None
    with open_loop(f"sqlite:///{here / 'errata.db'}", project="tickets") as loop:
        labels = loop.project.labels
        doubtful = [[1 / len(labels)] * len(labels)] * 8
        loop.capture([f"dim {row}" for row in range(8)], doubtful, model="v1")
        for who in ("ann", "bob", "cy"):
            while (task := loop.claim(reviewer=who)) is not None:
                right = labels[labels.index(next(iter(task.prediction or {}))) - 1]
                loop.submit(task, label=right, cause="noisy_input", why="the scan is dim")
    found = told("status")["remedies"]
    assert found["whole"]["remedy"] == "fix_input"
    assert found["whole"]["share"]["n"] == found["whole"]["explained"]
    assert found["whole"]["says"].startswith("fix the input: 100%")
    shown = errata("status").stdout
    assert "what to do" in shown
    assert "the scan is dim" in shown


def test_trace_tells_a_model_and_a_prediction(here: Path) -> None:
    ident = told("capture", tickets(here / "t.csv", 2, seed=9, label=False))["decisions"][0]["id"]
    assert told("trace", ident)["kind"] == "prediction"
    assert "v1" in errata("trace", "v1").stdout


def test_slices_says_when_there_are_none(here: Path) -> None:
    assert told("slices") == {"slices": [], "aliases": {}, "watched": []}
    assert "No slice" in errata("slices").stdout


def test_export_offers_what_the_library_can_write(here: Path) -> None:
    assert {what.value for what in What} == set(WHAT)
    answer = told("export", here / "golden.csv", "--what", "golden")
    assert answer["rows"] > 10
    assert (here / "golden.csv").exists()
    assert errata("export", here / "golden.csv", "--what", "golden").exit_code == 2
    shown = errata("export", here / "golden.csv", "--what", "golden", "--force")
    assert f"Wrote {answer['rows']} rows" in shown.stdout.replace("\n", " ")
    assert errata("export", here / "x.xlsx", "--what", "golden").exit_code == 2


def test_the_audit_log_is_sealed_exported_and_verified(here: Path) -> None:
    assert errata("audit", "head").exit_code == 2  # nothing is sealed yet
    assert told("audit", "verify")["head"] is None
    assert told("audit", "seal")["head"]["block"] == 1
    assert "Block 1" in errata("audit", "head", "--out", "head.json").stdout
    assert told("audit", "verify", "--head", here / "head.json")["intact"] is True
    assert "Intact" in errata("audit", "verify").stdout
    assert told("audit", "seal")["head"]["block"] == 1  # nothing new, no new block


def test_a_head_that_is_not_this_log_s_is_found_out(here: Path) -> None:
    errata("audit", "seal")
    head = told("audit", "head")["head"]
    (here / "head.json").write_text(json.dumps({**head, "hash": "00" * 32}), "utf-8")
    result = errata("audit", "verify", "--head", here / "head.json")
    assert result.exit_code == 1
    assert "NOT intact" in result.stdout


@pytest.mark.parametrize("text", ["[]", "{}", "no json", '{"head": {"block": 1}}'])
def test_a_file_that_is_no_head_is_refused(text: str, here: Path) -> None:
    (here / "head.json").write_text(text, "utf-8")
    result = errata("audit", "verify", "--head", here / "head.json")
    assert result.exit_code == 2
    assert "holds no audit head" in result.stderr


def test_a_missing_head_is_said(here: Path) -> None:
    assert errata("audit", "verify", "--head", here / "gone.json").exit_code == 2


def test_the_doctor_finds_a_whole_project_whole_and_a_missing_file_missing(here: Path) -> None:
    found = {check["name"]: check["finding"] for check in told("doctor", "--deep")["checks"]}
    assert found == {
        "versions": "ok",
        "configuration": "skipped",
        "database": "ok",
        "files": "ok",
        "rows": "ok",
        "audit": "ok",
    }
    for blob in here.glob("errata.db.files/blobs/**/*.skops"):
        blob.unlink()
    result = errata("doctor")
    assert result.exit_code == 1
    assert "missing" in result.stdout


def test_the_doctor_writes_nothing_where_there_is_nothing(empty: Path) -> None:
    assert told("doctor")["checks"][2]["finding"] == "skipped"
    assert list(empty.iterdir()) == []


def test_the_doctor_names_a_file_that_is_no_database(empty: Path) -> None:
    (empty / "errata.db").write_text("hello " * 1000, "utf-8")
    result = errata("doctor")
    assert result.exit_code == 1
    assert "database" in result.stdout


# -- which project -----------------------------------------------------------------------------


def test_several_projects_and_none_named_is_a_question(here: Path) -> None:
    path = tickets(here / "b.csv", 60, seed=4)
    assert errata("import", path, "--as", "base", "--project", "other").exit_code == 0
    result = errata("status")
    assert result.exit_code == 2
    assert "one of" in result.stderr
    assert told("status", "--project", "other")["project"] == "other"
    unknown = errata("status", "--project", "nope")
    assert unknown.exit_code == 2
    assert "tickets" in unknown.stderr


def test_the_environment_names_the_project(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ERRATA_PROJECT", "tickets")
    monkeypatch.setenv("ERRATA_URL", f"{here}/errata.db")
    assert told("status")["project"] == "tickets"


def test_capture_into_nowhere_asks_for_a_name(empty: Path) -> None:
    path = write(empty / "p.csv", ["text", "p_a", "p_b"], [["x", 0.5, 0.5]])
    result = errata("capture", path)
    assert result.exit_code == 2
    assert "--project" in result.stderr
    assert [file.name for file in empty.iterdir()] == ["p.csv"]
