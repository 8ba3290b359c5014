"""Law 8: every figure carries its uncertainty: interval, n, and how it was sampled.

Every public answer is walked. A float is an estimate, unless its name is on the closed list of
what is no estimate; an estimate comes with low, high and n beside it, and low <= value <= high.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from errata.core.estimate import Estimate
from errata.flow.loop import Loop
from errata.testing.strategies import LABELS

# What is chosen, exact or one answer of a model; an n, an alpha or a test stands beside a p-value.
NO_ESTIMATES = {
    "alpha": "chosen", "delta": "chosen", "threshold": "chosen by the certificate",
    "confidence": "the level of an interval, or a model's answer", "p_value": "of an exact test",
    "risk_upper": "a bound itself, with n, alpha and delta beside it",
    "propensity": "known exactly", "priority": "a sort key", "score": "a strategy's answer",
    "expert_below": "chosen", "expert_cost": "chosen",
    "posterior": "of one task, n_reviews beside it", "weight": "assigned",
    "probabilities": "a model's answer", "margin": "chosen", "temperature": "a model's parameter",
    "seconds_spent": "measured", "seconds": "measured",
}  # fmt: skip
BESIDE = {"p_value": {"n", "support"}, "risk_upper": {"n"}}


def bare_figures(value: Any, name: str = "", path: str = "") -> Iterator[str]:
    """Where a float stands without its uncertainty."""
    if isinstance(value, Estimate):
        if not (value.low <= value.value <= value.high and value.n > 0 and value.method):
            yield f"{path}: {value!r}"
        return
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        if {"value", "low", "high", "n"} <= value.keys():
            if not (value["low"] <= value["value"] <= value["high"] and value["n"] > 0):
                yield f"{path}: {value!r}"
            return
        if {"accuracy", "low", "high", "n"} <= value.keys():  # a bin of a reliability diagram
            if not (value["low"] <= value["accuracy"] <= value["high"] and value["n"] > 0):
                yield f"{path}: {value!r}"
            return
        for key, inner in value.items():
            if inner is not None and key in BESIDE and not BESIDE[key] & value.keys():
                yield f"{path}.{key} without {BESIDE[key]}"
            yield from bare_figures(inner, str(key), f"{path}.{key}")
    elif isinstance(value, list | tuple | np.ndarray):
        for at, inner in enumerate(value):
            yield from bare_figures(inner, name, f"{path}[{at}]")
    elif isinstance(value, float | np.floating) and name not in NO_ESTIMATES:
        yield f"{path} = {value!r}"


def told(rng: np.random.Generator, n: int) -> tuple[list[str], list[str]]:
    """Cases that can mostly be told from their words."""
    words = {"blue": "sky sea river", "green": "leaf grass moss", "red": "fire rose rust"}
    labels = [LABELS[int(rng.integers(3))] for _ in range(n)]
    texts = [
        f"{rng.choice(words[label if rng.random() < 0.85 else 'red'].split())} "
        f"{rng.integers(1 << 40):x} {rng.integers(1 << 40):x}"
        for label in labels
    ]
    return texts, labels


@pytest.fixture
def lived(new_project: Any) -> Iterator[tuple[Loop, dict[str, Any]]]:
    """A project that has been once round, and everything that it answered."""
    rng = np.random.default_rng(5)
    policy = {"triage": {"audit_rate": 0.6}, "review": {"hold_minimum": 1}}
    said: dict[str, Any] = {}
    with new_project()(kind="text", labels=LABELS, policy=policy) as loop:
        texts, labels = told(rng, 40)
        said["base"] = loop.add_base(texts, labels)
        texts, labels = told(rng, 300)
        loop.add_hold(texts, labels)
        said["first cycle"] = loop.run_cycle()
        loop.promote(by="maria", why="a start", override=True) if not loop.status().champion else 0
        said["certificate"] = loop.certify()
        texts, labels = told(rng, 160)
        champion = loop.model()
        lamps = rng.choice(["dim", "bright"], 160)
        said["decisions"] = list(
            loop.capture(
                texts,
                champion.predict_proba(texts),
                model=champion.name,
                attributes={"lamp": lamps},
            )
        )
        truth = dict(zip(texts, labels, strict=True))
        wrong = dict(zip(texts, lamps == "dim", strict=True))
        said["resolutions"] = []
        for who in ("ada", "bo"):
            while (task := loop.claim(reviewer=who)) is not None:
                label = truth[task.item]
                if wrong[task.item]:  # dim light: the model is always wrong there
                    label = LABELS[(LABELS.index(label) + 1) % 3]
                said["resolutions"].append(loop.submit(task, label=label))
        said["slices"] = loop.slices(min_support=10)
        said["second cycle"] = loop.run_cycle()
        said["candidate"] = loop.retrain(seed=3)
        said["proof"] = loop.prove()
        said["status"] = loop.status()
        said["status as JSON"] = loop.status().as_dict()
        yield loop, said


def test_every_figure_carries_its_uncertainty(lived: tuple[Loop, dict[str, Any]]) -> None:
    loop, said = lived
    said["trace"] = loop.trace(said["decisions"][0].id).as_dict()
    assert said["slices"], "there is a slice to look at"
    assert said["status"].accuracy is not None
    assert said["status"].errors_estimated is not None
    bare = [fault for name, value in said.items() for fault in bare_figures(value, path=name)]
    assert bare == [], sorted({one.split(" = ")[0].rsplit("]")[-1] for one in bare})


def test_the_walk_sees_a_bare_figure() -> None:
    good = Estimate(value=0.5, low=0.4, high=0.6, n=10, method="wilson")
    assert list(bare_figures({"accuracy": good, "deep": [good.as_dict()]})) == []
    assert list(bare_figures({"deep": [{"accuracy": 0.5}]})) == [".deep[0].accuracy = 0.5"]
    assert list(bare_figures(Estimate(value=0.5, low=0.6, high=0.7, n=10, method="x")))
    assert list(bare_figures({"p_value": 0.5}))


def test_an_estimate_says_how_it_was_sampled(lived: tuple[Loop, dict[str, Any]]) -> None:
    _, said = lived
    assert "audits" in said["status"].accuracy.method
    assert said["certificate"].method
    assert said["certificate"].n > 0
    for slice_ in said["slices"]:
        assert slice_.error_rate.n == slice_.support
