"""Turns: one project goes round the loop, with simulated reviewers and a budget of answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from errata.cli.demo.measure import accuracy_by, by_value
from errata.cli.demo.result import Turn
from errata.cli.demo.scenario import Part, Scenario
from errata.core.errors import Refused
from errata.core.item import Items

if TYPE_CHECKING:
    from errata.flow.loop import Loop
    from errata.testing.reviewers import SimulatedReviewer

Step = Callable[[str], None]
Advance = Callable[[], None]


class Truth:
    """What each item truly is and how it came to look as it does; the reviewers' eyes."""

    def __init__(self, scenario: Scenario, parts: Sequence[Part]) -> None:
        self._scenario = scenario
        self._known: dict[str, tuple[str, dict[str, Any]]] = {}
        for part in parts:
            names = list(part.attributes)
            columns = [part.attributes[name].tolist() for name in names]
            for row, ident in enumerate(_names(part.items)):
                self._known[ident] = (
                    str(part.labels[row]),
                    {name: column[row] for name, column in zip(names, columns, strict=True)},
                )

    def of(self, item: Any) -> tuple[str, str, str, str]:
        """Case, true label, true cause and what is visible, of an item as a reviewer sees it."""
        (case,) = _names(as_items(item, self._scenario.kind))
        label, circumstances = self._known[case]
        cause, seen = self._scenario.cause(circumstances)
        return case, label, cause, seen


def as_items(item: Any, kind: str) -> Items:
    """One item, as a task shows it, in the form that has an identity."""
    from errata.engine.images import encode_png

    if kind == "text":
        return Items.of_texts([item])
    if kind == "image":
        return Items.of_images([encode_png(np.asarray(item, dtype=np.uint8))])
    return Items.of_records([item])


def _names(items: Items) -> list[str]:
    bare = Items(kind=items.kind, content=items.content)  # a reviewer does not see whose it is
    return [row.tobytes().hex() for row in bare.ids]


def begin(loop: Loop, scenario: Scenario) -> None:
    """The clean start, the hold, and a first champion."""
    start, hold = scenario.start, scenario.hold
    loop.add_hold(hold.items, hold.labels.tolist(), attributes=dict(hold.attributes))
    loop.add_base(start.items, start.labels.tolist())  # what is too close to the hold stays out
    loop.retrain()
    loop.prove()
    try:
        loop.promote(by="demo", why="the first champion")
    except Refused:  # too few held cases to prove anything yet
        loop.promote(by="demo", why="nothing answers in production yet", override=True)
    loop.certify()


def capture(loop: Loop, part: Part) -> None:
    """The champion answers the stream; everything it says is captured."""
    model = loop.model()
    loop.capture(
        part.items,
        model.predict_proba(part.items),
        model=model.name,
        attributes=dict(part.attributes),
    )


def review(
    loop: Loop,
    crew: Sequence[SimulatedReviewer],
    truth: Truth,
    *,
    budget: int,
    advance: Advance,
    answers: dict[str, int],
) -> int:
    """Reviewers take turns at the queue until the budget of answers is spent; answers given."""
    spent = idle = turn = 0
    while spent < budget and idle < len(crew):
        reviewer = crew[turn % len(crew)]
        turn += 1
        task = loop.claim(reviewer=reviewer.name)
        if task is None:
            idle += 1
            continue
        idle = 0
        case, label, cause, seen = truth.of(task.item)
        shown = next(iter(task.prediction)) if task.prediction else None
        said = reviewer.answer(case=case, truth=label, model_label=shown, cause=cause, seen=seen)
        loop.submit(
            task,
            label=said.label,
            unsure=said.unsure,
            cause=said.cause,
            why=said.why,
            seconds_spent=said.seconds_spent,
        )
        answers[reviewer.name] = answers.get(reviewer.name, 0) + 1
        spent += 1
        advance()
    return spent


def play(
    loop: Loop,
    scenario: Scenario,
    crew: Sequence[SimulatedReviewer],
    truth: Truth,
    *,
    budget: int,
    strategy: str | None,
    seed: int,
    name: str,
    step: Step,
    advance: Advance,
    answers: dict[str, int],
    after: Callable[[int], None] = lambda cycle: None,
) -> list[Turn]:
    """All cycles of one project; `strategy` picks what is reviewed (None: the default)."""
    test, turns = scenario.test, []
    for number, stream in enumerate(scenario.streams, start=1):
        step(f"{name}, cycle {number}: production")
        before = correct(loop, test)
        capture(loop, stream)
        loop.pick(min(budget, len(stream)), strategy=strategy, seed=seed + number)
        advance()
        step(f"{name}, cycle {number}: review")
        spent = review(loop, crew, truth, budget=budget, advance=advance, answers=answers)
        step(f"{name}, cycle {number}: retrain, prove")
        cycle = loop.run_cycle()
        advance()
        turns.append(_turn(loop, number, cycle, spent, before, test))
        after(number)
    return turns


def correct(loop: Loop, part: Part, model: str | None = None) -> NDArray[np.bool_]:
    """(n,) whether the champion, or the model named, is right."""
    served = loop.model(model)
    said = np.asarray(served.classes)[served.predict_proba(part.items).argmax(axis=1)]
    return np.asarray(said == part.labels)


def _turn(
    loop: Loop, number: int, cycle: Any, spent: int, before: NDArray[np.bool_], test: Part
) -> Turn:
    from errata.core.dataset import DatasetVersion
    from errata.core.model import GateReport, ModelVersion

    with loop.store.snapshot() as view:
        candidate = view.get(ModelVersion, cycle.candidate_id)
        gate = view.get(GateReport, cycle.gate_id)
        dataset = view.find(DatasetVersion, project_id=loop.project.id, id=cycle.dataset_id)[0]
    champion = loop.model().name
    right = before if not cycle.promoted else correct(loop, test)
    tried = right if cycle.promoted else correct(loop, test, candidate.name)
    operating = loop.certify()
    checks = {check["name"]: check for check in gate.verdict["checks"]}
    return Turn(
        cycle=number,
        champion=champion,
        candidate=candidate.name,
        reviews_spent=spent,
        corrections=int(dataset.report.get("corrections", 0)),
        accuracy_before=accuracy_by(before),
        accuracy_after=accuracy_by(right),
        accuracy_candidate=accuracy_by(tried),
        past_errors=_past_errors(checks.get("past_errors", {}).get("figures", {})),
        certificate={
            "threshold": operating.threshold,
            "alpha": operating.alpha,
            "delta": operating.delta,
            "coverage": dict(operating.coverage),
            "n": operating.n,
        },
        verdict=gate.outcome,
        says=_why(gate.outcome, checks),
        dataset=dataset.id,
        by_slice_before=by_value(before, test.attributes),
        by_slice=by_value(right, test.attributes),
    )


def _past_errors(figures: Any) -> dict[str, int]:
    return {name: int(figures.get(name, 0)) for name in ("n", "fixed", "regressed")}


def _why(outcome: str, checks: dict[str, Any]) -> str:
    """The sentence that decided: the failed checks, else what the overall check says."""
    failed = [
        f"{name} {check['says']}" for name, check in checks.items() if check["finding"] == "failed"
    ]
    if outcome == "FAIL" and failed:
        return "; ".join(failed) + "."
    return f"overall {checks['overall']['says']}." if "overall" in checks else ""
