from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.novelty_features import (
    FAR,
    MOST_VALUES,
    ImageFeatures,
    RecordFeatures,
    TextFeatures,
)


def test_texts_alike_are_near_and_rows_have_length_one() -> None:
    features = TextFeatures.fit(["my card is lost", "a refund please", "my card please"])
    rows = features.of(["my card", "my cards", "zebra", "", "!?"]).toarray()
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 0, 1], abs=1e-5)
    alike = rows @ rows.T
    assert alike[0, 1] > 0.2 > alike[0, 2] == 0
    again = TextFeatures.from_arrays(features.arrays())
    assert (again.of(["my card"]) != features.of(["my card"])).nnz == 0


def test_images_of_any_size_and_depth() -> None:
    small = np.zeros((8, 8), np.uint8)
    small[:, :4] = 255
    large = np.zeros((64, 40, 3))
    large[:, :20] = 1.0
    features = ImageFeatures.fit([small, large])
    rows = features.of([small, large])
    assert rows.shape == (2, 256)
    assert rows == pytest.approx(np.zeros((2, 256)), abs=1e-6)  # both are the mean
    again = ImageFeatures.from_arrays(features.arrays())
    assert np.array_equal(again.of([small[:, ::-1]]), features.of([small[:, ::-1]]))
    for wrong in (np.zeros(3), np.zeros((0, 2))):
        with pytest.raises(InputError, match="image 0 of shape"):
            features.of([wrong])


def test_records_of_numbers_categories_and_what_is_missing() -> None:
    known: list[dict[str, Any]] = [
        {"age": 20.0 + row, "town": "ab"[row % 2], "flag": row % 2 == 0} for row in range(11)
    ]
    features = RecordFeatures.fit([*known, {"age": None, "town": ""}])
    rows = features.of(
        [
            {"age": 25.0, "town": "a", "flag": True},
            {"age": "1e9", "town": "c", "flag": True},
            {"age": "ten"},
            {"age": "inf", "town": "b", "flag": False},
        ]
    )
    # missing, number | missing, unknown, False, True | missing, unknown, a, b
    assert rows[0].tolist() == [0, 0, 0, 0, 0, 1, 0, 0, 1, 0]
    assert rows[1].tolist() == [0, FAR, 0, 0, 0, 1, 0, 1, 0, 0]
    assert rows[2].tolist() == [1, 0, 1, 0, 0, 0, 1, 0, 0, 0]
    assert rows[3].tolist() == [1, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    again = RecordFeatures.from_arrays(features.arrays())
    assert np.array_equal(again.of(known), features.of(known))


def test_a_constant_number_and_a_field_of_very_many_values() -> None:
    many: list[dict[str, Any]] = [
        {"id": f"x{row}", "one": 3, "rare": 0.0} for row in range(MOST_VALUES + 50)
    ]
    many[0]["rare"] = 5.0
    features = RecordFeatures.fit(many)
    assert features.width == 2 + MOST_VALUES + 2 + 2
    assert np.isfinite(features.of(many)).all()
    assert RecordFeatures.fit([{}]).of([{"new": 1}]).shape == (1, 0)
