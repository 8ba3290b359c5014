from __future__ import annotations

import io
import struct
import tracemalloc
import warnings
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from PIL import Image
from pydicom import Dataset

from dicom_made import BIG_ENDIAN, JPEG, JPEG_2000, RLE, in_j2k, in_jpeg, in_rle, made
from errata.core.errors import InputError
from errata.engine.dicom import stored_dicom
from errata.engine.dicom_identity import _decimal
from errata.engine.images import decode_image
from errata.engine.uploads import frame_bytes, image_info, read_image_upload

REAL = Path(__file__).parents[4] / "shared" / "data" / "dicom_dev"
RAMP = (np.arange(40 * 50).reshape(40, 50) * 3 - 700).astype(np.int16)
COLOUR = np.random.default_rng(3).integers(0, 256, (36, 48, 3)).astype(np.uint8)
REFUSED = {
    "MR_truncated.dcm": "8,130 bytes; wanted 8,192",
    "badVR.dcm": "NumberOfFrames is '1A'",
    "no_meta.dcm": "without its file header",
    "test-SR.dcm": "modality 'SR' without pixels",
    "waveform_ecg.dcm": "modality 'ECG' without pixels",
}
SHOWN = {  # format, width, height, frames
    "CT_small.dcm": ("grey16", 128, 128, 1),
    "JPEG2000.dcm": ("grey16", 256, 1024, 1),
    "MR_small.dcm": ("grey16", 64, 64, 1),
    "MR_small_RLE.dcm": ("grey16", 64, 64, 1),
    "MR_small_bigendian.dcm": ("grey16", 64, 64, 1),
    "MR_small_jp2klossless.dcm": ("grey16", 64, 64, 1),
    "SC_rgb_rle.dcm": ("rgb8", 100, 100, 1),
    "examples_jpeg2k.dcm": ("rgb8", 640, 480, 1),
    "examples_overlay.dcm": ("grey16", 484, 300, 1),
    "examples_palette.dcm": ("rgb8", 800, 350, 1),
    "examples_rgb_color.dcm": ("rgb8", 320, 240, 1),
    "examples_ybr_color.dcm": ("rgb8", 320, 240, 30),
    "rtdose.dcm": ("grey16", 10, 10, 15),
}


def real(name: str) -> bytes:
    if not (REAL / name).exists():
        pytest.skip(f"no {REAL / name}")
    return (REAL / name).read_bytes()


def grey(content: bytes, k: int = 0) -> np.ndarray[Any, Any]:
    info = image_info(content)
    assert info.format == "grey16"
    return np.frombuffer(frame_bytes(content, k), "<i2").reshape(info.height, info.width)


def rgb(content: bytes, k: int = 0) -> np.ndarray[Any, Any]:
    info = image_info(content)
    assert info.format == "rgb8"
    return np.frombuffer(frame_bytes(content, k), "u1").reshape(info.height, info.width, 3)


def kept(content: bytes) -> Dataset:
    dicom = stored_dicom(content)
    assert dicom is not None
    return pydicom.dcmread(io.BytesIO(bytes(dicom)))


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_a_real_file_is_shown(name: str) -> None:
    given = real(name)
    content = read_image_upload(given)
    info = image_info(content)
    assert (info.format, info.width, info.height, info.frames) == SHOWN[name]
    whole = np.atleast_3d(decode_image(content))
    assert whole.shape[:2] == (info.height, info.width)
    assert whole.std() > 5  # something is to be seen
    size = 2 if info.format == "grey16" else 3
    for k in range(info.frames):
        assert len(frame_bytes(content, k)) == info.width * info.height * size
    assert read_image_upload(content) == content
    assert read_image_upload(given) == content


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_real_file_that_cannot_be_shown_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(InputError, match=REFUSED[name]) as caught:
        read_image_upload(real(name))
    assert caught.value.wanted
    assert caught.value.do


def test_every_real_file_is_accounted_for() -> None:
    real("index.csv")
    assert {path.name for path in REAL.glob("*.dcm")} == SHOWN.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_no_text_of_a_real_header_is_stored(name: str) -> None:
    """Every text of five letters or more, of whatever element, but the terms of the standard."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some of these files break the standard
        given = pydicom.dcmread(io.BytesIO(real(name)))
        elements = list(given.iterall())
    dicom = stored_dicom(read_image_upload(real(name)))
    assert dicom is not None
    pixels_at = bytes(dicom).find(b"\xe0\x7f\x10\x00")
    header = bytes(dicom[:pixels_at])
    public = {"MONOCHROME2", "PALETTE COLOR", "YBR_FULL_422", "YBR_RCT", "RTDOSE", "IDENTITY"}
    looked_at = 0
    for element in elements:
        storage = element.VR == "UI" and str(element.value).startswith("1.2.840.10008.")
        if element.VR in {"OB", "OW", "SQ", "UN", "DS"} or storage:
            continue
        for value in str(element.value).split("^"):
            if len(value) >= 5 and value not in public:
                looked_at += 1
                assert value.encode() not in header, element
    assert looked_at > 5


def test_one_image_in_three_encodings_is_one_item() -> None:
    files = [
        made(RAMP),
        made(RAMP, syntax=BIG_ENDIAN),
        made(RAMP, syntax=RLE, frames=[in_rle(RAMP)]),
    ]
    contents = {read_image_upload(file) for file in files}
    assert len(contents) == 1
    np.testing.assert_array_equal(grey(contents.pop()), RAMP)


def test_identity_is_gone_wherever_it_was() -> None:
    private = Dataset()
    private.PatientName = "SECRET^NESTED"
    given = pydicom.dcmread(io.BytesIO(made(RAMP)))
    given.add_new(0x00091001, "LO", "SECRET PRIVATE")
    given.add_new(0x60003000, "OW", b"SECRET OVERLAY..")
    given.add_new(0x50003000, "OW", b"SECRET CURVE....")
    given.WindowCenterWidthExplanation = "SECRET WINDOW"
    given.ReferencedImageSequence = [private]
    given.Modality = "SECRETMODALITY"
    given.BurnedInAnnotation = "SECRETLY"
    given.PixelData = given.PixelData + b"SECRET TRAILER.."
    given.add_new(0xFFFCFFFC, "OB", b"SECRET PADDING..")
    file = io.BytesIO()
    given.save_as(file)
    data = file.getvalue()
    assert data.count(b"SECRET") == 14
    content = read_image_upload(data + b"SECRET END")
    assert b"SECRET" not in content
    assert b"1.2.3.4.5.6.7" not in content
    clean = kept(content)
    assert clean.PatientIdentityRemoved == "YES"
    assert clean.Modality == "OT"
    assert clean.SOPInstanceUID.startswith("2.25.")
    assert stored_dicom(content)[:128] == bytes(128)  # type: ignore[index]


def test_comments_and_thumbnails_in_compressed_frames_are_gone() -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET PERSON"
    flat = COLOUR[..., 0]
    jpeg = in_jpeg(flat, comment=b"SECRET COMMENT", exif=exif) + b"SECRET END"
    content = read_image_upload(made(flat, syntax=JPEG, frames=[jpeg]))
    assert b"SECRET" not in content
    with Image.open(io.BytesIO(jpeg)) as image:
        np.testing.assert_array_equal(grey(content), np.asarray(image))

    j2k = in_j2k(RAMP)
    size = 4 + int.from_bytes(j2k[4:6], "big")
    comment = b"\xff\x64" + struct.pack(">HH", 4 + 14, 1) + b"SECRET COMMENT"
    j2k = j2k[:size] + comment + j2k[size:] + b"SECRET END"
    content = read_image_upload(made(RAMP, syntax=JPEG_2000, frames=[j2k]))
    assert b"SECRET" not in content
    np.testing.assert_array_equal(grey(content), RAMP)


def test_bits_beyond_the_stored_ones_are_cleared() -> None:
    pixels = np.arange(64, dtype=np.uint16).reshape(8, 8)
    content = read_image_upload(made(pixels | 0xA000, BitsStored=12))
    np.testing.assert_array_equal(grey(content), pixels)
    negative = np.array([[-5, 7], [-2048, 2047]], dtype=np.int16)
    content = read_image_upload(made(negative & 0x0FFF, BitsStored=12))
    np.testing.assert_array_equal(grey(content), negative)
    high = read_image_upload(made((pixels << 4).astype(np.uint16), BitsStored=12, HighBit=15))
    np.testing.assert_array_equal(grey(high), pixels)


def test_grey_values_are_in_the_units_of_the_file() -> None:
    content = read_image_upload(made(RAMP, RescaleSlope=2, RescaleIntercept=-1024))
    clipped = np.clip(RAMP.astype(int) * 2 - 1024, -32_768, 32_767)
    np.testing.assert_array_equal(grey(content), clipped)
    assert image_info(content).notes == ()


def test_fine_and_large_grey_values_keep_their_detail() -> None:
    dose = np.linspace(790_000, 1_250_000, 600).astype(np.uint32).reshape(20, 30)
    content = read_image_upload(made(dose, DoseGridScaling="1e-6"))
    assert image_info(content).notes == ("grey values are shown times 10000",)
    np.testing.assert_allclose(grey(content), dose / 100, atol=0.51)
    full = np.linspace(0, 65_535, 600).astype(np.uint16).reshape(20, 30)
    content = read_image_upload(made(full))
    assert image_info(content).notes == ("grey values are shown minus 32768",)
    np.testing.assert_array_equal(grey(content).astype(int) + 32_768, full)
    far = (np.arange(600).reshape(20, 30) % 40).astype(np.uint16)
    content = read_image_upload(made(far, RescaleSlope="0.25", RescaleIntercept="1000000"))
    np.testing.assert_array_equal(grey(content), np.round(far * 0.25 * 1000))


def test_window_and_level_come_from_the_header_else_from_the_percentiles() -> None:
    content = read_image_upload(made(RAMP, WindowWidth=[400, 80], WindowCenter=[40, 10]))
    info = image_info(content)
    assert (info.window, info.level) == (400, 40)
    info = image_info(read_image_upload(made(RAMP)))
    low, high = np.percentile(RAMP, (1, 99))
    assert info.window == pytest.approx(high - low)
    assert info.level == pytest.approx((low + high) / 2)


def test_padding_does_not_set_the_window() -> None:
    padded = RAMP.copy()
    padded[:, :10] = -2000
    info = image_info(read_image_upload(made(padded, PixelPaddingValue=-2000)))
    assert info.level == pytest.approx(np.median(RAMP[:, 10:]), abs=5)


def test_the_preview_is_what_the_window_shows() -> None:
    content = read_image_upload(made(RAMP, WindowWidth=200, WindowCenter=0))
    preview = decode_image(content)
    assert preview[RAMP <= -100].max() == 0
    assert preview[RAMP >= 100].min() == 255
    assert 120 < preview[np.abs(RAMP) < 3].mean() < 135
    inverse = read_image_upload(
        made(RAMP, WindowWidth=200, WindowCenter=0, PhotometricInterpretation="MONOCHROME1")
    )
    assert image_info(inverse).invert
    np.testing.assert_allclose(decode_image(inverse), 255.0 - preview, atol=1)
    np.testing.assert_array_equal(grey(inverse), grey(content))


def test_colour_comes_as_rgb_however_it_lies() -> None:
    plain = read_image_upload(made(COLOUR, SamplesPerPixel=3))
    np.testing.assert_array_equal(rgb(plain), COLOUR)
    np.testing.assert_array_equal(decode_image(plain), COLOUR)
    planes = COLOUR.transpose(2, 0, 1).tobytes()
    by_plane = made(COLOUR, SamplesPerPixel=3, PlanarConfiguration=1, raw=planes)
    np.testing.assert_array_equal(rgb(read_image_upload(by_plane)), COLOUR)
    rle = made(COLOUR, SamplesPerPixel=3, syntax=RLE, frames=[in_rle(COLOUR)])
    np.testing.assert_array_equal(rgb(read_image_upload(rle)), COLOUR)
    j2k = in_j2k(COLOUR, photometric_interpretation=1)
    lossless = made(
        COLOUR,
        SamplesPerPixel=3,
        syntax=JPEG_2000,
        frames=[j2k],
        PhotometricInterpretation="YBR_RCT",
    )
    np.testing.assert_array_equal(rgb(read_image_upload(lossless)), COLOUR)


def test_ybr_is_turned_into_rgb() -> None:
    smooth = np.repeat(np.repeat(COLOUR[::4, ::4], 4, 0), 4, 1)
    ybr = np.asarray(Image.fromarray(smooth).convert("YCbCr"))
    full = made(ybr, SamplesPerPixel=3, PhotometricInterpretation="YBR_FULL")
    assert np.abs(rgb(read_image_upload(full)).astype(int) - smooth).max() <= 3
    pairs = ybr.reshape(-1, 2, 3)
    body = np.stack([pairs[:, 0, 0], pairs[:, 1, 0], pairs[:, 0, 1], pairs[:, 0, 2]], 1).tobytes()
    half = made(ybr, SamplesPerPixel=3, PhotometricInterpretation="YBR_FULL_422", raw=body)
    assert np.abs(rgb(read_image_upload(half)).astype(int) - smooth).max() <= 3
    jpeg = in_jpeg(smooth, subsampling=0)
    lossy = made(
        smooth, SamplesPerPixel=3, syntax=JPEG, frames=[jpeg], PhotometricInterpretation="YBR_FULL"
    )
    content = read_image_upload(lossy)
    assert np.abs(rgb(content).astype(int) - smooth).mean() < 4
    assert any("lossy" in note for note in image_info(content).notes)


@pytest.mark.parametrize("bits", [8, 16])
def test_a_palette_is_applied(bits: int) -> None:
    shift = bits - 8
    tables = {
        "Red": np.arange(256) << shift,
        "Green": np.arange(255, -1, -1) << shift,
        "Blue": np.full(256, 9) << shift,
    }
    kind = "<u2" if bits == 16 else "u1"
    elements: dict[str, Any] = {"PhotometricInterpretation": "PALETTE COLOR"}
    for colour, table in tables.items():
        elements[f"{colour}PaletteColorLookupTableDescriptor"] = [256, 0, bits]
        elements[f"{colour}PaletteColorLookupTableData"] = table.astype(kind).tobytes()
    at = np.arange(256, dtype=np.uint8).reshape(16, 16)
    content = read_image_upload(made(at, **elements))
    np.testing.assert_array_equal(rgb(content)[..., 0], at)
    np.testing.assert_array_equal(rgb(content)[..., 1], 255 - at)
    assert (rgb(content)[..., 2] == 9).all()
    assert read_image_upload(content) == content
    del elements["BluePaletteColorLookupTableData"]
    with pytest.raises(InputError, match="palette"):
        read_image_upload(made(at, **elements))


def test_a_modality_table_is_applied() -> None:
    table = Dataset()
    table.add_new(0x00283002, "US", [4, 10, 16])
    table.add_new(0x00283006, "OW", np.array([5, 50, 500, 5000], "<u2").tobytes())
    at = np.array([[0, 10, 11], [12, 13, 200]], dtype=np.uint8)
    content = read_image_upload(made(at, ModalityLUTSequence=[table]))
    assert grey(content).tolist() == [[5, 5, 50], [500, 5000, 5000]]
    assert read_image_upload(content) == content


def test_each_frame_is_its_own_and_the_middle_one_stands_for_all() -> None:
    frames = np.stack([RAMP + 10 * k for k in range(5)])
    for data in (
        made(frames),
        made(frames, syntax=RLE, frames=[in_rle(frame) for frame in frames]),
        made(frames, syntax=JPEG_2000, frames=[in_j2k(frame) for frame in frames]),
    ):
        content = read_image_upload(data)
        assert image_info(content).frames == 5
        for k in range(5):
            np.testing.assert_array_equal(grey(content, k), frames[k])
        single = read_image_upload(made(frames[2]))
        np.testing.assert_array_equal(decode_image(content), decode_image(single))
        for k in (-1, 5):
            with pytest.raises(InputError, match="0 to 4"):
                frame_bytes(content, k)


def test_frames_with_their_own_rescale_are_each_in_units() -> None:
    frames = np.stack([RAMP, RAMP])
    groups = []
    for slope in (1, 3):
        group, values, lut, window = Dataset(), Dataset(), Dataset(), Dataset()
        values.RescaleSlope, values.RescaleIntercept = slope, 10
        values.RescaleType = "SECRET"
        window.WindowCenter, window.WindowWidth = 33, 444
        group.PixelValueTransformationSequence = [values]
        group.FrameVOILUTSequence = [window]
        lut.PixelSpacing = [0.5, 0.25]
        group.PixelMeasuresSequence = [lut]
        groups.append(group)
    content = read_image_upload(made(frames, PerFrameFunctionalGroupsSequence=groups))
    np.testing.assert_array_equal(grey(content, 0), RAMP + 10)
    np.testing.assert_array_equal(grey(content, 1), RAMP * 3 + 10)
    info = image_info(content)
    assert (info.window, info.level, info.spacing) == (444, 33, (0.5, 0.25))
    assert b"SECRET" not in content
    assert read_image_upload(content) == content


def test_other_kinds_of_samples_are_shown() -> None:
    mask = np.random.default_rng(0).integers(0, 2, (9, 11)).astype(np.uint8)
    packed = np.packbits(mask.reshape(-1), bitorder="little").tobytes()
    content = read_image_upload(made(mask, raw=packed, BitsAllocated=1, BitsStored=1, HighBit=0))
    np.testing.assert_array_equal(grey(content), mask)
    real_ = np.linspace(-1, 1, 600).astype(np.float32).reshape(20, 30)
    file = pydicom.dcmread(io.BytesIO(made(RAMP)))
    del file.PixelData
    file.FloatPixelData, file.Rows, file.Columns = real_.tobytes(), 20, 30
    out = io.BytesIO()
    file.save_as(out)
    content = read_image_upload(out.getvalue())
    np.testing.assert_array_equal(grey(content), np.round(real_.astype(np.float64) * 10_000))


def test_text_in_the_pixels_is_pointed_out() -> None:
    def notes(**elements: Any) -> str:
        return " ".join(image_info(read_image_upload(made(RAMP, **elements))).notes)

    assert "says that its pixels carry text" in notes(BurnedInAnnotation="YES")
    assert "burnt-in text possible" in notes(Modality="US")
    assert "burnt-in text possible" in notes(SOPClassUID="1.2.840.10008.5.1.4.1.1.7")
    assert notes(Modality="US", BurnedInAnnotation="NO") == ""
    assert notes() == ""


@pytest.mark.parametrize(
    ("elements", "says"),
    [
        ({"Rows": 50_000, "Columns": 50_000}, "50000 x 50000 pixels; wanted at most 64,000,000"),
        ({"Rows": 0}, "0 pixels"),
        ({"Rows": 41}, "cut off in its pixels"),
        ({"NumberOfFrames": 200_000}, "frames"),
        ({"NumberOfFrames": 2}, "cut off"),
        ({"NumberOfFrames": -3}, "NumberOfFrames is '-3'"),
        ({"SamplesPerPixel": 4, "PlanarConfiguration": 0}, "samples a pixel"),
        ({"PhotometricInterpretation": "CMYK"}, "colour space 'CMYK'"),
        ({"BitsAllocated": 24}, "bits in 24"),
        ({"BitsStored": 17}, "17 bits in 16"),
        ({"HighBit": 3}, "high bit is 3"),
    ],
)
def test_a_header_that_cannot_be_true_is_refused(elements: dict[str, Any], says: str) -> None:
    file = pydicom.dcmread(io.BytesIO(made(RAMP)))
    for keyword, value in elements.items():
        setattr(file, keyword, value)
    out = io.BytesIO()
    file.save_as(out)
    with pytest.raises(InputError, match=says):
        read_image_upload(out.getvalue())


@pytest.mark.parametrize(
    ("syntax", "says"),
    [
        ("1.2.840.10008.1.2.4.70", "JPEG Lossless"),
        ("1.2.840.10008.1.2.4.80", "JPEG-LS"),
        ("1.2.840.10008.1.2.4.102", "MPEG-4"),
        ("1.2.3.4", "1.2.3.4"),
    ],
)
def test_a_transfer_syntax_that_cannot_be_read_is_named(syntax: str, says: str) -> None:
    data = made(RAMP, syntax=JPEG_2000, frames=[in_j2k(RAMP)])
    old = b"\x02\x00\x10\x00UI" + struct.pack("<H", len(JPEG_2000) + 1 & ~1)
    at = data.index(old)
    name = syntax.encode() + b"\0" * (len(syntax) % 2)
    length = struct.unpack("<H", data[at + 6 : at + 8])[0]
    new = data[: at + 6] + struct.pack("<H", len(name)) + name + data[at + 8 + length :]
    with pytest.raises(InputError, match=says) as caught:
        read_image_upload(new)
    assert "uncompressed" in caught.value.wanted


def test_a_deflated_file_is_inflated_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(RAMP, syntax="1.2.840.10008.1.2.1.99")
    content = read_image_upload(data)
    assert content == read_image_upload(made(RAMP))
    monkeypatch.setattr("errata.engine.dicom_header.MAX_INFLATED", 1_000)
    with pytest.raises(InputError, match="deflated"):
        read_image_upload(data)


def test_a_frame_that_holds_more_than_the_header_says_is_not_unpacked() -> None:
    large = np.zeros((2_000, 2_000), dtype=np.uint8)
    small = np.zeros((8, 8), dtype=np.uint8)
    for syntax, frame in ((JPEG, in_jpeg(large)), (JPEG_2000, in_j2k(large))):
        with pytest.raises(InputError, match="2000 x 2000"):
            read_image_upload(made(small, syntax=syntax, frames=[frame]))
    bomb = struct.pack("<16L", 1, 64, *[0] * 14) + b"\x81\x05" * 400_000  # 51 million fives
    tracemalloc.start()
    content = read_image_upload(made(small, syntax=RLE, frames=[bomb]))
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()
    assert (grey(content) == 5).all()


def test_cut_compressed_frames_are_refused() -> None:
    flat = COLOUR[..., 0]
    for syntax, frame in ((JPEG, in_jpeg(flat)), (JPEG_2000, in_j2k(flat)), (RLE, in_rle(flat))):
        for share in (0.2, 0.5, 0.9):
            cut = frame[: int(len(frame) * share)]
            with pytest.raises(InputError):
                read_image_upload(made(flat, syntax=syntax, frames=[cut]))
        two = np.stack([flat, flat])
        with pytest.raises(InputError):
            read_image_upload(made(two, syntax=syntax, frames=[frame]))


def test_twelve_bit_jpeg_is_refused_by_name() -> None:
    frame = bytearray(in_jpeg(COLOUR[..., 0]))
    frame[frame.index(b"\xff\xc0") + 4] = 12
    with pytest.raises(InputError, match="JPEG of 12 bits"):
        read_image_upload(made(COLOUR[..., 0], syntax=JPEG, frames=[bytes(frame)]))


def test_a_foreign_chunk_in_a_png_is_treated_as_an_upload() -> None:
    content = read_image_upload(made(RAMP))
    forged = content.replace(b"\x9a", b"\x9b")  # any change breaks a checksum
    with pytest.raises(InputError):
        read_image_upload(forged if forged != content else content[:-20])

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    end = chunk(b"IEND", b"")
    png = read_image_upload(in_jpeg(COLOUR)).removesuffix(end) + chunk(b"dcMm", made(RAMP)) + end
    assert read_image_upload(png) == content  # identity is stripped from what it carries


def test_numbers_settle_at_their_first_writing() -> None:
    """Otherwise stored content, given again, would be another item."""
    rng = np.random.default_rng(0)
    for value in [
        -29891964686662.277,
        *(rng.normal(size=2_000) * 10.0 ** rng.integers(-12, 14, 2_000)),
    ]:
        written = _decimal(float(value))
        assert len(written) <= 16
        assert _decimal(float(written)) == written
        assert float(written) == pytest.approx(value, rel=1e-8)
