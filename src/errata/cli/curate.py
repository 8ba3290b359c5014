"""errata curate: agreed corrections become the next dataset version."""

from __future__ import annotations

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, working


def run(
    db: Db = DEFAULT_DB, project: Project = None, config: Config = None, as_json: Json = False
) -> None:
    """Make the next dataset version from the base and all agreed corrections.

    \b
    Example:
      errata curate
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop, working("curating"):
        made = loop.curate()
    answer(
        {
            "dataset": made.id,
            "number": made.number,
            "n": made.n,
            "n_injected": made.n_injected,
            "report": made.report,
        },
        lambda out: out.print(
            f"Dataset {made.number}: {made.n} examples, {made.n_injected} of them "
            f"from review ({made.id[:12]})."
        ),
        as_json=as_json,
    )
