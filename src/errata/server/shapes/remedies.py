"""Remedies: what the causes of the errors ask for."""

from __future__ import annotations

from pydantic import Field

from errata.core.project import Remedy
from errata.server.shapes.figures import EstimateSeen, Shape


class CauseCounted(Shape):
    """A cause and how many errors it explains."""

    cause: str
    n: int


class RemedyCounted(Shape):
    """A remedy and the share of the explained errors that ask for it."""

    remedy: Remedy
    share: EstimateSeen
    n: int


class ErrorShown(Shape):
    """One error behind a reason."""

    task_id: str | None
    prediction_id: str
    excerpt: str
    predicted: str
    label: str
    cause: str | None
    why: str


class ReasonSeen(Shape):
    """What several people wrote, in the words of one of them."""

    says: str
    n: int
    examples: list[ErrorShown]


class AdviceSeen(Shape):
    """What the errors of one place ask for."""

    name: str
    predicate: dict[str, str] = Field(description="Empty for a class and for the whole.")
    errors: int
    explained: int = Field(description="Those with a cause.")
    remedy: Remedy | None = Field(description="Null where no cause is named.")
    share: EstimateSeen | None
    clear: bool = Field(description="Whether it leads the next one beyond chance.")
    says: str
    remedies: list[RemedyCounted] = Field(description="Most frequent first.")
    causes: list[CauseCounted]
    reasons: list[ReasonSeen] = Field(description="Alike reasons together, most frequent first.")


class RemediesSeen(Shape):
    """What should be done: in all, by error vector, by class."""

    remedies: list[RemedyCounted]
    whole: AdviceSeen
    vectors: list[AdviceSeen] = Field(description="Strongest first.")
    classes: list[AdviceSeen] = Field(description="By what was right, most errors first.")
    says: str = Field(description="How the errors came to be known.")
