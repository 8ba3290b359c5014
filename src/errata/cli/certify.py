"""errata certify: the share of traffic that may be automated, with a guarantee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, percent, spread, working

if TYPE_CHECKING:
    from rich.console import Console


def run(
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    alpha: Annotated[
        float | None, typer.Option(help="Most errors among the accepted; default: the policy's.")
    ] = None,
    delta: Annotated[
        float | None, typer.Option(help="Chance that the promise fails; default: the policy's.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Find the confidence threshold that keeps the promise, on the hold. Exit 1: there is none.

    \b
    Example:
      errata certify --alpha 0.02
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop, working("certifying"):
        found = loop.certify(alpha=alpha, delta=delta)

    def say(out: Console) -> None:
        sure = (
            f"at most {percent(found.alpha)} errors with {percent(1 - found.delta, 0)} confidence"
        )
        if found.threshold is None:
            out.print(
                f"No threshold keeps {sure} on n={found.n} held cases: everything is "
                "reviewed. More held cases, a better model or a larger alpha would help."
            )
            return
        out.print(
            f"Accept at confidence >= {found.threshold:.4f}: {sure} (n={found.n}).\n"
            f"Share automated: {spread(found.coverage)}. Upper bound on the error: "
            f"{percent(found.risk_upper, 2)}."
            + (f"\nExpires {found.expires_at:%Y-%m-%d}." if found.expires_at else "")
        )

    answer(
        {
            "threshold": found.threshold,
            "alpha": found.alpha,
            "delta": found.delta,
            "coverage": found.coverage,
            "risk_upper": found.risk_upper,
            "n": found.n,
            "expires_at": found.expires_at,
        },
        say,
        as_json=as_json,
    )
    if found.threshold is None:
        raise typer.Exit(1)
