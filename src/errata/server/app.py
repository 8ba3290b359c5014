"""The app: the API, the documentation and the web page on one site."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware

from errata.server import health
from errata.server.auth import Gate
from errata.server.background import Background, jobs
from errata.server.documents import documents
from errata.server.edge import Edge
from errata.server.guarded import check_guarded
from errata.server.limits import Limits
from errata.server.metrics import Requests
from errata.server.problems import SCHEMA, install, problems
from errata.server.quick import Quick
from errata.server.room import Room
from errata.server.routes import routers
from errata.server.settings import ServerSettings
from errata.server.static import pages
from errata.wire import Site

API = "/api/v1"
DESCRIPTION = (
    "Errata captures what a classifier says, sends what is doubtful to people, and gives their "
    "answers back. Errors are problem documents (RFC 9457). Lists page by cursor."
)


def create_app(site: Site, *, settings: ServerSettings | None = None) -> FastAPI:
    """The app on an open site; the caller closes the site when the app is done."""
    settings = settings or ServerSettings()
    requests = Requests()
    room = Room(site, settings=settings, gate=Gate(site, settings=settings))

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        background = Background(jobs(room) if settings.background else ())
        background.start()
        try:
            yield
        finally:
            background.stop()

    app = FastAPI(
        title="Errata",
        version=version("errata"),
        description=DESCRIPTION,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=life,
        middleware=[
            Middleware(Edge, requests=requests),
            Middleware(Limits, settings=settings),
            Middleware(Quick, room=room),
        ],
    )
    app.state.room = room
    app.state.requests = requests
    install(app)
    for router in routers():
        app.include_router(router, prefix=API)
    check_guarded(app)
    app.include_router(health.router)
    app.include_router(documents())
    app.include_router(pages())
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with how to sign in and the shape of problems; made once."""
    if app.openapi_schema is None:
        told = FastAPI.openapi(app)
        parts = told.setdefault("components", {})
        parts.setdefault("schemas", {})["Problem"] = SCHEMA
        parts["securitySchemes"] = {
            "key": {"type": "http", "scheme": "bearer", "description": "An API key."},
            "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            "session": {"type": "apiKey", "in": "cookie", "name": "errata_session"},
        }
        told["security"] = [{"key": []}, {"header": []}, {"session": []}]
        for path in told["paths"].values():
            for operation in path.values():
                # FastAPI's own shape of a 422 is never sent.
                operation["responses"] = _answers(operation.get("responses", {}))
        for unused in ("HTTPValidationError", "ValidationError"):
            parts["schemas"].pop(unused, None)
        app.openapi_schema = told
    return app.openapi_schema


def _answers(given: dict[str, Any]) -> dict[str, Any]:
    always = {str(status): told for status, told in problems().items()}
    own = {status: told for status, told in given.items() if status != "422"}
    return dict(sorted({**always, **own}.items()))
