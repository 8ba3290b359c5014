"""The chunks of a PNG file (RFC 2083, section 3), read and written without decoding it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from errata.core.errors import InputError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SHOWING = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})  # what pixels need


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, body) of each chunk up to IEND; what follows is not read.

    Raises InputError for a file that is cut or damaged.
    """
    at = len(SIGNATURE)
    if data[:at] != SIGNATURE:
        raise _damaged("not a PNG")
    name = b""
    while name != b"IEND":
        if at + 12 > len(data):
            raise _damaged("cut short")
        length = int.from_bytes(data[at : at + 4], "big")
        end = at + 12 + length
        if end > len(data):
            raise _damaged("cut short")
        name, body = data[at + 4 : at + 8], data[at + 8 : end - 4]
        if zlib.crc32(body, zlib.crc32(name)) != int.from_bytes(data[end - 4 : end], "big"):
            raise _damaged("a PNG with a damaged part")
        yield name, body
        at = end


def chunk_in(png: bytes, name: bytes) -> memoryview | None:
    """The body of the first chunk of that name, not copied and not checked; None without one."""
    at, whole = len(SIGNATURE), memoryview(png)
    while at + 12 <= len(png):
        length = int.from_bytes(whole[at : at + 4], "big")
        if whole[at + 4 : at + 8] == name:
            return whole[at + 8 : at + 8 + length]
        at += 12 + length
    return None


def png_chunk(name: bytes, body: bytes) -> bytes:
    """One chunk."""
    check = zlib.crc32(body, zlib.crc32(name))
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)


def with_chunk(png: bytes, name: bytes, body: bytes) -> bytes:
    """The PNG with one more chunk before its end."""
    end = png_chunk(b"IEND", b"")
    return png.removesuffix(end) + png_chunk(name, body) + end


def pixels_alone(png: bytes) -> bytes:
    """The PNG with nothing but what its pixels need: no text, profile, time or animation."""
    kept = (png_chunk(name, body) for name, body in png_chunks(png) if name in SHOWING)
    return SIGNATURE + b"".join(kept)


def _damaged(what: str) -> InputError:
    return InputError(
        f"bytes that are {what}", wanted="a whole PNG or JPEG image", do="send the file again"
    )
