"""DICOM files made for a test."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
from openjpeg.utils import encode_array
from PIL import Image
from pydicom import Dataset, dcmwrite
from pydicom.dataset import FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID

EXPLICIT = "1.2.840.10008.1.2.1"
BIG_ENDIAN = "1.2.840.10008.1.2.2"
JPEG = "1.2.840.10008.1.2.4.50"
JPEG_2000 = "1.2.840.10008.1.2.4.90"
RLE = "1.2.840.10008.1.2.5"


def made(
    pixels: np.ndarray[Any, Any] | None = None,
    *,
    syntax: str = EXPLICIT,
    frames: Sequence[bytes] | None = None,
    raw: bytes | None = None,
    **elements: Any,
) -> bytes:
    """A DICOM file of (h, w), (n, h, w), or with samples last; `frames` are compressed ones."""
    data = Dataset()
    data.PatientName, data.PatientID = "SECRET^PERSON", "SECRET-77"
    data.InstitutionName, data.PatientBirthDate = "SECRET HOSPITAL", "19500101"
    data.SOPClassUID, data.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.4", "1.2.3.4.5.6.7"
    data.Modality = "MR"
    if pixels is not None:
        samples = elements.get("SamplesPerPixel", 1)
        shape = pixels.shape[:-1] if samples > 1 else pixels.shape
        data.Rows, data.Columns = shape[-2:]
        if len(shape) == 3:
            data.NumberOfFrames = shape[0]
        data.SamplesPerPixel = samples
        data.PhotometricInterpretation = "MONOCHROME2" if samples == 1 else "RGB"
        if samples > 1:
            data.PlanarConfiguration = 0
        bits = pixels.dtype.itemsize * 8
        data.BitsAllocated = data.BitsStored = bits
        data.HighBit = elements.get("BitsStored", bits) - 1
        data.PixelRepresentation = int(pixels.dtype.kind == "i")
        if frames is not None:
            data.PixelData = encapsulate(list(frames))
            data["PixelData"].is_undefined_length = True
        else:
            order = ">" if syntax == BIG_ENDIAN else "<"
            body = pixels.astype(pixels.dtype.newbyteorder(order)).tobytes()
            body = body if raw is None else raw
            data.PixelData = body + b"\0" * (len(body) % 2)
        data["PixelData"].VR = "OW" if bits > 8 and frames is None else "OB"
    for keyword, value in elements.items():
        setattr(data, keyword, value)
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = UID(syntax)
    data.file_meta.SourceApplicationEntityTitle = "SECRET-AE"
    file = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dcmwrite(file, data, enforce_file_format=True)
    return b"SECRET PREAMBLE".ljust(128, b" ") + file.getvalue()[128:]


def in_j2k(pixels: np.ndarray[Any, Any], **options: Any) -> bytes:
    return bytes(encode_array(np.ascontiguousarray(pixels), **options))


def in_jpeg(pixels: np.ndarray[Any, Any], **options: Any) -> bytes:
    file = BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=95, **options)
    return file.getvalue()


def in_rle(pixels: np.ndarray[Any, Any]) -> bytes:
    """PackBits of literals alone: a count and that many bytes."""
    shape = pixels.reshape(-1, 1 if pixels.ndim == 2 else pixels.shape[2])
    planes = shape.T.astype(pixels.dtype.newbyteorder(">"))
    size = pixels.dtype.itemsize
    segments = []
    for plane in planes:
        split = np.frombuffer(plane.tobytes(), "u1").reshape(-1, size)
        for at in range(size):
            body = split[:, at].tobytes()
            runs = [body[i : i + 128] for i in range(0, len(body), 128)]
            segment = b"".join(bytes([len(run) - 1]) + run for run in runs)
            segments.append(segment + b"\x80" * (len(segment) % 2))
    starts = np.cumsum([64] + [len(segment) for segment in segments])[:-1].tolist()
    header = [len(segments), *starts] + [0] * (15 - len(segments))
    return struct.pack("<16L", *header) + b"".join(segments)
