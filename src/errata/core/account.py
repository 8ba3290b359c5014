"""Accounts: who may do what. Nothing here is ever changed: the newest record is what holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

EVERYWHERE = ""  # the project of a grant that holds in all of them


class Role(StrEnum):
    """What a person or a program is to a project."""

    ADMIN = "admin"
    LEAD = "lead"
    REVIEWER = "reviewer"
    SERVICE = "service"


@dataclass(frozen=True, kw_only=True, slots=True)
class User:
    """A person who can sign in."""

    id: str
    name: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Password:
    """The hash (Argon2id) that a user's password must match; the newest one counts."""

    id: str
    user_id: str
    hash: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """A user's role in a project; the newest one of each project counts."""

    id: str
    user_id: str
    project_id: str  # EVERYWHERE for all
    role: Role | None  # None: taken away
    skills: tuple[str, ...]
    by: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiKey:
    """A program's way in. The secret was shown once; its hash is kept."""

    id: str
    project_id: str
    name: str
    role: Role
    hash: str  # hex SHA-256: the secret is random, so nothing slower is needed
    by: str
    expires_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SignIn:
    """A browser that somebody signed in with, until it expires or ends."""

    id: str  # hex SHA-256 of the cookie's token
    user_id: str
    csrf: str
    expires_at: datetime
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """A link that makes an account or sets a new password, once."""

    id: str  # hex SHA-256 of the link's token
    name: str | None  # None: whoever opens it chooses
    project_id: str
    role: Role
    skills: tuple[str, ...]
    by: str
    expires_at: datetime
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """What opens nothing any more: a revoked key, a used invitation, a sign-in that was left.

    Its identifier is the ended thing's, so that of two uses of one link the second fails.
    """

    id: str
    by: str
    created_at: datetime
