"""Blobs: files under the hash of their content: models, datasets, large items."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from errata.core.errors import InputError, NotFound, StoreDamaged
from errata.store.durable import write_file

NAME = re.compile(r"[0-9a-f]{64}(\.[a-z0-9]{1,12}){0,2}", re.ASCII)
SUFFIX = re.compile(r"(\.[a-z0-9]{1,12}){0,2}", re.ASCII)


class FileBlobs:
    """Content-addressed files in a folder: `ab/abcdef...suffix`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes, *, suffix: str = "") -> str:
        """Keep the bytes durably; the same bytes have the same name, and mend a damaged file."""
        if not SUFFIX.fullmatch(suffix):
            raise InputError(f"the suffix {suffix!r}", wanted="such as '.parquet'")
        digest = hashlib.sha256(data).hexdigest()
        name = digest + suffix
        path = self._path(name)
        try:
            there = hashlib.sha256(path.read_bytes()).hexdigest() == digest
        except FileNotFoundError:
            there = False
        if not there:
            write_file(path, data)
        return name

    def get(self, name: str) -> bytes:
        """The bytes; raises NotFound, or StoreDamaged when they do not match their name."""
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise NotFound(f"no blob is named {name!r}", wanted="a name that put answered")
        try:
            data = self._path(name).read_bytes()
        except FileNotFoundError:
            raise NotFound(f"the blob {name} is not there") from None
        if hashlib.sha256(data).hexdigest() != name[:64]:
            raise StoreDamaged(
                f"the blob {name} does not hold what was written", do="restore it from a backup"
            )
        return data

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name
