"""Waiting: why there is nothing to claim, in figures and in words."""

from __future__ import annotations

from collections.abc import Sequence

from errata.core.task import Waiting
from errata.flow.workspace import Workspace


def why_nothing(ws: Workspace, *, reviewer: str, skills: Sequence[str] = ()) -> Waiting:
    """What keeps this reviewer from getting a task."""
    with ws.store.snapshot() as view:
        return view.queue.waiting(ws.project.id, reviewer, skills=skills)


def waiting_says(waiting: Waiting) -> str:
    """The same in a sentence or two.

    >>> waiting_says(Waiting(held_by_others=1, held_by_you=0, next_expiry=None,
    ...                      other_skill={"expert": 2}))
    '1 task is in other hands, and comes back if it is not answered. 2 tasks need the skill expert.'
    """
    said = []
    if waiting.held_by_you:
        said.append(f"You hold {_tasks(waiting.held_by_you)} already, in another tab perhaps.")
    if waiting.held_by_others:
        one = waiting.held_by_others == 1
        said.append(
            f"{_tasks(waiting.held_by_others)} {'is' if one else 'are'} in other hands, and "
            f"{'comes' if one else 'come'} back if {'it is' if one else 'they are'} not answered."
        )
    said += [
        f"{_tasks(n)} {'needs' if n == 1 else 'need'} the skill {skill}."
        for skill, n in waiting.other_skill.items()
    ]
    return " ".join(said) or (
        "Nothing is left to review. New tasks come when the model is unsure, or wrong."
    )


def _tasks(n: int) -> str:
    return f"{n:,} task" + ("s" if n != 1 else "")
