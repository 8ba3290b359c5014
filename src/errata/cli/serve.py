"""errata serve: the API, the review page and the documentation."""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, Json, LocalDb
from errata.cli.output import answer


def run(
    db: LocalDb = DEFAULT_DB,
    files: Annotated[
        str | None,
        typer.Option(
            envvar="ERRATA_FILES",
            help="The folder for segments and models; default: beside the SQLite file.",
            metavar="FOLDER",
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(help="The address to answer on; 0.0.0.0 for all of this machine's.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port.", min=1, max=65_535)] = 8000,
    proxy: Annotated[
        str,
        typer.Option(
            help="The address of a reverse proxy whose X-Forwarded-For and -Proto are believed.",
            metavar="ADDRESS",
        ),
    ] = "",
    url: Annotated[
        str,
        typer.Option(
            "--public-url",
            envvar="ERRATA_PUBLIC_URL",
            help="What people type to get here; with https:// cookies travel over nothing else.",
            metavar="URL",
        ),
    ] = "",
    private_webhooks: Annotated[
        bool,
        typer.Option(help="Let webhooks call private and loopback addresses."),
    ] = False,
    open_metrics: Annotated[bool, typer.Option(help="Let /metrics be read without a key.")] = False,
    as_json: Json = False,
) -> None:
    """Serve projects to programs and people until Ctrl+C. The first start prints a link that
    makes the first admin. Alarms go out by mail through the server that ERRATA_SMTP_HOST names
    (with _PORT, _FROM, _USER, _PASSWORD and _TLS), to those whom the project's policy names.

    \b
    Example:
      errata serve --db sqlite:///errata.db --port 8000
    """
    from errata.cli.opened import local, sqlite_file
    from errata.flow.accounts.first_admin import ensure_first_admin
    from errata.server.lock import owning
    from errata.server.mail_settings import mail_settings
    from errata.server.serve import listening, serve
    from errata.server.settings import ServerSettings
    from errata.wire import Site

    local(db)
    sock = listening(host, port)
    shown = url.rstrip("/") or f"http://{_shown(host)}:{port}"
    settings = ServerSettings(
        public_url=shown,
        secure_cookies=shown.startswith("https://"),
        private_webhooks=private_webhooks,
        metrics_open=open_metrics,
        mail=mail_settings(os.environ),
    )
    with sock, owning(sqlite_file(db)):
        site = Site(db, files=files)
        try:
            invited = ensure_first_admin(site.accounts)

            told = {
                "url": shown,
                "documentation": f"{shown}/docs/",
                "first_admin": None if invited is None else f"{shown}{invited.path}",
            }
            serve(
                site,
                sock,
                settings=settings,
                proxy=proxy,
                ready=lambda: answer(told, lambda out: _say(out, told), as_json=as_json),
            )
        finally:
            site.close()


def _say(out: Any, told: dict[str, str | None]) -> None:
    out.print(f"Errata is at {told['url']} (documentation at {told['documentation']}).")
    if told["first_admin"] is not None:
        out.print(f"Make the first admin, once, at {told['first_admin']}")
    out.print("Stop with Ctrl+C.")


def _shown(host: str) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"[{host}]" if ":" in host else host
