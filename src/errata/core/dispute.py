"""Dispute: what people said of a task that they could not agree about, as its judge sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinion:
    """What one person said of a task; who and when is not told."""

    label: str | None  # None: they could not tell
    cause: str | None
    why: str
    evidence: tuple[Mapping[str, Any], ...] = field(default=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispute:
    """All opinions of a task, in an order that tells nothing."""

    answers: tuple[Opinion, ...]
    says: str  # how they divide, in words
