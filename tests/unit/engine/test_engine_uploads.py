from __future__ import annotations

import io
import struct
import tracemalloc
import zlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from dicom_made import JPEG, JPEG_2000, RLE, in_j2k, in_jpeg, in_rle, made
from errata.core.errors import InputError
from errata.engine.contents import decode_item, encode_items
from errata.engine.images import decode_image, encode_png
from errata.engine.uploads import MAX_BYTES, frame_bytes, image_info, read_image_upload
from errata.train.image_small import ImageSmall

GREY = np.random.default_rng(1).integers(0, 256, (12, 17)).astype(np.uint8)
COLOUR = np.random.default_rng(2).integers(0, 256, (12, 17, 3)).astype(np.uint8)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *between: bytes, body: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [chunk(b"IHDR", header), *between, chunk(b"IDAT", body), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("pixels", [GREY, COLOUR])
def test_a_png_keeps_its_pixels_and_nothing_else(pixels: np.ndarray) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET PERSON")
    notes.add_text("Comment", "SECRET LONG", zip=True)
    given = saved(Image.fromarray(pixels), pnginfo=notes, dpi=(300, 300)) + b"SECRET END"
    content = read_image_upload(given)
    assert content == encode_png(pixels)
    assert read_image_upload(content) == content
    assert frame_bytes(content, 0) == content
    info = image_info(content)
    assert (info.format, info.width, info.height, info.frames) == ("png", 17, 12, 1)
    with pytest.raises(InputError, match="one frame"):
        frame_bytes(content, 1)


def test_a_jpeg_becomes_a_png_of_its_pixels() -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET PERSON"
    given = saved(Image.fromarray(COLOUR), "JPEG", exif=exif, comment=b"SECRET") + b"SECRET"
    content = read_image_upload(given)
    assert b"SECRET" not in content
    np.testing.assert_array_equal(decode_image(content), decode_image(given))
    assert image_info(content).format == "png"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "an empty file"),
        (b"GIF89a......", "begins with b'GIF89a"),
        (b"PK\x03\x04.....", "wanted a PNG, JPEG or DICOM"),
        (b"<svg onload=alert(1)>", "begins with"),
        (b"\x89PNG\r\n\x1a\n", "cut short"),
        (b"\xff\xd8\xff\xe0", "PNG or JPEG"),
        (b"\0" * 128 + b"DICM", "transfer syntax"),
        (b"\0" * 128 + b"DICM\x02\x00\x10\x00UI\xff\xff1.2", "cut off in its header"),
    ],
)
def test_other_bytes_are_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_image_upload(data)
    assert caught.value.wanted


def test_the_type_is_told_by_content_alone() -> None:
    assert image_info(read_image_upload(made(GREY))).format == "grey16"
    assert image_info(read_image_upload(saved(Image.fromarray(GREY)))).format == "png"


def test_a_cut_or_damaged_file_is_refused() -> None:
    for data in (saved(Image.fromarray(GREY)), in_jpeg(GREY)):
        for share in (0.3, 0.6, 0.9):
            with pytest.raises(InputError):
                read_image_upload(data[: int(len(data) * share)])
    damaged = bytearray(saved(Image.fromarray(GREY)))
    damaged[60] ^= 1
    with pytest.raises(InputError):
        read_image_upload(bytes(damaged))


def peak_of(data: bytes) -> int:
    """Bytes allocated at most while the file is refused."""
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            read_image_upload(data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_bombs_are_refused_before_they_unpack() -> None:
    zeros = zlib.compress(bytes(50 << 20), 9)
    assert peak_of(png(50_000, 50_000, body=zeros)) < 8 << 20
    assert peak_of(png(9_000, 9_000, body=zeros)) < 8 << 20
    # a small image whose data, text and profile unpack to 50 MB each: text and profile are dropped
    text = chunk(b"zTXt", b"a\0\0" + zeros)
    profile = chunk(b"iCCP", b"a\0\0" + zeros)
    tracemalloc.start()
    content = read_image_upload(png(4, 4, text, profile, body=zeros))
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()
    assert decode_image(content).shape == (4, 4)
    large = bytearray(in_jpeg(GREY))
    at = large.index(b"\xff\xc0")
    large[at + 5 : at + 9] = struct.pack(">HH", 50_000, 50_000)
    assert peak_of(bytes(large)) < 8 << 20


def test_a_file_over_the_limit_is_not_looked_at() -> None:
    with pytest.raises(InputError, match="at most 67,108,864"):
        read_image_upload(bytes(MAX_BYTES + 1))


def test_a_list_of_files_is_a_list_of_items() -> None:
    items = encode_items([saved(Image.fromarray(GREY)), made(GREY)], "image")
    assert items.kind.value == "image"
    np.testing.assert_array_equal(decode_item("image", items.content[0]), GREY)
    assert decode_item("image", items.content[1]).shape == GREY.shape
    with pytest.raises(InputError, match="item 1 is a file that begins with"):
        encode_items([saved(Image.fromarray(GREY)), b"GIF89a"], "image")


def test_a_trainer_learns_from_files_of_all_kinds_and_sizes() -> None:
    rng = np.random.default_rng(5)
    files, labels = [], []
    for number in range(60):
        height, width = rng.integers(8, 40, 2)
        bright = rng.integers(0, 60, (height, width)).astype(np.uint8)
        label = number % 2
        half = slice(0, height // 2) if label else slice(height // 2, height)
        bright[half] += 150
        kinds = [saved(Image.fromarray(bright)), in_jpeg(bright), made(bright.astype(np.int16))]
        files.append(kinds[number % 3])
        labels.append("top" if label else "bottom")
    items = encode_items(files, "image")
    model = ImageSmall().fit(items.take(range(40)), labels[:40], ("bottom", "top"))
    found = model.predict_proba(items.take(range(40, 60))).argmax(axis=1)
    assert np.mean(found == [int(label == "top") for label in labels[40:]]) > 0.9


SMALL = (np.arange(1024) % 251).astype(np.uint8).reshape(32, 32)
WHOLE = {
    "png": saved(Image.fromarray(SMALL)),
    "jpeg": in_jpeg(SMALL),
    "stored": read_image_upload(made(SMALL)),
    "native": made(SMALL.astype(np.int16), WindowCenter=3, WindowWidth=9),
    "frames": made(np.stack([SMALL, SMALL])),
    "rle": made(SMALL, syntax=RLE, frames=[in_rle(SMALL)]),
    "jpeg in dicom": made(SMALL, syntax=JPEG, frames=[in_jpeg(SMALL)]),
    "j2k in dicom": made(SMALL, syntax=JPEG_2000, frames=[in_j2k(SMALL)]),
    "deflated": made(SMALL, syntax="1.2.840.10008.1.2.1.99"),
    "implicit": made(SMALL, syntax="1.2.840.10008.1.2"),
}


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_files_are_refused_or_shown_in_bounded_memory(data: st.DataObject) -> None:
    whole = WHOLE[data.draw(st.sampled_from(sorted(WHOLE)))]
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 4))):
        # headers are where damage is interesting
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    end = data.draw(st.one_of(st.just(len(damaged)), st.integers(0, len(damaged))))
    tracemalloc.start()
    try:
        content = read_image_upload(bytes(damaged[:end]))
        info = image_info(content)
        for k in (0, info.frames - 1):
            assert frame_bytes(content, k)
    except InputError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 64 << 20


@pytest.mark.parametrize("name", ["native", "j2k in dicom", "frames"])
def test_the_facts_of_an_image_are_read_without_decoding_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = read_image_upload(WHOLE[name])
    facts = image_info(content)
    monkeypatch.setattr("errata.engine.dicom_pixels.Pixels.samples", None)
    assert image_info(content) == facts
    assert facts.window
