"""Models as files: skops with an allow-list, and the same bytes for the same model.

A model's file holds one flat mapping of arrays, numbers, texts and scikit-learn estimators. It is
never unpickled: a file that names any other type is refused before anything of it is built.
"""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import skops.io

from errata.core.errors import Refused, StoreDamaged

FORMAT = 1
# What the built-in trainers save besides arrays; skops itself trusts numpy and the estimators.
TRUSTED = ("sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",)
MAX_BYTES = 2 << 30  # of a model's file, unpacked


def dump_state(trainer: str, state: Mapping[str, object]) -> bytes:
    """The state as bytes; equal states give equal bytes on the same platform."""
    held = {"format": FORMAT, "trainer": trainer, "state": dict(state)}
    return _canonical(skops.io.dumps(held))


def load_state(data: bytes, *, trusted: Sequence[str] = TRUSTED) -> tuple[str, dict[str, Any]]:
    """The trainer's name and the state.

    Raises Refused for a type outside the allow-list (named) or a format of a newer Errata, and
    StoreDamaged for bytes that are cut or are not a model's file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
                raise Refused("a model file that unpacks to over 2 GiB")
            broken = archive.testzip()
        if broken is not None:
            raise StoreDamaged(f"a model file whose part {broken!r} is not what was written")
        unknown = sorted(set(skops.io.get_untrusted_types(data=data)) - set(trusted))
        if unknown:
            raise Refused(
                "a model file that holds " + ", ".join(unknown),
                wanted="only the types on the allow-list",
                do="load it only if you wrote it, with these types as `trusted`",
            )
        held = skops.io.loads(data, trusted=list(trusted))
    except (Refused, StoreDamaged):
        raise
    except Exception as error:
        # skops, zipfile, json and numpy each have their own way to say that bytes are damaged
        raise StoreDamaged(
            f"a model file that cannot be read ({type(error).__name__})",
            do="restore it from a backup, or train it again: the dataset version names its inputs",
        ) from error
    if not isinstance(held, dict) or not {"format", "trainer", "state"} <= held.keys():
        raise StoreDamaged("a file that is no model of Errata")
    if held["format"] != FORMAT:
        raise Refused(f"a model file of format {held['format']}", wanted=f"format {FORMAT}")
    return str(held["trainer"]), dict(held["state"])


def _canonical(data: bytes) -> bytes:
    """The same file with nothing of the process in it.

    skops names parts by memory addresses and stamps them with the time; here they are numbered in
    order and dated 1980, so that a model's hash says what it is.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    schema = json.loads(parts.pop("schema.json"))
    files: dict[str, str] = {}
    _renumber(schema, files, itertools.count(1))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for old, new in files.items():
            archive.writestr(_entry(new), parts[old], compresslevel=1)
        archive.writestr(_entry("schema.json"), json.dumps(schema), compresslevel=1)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # dated 1980-01-01
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _renumber(node: Any, files: dict[str, str], seen: Iterator[int]) -> None:
    """Give each node its place as its number, and each part of the archive its own in order."""
    if isinstance(node, list):
        for part in node:
            _renumber(part, files, seen)
    elif isinstance(node, dict):
        if "__id__" in node:
            node["__id__"] = next(seen)
        if isinstance(node.get("file"), str):
            old = node["file"]
            node["file"] = files.setdefault(old, f"{len(files)}.{old.rpartition('.')[2]}")
        for part in node.values():
            _renumber(part, files, seen)
