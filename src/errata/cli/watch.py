"""errata watch: has the world changed, and does anybody need to know?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, By, Config, Db, Json, Project
from errata.cli.output import answer, percent, table, working
from errata.core.errors import InputError

if TYPE_CHECKING:
    from errata.core.looked import Looked
    from errata.flow.loop import Loop


def run(
    db: Db = DEFAULT_DB,
    project: Project = None,
    config: Config = None,
    every: Annotated[
        float | None,
        typer.Option(help="Look again every so many minutes, until Ctrl+C.", metavar="MINUTES"),
    ] = None,
    close: Annotated[
        str | None,
        typer.Option(help="End the alarm of this identifier, with --why.", metavar="ID"),
    ] = None,
    why: Annotated[str, typer.Option(help="Why the alarm is over; kept in the audit log.")] = "",
    by: By = None,
    as_json: Json = False,
) -> None:
    """Look once at what is new: inputs, predictions, audited error, reviews. Exit 1 while an alarm
    is open. A server looks by itself; this is for whoever has none, or cannot wait.

    \b
    Example:
      errata watch
      errata watch --every 60
      errata watch --close 0197b2 --why "the scanner was repaired"
    """
    from errata.cli.opened import existing

    if every is not None and not every > 0:
        raise InputError(f"--every {every}", wanted="minutes, more than 0")
    with existing(db, project, config) as loop:
        if close is not None:
            _close(loop, close, why, by, as_json)
            return
        left = _look(loop, as_json)
        try:
            while every is not None:
                time.sleep(every * 60)
                left = _look(loop, as_json)
        except KeyboardInterrupt:
            pass
    if left:
        raise typer.Exit(1)


def _close(loop: Loop, ident: str, why: str, by: str | None, as_json: bool) -> None:
    from errata.cli.opened import actor

    matching = [alarm for alarm in loop.alarms() if alarm.id.startswith(ident)]
    if len(matching) > 1:
        raise InputError(f"{len(matching)} open alarms begin with {ident}", do="give more of it")
    found = loop.close_alarm(matching[0].id if matching else ident, why=why, by=actor(by))
    told = {"closed": found.alarm_id, "by": found.by, "why": found.why}
    answer(told, lambda out: out.print(f"Closed the alarm {found.alarm_id}."), as_json=as_json)


def _look(loop: Loop, as_json: bool) -> int:
    """One look, told; how many alarms are open after it."""
    with working("looking"):
        looked = loop.look()
    told = {
        "look": looked.look.number,
        "at": looked.look.created_at,
        "upto": looked.look.upto,
        **looked.look.figures,
        "raised": [alarm.id for alarm in looked.raised],
        "alarms": [
            {
                "id": alarm.id,
                "kind": alarm.kind,
                "says": alarm.says,
                "created_at": alarm.created_at,
                "figures": dict(alarm.figures),
            }
            for alarm in looked.open
        ],
    }
    answer(told, lambda out: _say(out, looked), as_json=as_json)
    return len(looked.open)


def _say(out: Any, looked: Looked) -> None:
    figures = looked.look.figures
    model = figures.get("model")
    if model is None:
        out.print("There is no model in production to watch yet.")
    else:
        out.print(f"{model}, everything up to {looked.look.upto:%Y-%m-%d %H:%M} UTC:")
        out.print(table("Monitors", ("what", "state", "evidence", "read", "error"), _rows(figures)))
    raised = {alarm.id for alarm in looked.raised}
    if not looked.open:
        out.print("\nNo alarm is open.")
        return
    out.print(f"\n{len(looked.open)} open alarm{'s' * (len(looked.open) != 1)}:")
    for alarm in looked.open:
        new = " (new)" if alarm.id in raised else ""
        out.print(f"  {alarm.kind}, {alarm.created_at:%Y-%m-%d %H:%M} UTC{new}: {alarm.says}")
        out.print(f"    errata watch --close {alarm.id} --why TEXT")


def _rows(figures: Any) -> list[tuple[str, str, str, str, str]]:
    """Evidence in percent of what an alarm needs."""
    rows = []
    for name, one in figures.get("monitors", {}).items():
        if not one["watching"]:
            rows.append((name, "waits for a reference", "", "", _error(one)))
            continue
        state = "ALARM" if one["alarm"] else "quiet"
        spoken = max(one["log_evidence"], 0.0) / one["threshold"]
        rows.append((name, state, f"{spoken:.0%} of an alarm", str(one["rows"]), _error(one)))
    return rows


def _error(one: Any) -> str:
    error = one.get("error")
    if error is None:
        return ""
    return (
        f"{percent(error['value'])} [{100 * error['low']:.1f}, {100 * error['high']:.1f}] "
        f"n={error['n']}"
    )
