"""The guidelines file of errata.toml is what reviewers read first."""

from __future__ import annotations

from pathlib import Path

import pytest

from errata.cli.opened import existing, opened
from errata.cli.settings import configuration
from errata.core.errors import InputError
from errata.core.project import Guideline


def test_the_file_is_stored_once_and_later_versions_are_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "guidelines.md").write_text("# Read this\n", "utf-8")
    config = tmp_path / "errata.toml"
    config.write_text(configuration(name="tickets", kind="text", labels=["a", "b"]), "utf-8")
    db = f"sqlite:///{tmp_path}/e.db"
    opened(db, None, config).close()
    (tmp_path / "guidelines.md").write_text("# Another\n", "utf-8")
    with existing(db, None, config) as loop, loop.store.snapshot() as view:
        (stored,) = view.find(Guideline)
    assert (stored.version, stored.text) == (1, "# Read this\n")


def test_a_file_that_is_no_text_is_refused_and_an_empty_one_is_no_version(tmp_path: Path) -> None:
    config = tmp_path / "errata.toml"
    config.write_text(configuration(name="tickets", kind="text", labels=["a", "b"]), "utf-8")
    (tmp_path / "guidelines.md").write_bytes(b"\xff\xfe")
    db = f"sqlite:///{tmp_path}/e.db"
    with pytest.raises(InputError, match="UTF-8 at byte 0"):
        opened(db, None, config)
    (tmp_path / "guidelines.md").write_text("  \n", "utf-8")
    with opened(db, None, config) as loop, loop.store.snapshot() as view:
        assert view.count(Guideline) == 0
