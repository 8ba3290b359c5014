"""errata prove: the candidate against the champion on the golden set."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, table, working


def run(
    candidate: Annotated[
        str | None, typer.Argument(help="A model's name or id; default: the newest candidate.")
    ] = None,
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Compare a candidate with the champion. Exit 0: PASS; 1: FAIL or INCONCLUSIVE.

    \b
    Example:
      errata prove v4
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop, working("proving"):
        report = loop.prove(candidate)
    answer(
        {
            "gate": report.id,
            "candidate": report.candidate_id,
            "champion": report.champion_id,
            "outcome": report.outcome,
            "verdict": report.verdict,
        },
        lambda out: say_verdict(out, report),
        as_json=as_json,
    )
    if report.outcome != "PASS":
        raise typer.Exit(1)


def say_verdict(out: Any, report: Any) -> None:
    """A verdict with all its checks, for people."""
    more = report.verdict.get("more_needed")
    out.print(
        f"{report.outcome} on {report.verdict['n']} random golden cases"
        + (f"; about {more} more would decide" if more else "")
        + "."
    )
    checks = report.verdict["checks"]
    judged = [check for check in checks if str(check["finding"]) != "too_few"]
    rows = [(check["name"], str(check["finding"]), check["says"]) for check in judged]
    out.print(table("Checks", ("check", "finding", "says"), rows))
    if few := len(checks) - len(judged):
        out.print(f"{few} more have too few golden cases to be judged; --json lists them.")
