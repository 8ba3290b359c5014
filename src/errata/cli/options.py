"""The options that verbs share, spelled and explained once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_DB = "sqlite:///errata.db"


def _remember_json(ctx: typer.Context, value: bool) -> bool:
    # A fault is reported outside the verb, where its own arguments are gone.
    ctx.find_root().meta["errata.json"] = value
    return value


Db = Annotated[
    str,
    typer.Option(
        "--db",
        envvar="ERRATA_URL",
        help="Where everything is kept: sqlite:///FILE, a file, postgresql://..., or a server's "
        "http://HOST:PORT (key in ERRATA_API_KEY).",
        metavar="URL",
    ),
]
LocalDb = Annotated[
    str,
    typer.Option(
        "--db",
        envvar="ERRATA_URL",
        help="Where everything is kept: sqlite:///FILE, a file, or postgresql://...",
        metavar="URL",
    ),
]
Project = Annotated[
    str | None,
    typer.Option(
        "--project",
        "-p",
        envvar="ERRATA_PROJECT",
        help="The project; not needed where errata.toml or the database has just one.",
        metavar="NAME",
    ),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", help="The errata.toml to read; default: the one in this folder."),
]
Json = Annotated[
    bool,
    typer.Option(
        "--json",
        help="Answer as one JSON object on standard output.",
        callback=_remember_json,
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", help="Who does this; default: your user name.", metavar="NAME"),
]
Why = Annotated[str, typer.Option("--why", help="The reason, kept in the audit log.")]
