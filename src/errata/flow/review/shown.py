"""Shown: what an answer says of the item, held against the item that was shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from errata.core.errors import InputError
from errata.core.item import ItemKind
from errata.core.ports import Snapshot
from errata.core.task import Task
from errata.flow.workspace import Workspace
from errata.loop.review.evidence import check_evidence

WORDS = 10_000  # characters of a why

FramesOf = Callable[[bytes], int]  # an image's content -> how many frames it has


def one_frame(content: bytes) -> int:
    """A picture that does not move."""
    return 1


def read_why(why: str) -> str:
    """The why, if it is not too long; raises InputError otherwise."""
    if len(why) > WORDS:
        raise InputError(f"a why of {len(why):,} characters", wanted=f"at most {WORDS:,}")
    return why


def read_evidence(
    view: Snapshot,
    ws: Workspace,
    task: Task,
    evidence: Sequence[Mapping[str, Any]],
    frames_of: FramesOf,
) -> tuple[Mapping[str, Any], ...]:
    """The evidence, if it points at what the item has; raises InputError otherwise."""
    if not evidence:
        return ()
    content = view.contents(ws.project.id, [task.item_id]).content[0]
    kind = ItemKind(ws.project.kind)
    return check_evidence(
        evidence,
        text=content.decode() if kind is ItemKind.TEXT else None,
        frames=frames_of(content) if kind is ItemKind.IMAGE else None,
    )
