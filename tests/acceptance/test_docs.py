"""What the documentation says is what the code does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*/*.md")]
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def made() -> dict[Path, str]:
    return _maker().pages()  # type: ignore[no-any-return]


def _maker() -> ModuleType:
    path = ROOT / "docs" / "reference" / "make.py"
    spec = importlib.util.spec_from_file_location("make_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "page", ["reference/http.md", "reference/cli.md", "howto/accounts-and-keys.md"]
)
def test_a_page_made_from_the_code_is_up_to_date(page: str, made: dict[Path, str]) -> None:
    path = ROOT / "docs" / page
    assert path.read_text(encoding="utf-8") == made[path], (
        "run: uv run python docs/reference/make.py"
    )


def test_the_roles_of_the_table_are_those_of_the_permissions(made: dict[Path, str]) -> None:
    from errata.core.account import Role
    from errata.server.permissions import ROLES, Action

    text = (ROOT / "docs" / "howto" / "accounts-and-keys.md").read_text(encoding="utf-8")
    order = [Role.ADMIN, Role.LEAD, Role.REVIEWER, Role.SERVICE]
    said = {
        word.strip().replace(" ", "_"): {
            role for role, mark in zip(order, marks, strict=True) if mark == "yes"
        }
        for line in text.splitlines()
        if line.startswith("| ") and line.count("|") == 6 and not line.startswith("| may")
        for words, *marks in [[cell.strip() for cell in line.strip("|").split("|")]]
        for word in words.split(",")
    }
    assert said == {action.value: set(ROLES[action]) for action in Action}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for href in LINK.findall(text):
        if not re.match(r"[a-z]+:|#", href):
            assert (page.parent / href.split("#")[0]).exists(), href


def test_every_verb_is_in_the_readme() -> None:
    from errata.cli.app import VERBS

    commands = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Commands")[2]
    commands = commands.partition("\n## ")[0]
    named = set(re.findall(r"`(?:errata )?([a-z]+)(?: [A-Za-z]+)?`", commands))
    assert {*VERBS, "user", "key", "audit"} <= named


def test_the_documented_check_believes_what_errata_signs_and_nothing_else() -> None:
    import time

    from errata.flow.webhooks.signature import signature

    page = (ROOT / "docs" / "howto" / "webhooks.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(code, "webhooks.md", "exec"), names)
    is_signed = names["is_signed"]
    assert callable(is_signed)
    body, now = b'{"label":"refund"}', int(time.time())
    signed = signature("whsec_1", body, at=now)
    assert is_signed("whsec_1", body, signed)
    assert not is_signed("whsec_2", body, signed)
    assert not is_signed("whsec_1", body + b" ", signed)
    assert not is_signed("whsec_1", body, signature("whsec_1", body, at=now - 301))
    assert not is_signed("whsec_1", body, "")
