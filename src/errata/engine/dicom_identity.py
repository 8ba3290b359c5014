"""DICOM at the door: a new file of what shows the pixels, and nothing else.

DICOM PS3.15, Annex E (Attribute Confidentiality Profiles) lists what to remove or replace; new
versions and private elements outgrow any such list. So this goes the other way: an allow list. A
new data set is written from parsed values of the elements that reading and showing the pixels
needs; all else is never copied, whatever it is called: names, dates, identifiers, free text,
private elements, overlays, curves, structured content, embedded documents, digital signatures. It
is at least as strict as the Basic Application Level Profile together with its Clean Pixel Data
*flag* alone: pixels are not painted over, burnt-in text is pointed out (`burnt_in`).

Code strings are kept only where they are one of the standard's own terms, numbers are parsed and
written anew, tables are cut to the length they declare. Pixels are cut to the length the header
declares; bits beyond BitsStored, where older files keep overlays, are cleared; compressed frames
lose comments and application data (`dicom_streams`). UIDs are new, from a hash of what is kept:
the same file gives the same bytes. The preamble is zeros; the file meta information is rebuilt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.engine import dicom_header
from errata.engine.dicom_header import (
    BIG_ENDIAN,
    EXPLICIT,
    GREY,
    JPEG,
    NATIVE,
    RLE,
    Layout,
    items,
    number,
    numbers,
    reading,
    text,
)
from errata.engine.dicom_pixels import Pixels, decoded_frame
from errata.engine.dicom_streams import clean_frame, unpack_rle

if TYPE_CHECKING:
    from pydicom import Dataset

MAX_UNPACKED = 256 << 20  # bytes of an RLE image, which is stored unpacked
_SECONDARY = "1.2.840.10008.5.1.4.1.1.7"
_IMPLEMENTATION = "2.25.244196478114927361180411736302870741313"  # Errata's own, fixed
# PS3.3, C.7.3.1.1.1: the modalities that make images; any other text could be anything.
# fmt: off
MODALITIES = frozenset(
    {
        "AR", "BI", "BMD", "CR", "CT", "DG", "DX", "EM",
        "EPS", "ES", "FA", "FS", "GM", "IO", "IVOCT", "IVUS",
        "KER", "LS", "M3D", "MG", "MR", "NM", "OAM", "OCT",
        "OP", "OPM", "OPT", "OPTBSV", "OPTENF", "OPV", "OSS", "OT",
        "PA", "PT", "PX", "RF", "RG", "RTDOSE", "RTIMAGE", "SC",
        "SEG", "SM", "SMR", "TG", "US", "VA", "VF", "XA",
        "XC",
    }
)
# fmt: on
_TERMS = {
    "ConversionType": frozenset({"DV", "DI", "DF", "WSD", "SD", "SI", "DRW", "SYN"}),
    "BurnedInAnnotation": frozenset({"YES", "NO"}),
    "RecognizableVisualFeatures": frozenset({"YES", "NO"}),
    "PresentationLUTShape": frozenset({"IDENTITY", "INVERSE"}),
    "LossyImageCompression": frozenset({"00", "01"}),
}
_SPACINGS = ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing")
_PALETTE = ("Red", "Green", "Blue")
# Modalities and ways of making images whose pixels commonly carry a patient's name.
_OFTEN_BURNT_IN = frozenset({"US", "IVUS", "ES", "SC", "XC", "OT"})


def without_identity(data: bytes) -> bytes:
    """The DICOM file with pixels and what shows them, and no identity; see above.

    Raises InputError for what is no whole DICOM image.
    """
    from pydicom import Dataset

    given, layout = dicom_header.read_header(data)
    with reading("header"):
        kept = Dataset()
        _keep_terms(given, kept)
        _keep_geometry(given, kept, layout)
        _keep_shades(given, kept, layout)
        if layout.photometric == "PALETTE COLOR":
            _keep_palette(given, kept, layout)
    with reading("pixels"):
        syntax = _keep_pixels(given, kept, layout)
        _see_all(kept, replace(layout, syntax=syntax, high=layout.stored - 1))
    if layout.photometric in GREY and "WindowWidth" not in kept:
        # Noted once here, so that whoever asks for an image's facts need not decode it.
        width, centre = Pixels(_written(kept, syntax)).window()
        kept.WindowWidth, kept.WindowCenter = _decimal(width), _decimal(centre)
    return _written(kept, syntax)


def burnt_in(dataset: Dataset) -> str | None:
    """A warning that the pixels may name somebody; None where the file says that they do not."""
    said = text(dataset, "BurnedInAnnotation")
    if said == "YES":
        return "burnt-in text: the file says that its pixels carry text, which may name somebody"
    secondary = text(dataset, "SOPClassUID").startswith(_SECONDARY)
    if not said and (secondary or text(dataset, "Modality") in _OFTEN_BURNT_IN):
        return "burnt-in text possible: images of this kind often carry a name in their pixels"
    return None


def _keep_terms(given: Dataset, kept: Dataset) -> None:
    from pydicom._uid_dict import UID_dictionary

    storage = text(given, "SOPClassUID")
    known = UID_dictionary.get(storage)
    kept.SOPClassUID = storage if known and known[1] == "SOP Class" else _SECONDARY
    modality = text(given, "Modality")
    kept.Modality = modality if modality in MODALITIES else "OT"
    for keyword, terms in _TERMS.items():
        if (term := text(given, keyword)) in terms:
            setattr(kept, keyword, term)
    kept.PatientIdentityRemoved = "YES"
    kept.DeidentificationMethod = "Errata: allow list, after PS3.15 Annex E"


def _keep_geometry(given: Dataset, kept: Dataset, layout: Layout) -> None:
    kept.Rows, kept.Columns = layout.rows, layout.columns
    kept.SamplesPerPixel = layout.samples
    kept.PhotometricInterpretation = layout.photometric
    if layout.frames > 1:
        kept.NumberOfFrames = layout.frames
    shared = items(given, "SharedFunctionalGroupsSequence")[:1]
    frames = items(given, "PerFrameFunctionalGroupsSequence")[:1]
    measures = [m for group in shared + frames for m in items(group, "PixelMeasuresSequence")]
    for place in [given, *measures]:
        for keyword in _SPACINGS:
            spacing = numbers(place, keyword)
            if len(spacing) == 2 and min(spacing) > 0:
                kept.PixelSpacing = [_decimal(value) for value in spacing]
                return


def _keep_shades(given: Dataset, kept: Dataset, layout: Layout) -> None:
    """Rescaling, windows, padding."""
    from pydicom import Dataset

    slopes = _rescaling(given, layout)
    if len(set(slopes)) == 1:
        if slopes[0] != (1.0, 0.0):
            kept.RescaleSlope, kept.RescaleIntercept = map(_decimal, slopes[0])
    else:
        groups = []
        for slope, intercept in slopes:
            values, group = Dataset(), Dataset()
            values.RescaleSlope, values.RescaleIntercept = _decimal(slope), _decimal(intercept)
            group.PixelValueTransformationSequence = [values]
            groups.append(group)
        kept.PerFrameFunctionalGroupsSequence = groups
    groups = items(given, "PerFrameFunctionalGroupsSequence")
    middle = groups[layout.frames // 2 : layout.frames // 2 + 1]
    shared = items(given, "SharedFunctionalGroupsSequence")[:1]
    lut = [v for group in middle + shared for v in items(group, "FrameVOILUTSequence")]
    for place in [given, *lut]:
        centre, width = numbers(place, "WindowCenter")[:8], numbers(place, "WindowWidth")[:8]
        if centre and len(centre) == len(width) and min(width) > 0:
            kept.WindowCenter = [_decimal(value) for value in centre]
            kept.WindowWidth = [_decimal(value) for value in width]
            break
    for keyword in ("PixelPaddingValue", "PixelPaddingRangeLimit"):
        value = number(given, keyword)
        if value is not None and layout.allocated <= 16 and layout.keyword == "PixelData":
            low, high = (-32_768, 32_767) if layout.signed else (0, 65_535)
            if low <= value <= high:
                _set_by_sign(kept, keyword, int(value), layout)
    for keyword in ("ModalityLUTSequence", "VOILUTSequence"):
        tables = [table for item in items(given, keyword)[:1] if (table := _table(item, layout))]
        if tables:
            setattr(kept, keyword, tables)


def _rescaling(given: Dataset, layout: Layout) -> list[tuple[float, float]]:
    """(slope, intercept) of each frame."""
    found: list[tuple[float, float] | None] = []
    shared = items(given, "SharedFunctionalGroupsSequence")[:1]
    frames = items(given, "PerFrameFunctionalGroupsSequence")
    for k in range(layout.frames if frames else 1):
        groups = frames[k : k + 1] + shared
        places = [v for g in groups for v in items(g, "PixelValueTransformationSequence")]
        found.append(next((pair for place in [*places, given] if (pair := _pair(place))), None))
    dose = number(given, "DoseGridScaling")
    whole = [pair or (dose or 1.0, 0.0) for pair in found]
    return whole if len(set(whole)) > 1 else whole[:1]


def _pair(place: Dataset) -> tuple[float, float] | None:
    slope, intercept = number(place, "RescaleSlope"), number(place, "RescaleIntercept")
    if slope is None and intercept is None:
        return None
    return (float(_decimal(slope or 1.0)), float(_decimal(intercept or 0.0)))


def _table(item: Dataset, layout: Layout) -> Dataset | None:
    """A look-up table, cut to the length it declares; None where it is not whole."""
    from pydicom import Dataset

    descriptor, data = numbers(item, "LUTDescriptor"), item.get("LUTData")
    if len(descriptor) != 3 or data is None:
        return None
    entries, first, bits = (int(value) for value in descriptor)
    entries = entries & 0xFFFF or 1 << 16
    if isinstance(data, bytes):
        order = ">" if layout.syntax == BIG_ENDIAN else "<"
        values = np.frombuffer(data[: len(data) // 2 * 2], dtype=f"{order}u2").tolist()
    else:
        values = [int(value) & 0xFFFF for value in numbers(item, "LUTData")]
    if len(values) < entries or not 1 <= bits <= 16:
        return None
    table = Dataset()
    signed = layout.signed and first > 32_767
    first = first - (1 << 16) if signed else first
    table.add_new(0x00283002, "SS" if first < 0 else "US", [_as(entries, first), first, bits])
    table.add_new(0x00283006, "OW", np.array(values[:entries], dtype="<u2").tobytes())
    return table


def _as(entries: int, first: int) -> int:
    """The count of entries in a descriptor: 0 stands for 65,536, and signed ones wrap."""
    count = entries & 0xFFFF
    return count - (1 << 16) if first < 0 and count > 32_767 else count


def _keep_palette(given: Dataset, kept: Dataset, layout: Layout) -> None:
    if "SegmentedRedPaletteColorLookupTableData" in given:
        raise InputError(
            "a DICOM image with a segmented colour palette",
            wanted="a plain palette, or RGB",
            do="convert it to RGB",
        )
    for colour in _PALETTE:
        name = f"{colour}PaletteColorLookupTable"
        descriptor = [int(value) for value in numbers(given, f"{name}Descriptor")]
        data = given.get(f"{name}Data")
        if layout.syntax == BIG_ENDIAN and isinstance(data, bytes):
            data = _swapped(data, 2)
        entries = (descriptor[0] & 0xFFFF or 1 << 16) if len(descriptor) == 3 else 0
        wide = entries and isinstance(data, bytes) and len(data) >= 2 * entries
        enough = wide or (entries and isinstance(data, bytes) and len(data) >= entries)
        if not enough or not isinstance(data, bytes) or descriptor[2] not in (8, 16):
            raise InputError("a DICOM image without its whole colour palette", wanted="one")
        values = data[: 2 * entries] if wide else data[:entries] + b"\0" * (entries % 2)
        first = descriptor[1] & 0xFFFF
        kept.add_new(f"{name}Descriptor", "US", [entries & 0xFFFF, first, descriptor[2]])
        kept.add_new(f"{name}Data", "OW", values)


def _keep_pixels(given: Dataset, kept: Dataset, layout: Layout) -> str:
    """Put the pixels in; the transfer syntax they are in now."""
    kept.BitsAllocated, kept.BitsStored = layout.allocated, layout.stored
    kept.HighBit, kept.PixelRepresentation = layout.stored - 1, int(layout.signed)
    if layout.samples > 1:
        kept.PlanarConfiguration = layout.planar if layout.syntax in NATIVE else 0
    raw = given[layout.keyword].value
    if not isinstance(raw, bytes):
        raise InputError("a DICOM file whose pixels are of another kind", wanted="bytes")
    if layout.syntax in NATIVE:
        _put(kept, layout, _native(raw, layout, words=given[layout.keyword].VR == "OW"))
        return EXPLICIT
    frames = list(_frames(raw, layout))
    if layout.syntax == RLE:
        size = layout.native_bytes
        if size > MAX_UNPACKED:
            raise InputError(
                f"an RLE image that unpacks to {size >> 20} MiB",
                wanted=f"at most {MAX_UNPACKED >> 20}",
                do="send the frames that matter",
            )
        whole = np.concatenate([unpack_rle(frame, layout).reshape(-1) for frame in frames])
        _put(kept, layout, _stored_bits(whole, layout))
        return EXPLICIT
    from pydicom.encaps import encapsulate

    kept.PixelData = encapsulate([clean_frame(frame, layout) for frame in frames])
    kept["PixelData"].VR = "OB"
    kept["PixelData"].is_undefined_length = True
    if layout.syntax in JPEG:
        kept.LossyImageCompression = "01"
    return layout.syntax


def _put(kept: Dataset, layout: Layout, pixels: bytes) -> None:
    word = {"FloatPixelData": "OF", "DoubleFloatPixelData": "OD"}.get(layout.keyword)
    word = word or ("OW" if layout.allocated > 8 else "OB")
    kept.add_new(layout.keyword, word, pixels + b"\0" * (len(pixels) % 2))


def _swapped(raw: bytes, step: int) -> bytes:
    """Big endian words of `step` bytes as little endian ones."""
    whole = raw[: len(raw) // step * step]
    return np.frombuffer(whole, dtype=f">u{step}").astype(f"<u{step}").tobytes()


def _native(raw: bytes, layout: Layout, *, words: bool) -> bytes:
    """Uncompressed pixels, little endian, of exactly the declared length.

    `words`: small samples lie in words of 16 bits (the value representation OW).
    """
    size = layout.native_bytes
    if len(raw) < size:
        raise InputError(
            f"a DICOM image cut off in its pixels: {len(raw):,} bytes",
            wanted=f"{size:,} ({layout.columns} x {layout.rows} pixels, {layout.frames} frames)",
            do="send the whole file again",
        )
    if layout.syntax == BIG_ENDIAN:
        raw = (
            _swapped(raw, 2 if words else 1)
            if layout.allocated < 16
            else _swapped(raw, layout.allocated // 8)
        )
    if layout.allocated in (8, 16, 32) and layout.keyword == "PixelData":
        samples = np.frombuffer(raw[:size], dtype=f"<u{layout.allocated // 8}")
        return _stored_bits(samples, layout)
    return raw[:size]


def _stored_bits(samples: NDArray[np.uint8 | np.uint16 | np.uint32], layout: Layout) -> bytes:
    """The samples with nothing in the bits that do not count; the sign spread over them."""
    if layout.stored == layout.allocated:
        return samples.tobytes()
    typed = samples.view(f"<{'i' if layout.signed else 'u'}{layout.allocated // 8}")
    up, down = layout.allocated - 1 - layout.high, layout.allocated - layout.stored
    cleared: bytes = np.right_shift(np.left_shift(typed, up), down).tobytes()
    return cleared


def _frames(raw: bytes, layout: Layout) -> Iterator[bytes]:
    from pydicom.encaps import generate_frames

    found = 0
    for frame in generate_frames(raw, number_of_frames=layout.frames):
        found += 1
        if found <= layout.frames:
            yield frame
    if found < layout.frames:
        raise InputError(
            f"a DICOM image cut off after {found} of {layout.frames} frames",
            wanted="all of them",
            do="send the whole file again",
        )


def _see_all(kept: Dataset, layout: Layout) -> None:
    """Decode every frame once, and note the least and greatest value for whoever shows them.

    So nothing is stored that cannot be shown.
    """
    least, most = [], []
    for k in range(layout.frames):
        frame = decoded_frame(kept, layout, k)
        if frame.shape[:2] != (layout.rows, layout.columns):
            raise InputError("a DICOM frame of another size than its header says")
        least.append(int(frame.min()) if layout.allocated <= 16 else 0)
        most.append(int(frame.max()) if layout.allocated <= 16 else 0)
    if layout.photometric in GREY and layout.allocated <= 16:
        _set_by_sign(kept, "SmallestImagePixelValue", min(least), layout)
        _set_by_sign(kept, "LargestImagePixelValue", max(most), layout)


def _set_by_sign(kept: Dataset, keyword: str, value: int, layout: Layout) -> None:
    kept.add_new(keyword, "SS" if layout.signed else "US", value)


def _decimal(value: float) -> str:
    """A number as at most 16 characters; what they say, written again, is the same text."""
    from pydicom.valuerep import format_number_as_ds

    cut = format_number_as_ds(value)
    value = float(cut)
    whole = value.is_integer() and abs(value) < 1e15
    short = str(int(value)) if whole else repr(value)
    return short if len(short) <= 16 else cut


def _written(kept: Dataset, syntax: str) -> bytes:
    from pydicom.dataset import FileMetaDataset
    from pydicom.filewriter import dcmwrite
    from pydicom.uid import UID

    def bytes_of(instance: UID) -> bytes:
        kept.SOPInstanceUID = instance
        meta = FileMetaDataset()
        meta.MediaStorageSOPClassUID = UID(kept.SOPClassUID)
        meta.MediaStorageSOPInstanceUID = instance
        meta.TransferSyntaxUID = UID(syntax)
        meta.ImplementationClassUID = UID(_IMPLEMENTATION)
        meta.ImplementationVersionName = "ERRATA"
        kept.file_meta = meta
        file = BytesIO()
        dcmwrite(file, kept, enforce_file_format=True)
        return file.getvalue()

    with reading("header"):
        digest = hashlib.sha256(bytes_of(UID("2.25.0"))).digest()
        return bytes_of(UID(f"2.25.{int.from_bytes(digest[:16], 'big')}"))
