"""errata retrain: a candidate from the newest dataset version."""

from __future__ import annotations

from typing import Annotated

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, working


def run(
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    trainer: Annotated[
        str | None, typer.Option(help="A versioned trainer name; default: the policy's.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Default: the policy's.")] = None,
    dataset: Annotated[str | None, typer.Option(help="A dataset's id; default: newest.")] = None,
    as_json: Json = False,
) -> None:
    """Train a candidate. It is not in production before errata prove and errata promote.

    \b
    Example:
      errata retrain --seed 1
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop, working("training"):
        model = loop.retrain(trainer=trainer, seed=seed, dataset=dataset)
    answer(
        {
            "model": model.name,
            "id": model.id,
            "dataset": model.dataset_id,
            "trainer": model.trainer,
            "seed": model.seed,
        },
        lambda out: out.print(
            f"Candidate {model.name} ({model.trainer}, seed {model.seed}). Next: errata prove"
        ),
        as_json=as_json,
    )
