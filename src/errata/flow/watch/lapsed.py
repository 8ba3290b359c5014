"""Lapsed: whether a certificate ended before its time."""

from __future__ import annotations

from errata.core.model import Lapse, Operating
from errata.core.ports import Snapshot


def lapsed(view: Snapshot, operating: Operating) -> Lapse | None:
    """Why this certificate holds no more, though it has not expired; None while it holds.

    A certificate never comes back: closing the alarm that ended it does not revive it. Whoever
    wants to accept again certifies anew.
    """
    found = view.find(Lapse, operating_id=operating.id, limit=1)
    return found[0] if found else None
