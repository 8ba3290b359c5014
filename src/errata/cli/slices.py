"""errata slices: where the model errs more than elsewhere."""

from __future__ import annotations

from typing import Any

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, spread, table, working


def run(
    db: Db = DEFAULT_DB, project: Project = None, config: Config = None, as_json: Json = False
) -> None:
    """List the slices in which the model errs more than elsewhere, strongest first.

    \b
    Example:
      errata slices --project tickets
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop, working("looking for slices"):
        found = loop.slices()

    def say(out: Any) -> None:
        if not found:
            out.print("No slice errs significantly more than the rest, at the cases there are.")
            return
        out.print(slice_table(found))

    answer({"slices": [slice_dict(one) for one in found]}, say, as_json=as_json)


def slice_dict(one: Any) -> dict[str, Any]:
    """A slice as JSON."""
    return {
        "name": one.name,
        "predicate": dict(one.predicate),
        "support": one.support,
        "error_rate": one.error_rate.as_dict(),
        "lift": one.lift.as_dict(),
        "p_value": one.p_value,
    }


def slice_table(found: Any, title: str = "Slices") -> Any:
    """Slices for people."""
    rows = [
        (
            one.name,
            one.support,
            spread(one.error_rate),
            f"{one.lift.value:.1f}x",
            f"{one.p_value:.2g}",
        )
        for one in found
    ]
    return table(title, ("where", "cases", "error rate", "lift", "p"), rows)
