"""What a verb says: words for people, or one JSON object for machines; progress aside."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from errata.cli.plain import plain

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Step = Callable[[str], None]  # says what is being done now
Advance = Callable[[], None]


def console(*, stderr: bool = False) -> Console:
    """A console that wraps words and leaves brackets in users' data alone."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, soft_wrap=not sys.stdout.isatty())


def answer(payload: Mapping[str, Any], say: Callable[[Console], None], *, as_json: bool) -> None:
    """Print the one answer of a verb."""
    if as_json:
        typer.echo(json.dumps(plain(payload), ensure_ascii=False, allow_nan=False, indent=2))
    else:
        say(console())


def lines(console: Console, rows: Sequence[tuple[str, object]]) -> None:
    """Name and value, one a line, the names in one column."""
    width = max((len(name) for name, _ in rows), default=0)
    for name, value in rows:
        console.print(f"{name:<{width}}  {value}")


def table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], *, tight: bool = False
) -> RenderableType:
    """A table whose cells are printed as they are; numbers stand on the right.

    `tight` saves a space between columns, for what must fit a narrow terminal.
    """
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    made = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=0 if tight else (0, 1, 0, 0)
    )
    for place, column in enumerate(columns):
        numeric = bool(rows) and all(isinstance(row[place], int | float) for row in rows)
        widest = max((len(str(row[place])) for row in rows), default=0)
        made.add_column(
            column,
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=widest < 20,
        )
    for row in rows:
        made.add_row(*(Text(str(cell)) for cell in row))
    return Group(Text(f"\n{title}", style="bold"), made)


@contextmanager
def working(what: str) -> Iterator[Step]:
    """A moving bar on standard error while something takes its time."""
    with counting(what, None) as (step, _):
        yield step


@contextmanager
def counting(what: str, total: int | None) -> Iterator[tuple[Step, Advance]]:
    """A bar of `total` steps on standard error, with the time gone; None: no end known."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
    )
    screen = console(stderr=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield (lambda says: bar.update(task, description=says)), (lambda: bar.advance(task))


def percent(value: float, places: int = 1) -> str:
    """A share as a percentage.

    >>> percent(0.4567)
    '45.7 %'
    """
    return f"{100 * value:.{places}f} %"


def spread(figure: Mapping[str, Any] | Any) -> str:
    """An estimate in percent with its interval and n, from an Estimate or its dict.

    >>> spread({"value": 0.8, "low": 0.75, "high": 0.85, "n": 200})
    '80.0 % [75.0, 85.0] n=200'
    """
    if not isinstance(figure, Mapping):
        figure = figure.as_dict()
    value, low, high = (100 * figure[key] for key in ("value", "low", "high"))
    return f"{value:.1f} % [{low:.1f}, {high:.1f}] n={figure['n']}"
