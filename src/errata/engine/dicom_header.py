"""What a DICOM file says about its pixels, read without touching them.

Only the data set's own elements on an allow list are parsed; every number that sizes anything is
checked before a pixel is unpacked, against bounds and against the bytes that are there.
"""

from __future__ import annotations

import math
import re
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from errata.core.errors import InputError
from errata.engine.faults import shown

if TYPE_CHECKING:
    from pydicom import Dataset

MAX_PIXELS = 64_000_000  # of one frame
MAX_FRAMES = 10_000
MAX_TOTAL = 256_000_000  # pixels of all frames
MAX_PACKED = 128_000_000  # ... where they are compressed, which takes its time
_HEADER = 4 << 20  # bytes in which a header ends, palettes and per-frame groups included
MAX_INFLATED = 256 << 20  # bytes of a deflated data set

IMPLICIT = "1.2.840.10008.1.2"
EXPLICIT = "1.2.840.10008.1.2.1"
DEFLATED = "1.2.840.10008.1.2.1.99"
BIG_ENDIAN = "1.2.840.10008.1.2.2"
RLE = "1.2.840.10008.1.2.5"
JPEG = frozenset({"1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51"})
JPEG_2000 = frozenset({"1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"})
HTJ2K = frozenset({f"1.2.840.10008.1.2.4.20{number}" for number in (1, 2, 3)})
NATIVE = frozenset({IMPLICIT, EXPLICIT, DEFLATED, BIG_ENDIAN})
READABLE = NATIVE | JPEG | JPEG_2000 | HTJ2K | {RLE}

GREY = frozenset({"MONOCHROME1", "MONOCHROME2"})
COLOUR = frozenset({"RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT"})
PIXELS = {"PixelData": 0x7FE00010, "FloatPixelData": 0x7FE00008, "DoubleFloatPixelData": 0x7FE00009}

# Every element that is looked at; what is kept of them, and how, is in `dicom_identity`.
LOOKED_AT = (
    "SOPClassUID",
    "Modality",
    "ConversionType",
    "BurnedInAnnotation",
    "RecognizableVisualFeatures",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "PlanarConfiguration",
    "NumberOfFrames",
    "Rows",
    "Columns",
    "PixelSpacing",
    "ImagerPixelSpacing",
    "NominalScannedPixelSpacing",
    "BitsAllocated",
    "BitsStored",
    "HighBit",
    "PixelRepresentation",
    "SmallestImagePixelValue",
    "LargestImagePixelValue",
    "PixelPaddingValue",
    "PixelPaddingRangeLimit",
    "WindowCenter",
    "WindowWidth",
    "RescaleIntercept",
    "RescaleSlope",
    "DoseGridScaling",
    "PresentationLUTShape",
    "LossyImageCompression",
    "ModalityLUTSequence",
    "VOILUTSequence",
    "SharedFunctionalGroupsSequence",
    "PerFrameFunctionalGroupsSequence",
    "RedPaletteColorLookupTableDescriptor",
    "GreenPaletteColorLookupTableDescriptor",
    "BluePaletteColorLookupTableDescriptor",
    "RedPaletteColorLookupTableData",
    "GreenPaletteColorLookupTableData",
    "BluePaletteColorLookupTableData",
    "SegmentedRedPaletteColorLookupTableData",
    "FloatPixelData",
    "DoubleFloatPixelData",
    "PixelData",
)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How the pixels of a file lie in its bytes."""

    syntax: str  # the transfer syntax's UID
    keyword: str  # of the element that holds the pixels
    rows: int
    columns: int
    frames: int
    samples: int  # per pixel: 1 or 3
    photometric: str
    planar: int
    allocated: int  # bits a sample
    stored: int  # bits of them that mean something
    high: int  # the highest such bit
    signed: bool

    @property
    def samples_a_frame(self) -> int:
        """Numbers in one frame."""
        return self.rows * self.columns * self.samples

    @property
    def native_bytes(self) -> int:
        """Bytes of all frames, uncompressed and without padding."""
        bits = self.frames * self.samples_a_frame * self.allocated
        if self.photometric == "YBR_FULL_422" and self.syntax in NATIVE:
            bits = bits * 2 // 3
        return -(-bits // 8)


def is_dicom(data: bytes | memoryview) -> bool:
    """Whether the bytes carry the mark of a DICOM file (PS3.10, section 7.1)."""
    return data[128:132] == b"DICM"


def headless(data: bytes | memoryview) -> bool:
    """Whether a DICOM data set seems to begin here without the file header that goes before it.

    Nothing says then how its pixels are encoded, and a guess could show noise as an image.
    """
    return re.search(rb"\x08\x00[\x00-\x18]\x00(?:[A-Z]{2}|..\0\0)", data[:16]) is not None


def read_header(data: bytes) -> tuple[Dataset, Layout]:
    """The elements that are looked at, and the layout of the pixels.

    Raises InputError for anything that is no DICOM image within bounds, saying what it is.
    """
    syntax, start = _file_meta(data)
    if syntax not in READABLE:
        raise _unreadable(syntax)
    with reading("header"):
        dataset = _data_set(data, start, syntax)
        return dataset, _layout(dataset, syntax, _pixels_of(dataset))


def read_stored(data: bytes | memoryview) -> tuple[Dataset, Layout, int | None]:
    """What `read_header` answers, of a file that was read once and is stored; its pixels stay put.

    The third value is where they begin, in bytes; None where they had to be read after all.
    """
    syntax, start = _file_meta(data)
    with reading("header"):
        if syntax == EXPLICIT:
            file = BytesIO(data[start : start + _HEADER])
            dataset = _parsed(file, syntax, to_pixels=True)
            at = start + file.tell()
            tag = int.from_bytes(data[at : at + 2], "little") << 16
            tag |= int.from_bytes(data[at + 2 : at + 4], "little")
            keyword = next((word for word, known in PIXELS.items() if known == tag), None)
            if keyword is not None:
                return dataset, _layout(dataset, syntax, keyword), at + 12
        dataset = _data_set(data, start, syntax)
        return dataset, _layout(dataset, syntax, _pixels_of(dataset)), None


@contextmanager
def reading(part: str) -> Iterator[None]:
    """Turn whatever the parsers raise on damaged bytes into an InputError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (InputError, MemoryError):
        raise
    except Exception as error:
        # pydicom and the decoders below it raise their own kinds, and plain ones, at bad bytes
        raise InputError(
            f"a DICOM file whose {part} cannot be read ({type(error).__name__})",
            wanted="a whole DICOM image",
            do="export it again from where it came",
        ) from None


def number(dataset: Dataset, keyword: str) -> float | None:
    """The first finite number of an element; None where there is none, or it is no number."""
    values = numbers(dataset, keyword)
    return values[0] if values else None


def numbers(dataset: Dataset, keyword: str) -> list[float]:
    """All numbers of an element; none where one of them is no finite number."""
    try:
        value = dataset.get(keyword)
        found = [] if value is None else _listed(value)
        values = [float(part) for part in found]
    except (ValueError, TypeError, OverflowError, NotImplementedError):
        return []
    return values if all(map(math.isfinite, values)) else []


def text(dataset: Dataset, keyword: str) -> str:
    """An element's text in upper case; nothing where it is missing or no text."""
    value = dataset.get(keyword)
    return value.strip(" \0").upper() if isinstance(value, str) else ""


def items(dataset: Dataset, keyword: str) -> list[Dataset]:
    """The items of a sequence; none where it is missing or no sequence."""
    from pydicom import Dataset

    value = dataset.get(keyword)
    if value is None or isinstance(value, str | bytes):
        return []
    return [item for item in _listed(value) if isinstance(item, Dataset)]


def _listed(value: Any) -> list[Any]:
    from pydicom.multival import MultiValue
    from pydicom.sequence import Sequence

    return list(value) if isinstance(value, MultiValue | Sequence | list | tuple) else [value]


def _file_meta(data: bytes | memoryview) -> tuple[str, int]:
    """The transfer syntax, and where the data set begins.

    Read here, by hand, so that the data set's encoding is known before any of it is unpacked.
    """
    if not is_dicom(data):
        what = "a DICOM data set without its file header" if headless(data) else "no DICOM file"
        raise InputError(
            f"{what} (the mark DICM at byte 128 is missing)",
            wanted="a DICOM file (PS3.10), which says how its pixels are encoded",
            do="write it with its file meta information",
        )
    at, syntax = 132, ""
    while data[at : at + 2] == b"\x02\x00":
        long = data[at + 4 : at + 6] in (b"OB", b"OW", b"UN", b"SQ", b"UT", b"UC", b"UR")
        head = at + 12 if long else at + 8
        length = int.from_bytes(data[head - 4 : head] if long else data[at + 6 : head], "little")
        if head + length > len(data):
            raise InputError("a DICOM file cut off in its header", wanted="a whole DICOM image")
        if data[at : at + 4] == b"\x02\x00\x10\x00":
            syntax = bytes(data[head : head + length]).decode("ascii", "replace").strip(" \0")
        at = head + length
    if not syntax:
        raise InputError(
            "a DICOM file that does not name its transfer syntax (0002,0010)",
            wanted="a file header that says how the pixels are encoded",
            do="write it with its file meta information",
        )
    return syntax, at


def _unreadable(syntax: str) -> InputError:
    from pydicom.uid import UID

    name = UID(syntax).name if re.fullmatch(r"[0-9.]{1,64}", syntax) else shown(syntax)
    return InputError(
        f"a DICOM file in the transfer syntax {name}",
        wanted="uncompressed, RLE, JPEG (8 bit), JPEG 2000 or HTJ2K",
        do="convert it, for example with `dcmdjpeg`, `dcmdjpls` or `gdcmconv --raw`",
    )


def _data_set(data: bytes | memoryview, start: int, syntax: str) -> Dataset:
    body = memoryview(data)[start:]
    if syntax == DEFLATED:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        inflated = unpacker.decompress(body, MAX_INFLATED)
        if unpacker.unconsumed_tail:
            raise InputError(
                f"a deflated DICOM file of over {MAX_INFLATED >> 20} MiB", wanted="a smaller one"
            )
        body = memoryview(inflated)
    return _parsed(BytesIO(body), syntax)


def _parsed(file: BytesIO, syntax: str, *, to_pixels: bool = False) -> Dataset:
    from pydicom.datadict import tag_for_keyword
    from pydicom.filereader import read_dataset

    tags = [tag for keyword in LOOKED_AT if (tag := tag_for_keyword(keyword)) is not None]
    found: Dataset = read_dataset(
        file,
        is_implicit_VR=syntax == IMPLICIT,
        is_little_endian=syntax != BIG_ENDIAN,
        stop_when=(lambda tag, vr, length: tag in PIXELS.values()) if to_pixels else None,
        specific_tags=list(tags),
    )
    return found


def _pixels_of(dataset: Dataset) -> str:
    """The element that holds the pixels."""
    keyword = next((keyword for keyword, tag in PIXELS.items() if tag in dataset), None)
    if keyword is None:
        modality = text(dataset, "Modality")
        what = f"of modality {shown(modality)} " if modality else ""
        raise InputError(
            f"a DICOM file {what}without pixels",
            wanted="an image",
            do="send the image it belongs to",
        )
    return keyword


def _layout(dataset: Dataset, syntax: str, keyword: str) -> Layout:
    if keyword != "PixelData" and syntax not in NATIVE:
        raise InputError(f"{keyword} in a compressed transfer syntax", wanted="PixelData")
    size = {"PixelData": None, "FloatPixelData": 32, "DoubleFloatPixelData": 64}[keyword]
    rows, columns = _whole(dataset, "Rows"), _whole(dataset, "Columns")
    frames = _whole(dataset, "NumberOfFrames", default=1)
    samples = _whole(dataset, "SamplesPerPixel", default=1)
    allocated = size or _whole(dataset, "BitsAllocated")
    stored = size or _whole(dataset, "BitsStored", default=allocated)
    layout = Layout(
        syntax=syntax,
        keyword=keyword,
        rows=rows,
        columns=columns,
        frames=max(frames, 1),  # some writers say 0 for one
        samples=samples,
        photometric=text(dataset, "PhotometricInterpretation") or "MONOCHROME2",
        planar=_whole(dataset, "PlanarConfiguration", default=0),
        allocated=allocated,
        stored=stored,
        high=stored - 1 if size else _whole(dataset, "HighBit", default=stored - 1),
        signed=bool(_whole(dataset, "PixelRepresentation", default=0)),
    )
    _check(layout)
    return layout


def _check(layout: Layout) -> None:
    if not (layout.rows and layout.columns):
        raise InputError(
            f"a DICOM image of {layout.columns} x {layout.rows} pixels", wanted="at least one pixel"
        )
    if layout.rows * layout.columns > MAX_PIXELS:
        raise InputError(
            f"a DICOM image of {layout.columns} x {layout.rows} pixels",
            wanted=f"at most {MAX_PIXELS:,}",
            do="scale it down",
        )
    total = layout.rows * layout.columns * layout.frames
    most = MAX_TOTAL if layout.syntax in NATIVE else MAX_PACKED
    if layout.frames > MAX_FRAMES or total > most:
        raise InputError(
            f"a DICOM image of {layout.frames:,} frames, {total:,} pixels",
            wanted=f"at most {MAX_FRAMES:,} frames and {most:,} pixels",
            do="send the frames that matter",
        )
    grey = layout.photometric in GREY | {"PALETTE COLOR"}
    if not grey and layout.photometric not in COLOUR:
        raise InputError(
            f"a DICOM image in the colour space {shown(layout.photometric)}",
            wanted="MONOCHROME1, MONOCHROME2, PALETTE COLOR, RGB or YBR",
        )
    if layout.samples != (1 if grey else 3):
        raise InputError(
            f"a DICOM image in {layout.photometric} with {layout.samples} samples a pixel",
            wanted="1 for grey and palettes, 3 for colour",
        )
    whole = layout.keyword == "PixelData"
    sizes = {1, 8, 16, 32} if grey else {8, 16}
    bits = layout.allocated in sizes if whole else grey
    if not bits or not 0 < layout.stored <= layout.allocated:
        raise InputError(
            f"a DICOM image of {layout.stored} bits in {layout.allocated}",
            wanted="1, 8, 16 or 32 bits allocated, and no more stored (8 or 16 for colour)",
        )
    if not layout.stored - 1 <= layout.high < layout.allocated:
        raise InputError(
            f"a DICOM image whose high bit is {layout.high} of {layout.stored} stored",
            wanted=f"{layout.stored - 1} to {layout.allocated - 1}",
        )


def _whole(dataset: Dataset, keyword: str, *, default: int | None = None) -> int:
    try:
        value = dataset.get(keyword)
    except Exception:  # pydicom raises plain and own kinds at a value of the wrong shape
        value = b"?"
    if value is None or value == "":
        if default is None:
            raise InputError(f"a DICOM file without {keyword}", wanted="an image's header")
        return default
    try:
        found = int(value)
    except (ValueError, TypeError, OverflowError):
        found = -1
    if not 0 <= found < 1 << 31:
        raise InputError(
            f"a DICOM file whose {keyword} is {shown(str(value))}",
            wanted="a whole number",
            do="export it again from where it came",
        )
    return found
