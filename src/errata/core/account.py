"""Accounts: who may do what. Nothing here is ever changed: the newest record is what holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

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
    prefix: str  # how the key begins, so that people can tell theirs apart
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
    user_id: str | None  # whose new password it sets; None: it makes a new account
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


class PasswordHashing(Protocol):
    """How a password is kept; slow on purpose."""

    def hash(self, password: str) -> str:
        """What is stored in the password's place."""
        ...

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether the password is the stored one; without a stored one it takes as long."""
        ...

    def outdated(self, stored: str) -> bool:
        """Whether it was hashed with other parameters than those of today."""
        ...
