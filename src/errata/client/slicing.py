"""Slicing through a server: where the model errs, and which such places are watched."""

from __future__ import annotations

from typing import Any

from errata.client.answers import value_of
from errata.client.link import Link
from errata.core.model import SliceWatch
from errata.core.slices import Slice
from errata.loop.triage.stories import Story


def stories(link: Link, project: str, *, min_support: int, max_depth: int) -> list[Story]:
    """The error vectors as stories, strongest first."""
    told = link.get(f"{project}/slices", min_support=min_support, max_depth=max_depth)
    parts: dict[str, list[dict[str, Any]]] = {}
    for one in told["found"]:  # a head comes before its parts
        parts.setdefault(one.get("story", one["name"]), []).append(one)
    return [
        Story(
            head=value_of(Slice, head),
            parts=tuple(value_of(Slice, one) for one in others),
            aliases=tuple(value_of(Slice, one) for one in head.get("aliases", ())),
        )
        for head, *others in parts.values()
    ]


def watch_slice(link: Link, project: str, wanted: dict[str, Any]) -> SliceWatch:
    """Watch a slice, or watch it no more; the key says who does it."""
    return value_of(SliceWatch, link.post(f"{project}/slices/watch", wanted))


def watched_slices(link: Link, project: str) -> list[SliceWatch]:
    """The slices that are watched now, by name."""
    told = link.get(f"{project}/slices")
    return [
        value_of(SliceWatch, {**one, **one["watch"]}, watched=True)
        for one in told.get("watched", ())
    ]
