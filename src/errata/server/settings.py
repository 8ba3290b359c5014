"""Settings of a server: what its operator chooses, apart from the projects' policies."""

from __future__ import annotations

from dataclasses import dataclass

from errata.server.mail_settings import MailSettings

MEBIBYTE = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerSettings:
    """How one server process serves."""

    public_url: str = ""  # what people type; "" before it is known
    secure_cookies: bool = False  # True behind https: cookies then travel over nothing else
    body_bytes: int = 32 * MEBIBYTE
    prediction_bytes: int = 64 * MEBIBYTE
    predictions_json: int = 10_000  # in one JSON list
    predictions_bulk: int = 100_000  # in one NDJSON or Arrow body
    wait_seconds: float = 60.0  # the longest a decision is waited for
    private_webhooks: bool = False  # whether webhooks may call private and loopback addresses
    metrics_open: bool = False  # whether /metrics answers without a key to every address
    mail: MailSettings | None = None  # what takes the letters about alarms
    background: bool = True  # audit seals, webhooks, mail, the watch, escalation, compaction
