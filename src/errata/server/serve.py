"""Serve: one process that answers until it is told to stop."""

from __future__ import annotations

import errno
import logging
import signal
import socket
from collections.abc import Callable

from errata.core.errors import InputError
from errata.server.app import create_app
from errata.server.settings import ServerSettings
from errata.wire import Site

STOP_SECONDS = 20  # for requests under way


def listening(host: str, port: int) -> socket.socket:
    """A socket on the address; raises InputError when it is taken or is no address."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, OverflowError) as error:
        raise InputError(
            f"the address {host}:{port}: {error}", do="see --host and --port"
        ) from None
    sock = socket.socket(family, kind, proto)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(address)
        sock.listen(1024)
    except OSError as error:
        sock.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError(
                f"the port {port} on {host} is taken by another program",
                do=f"choose another with --port {port + 1 if port < 65_535 else 8000}",
            ) from None
        raise InputError(f"{host}:{port} cannot be used: {error.strerror}") from None
    return sock


def serve(
    site: Site,
    sock: socket.socket,
    *,
    settings: ServerSettings,
    proxy: str = "",
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Answer on the socket until SIGINT or SIGTERM; what is under way is finished first.

    `proxy`: the address of a reverse proxy whose X-Forwarded-* headers are believed, "*" for any.
    """
    import uvicorn

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    app = create_app(site, settings=settings)
    config = uvicorn.Config(
        app,
        loop="auto",
        http="auto",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        lifespan="on",
        proxy_headers=bool(proxy),
        forwarded_allow_ips=proxy or None,
        timeout_graceful_shutdown=STOP_SECONDS,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=64 * 1024,
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    # uvicorn raises the signal once more when it has stopped; to us that is a clean end.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    Server(config).run(sockets=[sock])
