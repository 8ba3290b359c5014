"""errata.toml: what init writes is the default policy, and every fault is told at once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from errata.cli.config import Config, parse_config, read_config
from errata.cli.settings import MEANINGS, TABLES, configuration, settings
from errata.core.errors import InputError, PolicyError
from errata.core.policy import Policy


def test_what_init_writes_is_the_default_policy() -> None:
    text = configuration(name="tickets", kind="text", labels=["a", "b"], guidelines="")
    found = parse_config(tomllib.loads(text), Path("errata.toml"))
    assert found.policy == Policy()
    assert (found.project, found.kind, found.labels) == ("tickets", "text", ("a", "b"))


def test_every_setting_has_a_meaning_and_every_meaning_a_setting() -> None:
    assert {f"{table}.{name}" for table, name, _ in settings()} == set(MEANINGS)
    assert {table for table, _, _ in settings()} == set(TABLES)


def test_every_setting_stands_in_the_file_under_its_meaning() -> None:
    lines = configuration(name="x", kind="text", labels=[]).splitlines()
    for table, name, _ in settings():
        place = lines.index(f"# {MEANINGS[f'{table}.{name}']}")
        assert lines[place + 1].startswith(f"{name} = ")


def test_labels_and_names_with_quotes_survive() -> None:
    text = configuration(name='a "b"', kind="text", labels=['x"y', "z"], guidelines="")
    found = parse_config(tomllib.loads(text), Path("errata.toml"))
    assert (found.project, found.labels) == ('a "b"', ('x"y', "z"))


def test_no_file_means_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_config(None) == Config()


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="errata init"):
        read_config(tmp_path / "other.toml")


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "errata.toml"
    path.write_text("[project\n", "utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_config(path)
    path.write_bytes(b'name = "\xff"')
    with pytest.raises(InputError, match="not UTF-8 at byte 8"):
        read_config(path)


def test_all_faults_are_told_at_once_with_their_paths() -> None:
    given = {
        "project": {"nme": "x", "kind": "video", "labels": ["a"], "guidelines": "gone.md"},
        "triage": {"alpha": 7},
        "gaet": {},
    }
    with pytest.raises(PolicyError) as caught:
        parse_config(given, Path("errata.toml"))
    told = str(caught.value)
    for path in (
        "project.nme",
        "'name'",
        "project.kind",
        "project.labels",
        "project.guidelines",
        "triage.alpha",
        "gaet",
    ):
        assert path in told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"project": 3}, "wanted a table"),
        ({"project": {"name": 3}}, "project.name: got 3, wanted a text"),
        ({"project": {"labels": "a"}}, "wanted a list of texts"),
        ({"project": {"labels": ["a", "a"]}}, "all different"),
        ({"project": {"zzz": 1}}, "one of name, kind, labels, guidelines"),
    ],
)
def test_each_wrong_project_setting_is_explained(given: dict[str, object], said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        parse_config(given, Path("errata.toml"))


def test_a_relative_guidelines_file_starts_at_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "g.md").write_text("read me", "utf-8")
    found = parse_config({"project": {"guidelines": "g.md"}}, tmp_path / "errata.toml")
    assert found.guidelines == tmp_path / "g.md"
