"""errata slices: where the model errs more than elsewhere, and which such places are watched."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, By, Config, Db, Json, Project, Why
from errata.cli.output import answer, spread, table, working

SMALLEST = 1e-16  # p-values below it are told as that: no more digits are known


def run(
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    min_support: Annotated[
        int, typer.Option("--min-support", min=2, help="Judged items that a slice has at least.")
    ] = 30,
    depth: Annotated[
        int, typer.Option("--depth", min=1, max=3, help="Conditions that a slice has at most.")
    ] = 3,
    watch: Annotated[
        str | None,
        typer.Option("--watch", help="Flag new predictions in this slice.", metavar="NAME"),
    ] = None,
    unwatch: Annotated[
        str | None, typer.Option("--unwatch", help="Flag them no more.", metavar="NAME")
    ] = None,
    by: By = None,
    why: Why = "",
    as_json: Json = False,
) -> None:
    """List the slices in which the model errs more than elsewhere, strongest first.

    Slices that overlap strongly are one story: under its strongest slice stand those that are
    worse still or wider, and other names of nearly the same items.

    \b
    Example:
      errata slices --project tickets
      errata slices --watch "channel=web & language=de" --why "new form"
    """
    from errata.cli.opened import actor, existing
    from errata.core.errors import InputError

    name = watch or unwatch
    if watch and unwatch:
        raise InputError("--watch and --unwatch at once", do="give one of them")
    with existing(db, project, config) as loop:
        if name:
            made = loop.watch_slice(name, watched=watch is not None, why=why, by=actor(by))
            _say_watch(made, as_json=as_json)
            return
        with working("looking for slices"):
            stories = loop.stories(min_support=min_support, max_depth=depth)
        watched = [each.name for each in loop.watched_slices()]

    def say(out: Any) -> None:
        if not stories:
            out.print("No slice errs significantly more than the rest, at the cases there are.")
        else:
            out.print(story_table(stories, watched))
            for story in stories:
                if story.aliases:
                    others = ", ".join(alias.name for alias in story.aliases)
                    out.print(f"{story.head.name}: nearly the same items as {others}")
        for missing in sorted(set(watched) - {each.name for s in stories for each in s.slices}):
            out.print(f"Watched, and not standing out now: {missing}")

    answer(
        {
            "slices": [
                {**slice_dict(each), "story": story.head.name, "watched": each.name in watched}
                for story in stories
                for each in story.slices
            ],
            "aliases": {
                story.head.name: [slice_dict(alias) for alias in story.aliases]
                for story in stories
                if story.aliases
            },
            "watched": watched,
        },
        say,
        as_json=as_json,
    )


def _say_watch(made: Any, *, as_json: bool) -> None:
    words = "Watched from now on" if made.watched else "Watched no more"
    weight = f"; its tasks weigh {made.weight:.1f} x" if made.watched else ""
    answer(
        {
            "name": made.name,
            "predicate": dict(made.predicate),
            "watched": made.watched,
            "weight": made.weight,
            "by": made.by,
            "why": made.why,
        },
        lambda out: out.print(f"{words}: {made.name}{weight}"),
        as_json=as_json,
    )


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
    return table(title, COLUMNS, [_row(one) for one in found])


def story_table(stories: Any, watched: list[str]) -> Any:
    """Stories for people: what belongs to the slice above it stands further in."""
    rows = []
    for story in stories:
        for place, one in enumerate(story.slices):
            mark = " (watched)" if one.name in watched else ""
            rows.append(_row(one, "  " * bool(place) + one.name + mark))
    return table("Slices", COLUMNS, rows)


COLUMNS = ("where", "cases", "error rate", "lift", "p")


def _row(one: Any, name: str | None = None) -> tuple[object, ...]:
    lift = f"{one.lift.value:.1f}x"
    return name or one.name, one.support, spread(one.error_rate), lift, chance(one.p_value)


def chance(p: float) -> str:
    """A p-value in two digits, never as 0.

    >>> chance(0.0312), chance(0.0)
    ('0.031', '< 1e-16')
    """
    return f"< {SMALLEST:.0e}" if p < SMALLEST else f"{p:.2g}"
