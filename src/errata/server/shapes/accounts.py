"""What the account routes take and answer."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from errata.core.account import Role

Name = Field(min_length=1, max_length=200)
Secret = Field(min_length=1, max_length=1_000, repr=False)
ProjectName = Field(
    max_length=200, description='The project; "" stands for everywhere, which only admins give.'
)
Skills = Field(default=None, max_length=50, description="Left out: as they are.")


class Credentials(BaseModel):
    """A name and its password."""

    name: str = Name
    password: str = Secret


class RoleHeld(BaseModel):
    """What somebody is in a project, or everywhere ("")."""

    project: str
    role: Role
    skills: list[str]


class ProjectSeen(BaseModel):
    """A project that the caller has a role in."""

    name: str
    kind: str
    labels: list[str]
    role: Role


class Me(BaseModel):
    """Who the caller is, and what for."""

    name: str
    csrf: str | None = Field(
        description="To be sent as X-CSRF-Token with every change; null for an API key."
    )
    roles: list[RoleHeld]
    projects: list[ProjectSeen]


class PasswordChange(BaseModel):
    """The old password and the new one."""

    old: str = Secret
    new: str = Secret


class InvitationShown(BaseModel):
    """What a link is for."""

    name: str | None = Field(description="Whom it is for; null: whoever opens it chooses.")
    project: str
    role: Role
    expires_at: datetime
    resets: bool = Field(description="It sets a new password for an account that exists.")


class Joining(BaseModel):
    """Who uses a link; the name may be left out where the link has one."""

    name: str | None = Field(default=None, max_length=200)
    password: str = Secret


class Inviting(BaseModel):
    """Whom to invite, as what."""

    name: str | None = Field(default=None, max_length=200)
    project: str = ProjectName
    role: Role
    skills: list[str] = Field(default=[], max_length=50)
    days: float = Field(default=7.0, gt=0, le=90)


class InvitationMade(BaseModel):
    """A link, shown once."""

    token: str
    path: str
    expires_at: datetime


class UserShown(BaseModel):
    """Somebody, as a project sees them."""

    name: str
    role: Role | None = Field(description="null: taken away.")
    project: str = Field(description='Where the role is from; "": it holds everywhere.')
    skills: list[str]
    last_seen: datetime | None = Field(description="The newest sign-in or answer.")
    active: bool = Field(description="Has a role in any project.")
    created_at: datetime


class RoleChange(BaseModel):
    """What somebody is to be in a project."""

    project: str = ProjectName
    role: Role | None = Field(description="null takes the role away.")
    skills: list[str] | None = Skills


class KeyMaking(BaseModel):
    """What a new key is for."""

    name: str = Name
    project: str = ProjectName
    role: Role = Role.SERVICE
    days: float = Field(default=365.0, ge=0, le=3650, description="0: it never expires.")


class KeyShown(BaseModel):
    """A key, without its secret."""

    id: str
    name: str
    project: str
    role: Role
    prefix: str = Field(description="How the key begins.")
    by: str
    created_at: datetime
    expires_at: datetime | None
    revoked: bool


class KeyMade(KeyShown):
    """A new key with its secret, shown once."""

    key: str
