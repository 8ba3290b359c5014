"""Pseudonym: the name under which leads see a reviewer's scores where the policy hides who it is.

Stable, so that somebody can be followed over weeks; keyed, so that nobody can tell who it is by
trying names.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from hashlib import sha256

from errata.core.policy import Policy
from errata.flow.workspace import Workspace

LENGTH = 10  # hexadecimal digits: two of a thousand reviewers share one once in two million times


def pseudonym(key: bytes, reviewer: str) -> str:
    """The name under which somebody is scored.

    >>> pseudonym(bytes(32), "ann") == pseudonym(bytes(32), "ann") != pseudonym(bytes(32), "bob")
    True
    """
    mark = hmac.new(key, b"reviewer\0" + reviewer.encode(), sha256).hexdigest()
    return f"reviewer-{mark[:LENGTH]}"


def shown_as(ws: Workspace, policy: Policy, reviewer: str) -> str:
    """How leads see the name beside a score."""
    return pseudonym(ws.project.key, reviewer) if hidden(policy) else reviewer


def hidden(policy: Policy) -> bool:
    """Whether leads see pseudonyms beside scores."""
    return policy.people.scoring == "pseudonymous"


def named(ws: Workspace, policy: Policy, shown: str, names: Iterable[str]) -> str | None:
    """Whose name is shown so; None for nobody's."""
    return next((name for name in names if shown_as(ws, policy, name) == shown), None)
