"""Excerpt: an item in a line of a list."""

from __future__ import annotations

import json
from collections.abc import Sequence

from errata.core.item import ItemKind
from errata.core.ports import Snapshot
from errata.core.project import Project

LENGTH = 160  # characters


def excerpt(kind: str, content: bytes) -> str:
    """The beginning of a text, the fields of a record on one line, or the size of an image.

    >>> excerpt("record", b'{"age": 40, "job": "nurse"}')
    'age: 40 · job: nurse'
    """
    if kind == ItemKind.IMAGE:  # stored as PNG, whose header names the size
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
        return f"image, {width} x {height} pixels"
    words = content.decode()
    if kind == ItemKind.RECORD:
        words = " · ".join(f"{name}: {value}" for name, value in json.loads(words).items())
    words = " ".join(words[: 4 * LENGTH].split())
    return words if len(words) <= LENGTH else words[: LENGTH - 1] + "…"


def excerpts(view: Snapshot, project: Project, item_ids: Sequence[str]) -> dict[str, str]:
    """The excerpts of stored items; images are read one by one, since they may be large."""
    wanted = list(dict.fromkeys(item_ids))
    step = 1 if project.kind == ItemKind.IMAGE else max(len(wanted), 1)
    found: dict[str, str] = {}
    for at in range(0, len(wanted), step):
        some = wanted[at : at + step]
        content = view.contents(project.id, some).content
        found |= {
            ident: excerpt(project.kind, data) for ident, data in zip(some, content, strict=True)
        }
    return found
