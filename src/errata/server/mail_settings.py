"""Mail settings: which server takes the alarms' letters, as the operator says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from errata.core.errors import InputError

PREFIX = "ERRATA_SMTP_"


class Tls(StrEnum):
    """How the line to the mail server is kept private."""

    STARTTLS = "starttls"  # usual on port 587: nothing is said before the line is private
    FROM_THE_START = "tls"  # usual on port 465
    NONE = "none"  # on this machine, or a network that is trusted


PORTS = {Tls.STARTTLS: 587, Tls.FROM_THE_START: 465, Tls.NONE: 25}


@dataclass(frozen=True, kw_only=True, slots=True)
class MailSettings:
    """A mail server that relays for us."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = Tls.STARTTLS


def mail_settings(environment: Mapping[str, str]) -> MailSettings | None:
    """What ERRATA_SMTP_HOST, _PORT, _FROM, _USER, _PASSWORD and _TLS say; None without a host.

    Raises InputError for a port that is none, an unknown _TLS, no sender, or a password that would
    go over an open line.

    >>> mail_settings({"ERRATA_SMTP_HOST": "mx", "ERRATA_SMTP_FROM": "errata@example.org"}).port
    587
    """
    given = {
        name: environment.get(PREFIX + name.upper(), "").strip()
        for name in ("host", "port", "from", "user", "password", "tls")
    }
    if not given["host"]:
        return None
    try:
        tls = Tls(given["tls"].lower() or Tls.STARTTLS)
    except ValueError:
        raise InputError(
            f"{PREFIX}TLS={given['tls']!r}", wanted="one of " + ", ".join(Tls)
        ) from None
    port = given["port"] or str(PORTS[tls])
    if not port.isdecimal() or not 0 < int(port) < 65_536:
        raise InputError(f"{PREFIX}PORT={port!r}", wanted="a port, 1 to 65535")
    if not given["from"]:
        raise InputError(f"{PREFIX}HOST without {PREFIX}FROM", do="say who the letters are from")
    if given["user"] and tls is Tls.NONE:
        raise InputError(
            f"{PREFIX}USER with {PREFIX}TLS=none",
            wanted="starttls or tls",
            do="a password must not go over an open line",
        )
    return MailSettings(
        host=given["host"],
        port=int(port),
        sender=given["from"],
        user=given["user"],
        password=given["password"],
        tls=tls,
    )
