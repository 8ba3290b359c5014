"""Given: the answers that tell of items; what measures a reviewer is not among them."""

from __future__ import annotations

from typing import Any

from errata.core.ports import Snapshot
from errata.core.task import OWN, Review


def answers_given(view: Snapshot, **where: Any) -> int:
    """How many answers people gave to tasks whose truth was not known."""
    by_skill = view.tally(Review, "skill", **where)
    return sum(n for (skill,), n in by_skill.items() if not str(skill).startswith(OWN))
