"""Compressed frames inside DICOM: their true size, and what in them is not pixels.

A frame's own header may promise another size than the file's, and may carry comments, thumbnails
and bytes after its end, where identity hides. Both are settled here before a decoder sees it.
JPEG: ITU-T T.81, annex B; JPEG 2000: ITU-T T.800, annex A; RLE: DICOM PS3.5, annex G.
"""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.engine.dicom_header import JPEG, Layout

MOST_TILES = 4_096  # a decoder sets kilobytes aside for each
MOST_SCANS = 256
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG's start-of-frame markers
_TABLES = _SIZES | {0xC4, 0xCC, 0xDA, 0xDB, 0xDD}  # ... with tables, scans, restart interval
_MAIN = frozenset({0x50, 0x51, 0x52, 0x53, 0x59, 0x5C, 0x5D, 0x5E, 0x5F, 0x60})  # JPEG 2000's
_TILE = frozenset({0x52, 0x53, 0x5C, 0x5D, 0x5E, 0x5F, 0x61})


def clean_frame(frame: bytes, layout: Layout) -> bytes:
    """The frame without anything but what its pixels need.

    Raises InputError where it is cut, or holds other pixels than the layout says.
    """
    return (clean_jpeg if layout.syntax in JPEG else clean_jpeg_2000)(frame, layout)


def clean_jpeg(frame: bytes, layout: Layout) -> bytes:
    """A JPEG without comments, application data (but what colours need) and trailing bytes."""
    if frame[:2] != b"\xff\xd8":
        raise _broken("JPEG", "does not begin as one")
    kept, at, scans, sized = [b"\xff\xd8"], 2, 0, False
    while True:
        while frame[at : at + 2] == b"\xff\xff":  # fill bytes
            at += 1
        if at + 2 > len(frame) or frame[at] != 0xFF:
            raise _broken("JPEG", "is cut off or damaged")
        marker = frame[at + 1]
        if marker == 0xD9:
            break
        if marker in (0x01, *range(0xD0, 0xD9)):
            raise _broken("JPEG", "has a marker out of place")
        length = int.from_bytes(frame[at + 2 : at + 4], "big")
        body = frame[at + 4 : at + 2 + length]
        if length < 2 or at + 2 + length > len(frame):
            raise _broken("JPEG", "is cut off")
        if marker in _SIZES:
            if len(body) < 6 or sized:
                raise _broken("JPEG", "has a damaged size")
            bits, height, width, parts = struct.unpack(">BHHB", body[:6])
            _same("JPEG", (width, height, parts), layout)
            if bits != 8 or marker not in (0xC0, 0xC1, 0xC2):
                raise InputError(
                    f"a DICOM image in JPEG of {bits} bits (process 0x{marker:02X})",
                    wanted="JPEG of 8 bits, baseline, extended or progressive",
                    do="convert it to JPEG 2000 or uncompressed, for example with `dcmdjpeg`",
                )
            sized = True
        if (plain := _plain(marker, body)) is not None:
            kept.append(b"\xff" + bytes([marker]) + struct.pack(">H", len(plain) + 2) + plain)
        at += 2 + length
        if marker == 0xDA:
            scans += 1
            if not sized or scans > MOST_SCANS:
                raise _broken("JPEG", "has too many scans, or one before its size")
            end = _scan_end(frame, at)
            kept.append(frame[at:end])
            at = end
    if not scans:
        raise _broken("JPEG", "has no pixels")
    return b"".join(kept) + b"\xff\xd9"


def _plain(marker: int, body: bytes) -> bytes | None:
    """A segment's body as it is kept; None where it is dropped."""
    if marker == 0xE0 and body[:5] == b"JFIF\0" and len(body) >= 12:
        return body[:12] + b"\0\0"  # the thumbnail goes
    if marker == 0xEE and body[:5] == b"Adobe" and len(body) >= 12:
        return body[:12]
    return body if marker in _TABLES else None


def _scan_end(frame: bytes, at: int) -> int:
    while True:
        at = frame.find(b"\xff", at)
        if at < 0 or at + 1 >= len(frame):
            raise _broken("JPEG", "is cut off")
        if frame[at + 1] != 0 and not 0xD0 <= frame[at + 1] <= 0xD7:  # stuffing, restarts
            return at
        at += 2


def clean_jpeg_2000(frame: bytes, layout: Layout) -> bytes:
    """A JPEG 2000 codestream without comments and trailing bytes; a JP2 wrapper is taken off."""
    start = frame.find(b"\xff\x4f\xff\x51", 0, 4_096)
    if start < 0 or (start and frame[4:8] != b"jP  "):
        raise _broken("JPEG 2000", "does not begin as one")
    size = frame[start + 6 : start + 42]
    if len(size) < 36:
        raise _broken("JPEG 2000", "is cut off")
    _, right, down, left, top, tile_w, tile_h, _, _, parts = struct.unpack(">HIIIIIIIIH", size)
    _same("JPEG 2000", (right - left, down - top, parts), layout)
    if not (tile_w and tile_h) or -(-right // tile_w) * -(-down // tile_h) > MOST_TILES:
        raise _broken("JPEG 2000", f"has over {MOST_TILES:,} tiles")
    for part in range(parts):
        bits, across, along = frame[start + 42 + 3 * part : start + 45 + 3 * part]
        if (bits & 0x7F) + 1 > 16 or (across, along) != (1, 1):
            raise InputError(
                f"a DICOM image in JPEG 2000 of {(bits & 0x7F) + 1} bits, subsampled "
                f"{across} x {along}",
                wanted="at most 16 bits, all samples of one size",
            )
    kept, at = [b"\xff\x4f"], start + 2
    while frame[at : at + 2] != b"\xff\x90":  # the first tile ends the main header
        length = int.from_bytes(frame[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(frame) or frame[at] != 0xFF:
            raise _broken("JPEG 2000", "has a damaged header")
        if frame[at + 1] in _MAIN:  # no comments, nor lengths of tiles, which change below
            kept.append(frame[at : at + 2 + length])
        at += 2 + length
    while frame[at : at + 2] == b"\xff\x90":
        length = int.from_bytes(frame[at + 6 : at + 10], "big")
        last = length == 0  # it lasts to the end of the codestream
        end = frame.rfind(b"\xff\xd9") if last else at + length
        if end < at + 14 or end > len(frame):
            raise _broken("JPEG 2000", "is cut off")
        kept.append(_clean_tile(frame[at:end]))
        at = end
        if last:
            break
    if frame[at : at + 2] != b"\xff\xd9" and frame[at:].strip(b"\0"):
        raise _broken("JPEG 2000", "is cut off or damaged")
    return b"".join(kept) + b"\xff\xd9"


def _clean_tile(tile: bytes) -> bytes:
    """A tile-part without comments in its header."""
    kept, at = [], 12
    while tile[at : at + 2] != b"\xff\x93":
        length = int.from_bytes(tile[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(tile) or tile[at] != 0xFF:
            raise _broken("JPEG 2000", "has a damaged tile")
        if tile[at + 1] in _TILE:
            kept.append(tile[at : at + 2 + length])
        at += 2 + length
    body = b"".join(kept) + tile[at:]
    return tile[:6] + struct.pack(">I", len(body) + 12) + tile[10:12] + body


def unpack_rle(frame: bytes, layout: Layout) -> NDArray[np.uint8 | np.uint16 | np.uint32]:
    """(rows, columns, samples) of an RLE frame; exactly as much is unpacked as the layout has."""
    from PIL import Image

    size = layout.allocated // 8
    pixels = layout.rows * layout.columns
    if len(frame) < 64 or layout.allocated % 8:
        raise _broken("RLE", "is cut off")
    count, *offsets = struct.unpack("<16L", frame[:64])
    if count != size * layout.samples:
        raise _broken("RLE", f"has {count} segments where {size * layout.samples} belong")
    planes = np.empty((layout.samples, size, pixels), dtype=np.uint8)
    ends = [*offsets[1:count], len(frame)]
    for at, (start, end) in enumerate(zip(offsets[:count], ends, strict=True)):
        if not 64 <= start < end <= len(frame):
            raise _broken("RLE", "is cut off")
        try:  # PackBits in C, which stops at the size given
            plane = Image.frombytes("L", (pixels, 1), frame[start:end], "packbits", "L")
        except (ValueError, OSError):
            raise _broken("RLE", "does not unpack to its size") from None
        planes[at // size, at % size] = np.asarray(plane)[0]
    # segments hold the bytes of a sample from the most to the least significant
    joined = np.ascontiguousarray(planes.transpose(2, 0, 1)).view(f">u{size}")
    return joined.astype(f"<u{size}").reshape(layout.rows, layout.columns, layout.samples)


def _same(kind: str, found: tuple[int, int, int], layout: Layout) -> None:
    said = (layout.columns, layout.rows, layout.samples)
    if found != said:
        raise InputError(
            "a DICOM image whose {} holds {} x {} pixels of {} samples".format(kind, *found),
            wanted="{} x {} of {}, as its header says".format(*said),
            do="export it again from where it came",
        )


def _broken(kind: str, what: str) -> InputError:
    return InputError(
        f"a DICOM image with a frame in {kind} that {what}",
        wanted="whole frames",
        do="export it again from where it came",
    )
