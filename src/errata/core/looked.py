"""Looked: what a look of the watch came to, and an alarm with its end."""

from __future__ import annotations

from dataclasses import dataclass

from errata.core.model import Alarm, AlarmClosed, Look


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """A look, the alarms that it raised, and those that are open after it, newest first."""

    look: Look
    raised: tuple[Alarm, ...]
    open: tuple[Alarm, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AlarmStory:
    """An alarm, and what became of it."""

    alarm: Alarm
    closed: AlarmClosed | None  # None while it is open
    lapsed: bool  # whether a certificate ended with it
