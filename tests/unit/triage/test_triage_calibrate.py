from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.errors import InputError, NotFound
from errata.loop.triage.calibrate import Calibrator, calibrate
from errata.loop.triage.calibrations import CALIBRATIONS
from errata.loop.triage.calibrations.leader import with_confidence

Floats = NDArray[np.float64]
METHODS = ["temperature.v1", "platt.v1", "beta.v1", "isotonic.v1"]


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


def test_temperature_keeps_the_rank_of_every_class() -> None:
    p, labels = _too_sure(3.0, 500)
    q = calibrate(p, labels).apply(p)
    assert (np.argsort(p, axis=1) == np.argsort(q, axis=1)).all()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("temperature", [0.4, 3.0])
def test_the_leading_class_never_changes_and_rows_sum_to_1(method: str, temperature: float) -> None:
    p, labels = _too_sure(temperature, 500)
    q = calibrate(p, labels, method=method).apply(p)
    assert (p.argmax(axis=1) == q.argmax(axis=1)).all()
    assert q.sum(axis=1) == pytest.approx(np.ones(500))
    assert (q >= 0).all()


@pytest.mark.parametrize("method", METHODS)
def test_a_higher_confidence_stays_the_higher_one(method: str) -> None:
    said = np.random.default_rng(0).uniform(0.5, 1, 300)
    right = np.random.default_rng(1).random(300) < (said + 0.5) / 2
    fitted = calibrate(np.column_stack([said, 1 - said]), np.where(right, 0, 1), method=method)
    lead = np.linspace(0.55, 1, 101)
    found = fitted.apply(np.column_stack([lead, 1 - lead]))[:, 0]
    assert (np.diff(found) > 0).all()


@pytest.mark.parametrize("method", METHODS)
def test_every_method_mends_a_model_that_is_too_sure(method: str) -> None:
    p, labels = _too_sure(3.0)
    q = calibrate(p[:5000], labels[:5000], method=method).apply(p[5000:])
    lead, right = q.max(axis=1), q.argmax(axis=1) == labels[5000:]
    for low, high in ((0.3, 0.5), (0.5, 0.7), (0.7, 0.9)):
        inside = (lead >= low) & (lead < high)
        assert abs(lead[inside].mean() - right[inside].mean()) < 0.04


@pytest.mark.parametrize("method", METHODS)
def test_one_label_moves_the_confidence_little(method: str) -> None:
    q = calibrate([[0.9, 0.1]], [0], method=method).apply([[0.9, 0.1]])
    assert 0.8 < q[0, 0] < 0.97


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("right", [True, False])
def test_labels_that_are_all_alike_give_no_certainty(method: str, right: bool) -> None:
    p = np.tile([[0.9, 0.1]], (30, 1))
    q = calibrate(p, np.full(30, 0 if right else 1), method=method).apply([[0.9, 0.1]])
    assert 0.5 <= q[0, 0] < 1
    assert (q[0, 0] > 0.9) == right


@pytest.mark.parametrize("method", METHODS)
def test_one_class_is_certain(method: str) -> None:
    q = calibrate(np.ones((5, 1)), np.zeros(5), method=method).apply(np.ones((2, 1)))
    assert q.tolist() == [[1.0], [1.0]]


@pytest.mark.parametrize(("method", "name"), [("temperature.v1", "temperature"), ("beta.v1", "b")])
def test_weights_count_like_repeated_cases(method: str, name: str) -> None:
    p, labels = _too_sure(2.0, 300)
    weights = np.where(np.arange(300) < 100, 3.0, 1.0)
    repeated = np.r_[np.repeat(np.arange(100), 3), np.arange(100, 300)]
    by_weight = calibrate(p, labels, method=method, weights=weights).parameters[name]
    by_rows = calibrate(p[repeated], labels[repeated], method=method).parameters[name]
    assert by_weight == pytest.approx(by_rows, rel=0.06)


def test_isotonic_levels_rise_by_weighted_means() -> None:
    said = np.repeat([0.6, 0.7, 0.8], [40, 40, 20])
    right = np.r_[np.arange(40) < 36, np.arange(40) < 20, np.ones(20, bool)]
    p = np.column_stack([said, 1 - said])
    found = calibrate(p, np.where(right, 0, 1), method="isotonic.v1").parameters
    # The first two violate the order and are pooled; one case of its confidence is added to each.
    assert found["confidence"] == pytest.approx([0.65, 0.8])
    assert found["share"] == pytest.approx([56.65 / 81, 20.8 / 21])


def test_isotonic_levels_still_rise_when_drawn_towards_their_confidence() -> None:
    said = np.repeat([0.55, 0.6], [1000, 1])
    p = np.column_stack([said, 1 - said])
    right = np.r_[np.arange(1000) < 950, True]
    share = calibrate(p, np.where(right, 0, 1), method="isotonic.v1").parameters["share"]
    assert isinstance(share, list)
    assert share[1] == share[0]


@pytest.mark.parametrize("method", METHODS)
def test_exact_zeros_are_no_trouble(method: str) -> None:
    q = calibrate([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]], [0, 1, 1], method=method)
    assert 0.5 < q.apply([[1.0, 0.0]])[0, 0] < 1


def test_others_keep_their_proportions_unless_one_would_overtake() -> None:
    p = np.array([[0.7, 0.2, 0.1], [0.4, 0.39, 0.21], [1.0, 0.0, 0.0], [0.5, 0.5, 0.0]])
    q = with_confidence(p, np.array([0.4, 0.35, 0.8, 0.1]))
    assert q[0] == pytest.approx([0.4, 0.4, 0.2])
    assert q[1] == pytest.approx([0.35, 0.35, 0.3])
    assert q[2] == pytest.approx([0.8, 0.1, 0.1])
    assert q[3] == pytest.approx([1 / 3] * 3)
    assert q.argmax(axis=1).tolist() == [0, 0, 0, 0]
    assert q.sum(axis=1) == pytest.approx(np.ones(4))


@pytest.mark.parametrize("method", METHODS)
def test_a_calibrator_survives_json(method: str) -> None:
    p, labels = _too_sure(2.0, 100)
    found = calibrate(p, labels, method=method)
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
