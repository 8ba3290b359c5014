"""Mail: one alarm as one plain-text letter, over the standard library's SMTP.

The letter is made by `email.message`, which refuses a line break in a header; the words of it are
freed of them before. Nothing is sent to more than one address, and nothing in a value can add one.
"""

from __future__ import annotations

import smtplib
import ssl
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from errata.core.webhook import Delivery
from errata.flow.watch.letter import letter
from errata.flow.webhooks.deliver import Sent
from errata.server.mail_settings import MailSettings, Tls

TIMEOUT_SECONDS = 15.0


def send_mail(
    address: str, delivery: Delivery, *, settings: MailSettings, public_url: str = ""
) -> Sent:
    """Hand the letter to the mail server; it is delivered once that server has taken it."""
    try:
        message = written(address, delivery, sender=settings.sender, public_url=public_url)
    except (ValueError, MessageError, IndexError) as error:
        return Sent(delivered=False, error=f"an address that cannot be written to: {error}"[:300])
    try:
        with _session(settings) as session:
            if settings.user:
                session.login(settings.user, settings.password)
            session.send_message(message)
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        return Sent(delivered=False, error=_told(error))
    return Sent(delivered=True)


def written(address: str, delivery: Delivery, *, sender: str, public_url: str = "") -> EmailMessage:
    """The letter; raises ValueError or MessageError for an address that is none."""
    subject, text = letter(delivery.body, public_url=public_url)
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender)
    message["To"] = _address(address)
    message["Subject"] = subject
    message["Date"] = format_datetime(delivery.created_at)
    # The same letter sent again after a broken line is known by its name.
    message["Message-ID"] = f"<{delivery.id}@errata>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="base64" if not text.isascii() else None)
    return message


def _address(given: str) -> Address:
    found = Address(addr_spec=given)
    if not found.username or not found.domain or found.addr_spec != given:
        raise ValueError(f"{given!r} is no e-mail address")
    return found


def _session(settings: MailSettings) -> smtplib.SMTP:
    host, port = settings.host, settings.port
    if settings.tls is Tls.FROM_THE_START:
        return smtplib.SMTP_SSL(
            host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
        )
    session = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    try:
        if settings.tls is Tls.STARTTLS:
            session.starttls(context=ssl.create_default_context())
    except BaseException:
        session.close()
        raise
    return session


def _told(error: Exception) -> str:
    """The error in words, without what the server was told in confidence."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "the mail server refused the user and password"
    return f"{type(error).__name__}: {error}"[:300]
