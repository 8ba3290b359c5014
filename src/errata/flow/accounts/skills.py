"""Skills: what a reviewer is declared to be good at, such as `radiologist`."""

from __future__ import annotations

from collections.abc import Sequence

from errata.core.errors import InputError
from errata.flow.accounts.credentials import read_label

MOST = 50


def read_skills(given: Sequence[str]) -> tuple[str, ...]:
    """The skills, each once, sorted; raises InputError for an empty or endless one."""
    skills = tuple(sorted({read_label(skill, "skill") for skill in given}))
    if len(skills) > MOST:
        raise InputError(f"{len(skills)} skills", wanted=f"{MOST} at most")
    return skills
