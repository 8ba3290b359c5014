"""Static: the web app's files. Every address that is no file is one of the app's own pages."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

FOLDER = Path(__file__).with_name("app")
FOREVER = "public, max-age=31536000, immutable"  # a hashed name never changes its content
ASK_FIRST = "no-cache"
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".html": "text/html",
    ".map": "application/json",
}
NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Errata</title></head>
<body><h1>The web app is not built</h1>
<p>The API works. To build the page from a checkout, run <code>npm ci</code> and
<code>npm run build</code> in the folder <code>web</code>, or install Errata from a wheel,
which carries it.</p><p><a href="/docs/">Documentation</a></p></body></html>
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file of the app, read once."""

    body: bytes
    media_type: str
    etag: str
    cache: str


@lru_cache(maxsize=4)
def files(folder: Path = FOLDER) -> dict[str, File]:
    """Every file by its path below the site; only what is listed here is ever served."""
    found: dict[str, File] = {}
    if not folder.is_dir():
        return found
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink() or path.suffix == ".py":
            continue
        name = path.relative_to(folder).as_posix()
        body = path.read_bytes()
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(name)[0]
        found[name] = File(
            body=body,
            media_type=kind or "application/octet-stream",
            etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
            cache=FOREVER if name.startswith("assets/") else ASK_FIRST,
        )
    return found


def pages(folder: Path = FOLDER) -> APIRouter:
    """The routes of the web app; they come last, for they take every address."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/{path:path}", methods=["GET", "HEAD"])
    async def page(request: Request, path: str) -> Response:
        if path.startswith(("api/", "assets/", "docs/")) and path not in files(folder):
            raise HTTPException(404)
        file = files(folder).get(path) or files(folder).get("index.html")
        if file is None:
            return HTMLResponse(NOT_BUILT, headers={"Cache-Control": "no-store"})
        headers = {"ETag": file.etag, "Cache-Control": file.cache}
        if request.headers.get("if-none-match") == file.etag:
            return Response(status_code=304, headers=headers)
        return Response(file.body, media_type=file.media_type, headers=headers)

    return router
