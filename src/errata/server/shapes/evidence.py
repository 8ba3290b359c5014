"""What a reviewer points at."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Offset = Annotated[int, Field(ge=0, lt=1 << 31)]


class Span(BaseModel):
    """A part of the text, counted in UTF-16 code units as browsers do."""

    kind: Literal["span"]
    start: Offset
    end: Offset
    text: str


class Region(BaseModel):
    """A rectangle of an image, as shares of its width and height."""

    kind: Literal["region"]
    frame: Annotated[int, Field(ge=0, lt=1 << 31)] = 0
    x: Share
    y: Share
    width: Share
    height: Share


Evidence = Annotated[Span | Region, Field(discriminator="kind")]
