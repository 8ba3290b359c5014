"""Drift does to images what its name says, and leaves what it was given alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.testing.drift import cause_of, dim, grain, production, rotate, specks

RNG = np.random.default_rng(0)
SCANS = RNG.integers(0, 256, (300, 8, 8), dtype=np.uint8)


def test_dim_light_takes_contrast_and_adds_a_veil() -> None:
    out = dim(SCANS[0], gain=0.5, lift=0.1)
    assert np.ptp(out.astype(int)) <= 0.5 * np.ptp(SCANS[0].astype(int)) + 1
    assert out.min() >= 25


def test_a_quarter_turn_moves_every_pixel_to_its_place() -> None:
    np.testing.assert_array_equal(rotate(SCANS[0], degrees=90), np.rot90(SCANS[0]))


def test_grain_keeps_the_mean_and_stays_in_range() -> None:
    grey = np.full((64, 64), 128, dtype=np.uint8)
    noisy = grain(grey, sigma=0.1, rng=np.random.default_rng(1))
    assert noisy.mean() == pytest.approx(128, abs=2)
    assert noisy.std() == pytest.approx(25.5, abs=1.5)


def test_specks_are_black_and_white_in_equal_share() -> None:
    grey = np.full((100, 100), 128, dtype=np.uint8)
    out = specks(grey, share=0.05, rng=np.random.default_rng(1))
    assert (out == 0).mean() == pytest.approx(0.05, abs=0.01)
    assert (out == 255).mean() == pytest.approx(0.05, abs=0.01)


def test_production_uses_every_scanner_and_light_and_names_them() -> None:
    before = SCANS.copy()
    seen = production(SCANS, np.random.default_rng(2))
    np.testing.assert_array_equal(SCANS, before)
    assert set(seen.scanner.tolist()) == {"A", "B", "C"}
    assert (seen.lighting == "dim").mean() == pytest.approx(0.5, abs=0.09)
    sound = (seen.scanner == "A") & (seen.lighting == "normal")
    np.testing.assert_array_equal(seen.images[sound], SCANS[sound])
    changed = (seen.images != SCANS).any(axis=(1, 2))
    assert changed[~sound].all()


def test_production_is_the_same_for_the_same_seed() -> None:
    one, two = (production(SCANS, np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(one.images, two.images)


@pytest.mark.parametrize("wrong", [SCANS[0], SCANS.astype(float)])
def test_other_arrays_are_refused(wrong: np.ndarray[Any, Any]) -> None:
    with pytest.raises(InputError, match=r"\(n, h, w\) of uint8"):
        production(wrong, np.random.default_rng(0))


@pytest.mark.parametrize(
    ("lighting", "scanner", "cause"),
    [
        ("dim", "B", "noisy_input"),
        ("normal", "C", "noisy_input"),
        ("normal", "B", "underrepresented"),
        ("normal", "A", "model_blind_spot"),
    ],
)
def test_the_cause_follows_from_the_equipment(lighting: str, scanner: str, cause: str) -> None:
    assert cause_of(lighting, scanner) == cause
