"""Documents: the documentation's Markdown as pages; HTML in it is shown, never run."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from errata.server.problems import SLUGS, WHERE, Kind

if TYPE_CHECKING:
    from markdown_it.token import Token

SHIPPED = Path(__file__).with_name("docs")  # in a wheel
CHECKOUT = Path(__file__).parents[3] / "docs"
CHAPTERS = ("quickstart", "howto", "reference", "why", "decisions")
TITLES = {
    "quickstart": "Quickstart",
    "howto": "How to",
    "reference": "Reference",
    "why": "Why it is so",
    "decisions": "Decisions",
}
STYLE = """:root{color-scheme:light dark}
body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
pre{overflow:auto;padding:.75rem;border:1px solid #8886;border-radius:6px}
code{font-family:ui-monospace,monospace;font-size:.92em}
table{border-collapse:collapse;display:block;overflow:auto}
th,td{border:1px solid #8886;padding:.25rem .6rem;text-align:left;vertical-align:top}
a{color:light-dark(#0b57d0,#8ab4f8)}
"""
EXPLAINED = {
    400: "The body could not be read as what its Content-Type says. Nothing was stored.",
    401: "No key or session came with the request, or it opens nothing any more.",
    403: "The role of this key or account does not allow it.",
    404: "The thing named does not exist, or not in this project.",
    405: "The address exists and takes other methods.",
    409: "It cannot be done as things stand now; the detail says why.",
    413: "The body is over the limit. Nothing was stored.",
    415: "This address takes other media types; `wanted` names them.",
    422: "What was sent was read and cannot be used; `faults` names every place. "
    "Nothing was stored.",
    429: "Wait as many seconds as the header Retry-After says.",
    500: "An error that nobody foresaw. The identifier in the detail is in the server's log.",
    503: "The database does not answer. Nothing was stored; try again.",
}


def documents() -> APIRouter:
    """The routes below /docs."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def docs() -> Response:
        return RedirectResponse("/docs/", status_code=308)

    @router.get("/docs/")
    async def index() -> Response:
        return HTMLResponse(_index())

    @router.get("/docs/style.css")
    async def style() -> Response:
        return Response(STYLE, media_type="text/css", headers={"Cache-Control": "no-cache"})

    @router.get(WHERE + "{slug}")
    async def problem(slug: str) -> Response:
        kind = SLUGS.get(slug)
        if kind is None:
            raise HTTPException(404)
        return HTMLResponse(_problem(kind))

    @router.get("/docs/{chapter}/{name}")
    async def page(chapter: str, name: str) -> Response:
        address = f"{chapter}/{name.removesuffix('.md')}"
        made = _pages().get(address)
        if made is None:
            raise HTTPException(404)
        return HTMLResponse(_frame(made[0], _rendered(address)))

    return router


@lru_cache(maxsize=1)
def _pages() -> dict[str, tuple[str, str]]:
    """Title and Markdown by address; nothing else of the disk can be asked for."""
    folder = SHIPPED if SHIPPED.is_dir() else CHECKOUT
    found: dict[str, tuple[str, str]] = {}
    for chapter in CHAPTERS:
        for path in sorted((folder / chapter).glob("*.md")):
            text = path.read_text(encoding="utf-8")
            title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), "")
            found[f"{chapter}/{path.stem}"] = (title.strip() or path.stem, text)
    return found


COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)


@lru_cache(maxsize=128)
def _rendered(address: str) -> str:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(COMMENT.sub("", _pages()[address][1]))
    for token in tokens:
        if token.children:
            token.children = _leading_somewhere(token.children, address)
    return str(reader.renderer.render(tokens, reader.options, {}))


def _leading_somewhere(tokens: Sequence[Token], address: str) -> list[Token]:
    """Without links into the rest of the source, which is not served; their words stay."""
    kept: list[Token] = []
    dead = False
    for token in tokens:
        if token.type == "link_open":
            dead = not _leads(str(token.attrs.get("href", "")), address)
        if not (dead and token.type in ("link_open", "link_close")):
            kept.append(token)
    return kept


def _leads(href: str, address: str) -> bool:
    """Whether a link of the page leads somewhere here."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//|/|#", href, re.IGNORECASE):
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(address), href.split("#")[0]))
    return target.endswith(".md") and target.removesuffix(".md") in _pages()


def _index() -> str:
    parts = ["<h1>Errata</h1>", '<p><a href="/">The review room</a></p>']
    for chapter in CHAPTERS:
        own = {name: page for name, page in _pages().items() if name.startswith(f"{chapter}/")}
        if own:
            links = "".join(
                f'<li><a href="/docs/{name}">{html.escape(page[0])}</a></li>'
                for name, page in own.items()
            )
            parts.append(f"<h2>{TITLES[chapter]}</h2><ul>{links}</ul>")
    parts.append(
        '<h2>API</h2><ul><li><a href="/api/v1/openapi.json">OpenAPI document</a></li></ul>'
    )
    links = "".join(
        f'<li><a href="{WHERE}{slug}">{kind.status} {html.escape(kind.title)}</a></li>'
        for slug, kind in SLUGS.items()
    )
    parts.append(f"<h2>Problems</h2><ul>{links}</ul>")
    return _frame("Documentation", "".join(parts))


def _problem(kind: Kind) -> str:
    says = EXPLAINED.get(kind.status, "")
    return _frame(
        kind.title,
        f"<h1>{html.escape(kind.title)}</h1><p>HTTP {kind.status}.</p><p>{html.escape(says)}</p>",
    )


def _frame(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)} - Errata</title>"
        '<link rel="stylesheet" href="/docs/style.css"></head><body>'
        f'<nav><a href="/docs/">Documentation</a></nav><main>{body}</main></body></html>'
    )
