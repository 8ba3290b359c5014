"""errata export: corrections, the dataset, golden cases or gate reports as a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, working


class What(StrEnum):
    """What can be exported."""

    CORRECTIONS = "corrections"
    DATASET = "dataset"
    GOLDEN = "golden"
    GATES = "gates"


def run(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .csv, .jsonl or .parquet.")],
    what: Annotated[What, typer.Option("--what", help="What to write.")] = What.CORRECTIONS,
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    as_json: Json = False,
) -> None:
    """Write a file; spreadsheet formulas in it are defused.

    \b
    Example:
      errata export corrections.csv --what corrections
    """
    from errata.cli.opened import existing
    from errata.core.errors import Conflict

    if path.exists() and not force:
        raise Conflict(f"{path} exists already", do="give --force to overwrite")
    with existing(db, project, config) as loop, working(f"writing {path}"):
        rows = loop.export(str(path), what=what.value)
    answer(
        {"file": str(path), "what": what.value, "rows": rows},
        lambda out: out.print(f"Wrote {rows} rows to {path}."),
        as_json=as_json,
    )
