"""errata.toml: one file a project, read whole; every fault is reported at once with its path."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from errata.core.errors import InputError, PolicyError
from errata.core.policy import Policy, parse_policy

FILE = "errata.toml"
KINDS = ("text", "image", "record")
_PROJECT = ("name", "kind", "labels", "guidelines")


@dataclass(frozen=True, kw_only=True)
class Config:
    """What errata.toml says; all None where there is no file."""

    path: Path | None = None
    project: str | None = None
    kind: str | None = None
    labels: tuple[str, ...] | None = None
    guidelines: Path | None = None
    policy: Policy | None = None


def read_config(path: Path | None) -> Config:
    """The configuration of `path`, or of errata.toml in the working folder if there is one.

    Raises InputError for a named file that is not there or is no TOML, PolicyError with every
    fault otherwise.
    """
    if path is None:
        path = Path(FILE)
        if not path.exists():
            return Config()
    elif not path.is_file():
        raise InputError(f"no file {path}", do="run errata init to make one")
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is not TOML: {error}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 at byte {error.start}") from None
    return parse_config(given, path)


def parse_config(given: Mapping[str, Any], path: Path) -> Config:
    """The configuration of a parsed file; relative paths in it start at its folder."""
    faults: list[str] = []
    project = _project(given.get("project", {}), path.parent, faults)
    rest = {name: value for name, value in given.items() if name != "project"}
    try:
        policy = parse_policy(rest, where=str(path))
    except PolicyError as error:
        policy = None
        faults.extend(error.faults)
    if faults:
        raise PolicyError(str(path), faults)
    return Config(path=path, policy=policy, **project)


def _project(given: Any, folder: Path, faults: list[str]) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        faults.append(f"project: got {given!r}, wanted a table")
        return {}
    for name in given:
        if name not in _PROJECT:
            near = difflib.get_close_matches(str(name), _PROJECT, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(_PROJECT)
            faults.append(f"project.{name}: no such setting; {hint}")
    faults += [
        f"project.{name}: got {given[name]!r}, wanted a text"
        for name in ("name", "kind", "guidelines")
        if not isinstance(given.get(name, ""), str)
    ]
    kind, labels = given.get("kind", ""), given.get("labels", [])
    if isinstance(kind, str) and kind and kind not in KINDS:
        faults.append(f"project.kind: got {kind!r}, wanted one of " + ", ".join(KINDS))
    if not isinstance(labels, list) or not all(isinstance(x, str) and x for x in labels):
        faults.append(f"project.labels: got {labels!r}, wanted a list of texts")
    elif labels and (len(labels) < 2 or len(set(labels)) < len(labels)):
        faults.append(f"project.labels: got {labels!r}, wanted two or more, all different")
    guidelines = given.get("guidelines", "")
    if isinstance(guidelines, str) and guidelines and not (folder / guidelines).is_file():
        faults.append(f"project.guidelines: no file {folder / guidelines}")
    if faults:
        return {}
    return {
        "project": given.get("name") or None,
        "kind": kind or None,
        "labels": tuple(labels) or None,
        "guidelines": folder / guidelines if guidelines else None,
    }
