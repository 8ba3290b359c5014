"""errata cycle: curate, retrain, prove and promote in one go."""

from __future__ import annotations

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, working


def run(
    db: Db = DEFAULT_DB, project: Project = None, config: Config = None, as_json: Json = False
) -> None:
    """Turn the loop once: curate, retrain, prove, promote on a PASS. Exit 1: not promoted.

    \b
    Example:
      errata cycle
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop, working("one cycle"):
        turned = loop.run_cycle()
        champion = loop.status().champion
    answer(
        {
            "cycle": turned.number,
            "promoted": turned.promoted,
            "gate": turned.gate_id,
            "champion": champion,
            "report": turned.report,
        },
        lambda out: out.print(
            f"Cycle {turned.number}: "
            + ("promoted" if turned.promoted else "not promoted")
            + f"; champion {champion}."
        ),
        as_json=as_json,
    )
    if not turned.promoted:
        raise typer.Exit(1)
