"""Images as the numbers that a small-image model learns from."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from errata.core.errors import InputError

MOST_PIXELS = 64_000_000  # of one image, before it is decoded
ORIENTATIONS = 8


def image_shape(png: bytes) -> tuple[int, int, int]:
    """Height, width and channels (1 or 3) of an image, without decoding it."""
    with _opened(png, decode=False) as image:
        return image.height, image.width, 1 if image.mode in {"1", "L", "I;16", "LA"} else 3


def pixel_batch(pngs: Sequence[bytes], shape: tuple[int, int, int]) -> NDArray[np.float32]:
    """(n, height, width, channels) in 0..1: each image scaled to `shape` where it differs.

    Raises InputError for bytes that are no image, naming the place.
    """
    height, width, channels = shape
    batch = np.empty((len(pngs), height, width, channels), dtype=np.float32)
    for at, png in enumerate(pngs):
        try:
            with _opened(png, decode=True) as image:
                plain = image.convert("L" if channels == 1 else "RGB")
        except InputError as error:
            raise InputError(f"image {at}: {error.got}", wanted="a PNG") from None
        if plain.size != (width, height):
            plain = plain.resize((width, height), Image.Resampling.BOX)
        batch[at] = np.asarray(plain, dtype=np.float32).reshape(height, width, channels) / 255
    return batch


def _opened(png: bytes, *, decode: bool) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(png), formats=("PNG", "JPEG"))
            if image.width * image.height > MOST_PIXELS:
                raise InputError(
                    f"{image.width} x {image.height} pixels", wanted=f"at most {MOST_PIXELS}"
                )
            if decode:
                image.load()
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise InputError(f"bytes that are no image ({type(error).__name__})") from None
    return image


def even_contrast(batch: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each image with mean 0 and deviation 1, so that a dim scan looks like a bright one."""
    axes = (1, 2, 3)
    spread = batch.std(axis=axes, keepdims=True)
    even = (batch - batch.mean(axis=axes, keepdims=True)) / (spread + 0.01)
    return np.asarray(even, dtype=np.float32)


def orientation_histograms(grey: NDArray[np.float32], cells: Sequence[int]) -> NDArray[np.float32]:
    """(n, d) strengths of edges by direction, in a grid of cells for each size in `cells`.

    Signed directions in 8 bins with linear sharing, averaged over each cell, each grid scaled to
    length 1; `grey` is (n, height, width). After Dalal & Triggs 2005, doi:10.1109/CVPR.2005.177.
    """
    n, height, width = grey.shape
    padded = np.pad(grey, ((0, 0), (1, 1), (1, 1)), mode="edge")
    across = padded[:, 1:-1, 2:] - padded[:, 1:-1, :-2]
    down = padded[:, 2:, 1:-1] - padded[:, :-2, 1:-1]
    strength = np.hypot(across, down)
    turn = np.arctan2(down, across) % (2 * np.pi) * (ORIENTATIONS / (2 * np.pi))
    # each direction is shared by its two nearest bins: a triangle around each bin's centre
    shares = [
        strength * np.maximum(0, 1 - np.abs((turn - b + 4) % ORIENTATIONS - 4))
        for b in range(ORIENTATIONS)
    ]
    grids = []
    for size in cells:
        rows, columns = _averaging(height, size), _averaging(width, size)
        cell = np.stack([rows @ share @ columns.T for share in shares], axis=-1).reshape(n, -1)
        grids.append(cell / (np.linalg.norm(cell, axis=1, keepdims=True) + 1e-3))
    return np.concatenate(grids, axis=1).astype(np.float32)


def _averaging(length: int, cells: int) -> NDArray[np.float32]:
    """(cells, length) matrix that averages a line of pixels into at most `cells` cells."""
    cells = min(cells, length)
    edges = np.linspace(0, length, cells + 1).round().astype(int)
    matrix = np.zeros((cells, length), dtype=np.float32)
    for cell, (start, stop) in enumerate(pairwise(edges)):
        matrix[cell, start:stop] = 1 / (stop - start)
    return matrix
