"""errata capture: what a model said of items, from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, percent, working


def run(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="CSV with text or fields, and p_<class> columns, or predicted and confidence, "
            "or neither: then the champion answers. Or NPZ with images.",
        ),
    ],
    model: Annotated[
        str | None, typer.Option(help="The model's name; default: production, or the champion.")
    ] = None,
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Capture a batch of predictions and say what is decided about them.

    \b
    Example:
      errata capture today.csv --model v7
    """
    from errata.cli.opened import existing, opened
    from errata.cli.predictions_file import read_predictions
    from errata.core.errors import InputError

    with working(f"reading {path}") as step:
        given = read_predictions(path)
        said = given.probabilities is not None or given.predicted is not None
        if model is not None and not said:
            raise InputError(
                f"--model {model} for a file without predictions",
                do="leave it out: the champion answers; or add p_<class> columns",
            )
        if said:
            loop = opened(
                db,
                project,
                config,
                kind=given.items.kind.value,
                labels=given.classes if len(given.classes) > 1 else None,
            )
        else:
            loop = existing(db, project, config)
        with loop:
            name = model or "production"
            if said:
                labels = loop.project.labels
                probabilities = given.spread_over(labels)
            else:
                step("the champion answers")
                champion = loop.model()
                name = champion.name
                probabilities = champion.predict_proba(given.items)
            step("capturing")
            decisions = loop.capture(
                given.items,
                probabilities,
                model=name,
                predicted=given.predicted,
                attributes=given.attributes,
                ids=given.ids,
            )
            project_name = loop.project.name
    accepted = int(decisions.accepted.sum())
    n = len(decisions)
    told = {
        "project": project_name,
        "model": name,
        "n": n,
        "accepted": accepted,
        "to_review": n - accepted,
        "spooled": decisions.spooled,
        "decisions": [
            {
                "id": one.id,
                "decision": one.decision,
                "label": one.label,
                "confidence": one.confidence,
                "reasons": one.reasons,
            }
            for one in (decisions if as_json else ())
        ],
    }

    def say(out: Any) -> None:
        out.print(
            f"Captured {n:,} predictions of {name}: {accepted:,} accepted "
            f"({percent(accepted / n)}), {n - accepted:,} to review."
        )
        if decisions.spooled:
            out.print(
                f"{decisions.spooled:,} of them wait on this disk: the server does not answer. "
                "The next call that reaches it sends them."
            )

    answer(told, say, as_json=as_json)
