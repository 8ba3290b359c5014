"""errata key: the keys with which programs come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, By, Json, LocalDb
from errata.cli.output import answer, table
from errata.cli.user import Everywhere, ProjectOf, place_of
from errata.core.account import EVERYWHERE, Role
from errata.core.errors import InputError, NotFound

if TYPE_CHECKING:
    from errata.flow.accounts.keys import KnownKey
    from errata.flow.accounts.make_key import MadeKey

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="API keys: how programs come in.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.command("list")
def show(db: LocalDb = DEFAULT_DB, project: ProjectOf = None, as_json: Json = False) -> None:
    """Show the keys, without their secrets, which nobody has.

    \b
    Example:
      errata key list --project tickets
    """
    from errata.cli.opened import existing_site
    from errata.flow.accounts.keys import list_keys
    from errata.flow.accounts.project_names import project_names

    with existing_site(db) as site:
        office = site.accounts
        place = None if project is None else place_of(office, project, False)
        found, names, now = list_keys(office, project_id=place), project_names(office), office.now()

    def say(out: Any) -> None:
        if not found:
            out.print("No keys yet. Make one with: errata key create NAME --project PROJECT")
            return
        rows = [
            (
                known.key.prefix,
                known.key.name,
                known.key.role.value,
                names[known.key.project_id] or "everywhere",
                "revoked"
                if known.revoked
                else "never"
                if known.key.expires_at is None
                else f"{known.key.expires_at:%Y-%m-%d}"
                + (" (over)" if known.key.expires_at <= now else ""),
            )
            for known in found
        ]
        columns = ("begins with", "name", "role", "project", "expires")
        out.print(table("Keys", columns, rows))

    answer({"keys": [_plain(known, names) for known in found]}, say, as_json=as_json)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="What it is for, such as the program's name.")],
    role: Annotated[Role, typer.Option(help="What the program is.")] = Role.SERVICE,
    db: LocalDb = DEFAULT_DB,
    project: ProjectOf = None,
    everywhere: Everywhere = False,
    days: Annotated[float, typer.Option(help="How long it is good; 0: it never expires.")] = 365.0,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Make a key for a project. It is shown once.

    \b
    Example:
      errata key create helpdesk --project tickets
    """
    from errata.cli.opened import actor, existing_site
    from errata.flow.accounts.make_key import make_key

    with existing_site(db) as site:
        made = make_key(
            site.accounts,
            name,
            project_id=place_of(site.accounts, project, everywhere),
            role=role,
            days=days,
            by=actor(by),
        )
    answer(
        {
            "key": made.secret,
            "id": made.key.id,
            "name": made.key.name,
            "role": role,
            "project": EVERYWHERE if everywhere else project,
            "expires_at": made.key.expires_at,
        },
        lambda out: _say_key(out, made),
        as_json=as_json,
    )


@app.command()
def revoke(
    key: Annotated[str, typer.Argument(help="How it begins, or its id, as listed.")],
    db: LocalDb = DEFAULT_DB,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Revoke a key: it opens nothing any more.

    \b
    Example:
      errata key revoke errata_u33cS
    """
    from errata.cli.opened import actor, existing_site
    from errata.flow.accounts.keys import list_keys
    from errata.flow.accounts.revoke_key import revoke_key

    with existing_site(db) as site:
        known = [one.key for one in list_keys(site.accounts)]
        meant = [one for one in known if key in (one.id, one.prefix)]
        if not meant:
            raise NotFound(f"no key begins with {key!r}", do="see errata key list")
        if len(meant) > 1:
            raise InputError(f"{len(meant)} keys begin with {key!r}", do="give the id, with --json")
        revoke_key(site.accounts, meant[0].id, by=actor(by))
    answer(
        {"id": meant[0].id, "revoked": True},
        lambda out: out.print("Revoked. A running server knows it within 5 seconds."),
        as_json=as_json,
    )


def _plain(known: KnownKey, names: dict[str, str]) -> dict[str, Any]:
    key = known.key
    return {
        "id": key.id,
        "name": key.name,
        "role": key.role,
        "project": names[key.project_id],
        "prefix": key.prefix,
        "by": key.by,
        "created_at": key.created_at,
        "expires_at": key.expires_at,
        "revoked": known.revoked,
    }


def _say_key(out: Any, made: MadeKey) -> None:
    out.print(made.secret)
    until = f"until {made.key.expires_at:%Y-%m-%d}" if made.key.expires_at else "for ever"
    out.print(f"It is good {until}, and is not shown again. Programs read it in ERRATA_API_KEY.")
