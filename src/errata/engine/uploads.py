"""Images at the door: PNG, JPEG and DICOM, told by content; what is stored, and what is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from errata.core.errors import InputError
from errata.engine.dicom import is_dicom, stored_dicom, stored_image
from errata.engine.dicom_header import headless
from errata.engine.dicom_identity import burnt_in
from errata.engine.dicom_pixels import Pixels
from errata.engine.images import decode_image, encode_png
from errata.engine.png_chunks import SIGNATURE, pixels_alone, png_chunks

MAX_BYTES = 64 << 20  # of a file as it is sent


@dataclass(frozen=True, kw_only=True)
class ImageInfo:
    """What a viewer must know of an image before it asks for its frames.

    `format`: `png` (the frame is a PNG), `grey16` (little-endian int16, row by row) or `rgb8`
    (bytes, three a pixel). `window` and `level` are in the units of the frames; `invert`: low
    values are white; `spacing`: millimetres between rows and between columns.
    """

    format: Literal["png", "grey16", "rgb8"]
    width: int
    height: int
    frames: int = 1
    window: float | None = None
    level: float | None = None
    invert: bool = False
    spacing: tuple[float, float] | None = None
    notes: tuple[str, ...] = ()


def read_image_upload(data: bytes) -> bytes:
    """The content that is stored for an image file; the same pixels are the same item.

    PNG and JPEG keep their pixels alone: size is checked before they are decoded, then they are
    written anew, without EXIF, text, colour profiles or anything after their end. DICOM: see
    `errata.engine.dicom`. Stored content, given again, comes back as it is.

    Raises InputError for any other bytes, for files that are cut or too large, saying what they
    are.

    >>> png = encode_png(np.zeros((2, 3), dtype=np.uint8))
    >>> read_image_upload(png) == png
    True
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"an image file of {len(data):,} bytes", wanted=f"at most {MAX_BYTES:,}")
    if is_dicom(data) or headless(data):  # the latter is refused there, with its reason
        return stored_image(data)
    if data.startswith(SIGNATURE):
        plain = pixels_alone(data)  # every part is checked
        dicom = stored_dicom(data)
        return encode_png(decode_image(plain)) if dicom is None else stored_image(bytes(dicom))
    if data.startswith(b"\xff\xd8\xff"):
        return encode_png(decode_image(data))
    raise InputError(
        f"a file that begins with {data[:8]!r}" if data else "an empty file",
        wanted="a PNG, JPEG or DICOM image",
        do="send the image file itself, not a link to it or an archive",
    )


def image_info(content: bytes) -> ImageInfo:
    """What a viewer must know of a stored image.

    >>> image_info(encode_png(np.zeros((2, 3), dtype=np.uint8)))
    ImageInfo(format='png', width=3, height=2, frames=1, window=None, level=None, invert=False, \
spacing=None, notes=())
    """
    dicom = stored_dicom(content)
    if dicom is None:
        header = next(png_chunks(content))[1]
        width, height = (int.from_bytes(header[at : at + 4], "big") for at in (0, 4))
        return ImageInfo(format="png", width=width, height=height)
    pixels = Pixels(dicom)
    layout, notes = pixels.layout, []
    if warning := burnt_in(pixels.dataset):
        notes.append(warning)
    if pixels.lossy:
        notes.append("lossy compression: fine detail may be lost")
    if pixels.colour:
        return ImageInfo(
            format="rgb8",
            width=layout.columns,
            height=layout.rows,
            frames=layout.frames,
            spacing=pixels.spacing,
            notes=tuple(notes),
        )
    window, level = pixels.window()
    if note := pixels.scale.note:
        notes.append(note)
    return ImageInfo(
        format="grey16",
        width=layout.columns,
        height=layout.rows,
        frames=layout.frames,
        window=window * pixels.scale.factor,
        level=pixels.scale.of(level),
        invert=pixels.inverted,
        spacing=pixels.spacing,
        notes=tuple(notes),
    )


def frame_bytes(content: bytes, k: int) -> bytes:
    """Frame k of a stored image, as `ImageInfo.format` says.

    Raises InputError when there is no such frame.
    """
    dicom = stored_dicom(content)
    if dicom is None:
        if k != 0:
            raise InputError(f"frame {k}", wanted="0: this image has one frame")
        return content
    pixels = Pixels(dicom)
    if pixels.colour:
        return pixels.rgb(k).tobytes()
    scale = pixels.scale
    shown = np.round((pixels.grey(k) - scale.offset) * scale.factor)
    return np.clip(shown, -32_768, 32_767).astype("<i2").tobytes()
