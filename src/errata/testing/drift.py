"""Production drift for small images: dim light, a skewed feed, a noisy sensor.

Images are (n, h, w) uint8, 0 black to 255 white. Every function leaves its input as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from errata.core.errors import InputError

Images = NDArray[np.uint8]

# What a reviewer who knows the equipment would blame.
CAUSE_OF = {"dim": "noisy_input", "B": "underrepresented", "C": "noisy_input"}


def dim(image: NDArray[Any], *, gain: float, lift: float) -> Images:
    """Less contrast on a grey veil: `gain` times the image plus `lift` (both of full scale).

    >>> int(dim(np.full((2, 2), 200, np.uint8), gain=0.5, lift=0.1)[0, 0])
    126
    """
    return _bounded(image * gain + 255 * lift)


def rotate(image: NDArray[Any], *, degrees: float) -> Images:
    """Turned about its centre, counter-clockwise, same size, black where nothing is known."""
    return _bounded(ndimage.rotate(image.astype(float), degrees, reshape=False, order=1))


def grain(image: NDArray[Any], *, sigma: float, rng: np.random.Generator) -> Images:
    """Sensor noise: a normal error of standard deviation `sigma` (of full scale) a pixel."""
    return _bounded(image + 255 * rng.normal(0, sigma, image.shape))


def specks(image: NDArray[Any], *, share: float, rng: np.random.Generator) -> Images:
    """Dead pixels: `share` of them black and as many white."""
    draw = rng.random(image.shape)
    return _bounded(np.where(draw < share, 0, np.where(draw > 1 - share, 255, image)))


@dataclass(frozen=True, kw_only=True, eq=False)
class DriftedImages:
    """Images as production sees them, with what the equipment knows of each."""

    images: Images  # (n, h, w)
    lighting: NDArray[np.str_]  # (n,) "normal" or "dim"
    scanner: NDArray[np.str_]  # (n,) "A" sound, "B" turns the sheet, "C" is noisy


def production(
    images: NDArray[Any],
    rng: np.random.Generator,
    *,
    dim_share: float = 0.5,
    scanners: tuple[float, float, float] = (1 / 3, 1 / 3, 1 / 3),
) -> DriftedImages:
    """Send every image through a scanner and a light drawn at random.

    Scanner B turns by 20 to 40 degrees either way, C adds grain or specks, `dim_share` of all are
    taken in dim light. Raises InputError unless `images` is (n, h, w) uint8.

    >>> seen = production(np.zeros((9, 8, 8), np.uint8), np.random.default_rng(0))
    >>> seen.images.shape, sorted(set(seen.scanner.tolist()))
    ((9, 8, 8), ['A', 'B', 'C'])
    """
    if images.ndim != 3 or images.dtype != np.uint8:
        raise InputError(f"images {images.shape} of {images.dtype}", wanted="(n, h, w) of uint8")
    out = np.empty_like(images)
    lighting = np.where(rng.random(len(images)) < dim_share, "dim", "normal")
    scanner = rng.choice(np.array(["A", "B", "C"]), len(images), p=np.asarray(scanners))
    for row, image in enumerate(images):
        if scanner[row] == "B":
            turn = float(rng.uniform(20, 40) * (1 if rng.random() < 0.5 else -1))
            image = rotate(image, degrees=turn)
        if lighting[row] == "dim":
            image = dim(image, gain=float(rng.uniform(0.3, 0.6)), lift=float(rng.uniform(0, 0.2)))
        if scanner[row] == "C":
            grainy = rng.random() < 0.5
            image = (
                grain(image, sigma=0.15, rng=rng) if grainy else specks(image, share=0.05, rng=rng)
            )
        out[row] = image
    return DriftedImages(images=out, lighting=lighting, scanner=scanner)


def cause_of(lighting: str, scanner: str) -> str:
    """The cause an experienced reviewer would name for an error under these conditions.

    >>> cause_of("normal", "B"), cause_of("normal", "A")
    ('underrepresented', 'model_blind_spot')
    """
    for condition in (lighting, scanner):
        if condition in CAUSE_OF:
            return CAUSE_OF[condition]
    return "model_blind_spot"


def _bounded(values: NDArray[Any]) -> Images:
    return np.asarray(np.clip(np.rint(values), 0, 255), dtype=np.uint8)
