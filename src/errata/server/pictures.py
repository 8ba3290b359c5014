"""Pictures: how an image's content becomes what a page can draw, frame by frame."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Literal

from errata.core.errors import NotFound

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """What there is to draw."""

    format: Literal["png", "grey16", "rgb8"]
    width: int
    height: int
    frames: int = 1
    window: float | None = None
    level: float | None = None
    invert: bool = False
    spacing: tuple[float, float] | None = None
    notes: tuple[str, ...] = field(default=())


def picture(content: bytes) -> Picture:
    """What an image's content holds; a PNG says it in its first bytes."""
    if content.startswith(_PNG):
        width, height = struct.unpack(">II", content[16:24])
        return Picture(format="png", width=width, height=height)
    from errata.engine.dicom import image_info

    info = image_info(content)
    return Picture(
        format=info.format,
        width=info.width,
        height=info.height,
        frames=info.frames,
        window=info.window,
        level=info.level,
        invert=info.invert,
        spacing=info.spacing,
        notes=tuple(info.notes),
    )


def frames_of(content: bytes) -> int:
    """How many frames there are."""
    return picture(content).frames


def frame(content: bytes, k: int) -> tuple[bytes, str]:
    """One frame, from 0, and its media type; raises NotFound past the last."""
    shown = picture(content)
    if not 0 <= k < shown.frames:
        raise NotFound(f"no frame {k}", wanted=f"0 to {shown.frames - 1}")
    if shown.format == "png":
        return content, "image/png"
    from errata.engine.dicom import frame_bytes

    return frame_bytes(content, k), "application/octet-stream"
