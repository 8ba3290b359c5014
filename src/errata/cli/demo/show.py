"""The demo on the terminal: three lines, then one table a question."""

from __future__ import annotations

from typing import Any

from errata.cli.demo.result import Result, Turn
from errata.cli.demo.words import change, comparison, opening, promise
from errata.cli.output import percent, table
from errata.cli.slices import slice_table
from errata.core.estimate import Estimate


def show(out: Any, result: Result, *, report: str) -> None:
    """Print what was found."""
    for number, line in enumerate(opening(result), start=1):
        out.print(f"{number}. {line}", style="bold")
    out.print("")
    for line in result.words:
        out.print(line)
    out.print(cycle_table("Chosen reviews", result.turns))
    out.print(cycle_table("The same budget on random reviews", result.baseline))
    out.print(
        "spent: answers; before, after: accuracy of the champion in percent on the unseen test, "
        f"n={result.turns[0].accuracy_before.n}, with 95 % intervals; fixed, back: past errors "
        "that the candidate fixes, and brings back; auto: share automated; from: confidence needed."
    )
    out.print(change(result))
    out.print(comparison(result))
    kept = promise(result)
    if kept:
        out.print(kept)
    for turn in result.turns:
        if turn.verdict != "PASS":
            out.print(f"Cycle {turn.cycle}, {turn.candidate}: {turn.verdict}. {turn.says}")
    if result.slices:
        out.print(
            slice_table(
                result.slices,
                "Where the champions erred more than elsewhere, among what was reviewed",
            )
        )
    if result.traced:
        out.print("One error, traced:", style="bold")
        for line in result.traced.lines:
            out.print(f"  {line}")
    out.print(f"\n{result.seconds:.0f} s, seed {result.seed}. Report: {report}")


def cycle_table(title: str, turns: Any) -> Any:
    """One row a cycle: spent answers, accuracy, past errors, share automated, threshold."""
    columns = ("", "spent", "before", "after", "fixed", "back", "auto", "from", "verdict")
    return table(title, columns, [_row(turn) for turn in turns], tight=True)


def _row(turn: Turn) -> tuple[object, ...]:
    past, found = turn.past_errors, turn.certificate
    none = found["threshold"] is None
    return (
        turn.cycle,
        turn.reviews_spent,
        _short(turn.accuracy_before),
        _short(turn.accuracy_after),
        f"{past['fixed']}/{past['n']}",
        past["regressed"],
        "none" if none else percent(found["coverage"]["value"], 0),
        "-" if none else f"{found['threshold']:.2f}",
        turn.verdict,
    )


def _short(figure: Estimate) -> str:
    """Percent with interval, as narrow as it goes; the n stands once below the table."""
    return f"{100 * figure.value:.1f} [{100 * figure.low:.1f}, {100 * figure.high:.1f}]"
