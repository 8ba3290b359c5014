"""errata user and errata key: who may come in, from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from errata.cli.app import app
from errata.core.account import Role
from errata.core.errors import NotFound, SignInNeeded
from errata.flow.accounts.join import join, read_invitation
from errata.flow.accounts.sign_in import sign_in
from errata.flow.accounts.who import who_holds, who_signed_in
from errata.wire import Site

PASSWORD = "correct horse battery"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A database with two projects, open as a server has it."""
    site = Site(f"sqlite:///{tmp_path}/e.db")
    for name in ("tickets", "scans"):
        site.create(name, kind="text", labels=["a", "b"])
    yield site
    site.close()


def errata(site: Site, *arguments: str) -> Result:
    """Run the command; an exception is a failure of the test."""
    url = str(site.store._database.engine.url)
    result = CliRunner().invoke(app, [*arguments, "--db", url])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told(site: Site, *arguments: str, code: int = 0) -> dict[str, Any]:
    """The JSON answer; standard output holds nothing else."""
    result = errata(site, *arguments, "--json")
    assert result.exit_code == code, result.stderr
    answer = json.loads(result.stdout)
    assert isinstance(answer, dict)
    return answer


def test_an_admins_link_lets_an_admin_in_once(site: Site) -> None:
    made = told(site, "user", "invite", "--admin", "--by", "ops")
    assert (made["path"], made["project"], made["role"]) == (f"/join/{made['token']}", "", "admin")
    signed = join(site.accounts, made["token"], name="root", password=PASSWORD)
    caller = who_signed_in(site.accounts, signed.token)
    assert caller is not None
    assert caller.role_in("anything") is Role.ADMIN
    with pytest.raises(NotFound):
        read_invitation(site.accounts, made["token"])


def test_a_lost_password_is_set_anew_from_the_command_line(site: Site) -> None:
    first = told(site, "user", "invite", "ann", "-p", "tickets", "--role", "lead")
    join(site.accounts, first["token"], name=None, password=PASSWORD)
    second = errata(site, "user", "invite", "ann", "-p", "tickets", "--role", "lead")
    assert "sets a new password" in second.stdout
    token = second.stdout.splitlines()[0].rpartition("/")[2]
    join(site.accounts, token, name=None, password="quite another one")
    with pytest.raises(SignInNeeded):
        sign_in(site.accounts, "ann", PASSWORD)


def test_roles_are_given_listed_and_taken_away(site: Site) -> None:
    token = told(site, "user", "invite", "ann", "-p", "tickets", "--skill", "ct")["token"]
    signed = join(site.accounts, token, name=None, password=PASSWORD)
    given = told(site, "user", "role", "ann", "lead", "-p", "scans", "--by", "ops")
    assert (given["role"], given["project"]) == ("lead", "scans")
    listed = told(site, "user", "list")["users"]
    assert [(row["role"], row["project"], row["skills"]) for row in listed] == [
        ("lead", "scans", []),
        ("reviewer", "tickets", ["ct"]),
    ]
    (only,) = told(site, "user", "list", "-p", "scans")["users"]
    assert (only["name"], only["role"]) == ("ann", "lead")
    assert (
        "ann is reviewer everywhere."
        in errata(site, "user", "role", "ann", "reviewer", "--everywhere").stdout
    )
    assert told(site, "user", "disable", "ann", "-p", "scans")["taken"] == 1
    assert who_signed_in(site.accounts, signed.token) is not None
    assert told(site, "user", "disable", "ann")["taken"] == 2
    assert who_signed_in(site.accounts, signed.token) is None
    assert told(site, "user", "disable", "ann")["taken"] == 0
    assert not any(row["active"] for row in told(site, "user", "list")["users"])


def test_a_key_is_shown_once_and_can_be_revoked_by_how_it_begins(site: Site) -> None:
    made = told(site, "key", "create", "helpdesk", "-p", "tickets", "--days", "30")
    assert (made["role"], made["project"]) == ("service", "tickets")
    caller = who_holds(site.accounts, made["key"])
    assert caller is not None
    assert caller.name == "key:helpdesk"
    shown = errata(site, "key", "list")
    assert "helpdesk" in shown.stdout
    assert made["key"] not in shown.stdout
    (row,) = told(site, "key", "list", "-p", "tickets")["keys"]
    assert told(site, "key", "list", "-p", "scans")["keys"] == []
    assert told(site, "key", "revoke", row["prefix"])["id"] == made["id"]
    assert who_holds(site.accounts, made["key"]) is None
    assert told(site, "key", "list")["keys"][0]["revoked"] is True
    assert "revoked" in errata(site, "key", "list").stdout


def test_a_key_may_be_for_ever_and_everywhere(site: Site) -> None:
    made = errata(site, "key", "create", "ops", "--everywhere", "--role", "admin", "--days", "0")
    caller = who_holds(site.accounts, made.stdout.splitlines()[0])
    assert caller is not None
    assert (caller.role_in("any"), caller.expires_at) == (Role.ADMIN, None)
    assert "for ever" in made.stdout
    assert "never" in errata(site, "key", "list").stdout


@pytest.mark.parametrize(
    ("arguments", "says", "code"),
    [
        (("user", "invite", "ann"), "--project NAME or --everywhere", 2),
        (("user", "invite", "a/b", "-p", "tickets"), "the name 'a/b'|a name with", 2),
        (("user", "invite", "-p", "nope"), "wanted one of tickets, scans", 2),
        (("user", "role", "nobody", "lead", "-p", "tickets"), "no user is named 'nobody'", 2),
        (("user", "disable", "nobody"), "no user is named 'nobody'", 2),
        (("user", "invite", "-p", "tickets", "--days", "1000"), "90 at most", 2),
        (("key", "create", "", "-p", "tickets"), "key's name", 2),
        (("key", "revoke", "errata_none"), "see errata key list|no key begins", 2),
        (("key", "list", "-p", "nope"), "no project is named 'nope'", 2),
    ],
)
def test_wrong_use_says_what_to_do(
    site: Site, arguments: tuple[str, ...], says: str, code: int
) -> None:
    result = errata(site, *arguments)
    assert result.exit_code == code, result.stderr
    assert any(part.lower() in result.stderr.lower() for part in says.split("|")), result.stderr
    assert "Traceback" not in result.stderr
    error = told(site, *arguments, code=code)["error"]
    assert error["message"]


def test_the_only_admin_is_kept_by_a_law(site: Site) -> None:
    token = told(site, "user", "invite", "root", "--admin")["token"]
    join(site.accounts, token, name=None, password=PASSWORD)
    result = errata(site, "user", "disable", "root")
    assert (result.exit_code, "only admin" in result.stderr) == (1, True)


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    for arguments in (("user", "list"), ("key", "list"), ("user", "invite", "--admin")):
        result = CliRunner().invoke(app, [*arguments, "--db", f"sqlite:///{tmp_path}/no.db"])
        assert result.exit_code == 2
        assert "no database at" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("noun", ["user", "key"])
def test_every_command_has_an_example_and_an_empty_list_says_what_to_do(
    site: Site, noun: str
) -> None:
    assert f"errata {noun}" in errata(site, noun, "list").stdout
    group = CliRunner().invoke(app, [noun, "--help"])
    for command in ("list", "invite", "role", "disable", "create", "revoke"):
        told_help = CliRunner().invoke(app, [noun, command, "--help"])
        if f"  {command} " in group.stdout:
            assert "Example:" in told_help.stdout
            assert f"errata {noun} {command}" in told_help.stdout
        else:
            assert told_help.exit_code == 2


def test_a_skill_is_verified_listed_and_withdrawn(site: Site) -> None:
    office = site.accounts
    link = told(site, "user", "invite", "ann", "--project", "tickets", "--skill", "radiologist")
    join(office, link["token"], name="ann", password=PASSWORD)
    here = ("--project", "tickets")
    made = told(
        site, "user", "skill", "verify", "Ann", "language=fr", *here, "--days", "30",
        "--note", "from Lyon", "--by", "lee",
    )  # fmt: skip
    assert (made["reviewer"], made["verified_by"], made["withdrawn"]) == ("ann", "lee", False)
    listed = told(site, "user", "skill", "list", *here)["skills"]
    assert [(one["skill"], one["state"], one["note"]) for one in listed] == [
        ("language=fr", "verified", "from Lyon"), ("radiologist", "granted", ""),
    ]  # fmt: skip
    assert "language=fr" in errata(site, "user", "skill", "list", *here).stdout
    gone = errata(site, "user", "skill", "withdraw", "ann", "language=fr", *here)
    assert gone.stdout == "language=fr of ann is withdrawn.\n"
    again = told(site, "user", "skill", "withdraw", "ann", "language=fr", *here, code=2)
    assert "no credential" in json.dumps(again)
    assert "Nobody" not in errata(site, "user", "skill", "list", "--project", "scans").stdout
    told(site, "user", "skill", "verify", "ann", "x", *here, "--days", "-1", code=2)
