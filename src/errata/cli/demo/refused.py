"""An honest candidate that the gate refuses: a quick fix for the worst place, and for it alone.

Somebody sees where the champion errs most, has just that reviewed, and weights those corrections
fifty times as much as all that was learnt before. It is made by the same retrain and judged by the
same gate as any other candidate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from errata.cli.demo.measure import by_value
from errata.cli.demo.result import RefusedCandidate
from errata.cli.demo.scenario import Part, Scenario, joined
from errata.cli.demo.turns import Advance, Truth, begin, capture, correct, review

if TYPE_CHECKING:
    from errata.flow.loop import Loop
    from errata.testing.reviewers import SimulatedReviewer

WEIGHT = 50.0  # of a correction, where 1 is the rule


def quick_fix(
    loop: Loop,
    scenario: Scenario,
    learned: Part,
    crew: Sequence[SimulatedReviewer],
    truth: Truth,
    *,
    budget: int,
    advance: Advance,
) -> RefusedCandidate | None:
    """Make the quick fix and have it judged; None when the data has no place to fix.

    The champion to beat is trained on `learned`: all that the cycles before have agreed on.
    """
    begin(loop, learned, scenario.hold)
    champion = loop.model().name
    everything = joined(scenario.streams)
    known = {ident.tobytes() for ident in learned.items.ids}
    everything = everything.take(
        np.array([ident.tobytes() not in known for ident in everything.items.ids])
    )
    where = _worst_place(loop, scenario, everything)
    if where is None:
        return None
    name, value = where
    rows = np.flatnonzero(everything.attributes[name] == value)[: 2 * budget]
    capture(loop, everything.take(rows))
    loop.pick(min(budget, len(rows)), strategy="random.v1")
    review(loop, crew, truth, budget=budget, advance=advance, answers={})
    loop.curate()
    candidate = loop.retrain()
    report = loop.prove(candidate.name)
    failed = [c for c in report.verdict["checks"] if c["finding"] == "failed"]
    test = scenario.test
    was = by_value(correct(loop, test, champion), test.attributes)
    now = by_value(correct(loop, test, candidate.name), test.attributes)
    return RefusedCandidate(
        made=f"a quick fix for {name}={value}: {budget} reviews of it alone, weighted "
        f"{WEIGHT:.0f} times what was learnt before",
        outcome=report.outcome,
        breaks=tuple(c["name"] for c in failed),
        says=tuple(f"{c['name']}: {c['says']}" for c in failed),
        accuracy={key: (was[key], now[key]) for key in was},
    )


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
