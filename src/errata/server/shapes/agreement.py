"""Agreement: whether people mean the same, and where they do not."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from errata.server.shapes.figures import EstimateSeen, Shape


class AlphaSeen(Shape):
    """Krippendorff's alpha of a part."""

    name: str
    alpha: EstimateSeen
    units: int = Field(description="Tasks behind it.")


class DiffersSeen(Shape):
    """An item of which people say different things."""

    task_id: str
    excerpt: str
    a_label: str
    b_label: str


class PairSeen(Shape):
    """Two reviewers, how often they agree, and what they differ on."""

    a: str
    b: str
    agreement: EstimateSeen
    items: list[DiffersSeen]


class MixedSeen(Shape):
    """Two labels that people give to the same item."""

    a: str
    b: str
    times: int
    share: EstimateSeen = Field(description="Of the items that get either label: those with both.")
    items: list[DiffersSeen]


class GuidelineEffectSeen(Shape):
    """Agreement under a version of the guidelines and under the one before."""

    version: int
    at: datetime
    changes: str
    before: EstimateSeen | None = Field(description="Null where nobody answered twice under it.")
    after: EstimateSeen | None
    change: EstimateSeen | None = Field(description="After less before.")


class UnclearSeen(Shape):
    """A class about which people part more often than not."""

    label: str
    mistaken_for: str
    alpha: EstimateSeen | None
    apart: EstimateSeen = Field(
        description="Of the items that either of two people called so: those on which they part."
    )
    says: str
    examples: list[DiffersSeen]


class AgreementSeen(Shape):
    """How far people agree. 1: always; 0: as by chance."""

    alpha: EstimateSeen | None
    missing: str = Field(description="Why there is no alpha; empty where there is.")
    scale: Literal["nominal", "ordinal"]
    by_class: list[AlphaSeen] = Field(description="Each class against all others, lowest first.")
    by_cause: list[AlphaSeen]
    by_slice: list[AlphaSeen]
    mixed: list[MixedSeen] = Field(description="Labels mixed up, most frequent first.")
    pairs: list[PairSeen] = Field(description="Reviewers who disagree most, surest first.")
    guidelines: list[GuidelineEffectSeen] = Field(description="Newest first.")
    unclear: list[UnclearSeen]
    units: int = Field(description="Tasks looked at.")
    answers: int
    planned: bool = Field(
        description="Whether all of these tasks were to be answered by several from the start."
    )
    says: str = Field(description="How they were chosen.")
