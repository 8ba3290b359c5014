"""errata promote: a candidate that passed becomes the champion."""

from __future__ import annotations

from typing import Annotated

import typer

from errata.cli.options import DEFAULT_DB, By, Config, Db, Json, Project, Why
from errata.cli.output import answer


def run(
    candidate: Annotated[
        str | None, typer.Argument(help="A model's name or id; default: the newest candidate.")
    ] = None,
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    by: By = None,
    why: Why = "",
    override: Annotated[
        bool,
        typer.Option("--override", help="Without a PASS; needs --by and --why, visible for ever."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Put a proved candidate into production. Exit 1: refused, it has no PASS.

    \b
    Example:
      errata promote v4
    """
    from errata.cli.opened import actor, existing
    from errata.core.errors import InputError

    if override and not (by and by.strip() and why.strip()):
        raise InputError("an override without a person and a reason", do="give --by and --why")
    with existing(db, project, config) as loop:
        done = loop.promote(candidate, by=actor(by), why=why, override=override)
        champion = loop.status().champion
    answer(
        {
            "promotion": done.id,
            "champion": champion,
            "model": done.model_id,
            "by": done.by,
            "previous": done.previous_id,
            "reason": done.reason,
            "why": done.why,
        },
        lambda out: out.print(f"Champion: {champion} ({done.reason}, by {done.by})."),
        as_json=as_json,
    )
