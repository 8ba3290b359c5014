"""The command `errata`: its verbs, and the one place where a fault becomes a message.

Exit codes: 0 done, 1 the answer is no, 2 wrong use.
"""

from __future__ import annotations

import importlib
import json
from typing import Any

import typer
from typer.core import TyperGroup

from errata.core.errors import ErrataError, Refused

# In the order of the loop. Each module holds the function of its verb.
VERBS = {
    "demo": "errata.cli.demo.command",
    "init": "errata.cli.init",
    "serve": "errata.cli.serve",
    "import": "errata.cli.import_",
    "capture": "errata.cli.capture",
    "labels": "errata.cli.labels",
    "certify": "errata.cli.certify",
    "simulate": "errata.cli.simulate",
    "slices": "errata.cli.slices",
    "curate": "errata.cli.curate",
    "retrain": "errata.cli.retrain",
    "prove": "errata.cli.prove",
    "promote": "errata.cli.promote",
    "rollback": "errata.cli.rollback",
    "cycle": "errata.cli.cycle",
    "watch": "errata.cli.watch",
    "status": "errata.cli.status",
    "trace": "errata.cli.trace",
    "export": "errata.cli.export",
    "doctor": "errata.cli.doctor",
}


class Verbs(TyperGroup):
    """Turns every ErrataError into its message and an exit code; nobody sees a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except ErrataError as error:
            kind, message, code = (
                type(error).__name__,
                str(error),
                int(not isinstance(error, Refused)) + 1,
            )
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            where = f"{error.filename}: " if error.filename else ""
            kind, message, code = "InputError", f"{where}{error.strerror or error}.", 2
        if ctx.find_root().meta.get("errata.json"):
            typer.echo(json.dumps({"error": {"kind": kind, "message": message}}, indent=2))
        typer.echo(f"errata: {message}", err=True)
        raise typer.Exit(code)


app = typer.Typer(
    name="errata",
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Turns a classifier's real-world errors into its next training set, "
    "and proves that it helped.\n\nStart with: errata demo",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"errata {version('errata')}")
        raise typer.Exit


@app.callback()
def errata(
    version: bool = typer.Option(
        False, "--version", help="Show the version.", callback=_version, is_eager=True
    ),
) -> None:
    """Options before any verb."""


for _verb, _module in VERBS.items():
    app.command(_verb)(importlib.import_module(_module).run)
for _noun in ("user", "key", "audit"):
    app.add_typer(importlib.import_module(f"errata.cli.{_noun}").app, name=_noun)
