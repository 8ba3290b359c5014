"""Images as arrays and as PNG: the same pixels give the same bytes on every platform."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError

MAX_PIXELS = 64_000_000
_SMALL = 1 << 16  # bytes of pixels below which nothing is compressed


def encode_png(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG (RFC 2083) of (h, w) grey or (h, w, 3) colour uint8 pixels.

    An item is identified by its bytes, and compressors differ between platforms; so images under
    64 kB are stored uncompressed. Nothing but pixels is written.

    Raises InputError for another shape or type, no pixels, or more than 64 million.

    >>> png = encode_png(np.zeros((2, 3), dtype=np.uint8))
    >>> png[:4], decode_image(png).shape
    (b'\\x89PNG', (2, 3))
    """
    colour = pixels.ndim == 3 and pixels.shape[2] == 3
    if pixels.dtype != np.uint8 or not (colour or pixels.ndim == 2):
        raise InputError(
            f"pixels of shape {pixels.shape} and type {pixels.dtype}",
            wanted="(h, w) or (h, w, 3) of uint8",
        )
    height, width = pixels.shape[:2]
    if not 0 < height * width <= MAX_PIXELS:
        raise InputError(f"{width} x {height} pixels", wanted=f"1 to {MAX_PIXELS:,}")
    lines = np.zeros((height, pixels[0].size + 1), dtype=np.uint8)  # each begins with filter 0
    lines[:, 1:] = pixels.reshape(height, -1)
    raw = lines.tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 2 if colour else 0, 0, 0, 0)
    body = _stored(raw) if len(raw) < _SMALL else zlib.compress(raw, 6)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _stored(raw: bytes) -> bytes:
    """One uncompressed block in a zlib stream (RFC 1950, RFC 1951); under 64 kB."""
    size = struct.pack("<HH", len(raw), 0xFFFF ^ len(raw))
    return b"\x78\x01\x01" + size + raw + struct.pack(">I", zlib.adler32(raw))


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(data, zlib.crc32(name))
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def decode_image(data: bytes, *, max_pixels: int = MAX_PIXELS) -> NDArray[np.uint8]:
    """The pixels of a PNG or JPEG: (h, w) grey, or (h, w, 3) where it has colour.

    What is stored for a DICOM image is such a PNG too (see `errata.engine.dicom`).
    Size is checked before anything is unpacked. 16-bit grey keeps its upper byte; transparency is
    dropped; an EXIF orientation is ignored, so that pixels stay where the file has them.

    Raises InputError for bytes that are no such image, are cut, or hold too many pixels.
    """
    from PIL import Image, UnidentifiedImageError  # late: a process that starts needs no images

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > max_pixels:
                    raise InputError(
                        f"an image of {image.width} x {image.height} pixels",
                        wanted=f"at most {max_pixels:,}",
                        do="scale it down",
                    )
                if image.mode.startswith("I"):
                    deep = np.asarray(image.convert("I"))
                    return np.asarray(np.clip(deep, 0, 65_535) >> 8, dtype=np.uint8)
                grey = image.mode in {"1", "L", "LA"}
                return np.asarray(image.convert("L" if grey else "RGB"))
    except Image.DecompressionBombError:
        raise InputError("an image of far too many pixels", wanted=f"{max_pixels:,}") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, zlib.error) as error:
        reason = "cut short" if "truncated" in str(error) else "not a PNG or JPEG"
        raise InputError(f"bytes that are {reason}", wanted="a whole PNG or JPEG image") from None
