"""One turn of the loop, as a team would live it, on real scans of handwritten digits.

Read from top to bottom: it is the product's story.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.datasets import load_digits

import errata
from errata.core.dataset import Fold, HeldCase
from errata.core.errors import Refused
from errata.core.ids import uuid7
from errata.flow.loop import Loop
from errata.testing.drift import CAUSE_OF, DriftedImages, production
from errata.testing.reviewers import SimulatedReviewer, crew
from places import Place

LABELS = [str(digit) for digit in range(10)]


@dataclass(frozen=True)
class World:
    """What really is; only the simulation may look here."""

    clean: NDArray[np.uint8]
    scans: DriftedImages
    digits: NDArray[np.str_]

    def of(self, rows: slice) -> tuple[NDArray[np.uint8], list[str], list[str], dict[str, Any]]:
        groups = [f"scan-{row}" for row in range(*rows.indices(len(self.digits)))]
        attributes = {"lighting": self.scans.lighting[rows], "scanner": self.scans.scanner[rows]}
        return self.scans.images[rows], [str(d) for d in self.digits[rows]], groups, attributes


@pytest.fixture(scope="module")
def world() -> World:
    digits = load_digits()
    order = np.random.default_rng(0).permutation(len(digits.target))
    clean = (digits.images[order] * 255 / 16).astype(np.uint8)
    return World(
        clean=clean,
        scans=production(clean, np.random.default_rng(1)),
        digits=digits.target[order].astype(str),
    )


@pytest.fixture
def loop(place: Place) -> Iterator[Loop]:
    """A project on a fresh store, once on SQLite and once on PostgreSQL."""
    policy = {"triage": {"audit_rate": 0.1}, "consensus": {"minimum": 2}}
    with errata.open(
        place.url,
        project="digits",
        kind="image",
        labels=LABELS,
        policy=policy,
        files=place.files,
        entropy=np.random.default_rng(5).bytes,
    ) as opened:
        yield opened


def identifiers(n: int) -> list[str]:
    """The same ones in each run, so that the keyed draws fall on the same scans: an interval
    misses the truth in one run of twenty, and this test is not there to find out which.
    """
    random = np.random.default_rng(11)
    return [uuid7(at_ms=1_767_000_000_000 + row, random=random.bytes(10)) for row in range(n)]


def answer_the_queue(
    loop: Loop, people: tuple[SimulatedReviewer, ...], truth: dict[str, tuple[str, str]], n: int
) -> int:
    """People work until `n` answers are given or nothing is left; how many were given."""
    given = 0
    idle = 0
    while given < n and idle < len(people):
        person = people[given % len(people)] if not idle else people[(given + idle) % len(people)]
        task = loop.claim(reviewer=person.name)
        if task is None:
            idle += 1
            continue
        idle = 0
        assert task.prediction is not None
        digit, cause = truth[task.item.tobytes()]
        said = person.answer(
            case=task.id, truth=digit, model_label=next(iter(task.prediction)), cause=cause
        )
        loop.submit(
            task,
            label=said.label,
            unsure=said.unsure,
            cause=said.cause,
            why=said.why,
            seconds_spent=said.seconds_spent,
        )
        given += 1
    return given


def test_one_turn_of_the_loop(loop: Loop, world: World) -> None:
    people = crew(LABELS, seed=3)

    # A team starts with 120 clean labelled scans, and a labelled sample of what production is like.
    loop.add_base(
        world.clean[:120], world.digits[:120].tolist(), groups=[f"scan-{row}" for row in range(120)]
    )
    images, digits, groups, attributes = world.of(slice(120, 620))
    assert loop.add_hold(images, digits, groups=groups, attributes=attributes) == 500

    # Its first model must beat the commonest class before it is let in.
    first = loop.retrain()
    with pytest.raises(Refused, match="has not been proved"):
        loop.promote()
    assert loop.prove().outcome == "PASS"
    loop.promote()
    assert loop.model().name == first.name == "v1"

    # Production is not what the model was trained on: dim light, a skewed and a noisy scanner.
    images, digits, groups, attributes = world.of(slice(620, 1220))
    champion = loop.model()
    decisions = loop.capture(
        images,
        champion.predict_proba(images),
        model="v1",
        ids=identifiers(600),
        groups=groups,
        attributes=attributes,
    )
    assert len(decisions) == 600
    assert 0 < decisions.accepted.sum() < 600
    wrong = np.array([d.label for d in decisions]) != np.array(digits)
    assert wrong.mean() > 0.1

    # People look at what teaches most. Two must agree; each says what is wrong, and why.
    loop.pick(200)
    truth = {
        image.tobytes(): (digit, CAUSE_OF.get(str(light), CAUSE_OF.get(str(scanner), "ambiguous")))
        for image, digit, light, scanner in zip(
            images, digits, attributes["lighting"], attributes["scanner"], strict=True
        )
    }
    spent = answer_the_queue(loop, people, truth, 600)
    status = loop.status()
    assert status.reviews == spent
    assert status.errors_found > 20
    assert status.accuracy is not None
    assert status.accuracy.low <= 1 - wrong.mean() <= status.accuracy.high

    # Corrections enter the next dataset version; past errors also guard the gate.
    dataset = loop.curate()
    assert dataset.number == 2
    assert dataset.n_injected > 100
    with loop.store.snapshot() as view:
        held = view.find(HeldCase, project_id=loop.project.id, fold=Fold.GOLDEN)
    assert any(case.error_id for case in held)

    # The candidate must beat the champion on cases that neither has seen.
    candidate = loop.retrain()
    proof = loop.prove()
    assert proof.outcome == "PASS", proof.verdict["checks"]
    loop.promote(by="maria", why="the gate passed it")
    assert loop.model().name == candidate.name == "v2"

    # It is better on scans that no stage has seen.
    images, digits, _, _ = world.of(slice(1220, 1797))
    before = np.mean(np.array(loop.model("v1").predict(images)) == digits)
    after = np.mean(np.array(loop.model("v2").predict(images)) == digits)
    assert after > before + 0.03

    # What may be accepted without a human now carries a guarantee.
    certificate = loop.certify()
    assert certificate.n > 100
    said = loop.model().predict_proba(images)
    if certificate.threshold is not None:
        from errata.loop.triage.calibrate import Calibrator

        assert certificate.calibrator is not None
        said = Calibrator.from_dict(certificate.calibrator).apply(said)
        accepted = said.max(axis=1) >= certificate.threshold
        errors = np.array(LABELS)[said.argmax(axis=1)] != np.array(digits)
        assert accepted.any()
        assert errors[accepted].mean() < 0.10

    # An error found today can be followed to the model that fixed it.
    with loop.store.snapshot() as view:
        from errata.core.error_record import ErrorStage, Stage

        fixed = view.find(ErrorStage, project_id=loop.project.id, stage=Stage.FIXED)
    story = loop.trace(fixed[0].error_id)
    assert story.kind == "prediction"
    assert "fixed" in story.of("error")[0].says

    # And everything that happened is in the log, sealed.
    assert loop.seal() is not None
    assert loop.verify_audit().intact
