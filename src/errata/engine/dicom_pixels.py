"""The frames of a stored DICOM file as numbers: grey in the file's own units, or RGB.

The order of PS3.4, annex N: stored value, modality table or rescale, then the window; the palette
or colour space for colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.engine.dicom_header import (
    COLOUR,
    GREY,
    JPEG,
    NATIVE,
    PIXELS,
    Layout,
    items,
    number,
    numbers,
    read_stored,
    reading,
    text,
)

if TYPE_CHECKING:
    from pydicom import Dataset

Grey = NDArray[np.float64]
_DEEPEST = 32_767


@dataclass(frozen=True)
class GreyScale:
    """How the file's units become 16-bit integers: round((value - offset) * factor)."""

    offset: float = 0.0
    factor: float = 1.0

    def of(self, value: float) -> float:
        """A value of the file on the scale shown."""
        return (value - self.offset) * self.factor

    @property
    def note(self) -> str | None:
        """What a reader of grey values must know; None where they are the file's own."""
        parts = []
        if self.offset:
            parts.append(f"minus {self.offset:g}")
        if self.factor != 1:
            parts.append(f"times {self.factor:g}")
        return f"grey values are shown {', '.join(parts)}" if parts else None


class Pixels:
    """A stored DICOM file, read; nothing is unpacked before it is asked for."""

    def __init__(self, data: bytes | memoryview) -> None:
        self.dataset, self.layout, self._begin = read_stored(data)
        self._data = data

    @property
    def colour(self) -> bool:
        """Whether frames are RGB."""
        return self.layout.photometric in COLOUR or self.layout.photometric == "PALETTE COLOR"

    @property
    def middle(self) -> int:
        """The frame that stands for all."""
        return self.layout.frames // 2

    def samples(self, k: int) -> NDArray[Any]:
        """(rows, columns[, 3]) stored values of frame k; InputError for no such frame."""
        if not 0 <= k < self.layout.frames:
            raise InputError(f"frame {k}", wanted=f"0 to {self.layout.frames - 1}")
        with reading("pixels"):
            found = self._in_place(k)
            if found is None:
                found = decoded_frame(self.dataset, self.layout, k)
        if found.shape[:2] != (self.layout.rows, self.layout.columns):
            raise InputError("a DICOM frame of another size than its header says")
        return found

    def _in_place(self, k: int) -> NDArray[Any] | None:
        """Frame k where it lies in the file; None where it must be decoded."""
        layout = self.layout
        if self._begin is None:
            return None
        plain = layout.photometric in (*GREY, "PALETTE COLOR", "RGB")
        if layout.allocated in (8, 16, 32) and layout.keyword == "PixelData" and plain:
            kind = f"<{'i' if layout.signed else 'u'}{layout.allocated // 8}"
            begin = self._begin + k * layout.samples_a_frame * (layout.allocated // 8)
            flat = np.frombuffer(self._data, kind, layout.samples_a_frame, begin)
            if layout.samples == 1:
                return flat.reshape(layout.rows, layout.columns)
            if layout.planar:
                planes = flat.reshape(layout.samples, layout.rows, layout.columns)
                return planes.transpose(1, 2, 0)
            return flat.reshape(layout.rows, layout.columns, layout.samples)
        word = {"FloatPixelData": "OF", "DoubleFloatPixelData": "OD"}.get(layout.keyword, "OB")
        rest = bytes(self._data[self._begin : self._begin + layout.native_bytes])
        self.dataset.add_new(PIXELS[layout.keyword], word, rest + b"\0" * (len(rest) % 2))
        self._begin = None
        return None

    def rgb(self, k: int) -> NDArray[np.uint8]:
        """(rows, columns, 3) of frame k of a colour image."""
        found = self.samples(k)
        if self.layout.photometric == "PALETTE COLOR":
            with reading("colour palette"):
                return _coloured(self.dataset, self.layout, found)
        if found.dtype.itemsize > 1:
            found = found >> max(self.layout.stored - 8, 0)
        return np.ascontiguousarray(found, dtype=np.uint8)

    def grey(self, k: int) -> Grey:
        """(rows, columns) of frame k in the file's units, after its modality table or rescale."""
        return self._in_units(self.samples(k), k)

    def _in_units(self, values: NDArray[Any], k: int) -> Grey:
        table = items(self.dataset, "ModalityLUTSequence")
        if table:
            return _looked_up(table[0], values)
        place = self.dataset
        for group in items(self.dataset, "PerFrameFunctionalGroupsSequence")[k : k + 1]:
            place = next(iter(items(group, "PixelValueTransformationSequence")), place)
        slope, intercept = number(place, "RescaleSlope"), number(place, "RescaleIntercept")
        found = np.asarray(values, dtype=np.float64)
        if slope is not None or intercept is not None:
            found = found * (1.0 if slope is None else slope) + (intercept or 0.0)
        return np.nan_to_num(found, nan=0.0, posinf=0.0, neginf=0.0)

    @cached_property
    def scale(self) -> GreyScale:
        """The scale on which all frames fit 16 bits with their detail."""
        low, high, whole = self._range()
        if whole and low >= -_DEEPEST - 1 and high <= _DEEPEST:
            return GreyScale()
        if whole and high - low <= 2 * _DEEPEST + 1:
            return GreyScale(offset=low + _DEEPEST + 1)
        largest = max(abs(low), abs(high))
        factor = _ten_below(_DEEPEST / largest) if largest > 0 else 1.0
        if (high - low) * factor >= 1_000 or high == low:
            return GreyScale() if factor == 1 else GreyScale(factor=factor)
        return GreyScale(offset=low, factor=_ten_below(_DEEPEST / (high - low)))

    def _range(self) -> tuple[float, float, bool]:
        """The least and greatest value of any frame (or bounds), and whether all are whole."""
        least = number(self.dataset, "SmallestImagePixelValue")
        most = number(self.dataset, "LargestImagePixelValue")
        if least is None or most is None or items(self.dataset, "ModalityLUTSequence"):
            seen = [self.grey(k) for k in range(self.layout.frames)]
            whole = all(not np.mod(values, 1).any() for values in seen)
            low, high = min(values.min() for values in seen), max(values.max() for values in seen)
            return float(low), float(high), whole
        frames = len(items(self.dataset, "PerFrameFunctionalGroupsSequence")) or 1
        steps = np.array([least, most, least + 1])
        units = np.stack([self._in_units(steps, k) for k in range(frames)])
        ends = units[:, :2]
        return float(ends.min()), float(ends.max()), not np.mod(units, 1).any()

    def window(self) -> tuple[float, float]:
        """(width, centre) in the file's units: its own, or what spans 1 to 99 % of the middle."""
        widths, centres = (
            numbers(self.dataset, "WindowWidth"),
            numbers(self.dataset, "WindowCenter"),
        )
        if widths and centres and widths[0] > 0:
            return widths[0], centres[0]
        for table in items(self.dataset, "VOILUTSequence")[:1]:
            entries, first, _ = numbers(table, "LUTDescriptor")
            return max(entries, 2.0), first + entries / 2
        values = self.grey(self.middle)
        shown = values[self._counted(self.middle)]
        low, high = np.percentile(shown if shown.size else values, (1, 99))
        if high <= low:
            low, high = float(values.min()), float(values.max())
        return max(float(high - low), 1 / self.scale.factor), float((low + high) / 2)

    def _counted(self, k: int) -> NDArray[np.bool_]:
        """Where a pixel is no padding."""
        values = self.samples(k)
        padding = number(self.dataset, "PixelPaddingValue")
        if padding is None:
            return np.ones(values.shape, dtype=bool)
        limit = number(self.dataset, "PixelPaddingRangeLimit")
        low, high = sorted((padding, padding if limit is None else limit))
        return np.asarray((values < low) | (values > high))

    @property
    def inverted(self) -> bool:
        """Whether low values are white."""
        inverse = text(self.dataset, "PresentationLUTShape") == "INVERSE"
        return (self.layout.photometric == "MONOCHROME1") != (
            inverse and self.layout.photometric == "MONOCHROME2"
        )

    @property
    def spacing(self) -> tuple[float, float] | None:
        """Millimetres between rows and between columns."""
        found = numbers(self.dataset, "PixelSpacing")
        return (found[0], found[1]) if len(found) == 2 else None

    @property
    def lossy(self) -> bool:
        """Whether the pixels were once compressed with loss."""
        return text(self.dataset, "LossyImageCompression") == "01"


def _ten_below(ratio: float) -> float:
    """The greatest power of ten that is not above the ratio."""
    return float(10.0 ** np.floor(np.log10(ratio)))


def decoded_frame(dataset: Dataset, layout: Layout, k: int) -> NDArray[Any]:
    """(rows, columns[, 3]) stored values of frame k, colour brought to RGB."""
    from pydicom.pixels.decoders.base import get_decoder

    dataset.file_meta = _meta(layout.syntax)
    plugin = "pillow" if layout.syntax in JPEG else "" if layout.syntax in NATIVE else "pylibjpeg"
    frame, _ = get_decoder(layout.syntax).as_array(dataset, index=k, decoding_plugin=plugin)
    return frame


def _meta(syntax: str) -> Any:
    from pydicom.dataset import FileMetaDataset
    from pydicom.uid import UID

    meta = FileMetaDataset()
    meta.TransferSyntaxUID = UID(syntax)
    return meta


def _looked_up(table: Dataset, values: NDArray[Any]) -> Grey:
    _, first, _ = (int(value) for value in numbers(table, "LUTDescriptor"))
    data = table.get("LUTData")
    numbers_of = (
        np.frombuffer(data, dtype="<u2") if isinstance(data, bytes) else np.asarray(data)
    ).astype(np.float64)
    at = np.clip(values.astype(np.int64) - first, 0, len(numbers_of) - 1)
    return np.asarray(numbers_of[at])


def _coloured(dataset: Dataset, layout: Layout, values: NDArray[Any]) -> NDArray[np.uint8]:
    tables = []
    for colour in ("Red", "Green", "Blue"):
        name = f"{colour}PaletteColorLookupTable"
        entries, first, bits = (int(value) for value in numbers(dataset, f"{name}Descriptor"))
        entries = entries or 1 << 16
        data = dataset[f"{name}Data"].value
        wide = len(data) >= 2 * entries
        tables.append(np.frombuffer(data, dtype="<u2" if wide else "u1")[:entries])
    if layout.signed and first > _DEEPEST:
        first -= 1 << 16
    deep = bits == 16 and max(int(table.max()) for table in tables) > 255
    at = np.clip(values.astype(np.int64) - first, 0, min(map(len, tables)) - 1)
    return np.stack([(table >> 8 if deep else table)[at] for table in tables], -1).astype(np.uint8)
