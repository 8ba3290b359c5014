"""errata status: the loop at a glance."""

from __future__ import annotations

from typing import Any

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, lines, percent, spread


def run(
    db: Db = DEFAULT_DB, project: Project = None, config: Config = None, as_json: Json = False
) -> None:
    """Show counts at every stage, accuracy with its interval, certificate and last cycle.

    \b
    Example:
      errata status --json
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop:
        told = loop.status().as_dict()
    answer(told, lambda out: say_status(out, told), as_json=as_json)


def say_status(out: Any, told: dict[str, Any]) -> None:
    """A status for people; what is not known says so."""
    rows: list[tuple[str, object]] = []
    for name, value in told.items():
        title = name.replace("_", " ")
        if value is None:
            rows.append((title, "not known yet" if name != "champion" else "none yet"))
        elif isinstance(value, dict) and {"value", "low", "high", "n"} <= value.keys():
            shown = (
                spread(value)
                if 0 <= value["value"] <= 1 and name == "accuracy"
                else (
                    f"{value['value']:.4g} [{value['low']:.4g}, {value['high']:.4g}] n={value['n']}"
                )
            )
            rows.append((title, shown + (f" ({value['method']})" if value.get("method") else "")))
        elif name == "certificate" and isinstance(value, dict):
            rows.append((title, _certificate(value)))
        elif name == "first":
            rows += [
                (f"first in the queue: {place}", each) for place, each in enumerate(value, start=1)
            ]
        elif isinstance(value, dict):
            rows += [
                (f"{title}: {key}".replace("_", " "), _short(inner)) for key, inner in value.items()
            ]
        else:
            rows.append((title, _short(value)))
    lines(out, rows)


def _certificate(value: dict[str, Any]) -> str:
    if value.get("threshold") is None:
        return f"none at alpha {value.get('alpha')}: everything is reviewed"
    plan = value.get("plan") or {}
    own = ", by class or slice" if plan.get("groups") else ""
    missed = (
        f", misses of {', '.join(plan['misses']['by_class'])} bounded" if plan.get("misses") else ""
    )
    return (
        f"accept at confidence >= {value['threshold']:.4f}{own}: at most "
        f"{percent(value['alpha'])} errors (n={value['n']}){missed}"
    )


def _short(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {inner}" for key, inner in value.items()) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(str(inner) for inner in value) or "none"
    return str(value)
