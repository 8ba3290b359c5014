"""errata status: the loop at a glance."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, lines, percent, spread

if TYPE_CHECKING:
    from errata.core.advice import Advice, Remedies

VECTORS, CAUSES = 5, 3  # that are shown to people; --json tells all


def run(
    db: Db = DEFAULT_DB, project: Project = None, config: Config = None, as_json: Json = False
) -> None:
    """Show counts at every stage, accuracy, certificate, last cycle, and what to do about errors.

    \b
    Example:
      errata status --json
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop:
        told = loop.status().as_dict()
        advice = loop.remedies() if told["errors_found"] else None
    shown = {**told, "remedies": None if advice is None else advice_dict(advice)}

    def say(out: Any) -> None:
        say_status(out, told)
        if advice is not None:
            say_advice(out, advice)

    answer(shown, say, as_json=as_json)


def advice_dict(advice: Remedies) -> dict[str, Any]:
    """The remedies as JSON, each place with what it says in a sentence."""

    def place(one: Advice) -> dict[str, Any]:
        return {**asdict(one), "says": one.says}

    return {
        "whole": place(advice.whole),
        "vectors": [place(one) for one in advice.vectors],
        "classes": [place(one) for one in advice.classes],
        "says": advice.says,
    }


def say_advice(out: Any, advice: Remedies) -> None:
    """What should be done, in all and for each error vector, with the commonest reason."""
    rows: list[tuple[str, object]] = []
    for title, one in [
        ("what to do", advice.whole),
        *((f"what to do: {one.name}", one) for one in advice.vectors[:VECTORS]),
    ]:
        causes = ", ".join(f"{each.cause} {each.n}" for each in one.causes[:CAUSES])
        reason = f'; "{one.reasons[0].says}" ({one.reasons[0].n})' if one.reasons else ""
        rows.append((title, one.says + (f" ({causes})" if causes else "") + reason))
    lines(out, rows)


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
