"""Dataset versions, their differences, and labelled items from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Base64Bytes, BaseModel, Field

from errata.server.shapes.figures import Facts, Shape

Name = Annotated[str, Field(max_length=200)]
MOST_ITEMS = 10_000


class DatasetSeen(Shape):
    """One immutable version of the training data."""

    id: str
    project_id: str
    number: int
    parent_id: str | None
    parts: list[str]
    n: int
    n_injected: int
    report: Facts
    created_at: datetime
    rows: int = Field(description="As n.")
    injected: int = Field(description="As n_injected.")
    by_class: dict[str, int] = Field(description="Of what was injected.")
    by_cause: dict[str, int]
    models: list[str]


class ChangeCounts(Shape):
    """How many items changed in one way."""

    n: int
    by_class: dict[str, int]
    by_cause: dict[str, int]


class RowSeen(Shape):
    """An item as one version has it."""

    label: str
    weight: float


class DiffExampleSeen(Shape):
    """One item that differs."""

    change: str
    item_id: str
    excerpt: str
    was: RowSeen | None
    now: RowSeen | None = Field(serialization_alias="is")
    cause: str
    why: str


class DiffSeen(Shape):
    """From version a to version b."""

    a: DatasetSeen
    b: DatasetSeen
    added: ChangeCounts
    removed: ChangeCounts
    relabelled: ChangeCounts
    reweighted: ChangeCounts
    examples: list[DiffExampleSeen]


class LabelledItem(BaseModel):
    """An item with its right label; one of text, record and image, as the project has it."""

    text: str | None = None
    record: dict[str, Any] | None = None
    image: Base64Bytes | None = Field(default=None, description="PNG, JPEG or DICOM.")
    label: Name
    attributes: dict[Name, str | float | bool | None] | None = None
    group: Name | None = None
    subject: Name | None = None


Labelled = Annotated[list[LabelledItem], Field(min_length=1, max_length=MOST_ITEMS)]


class GoldenGiven(BaseModel):
    """Verified cases that never train."""

    items: Labelled
    must_pass: bool = Field(
        default=False,
        description="Cases that every candidate must get right; else a random sample of traffic.",
    )


class GoldenAdded(Shape):
    """How many were new."""

    added: int


class BaseGiven(BaseModel):
    """The labelled data that the first model is trained on."""

    items: Labelled


class GoldenSeen(Shape):
    """The golden set as it is now."""

    version: str | None = Field(description="As the newest proof saw it.")
    number: int | None
    cases: int
    by_stratum: dict[str, int]
    by_class: dict[str, int]
    by_fold: dict[str, int] = Field(description="Of the whole hold.")
    uses: int = Field(description="Proofs that rested on the newest version.")
