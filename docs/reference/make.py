"""Write the reference pages from the code: `python docs/reference/make.py`.

A test fails when a page is not what this writes.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import typer.core
import typer.main

from errata.cli.app import app as command_line
from errata.core.account import Role
from errata.server.app import create_app
from errata.server.guarded import Guard, Scope, guarded_routes
from errata.server.permissions import ROLES, Action
from errata.server.problems import ALWAYS
from errata.server.settings import ServerSettings
from errata.wire import Site

DOCS = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- made by docs/reference/make.py: begin -->", "<!-- end -->"
ORDER = (Role.ADMIN, Role.LEAD, Role.REVIEWER, Role.SERVICE)
PREFIX = "/api/v1"


def pages() -> dict[Path, str]:
    """Every page that is made here, by its file; the roles' table inside a page written by hand."""
    accounts = DOCS / "howto" / "accounts-and-keys.md"
    return {
        DOCS / "reference" / "http.md": http_page(),
        DOCS / "reference" / "cli.md": cli_page(),
        accounts: _put_between(accounts.read_text(encoding="utf-8"), roles_table()),
    }


def roles_table() -> str:
    """What each role may do; actions that the same roles may do share a line."""
    by_roles: defaultdict[tuple[Role, ...], list[str]] = defaultdict(list)
    for action in Action:
        allowed = tuple(role for role in ORDER if role in ROLES[action])
        by_roles[allowed].append(action.value.replace("_", " "))
    lines = [f"| may | {' | '.join(ORDER)} |", "|---|" + ":-:|" * len(ORDER)]
    for allowed, actions in sorted(by_roles.items(), key=lambda entry: (-len(entry[0]), entry[0])):
        marks = " | ".join("yes" if role in allowed else "-" for role in ORDER)
        lines.append(f"| {', '.join(actions)} | {marks} |")
    return "\n".join(lines)


def http_page() -> str:
    """Every route with who may use it and what it may answer."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(f"{folder}/reference.db")
        try:
            app = create_app(site, settings=ServerSettings(background=False))
            document = app.openapi()
            guards = {(one.method.lower(), one.path): one.guard for one in guarded_routes(app)}
        finally:
            site.close()
    always = ", ".join(map(str, ALWAYS))
    lines = [
        "# HTTP routes",
        "",
        f"Every address begins with `{PREFIX}`. The shapes of bodies and answers are in the "
        "OpenAPI document, which the server hands out at `/api/v1/openapi.json`; "
        "[Capture over HTTP](../howto/capture-over-http.md) shows the calls at work, "
        "[Accounts and keys](../howto/accounts-and-keys.md) the roles.",
        "",
        f"Any route may also answer {always}, as a problem document (RFC 9457). Lists answer "
        "`{items, next}` and take `?cursor=` (the `next` of the page before) and `?limit=` "
        "(1 to 200). Outside this prefix: `/healthz`, `/readyz`, `/metrics`, `/docs/`; every "
        "other address is the web app.",
    ]
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            groups[operation["tags"][0]].append(_route(path, method, operation, guards))
    for noun, rows in groups.items():
        lines += ["", f"## {noun}", "", "| route | who | answers | |", "|---|---|---|---|", *rows]
    return "\n".join(lines) + "\n"


def _route(
    path: str,
    method: str,
    operation: dict[str, Any],
    guards: dict[tuple[str, str], Guard | None],
) -> str:
    statuses = [one for one in sorted(operation["responses"]) if int(one) not in ALWAYS]
    guard = guards[method, path]
    assert guard is not None
    says = " ".join(operation.get("description", "").split())
    return (
        f"| `{method.upper()} {path.removeprefix(PREFIX)}` | {_who(guard)} "
        f"| {', '.join(statuses)} | {_cell(says)} |"
    )


def _who(guard: Guard) -> str:
    if guard.scope is Scope.OPEN:
        return "everybody"
    if guard.scope is Scope.ANYBODY or guard.action is None:
        return "whoever is signed in"
    roles = ", ".join(role for role in ORDER if role in ROLES[guard.action])
    return f"{roles} of everything" if guard.scope is Scope.SITE else roles


def cli_page() -> str:
    """Every verb of the command line with its arguments and options."""
    root = typer.main.get_command(command_line)
    lines = [
        "# Commands",
        "",
        "`errata VERB --help` says the same with an example. Exit code 0: done; 1: the answer is "
        "no; 2: wrong use.",
    ]
    for path, command in _commands(root, ("errata",)):
        lines += ["", f"## {' '.join(path)}", "", _first_paragraph(command.help or "")]
        rows = [row for param in command.params if (row := _param(param))]
        if rows:
            lines += ["", "| | default | |", "|---|---|---|", *rows]
    return "\n".join(lines) + "\n"


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(command, typer.core.TyperGroup):
        for name, inner in command.commands.items():
            yield from _commands(inner, (*path, name))
    else:
        yield path, command


def _param(param: Any) -> str:
    if getattr(param, "hidden", False) or "--help" in param.opts:
        return ""
    if param.param_type_name == "argument":
        name = f"`{(param.metavar or param.name).upper()}`"
    else:
        value = "" if getattr(param, "is_flag", False) else f" {_value(param)}"
        name = ", ".join(f"`{opt}`" for opt in (*param.opts, *param.secondary_opts)) + value
    envvar = f" `{param.envvar}`" if param.envvar else ""
    return f"| {name} | {_default(param)} | {_cell(getattr(param, 'help', '') or '')}{envvar} |"


def _value(param: Any) -> str:
    kind = param.type_descriptor.annotation
    if issubclass(kind, Enum):
        return " or ".join(f"`{choice.value}`" for choice in kind)
    names = {int: "NUMBER", float: "NUMBER", Path: "PATH"}
    return str(param.metavar or names.get(kind, "TEXT"))


def _default(param: Any) -> str:
    if param.required:
        return "needed"
    default = param.default.value if isinstance(param.default, Enum) else param.default
    return "" if default is None or default is False or default == "" else f"`{default}`"


def _first_paragraph(text: str) -> str:
    return " ".join(text.split("\b")[0].split("\n\n")[0].split())


def _cell(text: str) -> str:
    """Text that stays in its cell, whatever is in it."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _put_between(page: str, made: str) -> str:
    head, _, rest = page.partition(BEGIN)
    tail = rest.partition(END)[2]
    return f"{head}{BEGIN}\n\n{made}\n\n{END}{tail}"


if __name__ == "__main__":
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")
