"""Pages as they look: on desk and phone, by day and night, to eyes and to screen readers.

ERRATA_SCREENSHOTS=DIR leaves a picture of each there.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from browsing import DESK, PHONE, calm

AXE = Path(__file__).parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast"]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAPER = {"light": "rgb(251, 250, 248)", "dark": "rgb(18, 23, 28)"}  # tokens.css


def picture(page: Page, name: str) -> None:
    """Leave one, if pictures are wanted."""
    if folder := os.environ.get("ERRATA_SCREENSHOTS"):
        where = Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=where / f"{re.sub(r'[^a-z]+', '-', name)}.png", full_page=True)


def turned(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Let it be day or night."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(
        "paper => getComputedStyle(document.body).backgroundColor === paper", arg=PAPER[scheme]
    )


def scan(page: Page, *, only: list[str] | None = None) -> list[str]:
    """What axe finds serious or critical; skips where axe is not installed."""
    if not AXE.exists():
        pytest.skip("no axe-core: run `npm ci` in web/")
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text())
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    found: list[dict[str, Any]] = page.evaluate(
        """async run => {
          const found = await axe.run(document, { runOnly: run, resultTypes: ["violations"] });
          const where = node => `${node.target} ${node.any[0]?.message ?? ""}`;
          return found.violations.map(({ id, impact, help, nodes }) =>
            ({ id, impact, help, where: nodes.slice(0, 4).map(where) }));
        }""",
        run,
    )
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {one['where']}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def look_at(page: Page, name: str) -> dict[str, list[str]]:
    """What is wrong with the page, by size and light; leaves it at a desk by day."""
    faults: dict[str, list[str]] = {}
    for place, size in {"phone": PHONE, "desk": DESK}.items():
        page.set_viewport_size(size)
        calm(page)
        for scheme in reversed(SCHEMES):
            turned(page, scheme)
            picture(page, f"{name}-{place}-{scheme}")
            # At the end a bar that stays at the bottom lies over nothing: all it covers can be
            # uncovered.
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            # In the dark nothing but the colours is another.
            faults[f"{place} {scheme}"] = scan(page, only=COLOURS if scheme == "dark" else None)
        if not fits(page):
            faults[place] = ["has to be scrolled sideways"]
    return {where: found for where, found in faults.items() if found}
