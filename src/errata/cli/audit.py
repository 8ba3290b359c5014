"""errata audit: seal, verify and export the head of the audit log."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, working

if TYPE_CHECKING:
    from errata.core.ports import AuditHead

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The log of every change: who, when, what.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.command()
def verify(
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    head: Annotated[
        Path | None, typer.Option("--head", help="A head written earlier by errata audit head.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Recompute the sealed chain. Exit 1: something was changed, or cut.

    \b
    Example:
      errata audit verify --head head.json
    """
    from errata.cli.opened import existing

    known = read_head(head) if head else None
    with existing(db, project, config) as loop, working("verifying"):
        report = loop.verify_audit(head=known)

    def say(out: Any) -> None:
        if report.intact:
            sealed = report.head.entries if report.head else 0
            out.print(f"Intact: {sealed} sealed entries; {report.unsealed} not sealed yet.")
            return
        out.print("NOT intact:")
        for fault in report.faults:
            out.print(f"  - {fault}")

    answer(
        {
            "intact": report.intact,
            "faults": report.faults,
            "head": report.head,
            "unsealed": report.unsealed,
        },
        say,
        as_json=as_json,
    )
    if not report.intact:
        raise typer.Exit(1)


@app.command()
def seal(
    db: Db = DEFAULT_DB, project: Project = None, config: Config = None, as_json: Json = False
) -> None:
    """Chain the entries that are not sealed yet, and sign the head.

    \b
    Example:
      errata audit seal
    """
    from errata.cli.opened import existing

    with existing(db, project, config) as loop, working("sealing"):
        made = loop.seal()
    answer(
        {"head": made},
        lambda out: out.print(_say_head(made)),
        as_json=as_json,
    )


@app.command("head")
def show_head(
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    out_file: Annotated[
        Path | None, typer.Option("--out", help="Write it here; keep it away from this machine.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the newest sealed head, or write it to a file for a later verify.

    \b
    Example:
      errata audit head --out head.json
    """
    from errata.cli.opened import existing
    from errata.cli.plain import plain
    from errata.core.errors import NotReady

    with existing(db, project, config) as loop:
        newest = loop.verify_audit().head
    if newest is None:
        raise NotReady("nothing is sealed yet", do="run errata audit seal")
    if out_file:
        out_file.write_text(json.dumps(plain(newest), indent=2) + "\n", "utf-8")
    answer(
        {"head": newest, "file": out_file},
        lambda out: out.print(_say_head(newest) + (f"\nWrote {out_file}." if out_file else "")),
        as_json=as_json,
    )


def read_head(path: Path) -> AuditHead:
    """A head as `errata audit head --out` or `--json` wrote it; raises InputError otherwise."""
    from datetime import datetime

    from errata.core.errors import InputError
    from errata.core.ports import AuditHead

    try:
        given = json.loads(path.read_text("utf-8"))
        given = given.get("head", given)
        return AuditHead(
            block=int(given["block"]),
            entries=int(given["entries"]),
            hash=str(given["hash"]),
            signature=str(given["signature"]),
            sealed_at=datetime.fromisoformat(given["sealed_at"]),
        )
    except FileNotFoundError:
        raise InputError(f"no file {path}", do="write one with errata audit head --out") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            f"{path} holds no audit head",
            wanted="what errata audit head wrote",
        ) from None


def _say_head(head: AuditHead | None) -> str:
    if head is None:
        return "Nothing to seal yet."
    return (
        f"Block {head.block}, {head.entries} entries sealed, {head.sealed_at:%Y-%m-%d %H:%M:%S}\n"
        f"hash {head.hash}\nsignature {head.signature}"
    )
