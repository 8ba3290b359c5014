"""errata import: the past of your own model, or labelled data to start from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, Config, Json, LocalDb, Project
from errata.cli.output import answer, percent, spread, working

if TYPE_CHECKING:
    from collections.abc import Sequence

    from errata.cli.history import Past
    from errata.engine.labelled_data import History, LabelledData


class Role(StrEnum):
    """What the file is to the project."""

    HISTORY = "history"
    BASE = "base"
    HOLD = "hold"
    MUST_PASS = "must-pass"  # noqa: S105


def run(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="history: CSV with text, image or fields; predicted, confidence (or p_<class>), "
            "truth. All others: CSV with text or fields, label; or NPZ with images, labels.",
        ),
    ],
    role: Annotated[
        Role,
        typer.Option(
            "--as",
            help="history: what your model said; base: labelled data to train on; "
            "hold: a labelled random sample of traffic that never trains; "
            "must-pass: cases that every candidate has to get right.",
        ),
    ] = Role.HISTORY,
    model: Annotated[str, typer.Option(help="history: the name of your model.")] = "imported",
    alpha: Annotated[float, typer.Option(help="history: most errors among the accepted.")] = 0.05,
    delta: Annotated[float, typer.Option(help="history: chance that the promise fails.")] = 0.05,
    golden: Annotated[
        Path | None,
        typer.Option(help="history: write golden candidates to this .csv, .jsonl or .parquet."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and report; store nothing.")
    ] = False,
    db: LocalDb = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Read a file, say what it shows, and store it.

    \b
    Example:
      errata import history.csv --golden golden.csv
      errata import labelled.csv --as base
    """
    from errata.cli.opened import local

    local(db)
    if role is Role.HISTORY:
        _history(path, model, alpha, delta, golden, dry_run, db, project, config, as_json)
    else:
        _labelled(path, role, dry_run, db, project, config, as_json)


def _labelled(
    path: Path,
    role: Role,
    dry_run: bool,
    db: str,
    project: str | None,
    config: Path | None,
    as_json: bool,
) -> None:
    from errata.engine.read import read_labelled

    with working(f"reading {path}"):
        data = read_labelled(path)
    told: dict[str, Any] = {
        "file": str(path),
        "as": role,
        "n": len(data),
        "classes": list(data.classes),
        "attributes": sorted(data.attributes),
    }
    if not dry_run:
        told |= _keep(data, path, role, db, project, config)

    def say(out: Any) -> None:
        kept = "nothing stored (dry run)" if dry_run else f"{told['kept']:,} kept as {role}"
        out.print(f"{path}: {len(data):,} rows, {len(data.classes)} classes; {kept}.")
        if not dry_run:
            out.print(
                "Next: errata retrain, then errata prove and errata promote."
                if role is Role.BASE
                else "Next: errata prove, which every candidate then has to pass."
                if role is Role.MUST_PASS
                else "Next: errata curate, which leaves what is now held out of training; once a "
                "model is champion, errata certify."
            )

    answer(told, say, as_json=as_json)


def _keep(
    data: LabelledData, path: Path, role: Role, db: str, project: str | None, config: Path | None
) -> dict[str, Any]:
    """The rows as the project's base, or as cases that never train."""
    from errata.cli.opened import existing, opened

    if role is Role.BASE:
        kind = data.items.kind.value
        with (
            opened(db, project, config, kind=kind, labels=data.classes, default=path.stem) as loop,
            working("storing"),
        ):
            dataset = loop.add_base(data.items, data.labels)
            return {"project": loop.project.name, "dataset": dataset.id, "kept": dataset.n}
    with existing(db, project, config) as loop, working("storing"):
        kept = loop.add_hold(
            data.items,
            data.labels,
            attributes=data.attributes,
            must_pass=role is Role.MUST_PASS,
        )
        return {"project": loop.project.name, "kept": kept}


def _history(
    path: Path,
    model: str,
    alpha: float,
    delta: float,
    golden: Path | None,
    dry_run: bool,
    db: str,
    project: str | None,
    config: Path | None,
    as_json: bool,
) -> None:
    from errata.cli.history import read_past
    from errata.core.errors import InputError
    from errata.engine.read import read_history
    from errata.engine.write_rows import write_rows

    for name, value in (("--alpha", alpha), ("--delta", delta)):
        if not 0 < value < 1:
            raise InputError(f"{name} {value}", wanted="a number between 0 and 1")
    if golden and golden.suffix.lower() not in (".csv", ".jsonl", ".parquet"):
        raise InputError(f"{golden}", wanted="a name that ends in .csv, .jsonl or .parquet")
    with working(f"reading {path}") as step:
        history = read_history(path)
        step("looking for where it fails")
        past = read_past(history, alpha=alpha, delta=delta)
    told = _as_dict(path, past, history)
    if not dry_run:
        told |= _store(history, path, model, db, project, config)
    if golden and len(past.golden):
        write_rows(golden, [_candidate(history, int(row)) for row in past.golden])
        told["golden_file"] = str(golden)
    answer(told, lambda out: _say(out, told, past, history, golden), as_json=as_json)


def _store(
    history: History, path: Path, model: str, db: str, project: str | None, config: Path | None
) -> dict[str, Any]:
    """Predictions of the named model, each with its truth as an outcome."""
    from errata.cli.opened import opened

    with (
        opened(
            db,
            project,
            config,
            kind=history.items.kind.value,
            labels=history.classes,
            default=path.stem,
        ) as loop,
        working("storing"),
    ):
        done = loop.import_history(
            history.items,
            model=model,
            predicted=history.predicted,
            confidence=history.confidence,
            truth=history.truth,
            probabilities=_probabilities(history, loop.project.labels),
            attributes=history.attributes,
            source=path.name,
        )
        return {
            "project": loop.project.name,
            "predictions": done.predictions,
            "outcomes": done.predictions,
            "errors": done.errors,
            "known": done.known,
        }


def _probabilities(history: History, labels: Sequence[str]) -> Any:
    """The file's probabilities in the project's order, if it has them."""
    import numpy as np

    if history.probabilities is None:
        return None
    place = {label: code for code, label in enumerate(labels)}
    out = np.zeros((len(history), len(place)))
    for code, name in enumerate(history.classes):
        if name in place:
            out[:, place[name]] = history.probabilities[:, code]
    return out


def _row(history: History, row: int) -> dict[str, Any]:
    """A golden candidate as a row that people can read."""
    from errata.core.item import ItemKind

    content: dict[str, Any] = {"row": row + 2}  # as a text editor counts, the header first
    if history.items.kind is ItemKind.TEXT:
        content["text"] = history.items.content[row].decode()
    content |= {name: column[row].item() for name, column in history.attributes.items()}
    return content | {
        "predicted": history.predicted[row],
        "confidence": float(history.confidence[row]),
        "truth": history.truth[row],
    }


def _candidate(history: History, row: int) -> dict[str, Any]:
    """A golden candidate as a row that `errata import` reads, once a person has checked it.

    A record's fields are all columns but the label, so nothing is added to those.
    """
    from errata.core.item import ItemKind

    told = _row(history, row)
    told["label"] = told.pop("truth")
    if history.items.kind is ItemKind.RECORD:
        told = {name: told[name] for name in (*history.attributes, "label")}
    return told


def _as_dict(path: Path, past: Past, history: History) -> dict[str, Any]:
    from errata.cli.slices import slice_dict

    found = past.certificate
    return {
        "file": str(path),
        "n": past.n,
        "independent": past.independent,
        "accuracy": past.accuracy.as_dict(),
        "certificate": {
            "threshold": found.threshold,
            "alpha": found.alpha,
            "delta": found.delta,
            "coverage": found.coverage.as_dict(),
            "risk_upper": found.risk_upper,
            "n": found.n,
        },
        "classes": [slice_dict(one) for one in past.classes],
        "slices": [slice_dict(one) for one in past.slices],
        "words": [slice_dict(one) for one in past.words],
        "golden_candidates": [_row(history, int(row)) for row in past.golden],
    }


def _say(out: Any, told: dict[str, Any], past: Past, history: History, golden: Path | None) -> None:
    from errata.cli.output import table
    from errata.cli.slices import slice_table

    found = past.certificate
    promise = f"at most {percent(found.alpha)} errors with {percent(1 - found.delta, 0)} confidence"
    rest = (
        ""
        if past.independent == past.n
        else f" ({past.independent:,} groups, one row of each counted)"
    )
    out.print(
        f"{told['file']}: {past.n:,} rows{rest}, {len(history.classes)} classes, "
        f"accuracy {spread(past.accuracy)}."
    )
    if found.threshold is None:
        out.print(f"Certificate: none. No confidence keeps {promise} on n={found.n}.", style="bold")
    else:
        out.print(
            f"Certificate: {percent(found.coverage.value)} of such traffic may be automated "
            f"with {promise}: confidence >= {found.threshold:.4f} (n={found.n}).",
            style="bold",
        )
        if found.coverage.value > 0.999:
            out.print("(All rows clear it: the model keeps the promise as it is.)")
    for title, slices in (
        ("Classes where it fails", past.classes),
        ("Slices where it fails", past.slices),
        ("Words where it fails", past.words),
    ):
        if slices:
            out.print(slice_table(slices[:10], title))
    if not (past.classes or past.slices or past.words):
        out.print("No class, slice or word errs significantly more than the rest.")
    if len(past.golden):
        rows = [_row(history, int(row)) for row in past.golden[:5]]
        shown = [
            (
                r["row"],
                r["truth"],
                r["predicted"],
                f"{r['confidence']:.3f}",
                str(r.get("text", ""))[:60],
            )
            for r in rows
        ]
        out.print(
            table(
                f"Golden candidates: {len(past.golden)} of the surest errors",
                ("row", "truth", "predicted", "confidence", "text"),
                shown,
            )
        )
        if golden:
            out.print(
                f"Wrote them to {golden}. Correct what is wrong in it, then: "
                f"errata import {golden} --as must-pass"
            )
    if "project" in told:
        out.print(
            f"Stored in project {told['project']!r}: {told['predictions']:,} predictions, "
            f"{told['outcomes']:,} outcomes, {told['errors']:,} errors"
            + (f"; {told['known']:,} rows were known already." if told["known"] else ".")
        )
    else:
        out.print("Nothing stored (dry run).")
