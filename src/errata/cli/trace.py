"""errata trace: from any identifier to all that it led to and came from."""

from __future__ import annotations

from typing import Annotated

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer


def run(
    ident: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The whole identifier of a prediction, task, item, resolution, error or dataset; "
            "or a model's name.",
        ),
    ],
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Follow an example from its prediction to the models it trained, or back.

    \b
    Example:
      errata trace v2
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop:
        found = loop.trace(ident)
    told = "\n".join(found.lines())
    answer(found.as_dict(), lambda out: out.print(told), as_json=as_json)
