"""Leaks: what is held and what trains must not touch; both doors use this guard."""

from __future__ import annotations

from errata.core.item import Items
from errata.core.policy import CuratePolicy
from errata.flow.workspace import Workspace, groups_of
from errata.loop.curate.leakage import Cases, LeakageReport, leakage_guard


def apart(ws: Workspace, items: Items, others: Items, rules: CuratePolicy) -> LeakageReport:
    """Which items equal, belong with or nearly equal none of the others."""
    near = rules.near_duplicates
    return leakage_guard(_cases(ws, items, near), _cases(ws, others, near), near=near)


def _cases(ws: Workspace, items: Items, near: bool) -> Cases:
    contents = [ws.decode(ws.project.kind, content) for content in items.content] if near else None
    return Cases(ids=items.ids, groups=groups_of(items), kind=items.kind, contents=contents)
