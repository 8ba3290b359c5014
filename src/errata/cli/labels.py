"""errata labels: what items can be called, and the next version of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from errata.cli.options import DEFAULT_DB, By, Config, Db, Json, Project, Why
from errata.cli.output import answer


def run(
    add: Annotated[list[str] | None, typer.Option("--add", help="A new label.")] = None,
    rename: Annotated[
        list[str] | None, typer.Option("--rename", help="OLD=NEW: the same label, another name.")
    ] = None,
    merge: Annotated[
        list[str] | None, typer.Option("--merge", help="LABEL=INTO: count one as another.")
    ] = None,
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    by: By = None,
    why: Why = "",
    as_json: Json = False,
) -> None:
    """List the labels, or change them. Nothing stored is rewritten; it counts under the new name.

    \b
    Example:
      errata labels --add fraud --merge chip=card --why "nobody tells chips from cards"
    """
    from errata.cli.opened import actor, existing

    renamed, merged = _pairs("--rename", rename), _pairs("--merge", merge)
    with existing(db, project, config) as loop:
        if not (add or renamed or merged):
            labels = loop.labels
            rows = [
                {"label": label, "counts_as": labels.fold(label), "in_use": label in labels.in_use}
                for label in labels.columns
            ]
            answer(
                {"labels": rows},
                lambda out: out.print("\n".join(map(_line, rows)), markup=False),
                as_json=as_json,
            )
            return
        done = loop.change_labels(
            add=add or (), rename=renamed, merge=merged, changes=why, by=actor(by)
        )
    answer(
        {
            "version": done.version,
            "in_use": list(done.in_use),
            "added": list(done.added),
            "moved": [asdict(each) for each in done.moved],
            "errors_gone": done.errors_gone,
            "certificates": done.certificates,
        },
        lambda out: out.print(done.says() + ".", markup=False),
        as_json=as_json,
    )


def _pairs(option: str, given: list[str] | None) -> dict[str, str]:
    from errata.core.errors import InputError

    pairs: dict[str, str] = {}
    for one in given or ():
        old, equals, new = one.partition("=")
        if not (equals and old.strip() and new.strip()):
            raise InputError(f"{option} {one!r}", wanted="two labels, as in card=debit card")
        pairs[old.strip()] = new.strip()
    return pairs


def _line(row: dict[str, object]) -> str:
    return str(row["label"]) if row["in_use"] else f"{row['label']} (counts as {row['counts_as']})"
