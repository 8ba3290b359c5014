"""Letter: an alarm as an e-mail in plain text, its head safe from what is in it."""

from __future__ import annotations

import json
import unicodedata
from urllib.parse import quote

LONGEST = 120  # characters of a subject


def letter(body: str, *, public_url: str = "") -> tuple[str, str]:
    """Subject and text of the message about an alarm, from the delivery's JSON.

    >>> alarm = {"id": "1", "kind": "inputs", "says": "Inputs changed.", "created_at": "2026"}
    >>> subject, _ = letter(json.dumps({"project": "a\\r\\nBcc: x", "alarm": alarm}))
    >>> subject
    'Errata, a Bcc: x: Inputs changed.'
    """
    told = json.loads(body)
    alarm, project = told["alarm"], told["project"]
    subject = _one_line(f"Errata, {project}: {alarm['says']}")
    if len(subject) > LONGEST:
        subject = subject[: LONGEST - 3].rstrip() + "..."
    lines = [
        alarm["says"],
        "",
        f"Project: {_one_line(project)}",
        f"Kind: {_one_line(alarm['kind'])}",
        f"Raised: {_one_line(alarm['created_at'])}",
        f"Alarm: {_one_line(alarm['id'])}",
    ]
    if public_url:
        lines += ["", f"Look: {public_url}/p/{quote(project, safe='')}/watch"]
    lines += [
        "",
        "It stays open until somebody closes it with a reason, on that page or with",
        f"errata watch --close {_one_line(alarm['id'])} --why TEXT",
    ]
    return subject, "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    """The text without line breaks and control characters, which a header must not hold."""
    spaced = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join(spaced.split())
