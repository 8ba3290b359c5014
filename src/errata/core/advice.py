"""Advice: what the errors of a place ask for, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from errata.core.estimate import Estimate
from errata.core.project import Remedy

WORDS: Mapping[Remedy, str] = {
    Remedy.COLLECT_DATA: "collect data",
    Remedy.CHANGE_MODEL: "change the model",
    Remedy.REFINE_GUIDELINES: "refine the guidelines",
    Remedy.FIX_INPUT: "fix the input",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class CauseCount:
    """A cause and how many errors of a place it explains."""

    cause: str
    n: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RemedyCount:
    """A remedy and the share of the explained errors that ask for it."""

    remedy: Remedy
    share: Estimate
    n: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorExample:
    """One error that bears a reason out."""

    task_id: str | None  # None: a history or an outcome told it
    prediction_id: str
    excerpt: str
    predicted: str
    label: str
    cause: str | None
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """What several people wrote, in the words of one of them."""

    says: str
    n: int
    examples: tuple[ErrorExample, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """What the errors of one place ask for."""

    name: str
    predicate: Mapping[str, str]  # empty for a class and for the whole
    errors: int
    explained: int  # those with a cause
    remedy: Remedy | None  # what most of them ask for; None where no cause is named
    share: Estimate | None  # of the explained errors that ask for it
    clear: bool  # whether it leads the next one by more than chance explains
    remedies: tuple[RemedyCount, ...]  # most frequent first
    causes: tuple[CauseCount, ...]
    reasons: tuple[Reason, ...]

    @property
    def says(self) -> str:
        """In a sentence."""
        if self.remedy is None or self.share is None:
            return f"{self.errors} errors, none with a cause: nobody has said why yet"
        sure = "" if self.clear else "; another remedy may be as frequent"
        return (
            f"{WORDS[self.remedy]}: {self.share.value:.0%} "
            f"({self.share.low:.0%} to {self.share.high:.0%}) of {self.explained} explained "
            f"errors{sure}"
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Remedies:
    """What should be done: in all, for each error vector, and for each class."""

    whole: Advice
    vectors: tuple[Advice, ...]  # strongest first
    classes: tuple[Advice, ...]  # by what was right, most errors first
    says: str  # how the errors came to be known
