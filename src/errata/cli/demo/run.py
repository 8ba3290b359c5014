"""Run a demo: the loop, the same budget on random reviews, a quick fix, and one error traced."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from errata.cli.demo.measure import paired_lead, risk_coverage
from errata.cli.demo.refused import quick_fix
from errata.cli.demo.result import Picture, Result, TracedError
from errata.cli.demo.scenario import Scenario
from errata.cli.demo.turns import Advance, Step, Truth, begin, correct, play

if TYPE_CHECKING:
    from errata.core.estimate import Estimate
    from errata.flow.loop import Loop
    from errata.testing.reviewers import SimulatedReviewer


START = datetime(2026, 1, 5, 8, tzinfo=UTC)  # the demo's own calendar


@dataclass(frozen=True, kw_only=True)
class Names:
    """The three projects of a demo, side by side in one database."""

    chosen: str
    random: str
    quick_fix: str

    @classmethod
    def of(cls, project: str) -> Names:
        """The names beside `project`."""
        return cls(chosen=project, random=f"{project}-random", quick_fix=f"{project}-quick-fix")


def steps(cycles: int, budget: int) -> int:
    """How many times a whole demo advances its bar."""
    return 2 * cycles * (budget + 2) + budget + 5


def run_demo(
    db: str,
    scenario: Scenario,
    *,
    budget: int,
    seed: int,
    step: Step,
    advance: Advance,
    start: datetime = START,
) -> Result:
    """Everything that `errata demo` shows, in one value. `db` may hold other projects.

    `start`: when it happens; the calendar of a demo is its own, so that a seed repeats it.
    """
    started = time.monotonic()
    names = Names.of(scenario.name)
    answers: dict[str, int] = {}
    truth = Truth(scenario, scenario.streams)
    step("training the first champion")
    with _open(db, names.chosen, scenario, seed, start) as loop:
        begin(loop, scenario)
        crew = _crew(loop, scenario, seed)
        advance()
        turns = play(
            loop,
            scenario,
            crew,
            truth,
            budget=budget,
            strategy=None,
            seed=seed,
            name="chosen reviews",
            step=step,
            advance=advance,
            answers=answers,
        )
        chosen_right = correct(loop, scenario.test, turns[-1].candidate)
        slices = loop.slices()
        traced = _trace(loop)
        curve = _curve(loop, scenario)
        accepted_errors = _accepted_errors(loop, scenario)
        advance()
    with _open(db, names.random, scenario, seed, start) as loop:
        begin(loop, scenario)
        advance()
        baseline = play(
            loop,
            scenario,
            crew,
            truth,
            budget=budget,
            strategy="random.v1",
            seed=seed,
            name="random reviews",
            step=step,
            advance=advance,
            answers={},
        )
        random_right = correct(loop, scenario.test, baseline[-1].candidate)
    step("a quick fix for one place only")
    with _open(db, names.quick_fix, scenario, seed, start) as loop:
        refused = quick_fix(loop, scenario, crew, truth, budget=budget, advance=advance)
    return Result(
        project=scenario.name,
        words=scenario.words,
        turns=turns,
        baseline=baseline,
        lead=paired_lead(chosen_right, random_right),
        slices=slices,
        refused=refused,
        traced=traced,
        curve=curve,
        accepted_errors=accepted_errors,
        reviewers=[(r.name, r.accuracy, answers.get(r.name, 0)) for r in crew],
        pictures=_pictures(scenario),
        budget=budget,
        seed=seed,
        seconds=time.monotonic() - started,
    )


def _open(db: str, project: str, scenario: Scenario, seed: int, start: datetime) -> Loop:
    """A project with a clock and keys of its own, so that a seed gives the same demo each time."""
    import errata
    from errata.core.policy import parse_policy

    ticks = itertools.count()
    rng = np.random.default_rng([seed, *project.encode()])

    return errata.open(
        db,
        project=project,
        labels=list(scenario.classes),
        kind=scenario.kind,
        policy=parse_policy(scenario.settings),
        actor="demo",
        clock=lambda: start + timedelta(milliseconds=10 * next(ticks)),
        entropy=rng.bytes,
    )


def _crew(loop: Loop, scenario: Scenario, seed: int) -> Sequence[SimulatedReviewer]:
    """Five people who take for each other what lies close together."""
    from errata.testing.reviewers import crew, lookalikes

    place = {name: code for code, name in enumerate(scenario.classes)}
    codes = np.array([place[label] for label in scenario.start.labels])
    features = loop.model().embed(scenario.start.items)
    return crew(scenario.classes, lookalike=lookalikes(features, codes, len(place)), seed=seed)


def _curve(loop: Loop, scenario: Scenario) -> list[tuple[float, float]]:
    said = loop.model().predict_proba(scenario.test.items)
    return risk_coverage(said.max(axis=1), correct(loop, scenario.test))


def _accepted_errors(loop: Loop, scenario: Scenario) -> Estimate | None:
    """Whether the certificate kept its promise on a test that it never saw."""
    from errata.loop.triage.calibrate import Calibrator
    from errata.stats.binomial import proportion

    found = loop.status().certificate
    if found is None or found.threshold is None:
        return None
    said = loop.model().predict_proba(scenario.test.items)
    if found.calibrator is not None:
        said = Calibrator.from_dict(found.calibrator).apply(said)
    accepted = said.max(axis=1) >= found.threshold
    if not accepted.any():
        return None
    wrong = int((accepted & ~correct(loop, scenario.test)).sum())
    return proportion(wrong, int(accepted.sum()))


def _trace(loop: Loop) -> TracedError | None:
    """An error that was explained, trained on, and is right now; None when there is none."""
    from errata.core.error_record import ErrorRecord, ErrorStage, Stage
    from errata.core.model import ModelVersion

    with loop.store.snapshot() as view:
        project = loop.project.id
        stages = view.find(ErrorStage, project_id=project)
        trained = {s.error_id for s in stages if s.stage is Stage.IN_TRAINING}
        last = {s.error_id: s for s in stages if s.stage in (Stage.FIXED, Stage.REGRESSED)}
        errors = [
            error
            for error in view.find(ErrorRecord, project_id=project)
            if error.id in trained
            and error.why
            and error.id in last
            and last[error.id].stage is Stage.FIXED
        ]
        if not errors:
            return None
        error = errors[0]
        model = view.get(ModelVersion, last[error.id].reference).name
    return TracedError(
        prediction=error.prediction_id,
        said=error.predicted,
        truth=error.label,
        why=error.why,
        fixed_by=model,
        lines=tuple(loop.trace(error.prediction_id).lines()),
    )


def _pictures(scenario: Scenario, *, most: int = 8) -> list[Picture]:
    """One item of the test for each combination of attributes, where items are images."""
    if scenario.kind != "image" or not scenario.test.attributes:
        return []
    test = scenario.test
    names = sorted(test.attributes)
    seen: dict[str, Picture] = {}
    for row in range(len(test)):
        caption = ", ".join(f"{name} {test.attributes[name][row]}" for name in names)
        if caption not in seen:
            seen[caption] = Picture(
                png=test.items.content[row], caption=caption, label=str(test.labels[row])
            )
    return [seen[caption] for caption in sorted(seen)][:most]
