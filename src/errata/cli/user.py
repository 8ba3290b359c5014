"""errata user: list people, invite them, give and take roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from errata.cli import user_skill
from errata.cli.options import DEFAULT_DB, By, Json, LocalDb
from errata.cli.output import answer, table
from errata.core.account import EVERYWHERE, Role
from errata.core.errors import InputError, NotFound

if TYPE_CHECKING:
    from errata.flow.accounts.invite import Invited
    from errata.flow.accounts.office import Office
    from errata.flow.accounts.users import KnownUser

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="People: who may sign in, and as what.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

app.add_typer(user_skill.app, name="skill")

ProjectOf = Annotated[
    str | None,
    typer.Option(
        "--project",
        "-p",
        envvar="ERRATA_PROJECT",
        help="The project of the role.",
        metavar="NAME",
    ),
]
Everywhere = Annotated[
    bool, typer.Option("--everywhere", help="In all projects, those to come included.")
]
Skills = Annotated[
    list[str] | None,
    typer.Option("--skill", help="What they are good at, such as radiologist; may be repeated."),
]


@app.command("list")
def show(db: LocalDb = DEFAULT_DB, project: ProjectOf = None, as_json: Json = False) -> None:
    """Show everybody and their roles, or the people of one project.

    \b
    Example:
      errata user list --project tickets
    """
    from errata.cli.opened import existing_site
    from errata.flow.accounts.project_names import project_names
    from errata.flow.accounts.users import list_everybody, list_users

    with existing_site(db) as site:
        names = project_names(site.accounts)
        found = (
            list_everybody(site.accounts)
            if project is None
            else list_users(site.accounts, project_id=place_of(site.accounts, project, False))
        )
    answer(
        {"users": [_plain(known, names) for known in found]},
        lambda out: _say_users(out, found, names),
        as_json=as_json,
    )


@app.command()
def invite(
    name: Annotated[
        str | None,
        typer.Argument(help="Who it is for. Left out: whoever opens it chooses a name."),
    ] = None,
    role: Annotated[Role, typer.Option(help="What they will be.")] = Role.REVIEWER,
    db: LocalDb = DEFAULT_DB,
    project: ProjectOf = None,
    everywhere: Everywhere = False,
    admin: Annotated[bool, typer.Option("--admin", help="Short for an admin everywhere.")] = False,
    skill: Skills = None,
    days: Annotated[float, typer.Option(help="How long the link is good.")] = 7.0,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Make a one-time link. For a name that has an account, it sets a new password.

    \b
    Example:
      errata user invite ann --role lead --project tickets
      errata user invite --admin
    """
    from errata.cli.opened import actor, existing_site
    from errata.flow.accounts.invite import invite as make

    role = Role.ADMIN if admin else role
    with existing_site(db) as site:
        made = make(
            site.accounts,
            project_id=place_of(site.accounts, project, everywhere or admin),
            role=role,
            name=name,
            skills=skill or (),
            days=days,
            by=actor(by),
        )
    answer(
        {
            "path": made.path,
            "token": made.token,
            "name": made.invitation.name,
            "role": role,
            "project": EVERYWHERE if everywhere or admin else project,
            "resets": made.invitation.user_id is not None,
            "expires_at": made.invitation.expires_at,
        },
        lambda out: _say_link(out, made),
        as_json=as_json,
    )


@app.command("role")
def give(
    name: Annotated[str, typer.Argument(help="Who.")],
    role: Annotated[Role, typer.Argument(help="What they are from now on.")],
    db: LocalDb = DEFAULT_DB,
    project: ProjectOf = None,
    everywhere: Everywhere = False,
    skill: Skills = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Give somebody a role in a project, in place of the one they had there.

    \b
    Example:
      errata user role ann reviewer --project tickets --skill radiologist
    """
    from errata.cli.opened import actor, existing_site
    from errata.flow.accounts.grant_role import grant_role

    with existing_site(db) as site:
        grant = grant_role(
            site.accounts,
            name,
            project_id=place_of(site.accounts, project, everywhere),
            role=role,
            skills=skill,
            by=actor(by),
        )
    where = "everywhere" if everywhere else f"in {project}"
    answer(
        {
            "name": name,
            "role": role,
            "project": EVERYWHERE if everywhere else project,
            "skills": grant.skills,
        },
        lambda out: out.print(f"{name} is {role.value} {where}."),
        as_json=as_json,
    )


@app.command()
def disable(
    name: Annotated[str, typer.Argument(help="Who.")],
    db: LocalDb = DEFAULT_DB,
    project: Annotated[
        str | None,
        typer.Option("--project", "-p", help="Only in this project.", metavar="NAME"),
    ] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Take every role away and sign the person out, at once. What they did stays.

    \b
    Example:
      errata user disable ann
    """
    from errata.cli.opened import actor, existing_site
    from errata.flow.accounts.disable import disable as shut
    from errata.flow.accounts.grant_role import grant_role

    with existing_site(db) as site:
        if project is None:
            taken = shut(site.accounts, name, by=actor(by))
        else:
            place = place_of(site.accounts, project, False)
            grant_role(site.accounts, name, project_id=place, role=None, by=actor(by))
            taken = 1
    where = f" in {project}" if project else ""
    answer(
        {"name": name, "taken": taken},
        lambda out: out.print(
            f"{name} has no role{where} any more." if taken else f"{name} had no role."
        ),
        as_json=as_json,
    )


def place_of(office: Office, project: str | None, everywhere: bool) -> str:
    """The identifier of the project named, or everywhere; raises InputError without either."""
    from errata.flow.accounts.project_names import project_names

    if everywhere:
        return EVERYWHERE
    places = {name: ident for ident, name in project_names(office).items() if ident}
    if not project:
        raise InputError(
            "no project",
            wanted="one of " + ", ".join(places) if places else "",
            do="give --project NAME or --everywhere",
        )
    if project not in places:
        raise NotFound(
            f"no project is named {project!r}",
            wanted="one of " + ", ".join(places) if places else "",
        )
    return places[project]


def _plain(known: KnownUser, names: dict[str, str]) -> dict[str, Any]:
    return {
        "name": known.user.name,
        "role": known.role,
        "project": names[known.project_id],
        "skills": known.skills,
        "active": known.active,
        "last_seen": known.last_seen,
        "created_at": known.user.created_at,
    }


def _say_users(out: Any, found: list[KnownUser], names: dict[str, str]) -> None:
    if not found:
        out.print("Nobody yet. Make a link with: errata user invite --admin")
        return
    rows = [
        (
            known.user.name,
            known.role.value if known.role else "-",
            names[known.project_id] or "everywhere",
            ", ".join(known.skills),
            f"{known.last_seen:%Y-%m-%d %H:%M}" if known.last_seen else "never",
        )
        for known in found
    ]
    out.print(table("Users", ("name", "role", "project", "skills", "last seen"), rows))


def _say_link(out: Any, made: Invited) -> None:
    invitation = made.invitation
    what = "sets a new password" if invitation.user_id else "makes an account"
    out.print(made.path)
    out.print(
        f"It {what}, once, until {invitation.expires_at:%Y-%m-%d %H:%M} UTC. Put the server's "
        "address before it; it is not shown again."
    )
