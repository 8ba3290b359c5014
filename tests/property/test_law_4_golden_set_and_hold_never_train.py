"""Law 4: golden set and hold are never trained on, nor a near-duplicate nor the same group."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errata.core.dataset import DatasetVersion, Fold, HeldCase, InjectedExample
from errata.core.ids import to_text
from errata.core.model import ModelVersion
from errata.core.ports import Snapshot
from errata.core.task import Task
from errata.flow.base import examples_of
from errata.flow.judged import judge
from errata.flow.loop import Loop
from errata.flow.tasks import in_hold
from errata.flow.workspace import groups_of
from errata.testing.strategies import LABELS, SteppedClock, case_of, groups, text_of
from errata.testing.team import Team, play


def texts_of(view: Snapshot, project: str, items: list[str]) -> set[str]:
    return set(view.contents(project, items).texts()) if items else set()


class Guarded(Team):
    """Holds each new version against everything that was held by then."""

    looked: ClassVar[Counter[str]] = Counter()  # over all examples: a test must look at some

    def after(self, what: str, *, changed: bool, result: Any = None, **given: Any) -> None:
        if what == "curate" and result is not None:
            with self.loop.store.snapshot() as view:
                self.look(view, result)

    def look(self, view: Snapshot, version: DatasetVersion) -> None:
        project = self.loop.project.id
        examples = examples_of(self.loop._ws(), version)
        held = view.find(HeldCase, project_id=project)
        waiting = view.find(Task, project_id=project, hold=True)  # answered or not
        kept = {case.item_id for case in held} | {task.item_id for task in waiting}
        groups_kept = {case.group for case in held} | {task.group for task in waiting}
        texts_kept = {case_of(text) for text in texts_of(view, project, sorted(kept))}
        self.looked["trained"] += len(examples)
        self.looked["kept out"] += sum(version.report.get("leakage", {}).values())
        self.looked["held"] += len(kept)
        assert not kept & set(to_text(examples.items.ids))
        assert not (groups_kept - {""}) & set(groups_of(examples.items))
        assert not texts_kept & {case_of(text) for text in examples.items.texts()}
        trained = {
            one.prediction_id
            for one in view.find(InjectedExample, project_id=project)
            if one.dataset_id == version.id
        }
        assert not trained & {task.prediction_id for task in waiting}


class Audited(Guarded):
    """Everything is an audit, so that half of all groups is held."""

    policy: ClassVar[dict[str, dict[str, Any]]] = {
        **Team.policy,
        "triage": {"audit_rate": 1.0, "threshold": 0.5},
    }


def test_what_is_held_never_trains(new_project: Any) -> None:
    Guarded.looked.clear()
    play(Guarded, new_project, examples=5, steps=25)
    assert Guarded.looked["trained"] >= 20
    assert Guarded.looked["kept out"] >= 3
    assert Guarded.looked["held"] >= 20


def test_what_is_held_never_trains_where_half_of_all_is_held(new_project: Any) -> None:
    play(Audited, new_project, examples=4, steps=20)


def learned(loop: Loop, n: int) -> None:
    """A base of n cases, each its own group, and a model trained on it."""
    loop.add_base(
        [text_of(case) for case in range(n)],
        [LABELS[case % 3] for case in range(n)],
        groups=[f"group-{case}" for case in range(n)],
    )
    loop.retrain()


@settings(max_examples=6)
@given(
    late=st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 2), groups(12)), min_size=1, max_size=12
    )
)
def test_no_model_is_judged_by_what_it_trained_on_even_if_held_later(
    new_project: Any, late: list[tuple[int, int, str | None]]
) -> None:
    n = 12
    clock = SteppedClock()
    with new_project()(kind="text", labels=LABELS, clock=clock) as loop:
        learned(loop, n)
        loop.add_hold(
            [text_of(case, variant) for case, variant, _ in late],
            [LABELS[case % 3] for case, _, _ in late],
            groups=[group for _, _, group in late],
            must_pass=True,
        )
        with loop.store.snapshot() as view:
            ws = loop._ws()
            models = view.find(ModelVersion, project_id=loop.project.id)
            cases = judge(ws, view, Fold.GOLDEN, models).cases
            judged_by = texts_of(view, loop.project.id, [case.item_id for case in cases])
    assert not {case_of(text) for text in judged_by} & {text_of(case) for case in range(n)}
    assert not {case.group for case in cases} & {f"group-{case}" for case in range(n)}
    fresh = {
        text_of(case, variant)
        for case, variant, group in late
        if case >= n and (group is None or int(group.removeprefix("group-")) >= n)
    }
    assert fresh <= judged_by, "cases that are nobody's training are judged by"


def test_half_of_the_audits_are_held_and_a_group_is_held_whole(new_project: Any) -> None:
    with new_project()(kind="text", labels=LABELS, policy=Audited.policy) as loop:
        n = 400
        loop.capture(
            [text_of(case) for case in range(n)],
            [[0.8, 0.1, 0.1]] * n,
            model="m",
            groups=[f"group-{case % 100}" for case in range(n)],
        )
        with loop.store.snapshot() as view:
            tasks = view.find(Task, project_id=loop.project.id)
        sides = {(task.group, task.hold) for task in tasks}
        assert len(tasks) == n
        assert len(sides) == 100, "no group is on both sides"
        assert 25 <= sum(hold for _, hold in sides) <= 75
        first = tasks[0]
        again = in_hold(loop._ws(), [first.group], _items(loop, [first.item_id]))
        assert again.tolist() == [first.hold]


def _items(loop: Loop, items: list[str]) -> Any:
    with loop.store.snapshot() as view:
        return view.contents(loop.project.id, items).ids


def test_a_trusted_outcome_cannot_take_a_held_prediction_into_training(new_project: Any) -> None:
    with new_project()(kind="text", labels=LABELS, policy=Audited.policy) as loop:
        n = 24
        said = loop.capture([text_of(case) for case in range(n)], [[0.8, 0.1, 0.1]] * n, model="m")
        for ident in said.ids:
            loop.correct(ident, label=LABELS[1], by="agent")
        loop.curate()
        with loop.store.snapshot() as view:
            hold = {t.prediction_id for t in view.find(Task, project_id=loop.project.id, hold=True)}
            trained = view.find(InjectedExample, project_id=loop.project.id)
        assert hold
        assert trained
        assert not hold & {example.prediction_id for example in trained}


@pytest.mark.parametrize("fold", list(Fold))
def test_folds_never_share_a_group(new_project: Any, fold: Fold) -> None:
    with new_project()(kind="text", labels=LABELS) as loop:
        n = 200
        loop.add_hold(
            [text_of(case) for case in range(n)],
            [LABELS[case % 3] for case in range(n)],
            groups=[f"group-{case % 100}" for case in range(n)],
        )
        with loop.store.snapshot() as view:
            cases = view.find(HeldCase, project_id=loop.project.id)
    here = {case.group for case in cases if case.fold is fold}
    assert not here & {case.group for case in cases if case.fold is not fold}
    assert here
