"""Caller: who asks, and what they may be in each project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from errata.core.account import EVERYWHERE, Role

# A caller who is several things in a project is the first of these.
STRENGTH = (Role.ADMIN, Role.LEAD, Role.REVIEWER, Role.SERVICE)


class CallerKind(StrEnum):
    """A person, or a program."""

    USER = "user"
    KEY = "key"


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership:
    """A role in a project, or everywhere."""

    project_id: str
    role: Role
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Caller:
    """A signed-in person or an API key, as long as it opens anything."""

    id: str  # the user's or the key's
    name: str  # under which everything they do is stored; a key's begins with "key:"
    kind: CallerKind
    memberships: tuple[Membership, ...]
    expires_at: datetime | None
    sign_in_id: str | None = None  # of a person in a browser
    csrf: str | None = None  # what a browser has to send with every change

    def role_in(self, project_id: str) -> Role | None:
        """The strongest role held in the project or everywhere.

        >>> member = Membership(project_id="p", role=Role.REVIEWER)
        >>> ann = Caller(id="1", name="ann", kind=CallerKind.USER, memberships=(member,),
        ...              expires_at=None)
        >>> print(ann.role_in("p"), ann.role_in("q"))
        reviewer None
        """
        held = {member.role for member in self._in(project_id)}
        return next((role for role in STRENGTH if role in held), None)

    def skills(self, project_id: str) -> tuple[str, ...]:
        """Everything that the caller is declared to be good at there, sorted."""
        return tuple(sorted({skill for member in self._in(project_id) for skill in member.skills}))

    @property
    def roles(self) -> Mapping[str, Role]:
        """What the caller is, by project; EVERYWHERE for all."""
        return {member.project_id: member.role for member in self.memberships}

    def _in(self, project_id: str) -> list[Membership]:
        return [
            member for member in self.memberships if member.project_id in (EVERYWHERE, project_id)
        ]
