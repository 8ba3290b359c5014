"""errata demo: the main job in one command, offline."""

from __future__ import annotations

import json
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from errata.cli.demo.run import Names
    from errata.cli.demo.scenario import Scenario


# What is served goes on today: the demo then happened shortly before.
LATELY = timedelta(minutes=30)


def run(
    data: Annotated[
        Path | None,
        typer.Option(
            help="Your labelled data: FILE.csv (text,label or fields,label; optional attributes, "
            "group, split) or FILE.npz (images,labels). Default: handwritten digits.",
        ),
    ] = None,
    cycles: Annotated[int, typer.Option(min=1, max=20, help="Turns of the loop.")] = 3,
    budget: Annotated[
        int | None, typer.Option(min=10, help="Reviewers' answers a cycle; default: by the data.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same demo.")] = 0,
    db: Annotated[
        str | None,
        typer.Option(
            help="Keep the projects here; default: a folder deleted at the end.", metavar="URL"
        ),
    ] = None,
    report: Annotated[Path, typer.Option(help="Where the report goes.")] = Path("report.html"),
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the figures here; - for standard output.")
    ] = None,
    serve: Annotated[
        bool, typer.Option("--serve", help="Open the review room on what is left in the queue.")
    ] = False,
    port: Annotated[
        int, typer.Option(help="The port of the review room.", min=0, max=65_535)
    ] = 8000,
) -> None:
    """Run the whole loop on real data with simulated reviewers, and report what came of it.

    \b
    Example:
      errata demo --cycles 3 --json demo.json
      errata demo --data tickets.csv
      errata demo --serve
    """
    from errata.cli.demo.report import report_page
    from errata.cli.demo.run import START, Names, run_demo, steps
    from errata.cli.demo.show import show
    from errata.cli.opened import local
    from errata.cli.output import console, counting
    from errata.cli.plain import plain
    from errata.core.errors import InputError

    _writable(report, json_file)
    if db is not None:
        local(db)
    scenario = _scenario(data, cycles, seed)
    if db is not None:
        _free(db, Names.of(scenario.name))
    answers = budget or scenario.budget
    if answers > len(scenario.streams[0]):
        raise InputError(
            f"a budget of {answers} for {len(scenario.streams[0])} predictions a cycle",
            wanted="fewer answers than predictions",
            do="lower --budget or --cycles",
        )
    with ExitStack() as stack:
        folder = db is None and stack.enter_context(tempfile.TemporaryDirectory(prefix="errata-"))
        where = db or f"sqlite:///{folder}/demo.db"
        sock = stack.enter_context(_room(port)) if serve else None  # before a minute of work
        start = datetime.now(UTC) - LATELY if serve else START
        with counting("demo", steps(cycles, answers)) as (step, advance):
            result = run_demo(
                where, scenario, budget=answers, seed=seed, step=step, advance=advance, start=start
            )
        report.write_text(report_page(result), "utf-8")
        figures = json.dumps(plain(result.as_dict()), indent=2, ensure_ascii=False)
        to_stdout = str(json_file) == "-"
        if to_stdout:
            typer.echo(figures)
        elif json_file is not None:
            json_file.write_text(figures + "\n", "utf-8")
        if not to_stdout:
            show(console(), result, report=str(report))
        if sock is not None:
            from errata.cli.demo.serving import serve_demo

            serve_demo(
                where,
                scenario.name,
                scenario.guidelines,
                sock,
                say=lambda line: typer.echo(line, err=to_stdout),
            )


def _room(port: int) -> socket:
    from errata.server.serve import listening

    return listening("127.0.0.1", port)


def _scenario(data: Path | None, cycles: int, seed: int) -> Scenario:
    if data is None:
        from errata.cli.demo.digits import digits

        return digits(cycles=cycles, seed=seed)
    from errata.cli.demo.own_data import own_data

    return own_data(data, cycles=cycles, seed=seed)


def _writable(*paths: Path | None) -> None:
    """Said before a minute of work, not after it."""
    from errata.core.errors import InputError

    for path in paths:
        if path is None or str(path) == "-":
            continue
        if path.is_dir():
            raise InputError(f"{path} is a folder", wanted="a file to write")
        if not path.parent.is_dir():
            raise InputError(f"no folder {path.parent} to write {path.name} in", do="make it first")


def _free(db: str, names: Names) -> None:
    """Refuse a database that has these projects already."""
    from errata.cli.opened import sqlite_file
    from errata.core.errors import Conflict
    from errata.core.project import Project
    from errata.store import open_store

    path = sqlite_file(db)
    if path is not None and not path.exists():
        return
    store = open_store(db)
    try:
        with store.snapshot() as view:
            taken = {project.name for project in view.find(Project)}
    finally:
        store.close()
    for name in (names.chosen, names.random, names.quick_fix):
        if name in taken:
            raise Conflict(f"{db} has a project {name!r} already", do="give another --db")
