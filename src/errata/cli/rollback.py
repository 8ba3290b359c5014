"""errata rollback: the champion before this one answers again."""

from __future__ import annotations

from typing import Annotated

import typer

from errata.cli.options import DEFAULT_DB, By, Config, Db, Json, Project
from errata.cli.output import answer


def run(
    why: Annotated[str, typer.Option("--why", help="The reason, kept in the audit log.")],
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Go back to the previous champion, at once and without a proof.

    \b
    Example:
      errata rollback --why "refunds misrouted since Monday"
    """
    from errata.cli.opened import actor, existing
    from errata.core.errors import InputError

    if not why.strip():
        raise InputError("a rollback without a reason", do="give --why")
    with existing(db, project, config) as loop:
        done = loop.rollback(by=actor(by), why=why)
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
        lambda out: out.print(f"Champion: {champion} again (by {done.by})."),
        as_json=as_json,
    )
