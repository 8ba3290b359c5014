"""Signature: how a receiver knows that a message is ours and fresh.

`Errata-Signature: t=UNIX,v1=HEX`, where HEX is HMAC-SHA256 of "UNIX.body" under the webhook's
secret. A receiver compares in constant time and refuses a time far from its own clock.
"""

from __future__ import annotations

import hashlib
import hmac

HEADER = "Errata-Signature"
TOLERANCE_SECONDS = 300


def signature(secret: str, body: bytes, *, at: int) -> str:
    """The header's value for a body sent at that Unix time.

    >>> signature("whsec_1", b"{}", at=1_700_000_000)[:20]
    't=1700000000,v1=c8cf'
    """
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def is_signed(secret: str, body: bytes, header: str, *, now: float) -> bool:
    """Whether the header is the secret's for this body, and fresh.

    >>> is_signed("whsec_1", b"{}", signature("whsec_1", b"{}", at=100), now=130)
    True
    >>> is_signed("whsec_1", b"{} ", signature("whsec_1", b"{}", at=100), now=130)
    False
    """
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    if not parts.get("t", "").isdigit():
        return False
    at = int(parts["t"])
    fresh = abs(now - at) <= TOLERANCE_SECONDS
    return fresh and hmac.compare_digest(signature(secret, body, at=at), header)
