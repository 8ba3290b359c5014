from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from errata.core.errors import InputError
from errata.engine.images import decode_image, encode_png


@pytest.mark.parametrize("shape", [(1, 1), (8, 8), (3, 5, 3), (300, 400), (200, 300, 3)])
def test_pixels_come_back_as_they_were(shape: tuple[int, ...]) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    data = encode_png(pixels)
    np.testing.assert_array_equal(decode_image(data), pixels)
    with Image.open(io.BytesIO(data)) as image:
        np.testing.assert_array_equal(np.asarray(image), pixels)


def test_the_bytes_of_a_small_image_are_fixed_for_ever() -> None:
    data = encode_png(np.array([[0, 255]], dtype=np.uint8))
    assert zlib.crc32(data) == 3_955_106_339  # item identifiers rest on it
    assert len(data) == 71


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((2, 2)),
        np.zeros(4, dtype=np.uint8),
        np.zeros((2, 2, 4), dtype=np.uint8),
        np.zeros((0, 2), dtype=np.uint8),
    ],
)
def test_what_is_no_image_is_refused(pixels: np.ndarray) -> None:
    with pytest.raises(InputError):
        encode_png(pixels)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def test_other_modes_are_brought_to_grey_or_colour() -> None:
    grey = Image.fromarray(np.full((2, 3), 7, dtype=np.uint8))
    assert decode_image(saved(grey.convert("LA"))).tolist() == [[7, 7, 7]] * 2
    assert decode_image(saved(grey.convert("RGBA"))).shape == (2, 3, 3)
    assert decode_image(saved(grey.convert("P"))).shape == (2, 3, 3)
    assert decode_image(saved(grey.convert("1"))).max() in (0, 255)
    deep = Image.fromarray(np.array([[0, 256, 65_535]], dtype=np.uint16))
    assert decode_image(saved(deep)).tolist() == [[0, 1, 255]]
    assert decode_image(saved(grey, "JPEG")).shape == (2, 3)


def test_an_orientation_in_the_header_does_not_turn_the_pixels() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(Image.new("L", (4, 2)), "JPEG", exif=exif)
    assert decode_image(data).shape == (2, 4)


def test_a_bomb_is_refused_by_its_header() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    for side, message in ((9_000, "9000 x 9000"), (60_000, "far too many")):
        header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
        data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x")
        with pytest.raises(InputError, match=message):
            decode_image(data)
    with pytest.raises(InputError, match="4 x 4"):
        decode_image(saved(Image.new("L", (4, 4))), max_pixels=15)


def test_cut_and_foreign_bytes_are_refused() -> None:
    whole = saved(Image.fromarray(np.arange(6_400, dtype=np.uint8).reshape(80, 80)))
    for data in (b"", b"GIF89a....", whole[:50], whole[: len(whole) // 2]):
        with pytest.raises(InputError, match="whole PNG or JPEG"):
            decode_image(data)
