"""errata simulate: what each promise would cost, in reviews and in errors that reach users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, percent, table, working

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from rich.console import Console

    from errata.core.simulation import Simulation


def run(
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    alpha: Annotated[
        list[float] | None,
        typer.Option(help="A promise to look at; may be given again. Default: .005 to .2."),
    ] = None,
    delta: Annotated[
        float | None, typer.Option(help="Chance that the promise fails; default: the policy's.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Plot reviews a day against errors that reach users, for this project's own data.

    Nothing is changed. Exit 1: no promise can be made yet.

    \b
    Example:
      errata simulate --alpha 0.01
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop, working("simulating"):
        found = loop.simulate(alphas=alpha or None, delta=delta)
    answer(found.as_dict(), lambda out: say(out, found), as_json=as_json)
    if all(row.threshold is None for row in found.rows):
        raise typer.Exit(1)


def say(out: Console, found: Simulation) -> None:
    """A simulation for people."""
    from errata.cli.terminal_plot import Marks, plot

    unit = "a day" if found.known_traffic else "per 1,000 predictions"
    out.print(f"{found.model}, {found.a_day:,.0f} predictions a day. {found.says}.")
    certified = [row for row in found.rows if row.threshold is not None]
    if len(certified) > 1:
        points = [
            (row.reviews_a_day["value"], row.errors_reaching_users_a_day["value"])
            for row in certified
        ]
        ends = [
            (row.reviews_a_day["value"], row.errors_reaching_users_a_day["high"])
            for row in certified
        ]
        drawn = plot(
            [
                Marks(mark="'", name="upper end of the interval", points=ends),
                Marks(mark="o", name="an alpha of the table", points=points),
            ],
            x_name=f"reviews {unit}",
            y_name=f"errors that reach users {unit}",
        )
        out.print("\n" + drawn)
    rows = [
        (
            f"{row.alpha:g}",
            "none" if row.threshold is None else f"{row.threshold:.4f}",
            percent(row.coverage["value"]),
            _range(row.reviews_a_day),
            _range(row.errors_reaching_users_a_day),
            "" if not row.needed else f"{row.needed:,}",
        )
        for row in found.rows
    ]
    heads = ("alpha", "accept from", "automated", f"reviews {unit}", "errors reach users", "needs")
    out.print(table(f"What each promise would cost (delta {found.delta:g})", heads, rows))
    if len(found.rows) == 1:
        out.print(_sentence(found, unit))
    if any(row.needed for row in found.rows):
        out.print("needs: about so many more labelled cases until the promise can be made.")


def _sentence(found: Simulation, unit: str) -> str:
    (row,) = found.rows
    if row.threshold is None:
        more = f" About {row.needed:,} more labels would do." if row.needed else ""
        return (
            f"At most {percent(row.alpha)} errors cannot be promised yet: everything is reviewed, "
            f"{row.reviews_a_day['value']:,.0f} {unit}.{more}"
        )
    return (
        f"At most {percent(row.alpha)} errors would cost {_range(row.reviews_a_day)} reviews "
        f"{unit}; {_range(row.errors_reaching_users_a_day)} errors {unit} would reach users."
    )


def _range(figure: Mapping[str, Any]) -> str:
    places = 0 if figure["value"] >= 100 else 1
    value, low, high = (f"{figure[key]:,.{places}f}" for key in ("value", "low", "high"))
    return f"{value} [{low}, {high}]"
