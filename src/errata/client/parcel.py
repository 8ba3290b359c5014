"""Parcel: one call that may wait on disk until the server is back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

JSON = "application/json"
ARROW = "application/vnd.apache.arrow.stream"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """A POST whose repetition changes nothing: what is in it carries its identifiers."""

    noun: str  # "prediction", "outcome", "review" or "skip"
    path: str  # below /api/v1/
    content_type: str
    body: bytes
    n: int  # how many of the noun


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A parcel in the spool."""

    number: int  # its place in the line
    tries: int  # how often the server failed over it
    parcel: Parcel


@dataclass(frozen=True, kw_only=True, slots=True)
class SetAside:
    """A parcel that the server refused. It stays in the spool and holds nothing else up."""

    number: int
    parcel: Parcel
    problem: str  # what the server said
    spooled_at: datetime  # aware, UTC
