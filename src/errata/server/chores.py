"""Chores: one turn of each kind of background work. Each answers whether there is more at once."""

from __future__ import annotations

from errata.core.project import Project
from errata.flow.crowd import refresh_crowd
from errata.flow.escalate import BATCH, escalate
from errata.flow.people.honeypot import place_honeypots
from errata.flow.people.tiring import notice_tiredness
from errata.flow.people.unqualified import check_people
from errata.server.room import Room

COMPACT_AT = 20_000  # hot predictions of a project; fewer are quick to read as they are


def seal(room: Room) -> bool:
    """Chain what was written to the audit log."""
    room.site.store.seal(now=room.site.clock())
    return False


def move_up(room: Room) -> bool:
    """Move up what nobody answered in time."""
    moved = [escalate(room.site.workspace(project)) for project in _projects(room)]
    return max(moved, default=0) >= BATCH


def look_after_people(room: Room) -> bool:
    """Miss people for what nobody can do, measure those who answer, and let the tired rest."""
    for project in _projects(room):
        ws = room.site.workspace(project)
        check_people(ws)
        place_honeypots(ws)
        notice_tiredness(ws)
    return False


def compact(room: Room) -> bool:
    """Move predictions from rows to segments, where many wait."""
    store, now = room.site.store, room.site.clock()
    moved = [store.compact(one.id, now=now, at_least=COMPACT_AT) for one in _projects(room)]
    return max(moved, default=0) >= COMPACT_AT


def know_the_crowd(room: Room) -> bool:
    """Learn what the newest answers say of the reviewers, where there are enough of them."""
    for project in _projects(room):
        refresh_crowd(room.site.workspace(project))
    return False


def sweep(room: Room) -> bool:
    """Delete files that no reader can still want."""
    room.site.store.sweep(now=room.site.clock())
    return False


def relabel(room: Room) -> bool:
    """Hear of labels that another server changed."""
    room.relabel()
    return False


def _projects(room: Room) -> list[Project]:
    with room.site.store.snapshot() as view:
        return view.find(Project)
