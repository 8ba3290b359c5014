"""An honest candidate that the gate refuses: a quick fix for the worst place, and for it alone.

Somebody sees where the first champion errs most, has just that reviewed, and fine-tunes on those
corrections alone. It is much better there. The same retraining made it and the same gate judges it
as any other candidate, and the gate also looks everywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from errata.cli.demo.measure import by_value
from errata.cli.demo.result import RefusedCandidate
from errata.cli.demo.scenario import Part, Scenario, joined
from errata.cli.demo.turns import Advance, Truth, begin, capture, correct, review

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from errata.core.item import Items
    from errata.core.trainer import Model, Trainer
    from errata.flow.loop import Loop
    from errata.testing.reviewers import SimulatedReviewer


class CorrectionsOnly:
    """A trainer that forgets the base: it fits what was reviewed and nothing else."""

    def __init__(self, trainer: Trainer, name: str) -> None:
        self._trainer, self.name = trainer, name

    def fit(
        self,
        items: Items,
        labels: Any,
        classes: tuple[str, ...],
        *,
        weights: NDArray[np.float64] | None = None,
        seed: int = 0,
    ) -> Model:
        """A model of the examples that do not have the base's weight, 1."""
        weight = np.ones(len(items)) if weights is None else weights
        rows = np.flatnonzero(weight != 1)  # what was reviewed has its posterior as weight
        return self._trainer.fit(
            items.take(rows), np.asarray(labels)[rows], classes, weights=weight[rows], seed=seed
        )


def quick_fix(
    loop: Loop,
    scenario: Scenario,
    crew: Sequence[SimulatedReviewer],
    truth: Truth,
    *,
    budget: int,
    advance: Advance,
) -> RefusedCandidate | None:
    """Make the quick fix and have it judged; None when the data has no place to fix."""
    begin(loop, scenario)
    champion = loop.model().name
    everything = joined(scenario.streams)
    where = _worst_place(loop, scenario, everything)
    if where is None:
        return None
    name, value = where
    rows = np.flatnonzero(everything.attributes[name] == value)[: 2 * budget]
    capture(loop, everything.take(rows))
    loop.pick(min(budget, len(rows)), strategy="random.v1")
    spent = review(loop, crew, truth, budget=budget, advance=advance, answers={})
    loop.curate()
    candidate = loop.retrain(trainer=_registered(scenario.kind))
    report = loop.prove(candidate.name)
    failed = [c for c in report.verdict["checks"] if c["finding"] == "failed"]
    test = scenario.test
    was = by_value(correct(loop, test, champion), test.attributes)
    now = by_value(correct(loop, test, candidate.name), test.attributes)
    return RefusedCandidate(
        made=f"a quick fix for {name}={value}, fine-tuned on {spent} reviews of it alone",
        place=f"{name}={value}",
        outcome=report.outcome,
        breaks=tuple(c["name"] for c in failed),
        says=tuple(f"{c['name']}: {c['says']}" for c in failed),
        accuracy={key: (was[key], now[key]) for key in was},
    )


def _registered(kind: str) -> str:
    """The quick fix's trainer, known by its name for as long as this process lives."""
    from errata.core.item import ItemKind
    from errata.train.trainers import TRAINERS, trainer_for

    name = f"corrections_only_{kind}.v1"
    if name not in TRAINERS:
        TRAINERS.register(name)(CorrectionsOnly(TRAINERS[trainer_for(ItemKind(kind))], name))
    return name


def _worst_place(loop: Loop, scenario: Scenario, stream: Part) -> tuple[str, str] | None:
    """The attribute value with the lowest accuracy on the hold, of those with enough traffic."""
    hold = scenario.hold
    found = [
        (estimate.value, *key.partition("=")[::2])
        for key, estimate in by_value(correct(loop, hold), hold.attributes).items()
        if estimate.n >= 20
    ]
    for _, name, value in sorted(found):
        if int((stream.attributes[name] == value).sum()) >= 40:
            return name, value
    return None
