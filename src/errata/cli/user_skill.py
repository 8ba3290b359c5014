"""errata user skill: what reviewers can do, and who vouches for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, By, Json, LocalDb
from errata.cli.output import answer, table
from errata.core.errors import InputError

if TYPE_CHECKING:
    from errata.core.people import Credential
    from errata.flow.people.credentials import SkillSeen
    from errata.flow.workspace import Workspace

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Skills: who can do what, until when, and who vouches for it.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

ProjectOf = Annotated[
    str,
    typer.Option("--project", "-p", envvar="ERRATA_PROJECT", help="The project.", metavar="NAME"),
]
Name = Annotated[str, typer.Argument(help="Who.")]
Skill = Annotated[str, typer.Argument(help="What they can do, such as language=fr.")]


@app.command("list")
def show(project: ProjectOf, db: LocalDb = DEFAULT_DB, as_json: Json = False) -> None:
    """Show everybody's skills: declared, verified, expired, withdrawn, granted, earned.

    \b
    Example:
      errata user skill list --project tickets
    """
    from errata.flow.people.credentials import credentials

    with _project(db, project) as ws:
        found = credentials(ws)
    answer(
        {"skills": [_plain(one) for one in found]},
        lambda out: _say(out, found),
        as_json=as_json,
    )


@app.command()
def verify(
    name: Name,
    skill: Skill,
    project: ProjectOf,
    db: LocalDb = DEFAULT_DB,
    days: Annotated[
        float | None, typer.Option(help="How long it is good; left out: for good.")
    ] = None,
    note: Annotated[
        str | None, typer.Option(help="What it rests on; left out: as declared.")
    ] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Vouch for a skill, declared or not: tasks that ask for it may come from now on.

    \b
    Example:
      errata user skill verify ann language=fr --project tickets --days 365
    """
    from errata.cli.opened import actor
    from errata.flow.accounts.credentials import read_name
    from errata.flow.people.credentials import verify as vouch

    if days is not None and not 0 < days < 36_500:
        raise InputError(f"--days {days:g}", wanted="more than 0, less than 36500")
    with _project(db, project) as ws:
        until = None if days is None else datetime.now(UTC) + timedelta(days=days)
        made = vouch(ws, read_name(name), skill, by=actor(by), expires_at=until, note=note)
    _done(made, "is verified", as_json=as_json)


@app.command()
def withdraw(
    name: Name,
    skill: Skill,
    project: ProjectOf,
    db: LocalDb = DEFAULT_DB,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Take a verified or declared skill back, at once.

    One that came with a role goes with `errata user role NAME ROLE --skill ...`.

    \b
    Example:
      errata user skill withdraw ann language=fr --project tickets
    """
    from errata.cli.opened import actor
    from errata.flow.accounts.credentials import read_name
    from errata.flow.people.credentials import withdraw as take_back

    with _project(db, project) as ws:
        made = take_back(ws, read_name(name), skill, by=actor(by))
    _done(made, "is withdrawn", as_json=as_json)


@contextmanager
def _project(db: str, name: str) -> Iterator[Workspace]:
    from errata.cli.opened import existing_site
    from errata.cli.user import place_of
    from errata.core.project import Project

    with existing_site(db) as site:
        ident = place_of(site.accounts, name, False)
        with site.store.snapshot() as view:
            project = view.get(Project, ident)
        yield site.workspace(project)


def _done(made: Credential, what: str, *, as_json: bool) -> None:
    until = f" until {made.expires_at:%Y-%m-%d %H:%M} UTC" if made.expires_at else ""
    until = "" if made.withdrawn else until
    answer(
        {
            "reviewer": made.reviewer,
            "skill": made.skill,
            "verified_by": made.verified_by or None,
            "expires_at": made.expires_at,
            "withdrawn": made.withdrawn,
        },
        lambda out: out.print(f"{made.skill} of {made.reviewer} {what}{until}."),
        as_json=as_json,
    )


def _plain(one: SkillSeen) -> dict[str, Any]:
    return {
        "reviewer": one.reviewer,
        "skill": one.skill,
        "state": one.state,
        "verified_by": one.verified_by or None,
        "expires_at": one.expires_at,
        "note": one.note,
    }


def _say(out: Any, found: list[SkillSeen]) -> None:
    if not found:
        out.print("No skills yet. Give one with: errata user skill verify NAME SKILL")
        return
    rows = [
        (
            one.reviewer,
            one.skill,
            str(one.state),
            one.verified_by,
            f"{one.expires_at:%Y-%m-%d}" if one.expires_at else "",
            one.note,
        )
        for one in found
    ]
    names = ("name", "skill", "state", "verified by", "until", "note")
    out.print(table("Skills", names, rows))
