"""Projects and their policies."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from errata.core.account import Role

DEFAULTS = (
    "What is not named takes its default; over HTTP outcomes.trusted then names nobody, and "
    "review.blind is audits."
)


class ProjectListed(BaseModel):
    """A project that the caller has a role in."""

    name: str
    kind: str
    labels: list[str] = Field(description="In use.")
    role: Role


class ProjectMaking(BaseModel):
    """A new project."""

    name: str = Field(min_length=1, max_length=200)
    kind: Literal["text", "image", "record"]
    labels: list[str] = Field(min_length=2, max_length=10_000)
    policy: dict[str, Any] | None = Field(
        default=None,
        description=f"Settings as in errata.toml. {DEFAULTS}",
    )


class ProjectShown(BaseModel):
    """A project with the policy in force."""

    name: str
    kind: str
    labels: list[str] = Field(description="The columns of probabilities, in order.")
    in_use: list[str] = Field(description="Those of them that may be given.")
    created_at: datetime
    policy_version: int
    policy: dict[str, Any]


class PolicyChange(BaseModel):
    """The rules from now on."""

    policy: dict[str, Any] = Field(description=DEFAULTS)


class PolicyMade(BaseModel):
    """The version that the rules have."""

    version: int
