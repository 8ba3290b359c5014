"""Project: one classification problem, its labels and the taxonomy of its errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Remedy(StrEnum):
    """What a cause of errors asks for."""

    COLLECT_DATA = "collect_data"
    CHANGE_MODEL = "change_model"
    REFINE_GUIDELINES = "refine_guidelines"
    FIX_INPUT = "fix_input"


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """One classification problem: one label for each item."""

    id: str
    name: str
    kind: str  # "text", "image" or "record"
    labels: tuple[str, ...]  # class c of a probability row is labels[c]
    key: bytes  # 16 secret bytes; every draw of the project is keyed with it
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """An entry of the project's error taxonomy; of each name the newest version counts."""

    id: str
    project_id: str
    name: str
    version: int = 1
    remedy: Remedy
    meaning: str
    retired: bool = False  # offered no more; what it explained stays explained
    # What took its place, a name a line: of one, that it counts there now what this one explained;
    # of several, that nobody said yet which of them it was.
    became: str = ""
    created_at: datetime

    @property
    def successors(self) -> tuple[str, ...]:
        """The causes that took its place; none for one that stands.

        >>> from datetime import UTC, datetime
        >>> Cause(id="1", project_id="p", name="blur", remedy=Remedy.FIX_INPUT, meaning="blurred",
        ...       retired=True, became="dim\\nshaken", created_at=datetime(2026, 3, 1, tzinfo=UTC)
        ...       ).successors
        ('dim', 'shaken')
        """
        return tuple(self.became.splitlines())


DEFAULT_TAXONOMY: tuple[tuple[str, Remedy, str], ...] = (
    ("noisy_input", Remedy.FIX_INPUT, "the input is damaged, dim, garbled or cut off"),
    ("missing_context", Remedy.FIX_INPUT, "what is needed to decide is not in the input"),
    ("ambiguous", Remedy.REFINE_GUIDELINES, "more than one label is defensible"),
    ("underrepresented", Remedy.COLLECT_DATA, "the model has seen too few inputs like this"),
    ("new_class", Remedy.COLLECT_DATA, "no label fits; a class is missing"),
    ("bias", Remedy.COLLECT_DATA, "the model leans on who or what it should ignore"),
    ("unclear_guideline", Remedy.REFINE_GUIDELINES, "the instructions do not settle this case"),
    ("wrong_ground_truth", Remedy.REFINE_GUIDELINES, "the label it was trained on is wrong"),
    ("model_blind_spot", Remedy.CHANGE_MODEL, "clear to a person, yet the model misses it"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Guideline:
    """One version of the instructions that reviewers read (Markdown)."""

    id: str
    project_id: str
    version: int
    text: str
    changes: str  # what reviewers are told is new
    by: str
    created_at: datetime
