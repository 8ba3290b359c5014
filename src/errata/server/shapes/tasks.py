"""What a reviewer sees of a task. Nothing else of it ever leaves the server."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from errata.server.shapes.evidence import Evidence
from errata.server.shapes.people import RestSeen


class TextItem(BaseModel):
    """A text."""

    kind: Literal["text"] = "text"
    text: str


class RecordItem(BaseModel):
    """Named fields."""

    kind: Literal["record"] = "record"
    fields: dict[str, str | int | float | bool | None]


class ImageInfo(BaseModel):
    """How an image is fetched and drawn."""

    format: Literal["png", "grey16", "rgb8"] = Field(
        description="Of a frame: a PNG; little-endian int16 in modality units; or 8-bit RGB."
    )
    width: int
    height: int
    frames: int
    url: str = Field(description="Where a frame is; put its number, from 0, for {k}.")
    window: float | None
    level: float | None
    invert: bool = Field(description="Whether low values are drawn bright.")
    spacing: tuple[float, float] | None = Field(description="Millimetres a pixel, down and across.")
    notes: list[str]


class ImageItem(BaseModel):
    """An image."""

    kind: Literal["image"] = "image"
    image: ImageInfo


Item = Annotated[TextItem | RecordItem | ImageItem, Field(discriminator="kind")]


class Said(BaseModel):
    """A label and how probable the model holds it, calibrated; null where it does not say."""

    label: str
    probability: float | None


class Reason(BaseModel):
    """Why the task is in the queue."""

    flag: str
    says: str


class DraftSeen(BaseModel):
    """What the reviewer began earlier."""

    label: str | None
    cause: str | None
    why: str
    evidence: list[Evidence]
    saved_at: datetime


class OpinionSeen(BaseModel):
    """What somebody said of a task; who and when is not told."""

    label: str | None = Field(description="Null: they could not tell.")
    cause: str | None
    why: str
    evidence: list[Evidence]


class DisputeSeen(BaseModel):
    """What people said who could not agree, in an order that tells nothing."""

    answers: list[OpinionSeen]
    says: str = Field(description="How they divide.")


class TaskSeen(BaseModel):
    """A task in the reviewer's hands."""

    id: str
    token: int = Field(description="Sent back with everything done to the task; opaque.")
    item: Item
    prediction: list[Said] | None = Field(
        description="The model's answer, likeliest first; null until a blind reviewer committed."
    )
    model: str | None
    blind: bool = Field(description="Whether the label comes before the model's answer.")
    committed: str | None = Field(
        description="The label given before the answer was revealed; the review carries it."
    )
    labels: list[str]
    reasons: list[Reason]
    attributes: dict[str, Any]
    lease_expires_at: datetime
    guideline_version: int = Field(description="In force; 0 before the first.")
    draft: DraftSeen | None
    due_at: datetime | None
    dispute: DisputeSeen | None = Field(
        description="For the expert alone who decides where people could not agree."
    )


class WaitingSeen(BaseModel):
    """Why there is nothing to claim."""

    held_by_others: int
    held_by_you: int
    next_expiry: datetime | None
    other_skill: dict[str, int] = Field(description="Free tasks by the skill that they need.")
    says: str


class ClaimAnswer(BaseModel):
    """A task, or why there is none; neither when it was asked ahead and little is left."""

    task: TaskSeen | None
    waiting: WaitingSeen | None
    rest: RestSeen | None = Field(
        default=None, description="Why nothing is handed out for a while; null: no rest is due."
    )


class ClaimGiven(BaseModel):
    """What to claim."""

    ahead: bool = Field(
        default=False, description="While another task is being answered; may be refused."
    )
    tab: str | None = Field(default=None, max_length=100, description="Accepted, and not used.")
