from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.errors import InputError, NotFound
from errata.loop.triage.calibrate import CALIBRATIONS, Calibrator, calibrate

Floats = NDArray[np.float64]


def _too_sure(temperature: float, n: int = 20_000) -> tuple[Floats, NDArray[np.int64]]:
    """Probabilities that are right only after division of the logits by `temperature`."""
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (n, 4))
    true = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = (rng.random(n)[:, None] > true.cumsum(axis=1)).sum(axis=1)
    said = np.exp(logits * temperature)
    return said / said.sum(axis=1, keepdims=True), labels


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_the_true_temperature_is_found(temperature: float) -> None:
    p, labels = _too_sure(temperature)
    found = calibrate(p, labels)
    assert found.parameters["temperature"] == pytest.approx(temperature, rel=0.04)
    q = found.apply(p)
    assert abs(q.max(axis=1).mean() - (q.argmax(axis=1) == labels).mean()) < 0.01


def test_the_leading_class_and_its_rank_never_change() -> None:
    p, labels = _too_sure(3.0, 500)
    q = calibrate(p, labels).apply(p)
    assert (np.argsort(p, axis=1) == np.argsort(q, axis=1)).all()
    assert q.sum(axis=1) == pytest.approx(np.ones(500))


def test_one_label_moves_the_confidence_little() -> None:
    q = calibrate([[0.9, 0.1]], [0]).apply([[0.9, 0.1]])
    assert 0.8 < q[0, 0] < 0.97


def test_weights_count_like_repeated_cases() -> None:
    p, labels = _too_sure(2.0, 300)
    weights = np.where(np.arange(300) < 100, 3.0, 1.0)
    repeated = np.r_[np.repeat(np.arange(100), 3), np.arange(100, 300)]
    by_weight = calibrate(p, labels, weights=weights).parameters["temperature"]
    by_rows = calibrate(p[repeated], labels[repeated]).parameters["temperature"]
    assert by_weight == pytest.approx(by_rows, rel=0.02)


def test_exact_zeros_are_no_trouble() -> None:
    q = calibrate([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]], [0, 1, 1]).apply([[1.0, 0.0]])
    assert 0.5 < q[0, 0] < 1


def test_a_calibrator_survives_json() -> None:
    p, labels = _too_sure(2.0, 100)
    found = calibrate(p, labels)
    again = Calibrator.from_dict(json.loads(json.dumps(found.as_dict())))
    assert again == found
    assert (again.apply(p) == found.apply(p)).all()


@pytest.mark.parametrize(
    "given", [{}, {"method": "m.v1", "parameters": 3, "classes": 2, "n": 1}, {"method": "m.v1"}]
)
def test_a_damaged_calibrator_is_named(given: Mapping[str, object]) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Calibrator.from_dict(given)


def test_another_number_of_classes_is_refused() -> None:
    found = calibrate([[0.9, 0.1]], [0])
    with pytest.raises(InputError, match="3 classes"):
        found.apply([[0.2, 0.3, 0.5]])


@pytest.mark.parametrize(
    ("labels", "weights"),
    [([0, 2], None), ([0, -1], None), ([0, 0.5], None), ([0], None), ([0, 1], [1.0, 0.0])],
)
def test_unusable_labels_and_weights_are_refused(
    labels: list[float], weights: list[float] | None
) -> None:
    with pytest.raises(InputError):
        calibrate([[0.9, 0.1], [0.2, 0.8]], labels, weights=weights)


def test_no_case_and_no_such_method_are_refused() -> None:
    with pytest.raises(InputError, match="no labelled case"):
        calibrate(np.empty((0, 2)), [])
    with pytest.raises(NotFound, match=r"temperature\.v1"):
        calibrate([[0.9, 0.1]], [0], method="magic.v1")
    assert "temperature.v1" in CALIBRATIONS
