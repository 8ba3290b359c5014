"""Images that are the same picture: brightness, contrast, size and faint noise aside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dctn

from errata.core.errors import InputError
from errata.loop.curate.banding import first_match

GRID = 32  # every image is compared at this many cells a side
FLAT = 0.5  # grey levels: a standard deviation below this is a blank
BITS = 64


def near_images(
    candidates: Sequence[NDArray[np.uint8]] | NDArray[np.uint8],
    protected: Sequence[NDArray[np.uint8]] | NDArray[np.uint8],
    *,
    hamming: int,
    correlation: float,
) -> NDArray[np.int64]:
    """For each candidate the closest protected image, if it is the same picture, or -1.

    Two conditions, both needed. The perceptual hash (signs of the 8 x 8 lowest frequencies of a
    32 x 32 grey thumbnail against their median) differs in at most `hamming` of 64 bits; and the
    thumbnails' pixels correlate by at least `correlation`. The hash alone would call many small
    scans of one digit the same: the pixels decide, and the hash only proposes. Among the 1,797
    digits of scikit-learn no two different scans correlate by .995 (the nearest .9942), and a scan
    of another brightness or contrast correlates by 1 with the first. Rotated or mirrored copies
    are not found. Blank images match one another.

    Images are uint8, (h, w) or (h, w, channels), of any size. Bands of the hash find the pairs: of
    two hashes that differ in h bits, one of h + 1 bands is equal.

    Zauner 2010 (perceptual hashing), https://www.phash.org/docs/pubs/thesis_zauner.pdf.

    >>> scan = np.add.outer(np.arange(0, 160, 10), np.arange(16) ** 2 % 90).astype(np.uint8)
    >>> near_images([scan // 2, scan.T], [scan], hamming=8, correlation=0.995)
    array([ 0, -1])
    """
    if not len(candidates) or not len(protected):
        return np.full(len(candidates), -1, dtype=np.int64)
    my_hashes, mine = _prints(candidates)
    their_hashes, theirs = _prints(protected)

    def verify(row: int, met: NDArray[np.int64]) -> int:
        close = met[np.bitwise_count(their_hashes[met] ^ my_hashes[row]) <= hamming]
        if not len(close):
            return -1
        alike = theirs[close] @ mine[row]
        best = int(np.argmax(alike))
        return int(close[best]) if alike[best] >= correlation else -1

    bands = hamming + 1
    return first_match(_bands(my_hashes, bands), _bands(their_hashes, bands), verify)


def _prints(
    images: Sequence[NDArray[np.uint8]] | NDArray[np.uint8],
) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Hashes (n,) and thumbnails (n, 1 + GRID^2) of unit length, so that a product correlates."""
    thumbnails = np.empty((len(images), GRID, GRID))
    for row, image in enumerate(images):
        thumbnails[row] = _thumbnail(np.asarray(image), row)
    low = dctn(thumbnails, axes=(1, 2))[:, :8, :8].reshape(-1, BITS)
    above = low > np.median(low[:, 1:], axis=1, keepdims=True)
    above[:, 0] = False  # the mean brightness tells nothing of the picture
    hashes = np.packbits(above, axis=1).view(">u8").ravel().astype(np.uint64)
    pixels = thumbnails.reshape(len(images), -1)
    pixels = pixels - pixels.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(pixels, axis=1, keepdims=True)
    flat = lengths[:, 0] < FLAT * GRID
    # A blank has no direction: it gets one of its own, which all blanks share.
    units = np.concatenate([np.zeros((len(images), 1)), pixels / np.maximum(lengths, 1e-9)], axis=1)
    units[flat] = 0.0
    units[flat, 0] = 1.0
    hashes[flat] = 0
    return hashes, units.astype(np.float32)


def _thumbnail(image: NDArray[np.uint8], row: int) -> NDArray[np.float64]:
    if image.dtype != np.uint8 or image.ndim not in (2, 3) or 0 in image.shape:
        raise InputError(
            f"image {row} of shape {image.shape} and type {image.dtype}",
            wanted="uint8 of shape (h, w) or (h, w, channels)",
        )
    grey = image.mean(axis=2) if image.ndim == 3 else image.astype(np.float64)
    shrunk: NDArray[np.float64] = _means(grey.shape[0]) @ grey @ _means(grey.shape[1]).T
    return shrunk


def _means(side: int) -> NDArray[np.float64]:
    """(GRID, side): the share of each pixel in each cell; the same rule shrinks and enlarges."""
    edges = np.linspace(0, side, GRID + 1)
    start, end = (
        np.maximum(edges[:-1, None], np.arange(side)),
        np.minimum(edges[1:, None], np.arange(1, side + 1)),
    )
    overlap = np.maximum(end - start, 0.0)
    shares: NDArray[np.float64] = overlap / overlap.sum(axis=1, keepdims=True)
    return shares


def _bands(hashes: NDArray[np.uint64], bands: int) -> NDArray[np.uint64]:
    edges = np.linspace(0, BITS, bands + 1).astype(int)
    keys = np.empty((len(hashes), bands), dtype=np.uint64)
    for band, (start, end) in enumerate(pairwise(edges.tolist())):
        mask = np.uint64((1 << (end - start)) - 1)
        keys[:, band] = (hashes >> np.uint64(start)) & mask
    return keys
