"""Durable files: whole or not there at all, whatever dies when.

A file is written under a temporary name, flushed to the disk, renamed, and its folder flushed
too; only then may anything refer to it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

TEMPORARY = ".part-"


def make_folder(path: Path) -> None:
    """The folder and its parents, durable."""
    missing = []
    while not path.exists():
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        flush_folder(folder.parent)


def flush_folder(path: Path) -> None:
    """Make renames and removals in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_file(
    path: Path, data: bytes | memoryview, *, mode: int = 0o666, replace: bool = True
) -> bool:
    """Write the bytes durably under that name; False when `replace` forbids it and one is there."""
    make_folder(path.parent)
    part = path.with_name(TEMPORARY + secrets.token_hex(8))
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        try:
            view = memoryview(data).cast("B")
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        if replace:
            part.replace(path)
        else:
            try:
                os.link(part, path)
            except FileExistsError:
                return False
            finally:
                part.unlink()
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)
    return True
