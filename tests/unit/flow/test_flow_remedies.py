"""Remedies: causes and reasons of errors, added up to what should be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import errata
from errata.core.advice import Advice
from errata.core.dataset import InjectedExample
from errata.core.project import Cause, Remedy
from errata.flow.base import examples_of
from errata.flow.loop import Loop
from errata.flow.remedies import remedies, standing

LABELS = ["card", "refund", "transfer"]
POLICY: dict[str, Any] = {
    "triage": {"audit_rate": 0.0, "threshold": 1.0},
    "review": {"model_prior": False},
    "consensus": {"minimum": 1, "bar": 0.85},
    "curate": {"golden_share": 0.0, "minimum_per_slice": 0},
}


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with errata.open(
        f"sqlite:///{tmp_path}/e.db", project="tickets", kind="text", labels=LABELS,
        policy=POLICY, clock=Clock(),
    ) as loop:  # fmt: skip
        yield loop


Case = tuple[str, str, str | None, str]  # channel, what is right, cause, why


def judged(loop: Loop, cases: Sequence[Case]) -> None:
    """Items that the model calls card, each with what a reviewer says."""
    names = [f"message {row}" for row in range(len(cases))]
    loop.capture(
        names,
        [[0.4, 0.3, 0.3]] * len(cases),
        model="v1",
        attributes={"channel": [channel for channel, *_ in cases]},
    )
    of = dict(zip(names, cases, strict=True))
    for _ in cases:
        task = loop.claim(reviewer="ann")
        assert task is not None
        _, label, cause, why = of[task.item]
        assert loop.submit(task, label=label, cause=cause, why=why) is not None


DIM = ["the scan is too dim", "Scan too dim", "too dim, the scan"]


def mixed(n: int = 20) -> list[Case]:
    """Dim faxes; on the web all is well but for a few errors."""
    fax: list[Case] = [("fax", "refund", "noisy_input", DIM[row % 3]) for row in range(n)]
    web: list[Case] = [("web", "card", None, "") for _ in range(2 * n)]
    few: list[Case] = [("web", "transfer", "underrepresented", "we never saw such a wire")] * 4
    return [*fax, *web, *few]


def test_before_any_error_there_is_no_advice(loop: Loop) -> None:
    judged(loop, [("web", "card", None, "")] * 3)
    found = remedies(loop._ws())
    assert (found.vectors, found.classes, found.whole.errors) == ((), (), 0)
    assert found.whole.remedy is None
    assert not found.whole.clear
    assert found.whole.says == "0 errors, none with a cause: nobody has said why yet"


def test_each_place_gets_the_remedy_that_its_causes_ask_for(loop: Loop) -> None:
    judged(loop, mixed())
    found = loop.remedies()
    whole = found.whole
    assert (whole.errors, whole.explained, whole.remedy, whole.clear) == (
        24, 24, Remedy.FIX_INPUT, True,
    )  # fmt: skip
    assert whole.share is not None
    assert whole.share.value == 20 / 24
    assert whole.share.low < whole.share.value < whole.share.high
    assert [(each.remedy, each.n) for each in whole.remedies] == [
        (Remedy.FIX_INPUT, 20), (Remedy.COLLECT_DATA, 4),
    ]  # fmt: skip
    assert whole.says.startswith("fix the input: 83% (")
    assert {each.name: each.remedy for each in found.classes} == {
        "refund": Remedy.FIX_INPUT, "transfer": Remedy.COLLECT_DATA,
    }  # fmt: skip


def test_an_error_vector_has_its_own_advice(loop: Loop) -> None:
    judged(loop, mixed(30))
    place = next(each for each in loop.remedies().vectors if each.predicate == {"channel": "fax"})
    assert (place.errors, place.remedy, place.share and place.share.value) == (
        30, Remedy.FIX_INPUT, 1.0,
    )  # fmt: skip
    assert [(each.cause, each.n) for each in place.causes] == [("noisy_input", 30)]


def test_reasons_that_say_the_same_are_told_together_with_examples(loop: Loop) -> None:
    judged(loop, mixed())
    dim, wire = loop.remedies().whole.reasons
    assert (dim.n, wire.n) == (20, 4)
    assert dim.says in DIM
    assert len(dim.examples) == 3
    assert dim.examples[0].excerpt == "message 19"
    assert (dim.examples[0].predicted, dim.examples[0].label) == ("card", "refund")


def test_where_two_remedies_are_about_as_frequent_it_says_so(loop: Loop) -> None:
    judged(loop, [("web", "refund", "ambiguous", "")] * 5 + [("web", "refund", "bias", "")] * 4)
    whole = loop.remedies().whole
    assert whole.remedy is Remedy.REFINE_GUIDELINES
    assert not whole.clear
    assert "another remedy may be as frequent" in whole.says
    assert whole.reasons == ()


def test_errors_without_a_cause_are_told_as_unexplained(loop: Loop) -> None:
    judged(loop, [("web", "refund", None, "")] * 3)
    whole: Advice = loop.remedies().whole
    assert (whole.errors, whole.explained, whole.remedy, whole.share) == (3, 0, None, None)
    assert "3 errors, none with a cause" in whole.says


def test_a_cause_counts_where_it_went() -> None:
    def cause(name: str, became: str = "") -> Cause:
        return Cause(
            id=name, project_id="p", name=name, remedy=Remedy.FIX_INPUT, meaning="m",
            became=became, created_at=datetime(2026, 3, 1, tzinfo=UTC),
        )  # fmt: skip

    known = {one.name: one for one in (cause("a", "b"), cause("b", "c"), cause("c"))}
    assert [standing(known, name) for name in ("a", "c", None, "z")] == ["c", "c", None, None]
    ring = {one.name: one for one in (cause("a", "b"), cause("b", "a"))}
    assert standing(ring, "a") == "a"


def test_cause_and_reason_travel_with_the_example_into_the_dataset_version(loop: Loop) -> None:
    """As a record of its own, and inside the Parquet part that trains."""
    judged(loop, mixed())
    made = loop.curate()
    with loop.store.snapshot() as view:
        injected = view.find(InjectedExample, dataset_id=made.id)
    told = {(one.label, one.cause) for one in injected}
    assert {("refund", "noisy_input"), ("transfer", "underrepresented")} <= told
    assert {one.why for one in injected if one.label == "refund"} == set(DIM)
    inside = examples_of(loop._ws(), made)
    rows = zip(inside.source_ids, inside.cause, inside.why, strict=True)
    carried = {source: (cause, why) for source, cause, why in rows}
    for one in injected:
        assert carried[one.source_id] == (one.cause or "", one.why)
    assert made.report["by_cause"]["noisy_input"] == 20
