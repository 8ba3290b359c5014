"""Pictures: how an image's content becomes what a page can draw, frame by frame.

The readers are loaded with the first image: most projects have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from errata.core.errors import NotFound

if TYPE_CHECKING:
    from errata.engine.uploads import ImageInfo


def picture(content: bytes) -> ImageInfo:
    """What an image's content holds."""
    from errata.engine.uploads import image_info

    return image_info(content)


def frames_of(content: bytes) -> int:
    """How many frames there are."""
    return picture(content).frames


def frame(content: bytes, k: int) -> tuple[bytes, str]:
    """One frame, from 0, and its media type; raises NotFound past the last."""
    from errata.engine.uploads import frame_bytes

    shown = picture(content)
    if not 0 <= k < shown.frames:
        raise NotFound(f"no frame {k}", wanted=f"0 to {shown.frames - 1}")
    media = "image/png" if shown.format == "png" else "application/octet-stream"
    return frame_bytes(content, k), media
