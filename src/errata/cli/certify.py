"""errata certify: the share of traffic that may be automated, with a guarantee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, lines, percent, spread, table, working

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show curve, coverage and cost; commit nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Find the confidence threshold that keeps the promise, on the hold. Exit 1: there is none.

    \b
    Example:
      errata certify --alpha 0.02 --dry-run
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop, working("certifying"):
        if dry_run:
            found: Any = loop.preview(alpha=alpha, delta=delta)
        else:
            found = loop.certify(alpha=alpha, delta=delta)
    told = {
        "threshold": found.threshold,
        "alpha": found.alpha,
        "delta": found.delta,
        "coverage": found.coverage,
        "risk_upper": found.risk_upper,
        "n": found.n,
        "plan": found.plan,
    }
    if dry_run:
        told |= {
            "dry_run": True,
            "model": found.model,
            "bands": found.bands,
            "a_day": found.a_day,
            "audits_a_day": found.audits_a_day,
            "reviews_a_day": found.reviews_a_day,
            "curve": found.curve,
        }
    else:
        told |= {"expires_at": found.expires_at}

    def say(out: Console) -> None:
        if dry_run:
            _say_curve(out, found)
        _say_promise(out, found)
        if dry_run:
            _say_day(out, found)
            out.print("Nothing was stored: run it without --dry-run to commit.")

    answer(told, say, as_json=as_json)
    if found.threshold is None:
        raise typer.Exit(1)


def _say_promise(out: Console, found: Any) -> None:
    plan = found.plan
    sure = f"at most {percent(found.alpha)} errors with {percent(1 - found.delta, 0)} confidence"
    if found.threshold is None:
        more = plan.get("needed")
        out.print(
            f"No threshold keeps {sure} on n={found.n} held cases: everything is reviewed. "
            + (
                f"About {more:,} more held cases would do, at the error rates seen."
                if more
                else "At the error rates seen no number of cases would do: "
                "a better model or a larger alpha would."
            )
        )
    else:
        own = " at the least, by class or slice as below" if plan.get("groups") else ""
        expires = getattr(found, "expires_at", None)
        out.print(
            f"Accept at confidence >= {found.threshold:.4f}{own}: {sure} (n={found.n}).\n"
            f"Share automated: {spread(found.coverage)}. Upper bound on the error: "
            f"{percent(found.risk_upper, 2)}."
            + (f"\nExpires {expires:%Y-%m-%d}." if expires else "")
        )
    for title, rows in (("By class", plan.get("classes")), ("By slice", plan.get("slices"))):
        if rows:
            heads = ("", "accept from", "automated", "found on", "needs")
            out.print(table(title, heads, _groups(rows)))
    if plan.get("misses"):
        _say_misses(out, plan["misses"])


def _groups(rows: Any) -> list[tuple[object, ...]]:
    named = (
        rows.items()
        if isinstance(rows, dict)
        else [(" & ".join(x for x in (row.get("class"), row["value"]) if x), row) for row in rows]
    )
    return [
        (
            name,
            "never" if row["threshold"] is None else f"{row['threshold']:.4f}",
            spread(row["coverage"]),
            row["n"],
            f"{row['needed']:,}" if row.get("needed") else "",
        )
        for name, row in named
    ]


def _say_misses(out: Console, misses: Mapping[str, Any]) -> None:
    least = misses["threshold"]
    rows = [
        (name, percent(one["alpha"]), f"{one['misses']} of {one['n']}", percent(one["upper"], 2))
        for name, one in misses["by_class"].items()
    ]
    what = f"Predictions other than {misses['free']}" if misses["free"] else "All predictions"
    how = "are never accepted" if least is None else f"are accepted from {least:.4f} at the least"
    out.print(table("Misses by true class", ("class", "may miss", "missed", "bound"), rows))
    out.print(f"{what} {how}.")


def _say_curve(out: Console, found: Any) -> None:
    from errata.cli.terminal_plot import Marks, plot

    columns = found.curve
    coverage = [100 * value for value in columns["coverage"]]
    risk = list(zip(coverage, (100 * v for v in columns["risk"]), strict=True))
    # The first few cases bound nothing and would flatten all the rest.
    ceiling = 100 * max(3 * found.alpha, max(columns["risk"], default=0.0))
    upper = [
        (x, 100 * y)
        for x, y in zip(coverage, columns["risk_upper"], strict=True)
        if 100 * y <= ceiling
    ]
    series = [
        Marks(mark="'", name="bound at each threshold for itself", points=upper),
        Marks(mark="*", name="seen on the hold", points=risk),
    ]
    if found.threshold is not None:
        here = (100 * found.coverage["value"], 100 * found.risk_upper)
        series.append(Marks(mark="@", name="the certificate", points=[here]))
    drawn = plot(
        series,
        x_name="% accepted",
        y_name=f"% errors among the accepted (dots: alpha {100 * found.alpha:g} %)",
        across=100 * found.alpha,
    )
    if drawn:
        out.print(f"{found.model} on the hold\n{drawn}\n")


def _say_day(out: Console, found: Any) -> None:
    rows: list[tuple[str, object]] = [
        (f"band: {name}", spread(band)) for name, band in found.bands.items()
    ]
    if found.reviews_a_day is None:
        rows.append(("reviews a day", "not known: no traffic yet"))
    else:
        value, low, high = (f"{found.reviews_a_day[key]:,.0f}" for key in ("value", "low", "high"))
        rows.append(("predictions a day", f"{found.a_day:,.0f}"))
        rows.append(("reviews a day", f"{value} [{low}, {high}]"))
        rows.append(("of them audits", f"{found.audits_a_day:,.1f}"))
    ece = found.plan["reliability"]["ece"]
    rows.append(("calibration error", spread(ece)))
    out.print("")
    lines(out, rows)
