"""DICOM images as items: checked and stripped of identity at the door, shown frame by frame.

An item is stored as one PNG that shows it (its middle frame, in its default window), so that
trainers, reports and anything else that reads images can use it; the DICOM file without identity
rides in a private chunk of that PNG (RFC 2083, section 4.3: chunks that a reader does not know are
passed over), for the viewer, with all frames and its full depth.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from errata.engine.dicom_header import is_dicom
from errata.engine.dicom_identity import without_identity
from errata.engine.dicom_pixels import Pixels
from errata.engine.images import encode_png
from errata.engine.png_chunks import chunk_in, with_chunk

CHUNK = b"dcMm"  # ancillary, private, safe to copy

__all__ = ["is_dicom", "stored_dicom", "stored_image"]


def stored_image(data: bytes) -> bytes:
    """The content that is stored for a DICOM file.

    Raises InputError for anything but a whole DICOM image within bounds.
    """
    clean = without_identity(data)
    return with_chunk(encode_png(preview(Pixels(clean))), CHUNK, clean)


def stored_dicom(content: bytes) -> memoryview | None:
    """The DICOM file in a stored image, where it lies; None where it came as a PNG or JPEG."""
    return chunk_in(content, CHUNK)


def preview(pixels: Pixels) -> NDArray[np.uint8]:
    """(h, w) or (h, w, 3) of the middle frame in its default window, as a person sees it."""
    if pixels.colour:
        return pixels.rgb(pixels.middle)
    width, centre = pixels.window()
    values = pixels.grey(pixels.middle)
    shade = np.clip((values - (centre - width / 2)) / width, 0.0, 1.0) * 255
    shown = np.round(255 - shade if pixels.inverted else shade)
    return np.asarray(shown, dtype=np.uint8)
