"""errata init: a commented errata.toml and a guidelines file, ready to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from errata.cli.options import Json
from errata.cli.output import answer

GUIDELINES = """\
# Guidelines: {name}

What reviewers read before they answer; the newest version counts. Keep it short.

## The question
Which one label fits this item best?

{labels}

## When in doubt
- More than one label fits: take the one that decides what happens next; cause `ambiguous`.
- Nothing fits: answer "unsure"; cause `new_class`.
- The input cannot be read: answer what you can still see; cause `noisy_input`.
"""


SECTION = """\
## {label}
What it means, in a sentence.
- Do: an example that belongs here.
- Don't: one that looks like it and belongs elsewhere.
"""


def run(
    folder: Annotated[Path, typer.Argument(help="Where to write; made if missing.")] = Path(),
    name: Annotated[
        str | None, typer.Option(help="The project's name; default: the folder's.")
    ] = None,
    kind: Annotated[str, typer.Option(help="text, image or record.")] = "text",
    label: Annotated[list[str] | None, typer.Option(help="A label; give one for each.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
    as_json: Json = False,
) -> None:
    """Write errata.toml and guidelines.md for a new project.

    \b
    Example:
      errata init tickets --kind text --label refund --label delivery
    """
    from errata.cli.config import FILE, parse_config
    from errata.cli.settings import configuration
    from errata.core.errors import Conflict

    files = {FILE: folder / FILE, "guidelines.md": folder / "guidelines.md"}
    there = [str(path) for path in files.values() if path.exists()]
    if there and not force:
        raise Conflict(f"{' and '.join(there)} exist already", do="give --force to overwrite")
    name = name or folder.resolve().name or "project"
    labels = label or []
    text = configuration(name=name, kind=kind, labels=labels, guidelines="")
    import tomllib

    parse_config(tomllib.loads(text), files[FILE])  # a wrong kind or label is said before writing
    folder.mkdir(parents=True, exist_ok=True)
    listed = "\n".join(SECTION.format(label=x) for x in labels) or SECTION.format(label="label")
    files["guidelines.md"].write_text(GUIDELINES.format(name=name, labels=listed), "utf-8")
    files[FILE].write_text(configuration(name=name, kind=kind, labels=labels), "utf-8")
    written = [str(path) for path in files.values()]
    answer(
        {"project": name, "kind": kind, "labels": labels, "written": written},
        lambda out: out.print(
            f"Wrote {' and '.join(written)}.\nNext: errata import FILE.csv --as base "
            "(labelled data to train on), or --as history (what your model did so far)."
        ),
        as_json=as_json,
    )
