"""Figures as they are told: never without their interval, and no NaN in JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Shape(BaseModel):
    """What is made from a value of the core, field by field."""

    # What has a default is always there in an answer: so the document says it too.
    model_config = ConfigDict(
        from_attributes=True, json_schema_serialization_defaults_required=True
    )


class EstimateSeen(Shape):
    """A figure with its interval."""

    value: float
    low: float
    high: float
    n: int = Field(description="Cases behind it.")
    confidence: float = 0.95
    method: str = Field(default="", description="How it was sampled and bounded.")


def finite(value: Any) -> Any:
    """The same as JSON can hold it: NaN and infinities are null.

    >>> finite({"p": float("nan"), "rows": (1, 2)})
    {'p': None, 'rows': [1, 2]}
    """
    if isinstance(value, Mapping):
        return {str(name): finite(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [finite(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


Facts = Annotated[dict[str, Any], BeforeValidator(finite)]
Share = Annotated[float | None, BeforeValidator(finite)]
