"""Webhook delivery: one signed POST. No redirect is followed and no answer's body is read: what a
receiver says cannot lead anywhere, and cannot be read back by whoever registered it.
"""

from __future__ import annotations

import threading
from datetime import datetime

from errata.core.errors import Refused
from errata.core.webhook import Delivery, Webhook
from errata.flow.webhooks.deliver import Mail, Sent, no_mail
from errata.flow.webhooks.deliver import deliver as deliver_due
from errata.flow.webhooks.signature import HEADER, signature
from errata.server.mail import send_mail
from errata.server.room import Room
from errata.server.settings import ServerSettings
from errata.server.webhook_address import resolved

TIMEOUT_SECONDS = 10.0
LONGEST_SECONDS = 15.0  # of a receiver that keeps the line open with a byte now and then


def deliver(room: Room) -> bool:
    """Try what is due, letters too; whether there was something."""
    private = room.settings.private_webhooks
    site = room.site
    tried = deliver_due(
        site.store,
        clock=site.clock,
        entropy=site.entropy,
        send=lambda webhook, delivery, now: send(webhook, delivery, now, private=private),
        mail=_by_mail(room.settings),
    )
    return tried > 0


def _by_mail(settings: ServerSettings) -> Mail:
    mail, url = settings.mail, settings.public_url
    if mail is None:
        return no_mail
    return lambda address, delivery: send_mail(address, delivery, settings=mail, public_url=url)


def send(webhook: Webhook, delivery: Delivery, now: datetime, *, private: bool) -> Sent:
    """POST the message; any 2xx is delivered."""
    import httpx

    body = delivery.body.encode()
    try:
        url = httpx.URL(webhook.url)
        host = url.host
        port = url.port or (443 if url.scheme == "https" else 80)
        address = resolved(host, port, private=private)
    except Refused as error:
        return Sent(delivered=False, error=error.got)
    except (httpx.InvalidURL, UnicodeError) as error:
        return Sent(delivered=False, error=f"an address that cannot be called: {error}"[:300])
    headers = {
        "Host": url.netloc.decode(),
        "Content-Type": "application/json",
        "User-Agent": "errata-webhooks",
        "Errata-Delivery": delivery.id,
        "Errata-Event": delivery.event,
        HEADER: signature(webhook.secret, body, at=int(now.timestamp())),
    }
    client = httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False, trust_env=False)
    alarm = threading.Timer(LONGEST_SECONDS, client.close)
    alarm.daemon = True
    alarm.start()
    try:
        request = client.build_request(
            "POST",
            url.copy_with(host=address),
            content=body,
            headers=headers,
            extensions={"sni_hostname": host},
        )
        response = client.send(request, stream=True)
        status = response.status_code
        response.close()
    except (httpx.HTTPError, httpx.InvalidURL, RuntimeError, ValueError, OSError) as error:
        return Sent(delivered=False, error=f"{type(error).__name__}: {error}"[:300])
    finally:
        alarm.cancel()
        client.close()
    if 200 <= status < 300:
        return Sent(delivered=True, status=status)
    moved = " (redirects are not followed)" if 300 <= status < 400 else ""
    return Sent(delivered=False, status=status, error=f"answered {status}{moved}")
