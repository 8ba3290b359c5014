"""Law 3: only agreed truth trains.

An example enters a dataset version only through an accepted or adjudicated resolution, a trusted
outcome, or the base that the project started from.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from hypothesis.stateful import invariant

from errata.core.dataset import DatasetVersion, InjectedExample, Source
from errata.core.ids import to_text
from errata.core.outcome import OutcomeReport
from errata.core.ports import Snapshot
from errata.core.task import Answer, Resolution, ResolutionKind, Review
from errata.flow.base import examples_of
from errata.testing.strategies import LABELS, text_of
from errata.testing.team import EXPERT, TRUSTED, Team, play


class Learns(Team):
    """Follows every example of every version back to the people who agreed."""

    followed: ClassVar[Counter[str]] = Counter()  # over all examples: a test must look at some

    def after(self, what: str, *, changed: bool, result: Any = None, **given: Any) -> None:
        if what == "curate" and result is not None:
            with self.loop.store.snapshot() as view:
                self.look(view, result)

    def look(self, view: Snapshot, version: DatasetVersion) -> None:
        ws = self.loop._ws()
        examples = examples_of(ws, version)
        injected = {
            one.item_id: one
            for one in view.find(InjectedExample, project_id=version.project_id)
            if one.dataset_id == version.id
        }
        assert len(injected) == version.n_injected
        assert {each.value for each in Source} >= set(examples.source)
        rows = zip(
            to_text(examples.items.ids),
            examples.labels.tolist(),
            examples.source.tolist(),
            examples.source_ids.tolist(),
            strict=True,
        )
        for item, label, source, source_id in rows:
            if source == Source.BASE:
                assert self.has_base
                assert item not in injected
                continue
            example = injected.pop(item)
            self.followed[source] += 1
            assert (example.source, example.source_id) == (source, source_id)
            assert example.label == ws.project.labels[label]
            self.stands(view, example)
        assert not injected

    def stands(self, view: Snapshot, example: InjectedExample) -> None:
        if example.source is Source.OUTCOME:
            outcome = view.get(OutcomeReport, example.source_id)
            assert outcome.trusted
            assert outcome.by == TRUSTED
            assert (outcome.label, outcome.item_id) == (example.label, example.item_id)
            return
        resolution = view.get(Resolution, example.source_id)
        assert resolution.kind in (ResolutionKind.ACCEPTED, ResolutionKind.ADJUDICATED)
        assert (resolution.label, resolution.item_id) == (example.label, example.item_id)
        assert not resolution.hold

    @invariant()
    def people_stand_behind_every_resolution(self) -> None:
        if not hasattr(self, "loop"):
            return
        rules = self.policy["consensus"]
        with self.loop.store.snapshot() as view:
            reviews = view.find(Review, project_id=self.loop.project.id)
            for resolution in view.find(Resolution, project_id=self.loop.project.id):
                mine = [r for r in reviews if r.task_id == resolution.task_id]
                counted = [r for r in mine if r.answer is not Answer.SKIP]
                said = Counter(r.label for r in counted)
                if resolution.kind is ResolutionKind.REJECTED:
                    assert resolution.label is None
                    continue
                assert said[resolution.label] >= 1, "nobody gave this label"
                if resolution.kind is ResolutionKind.ADJUDICATED:
                    by = {r.reviewer for r in counted if r.label == resolution.label}
                    assert EXPERT in by
                    assert len(counted) > rules["maximum"]
                else:
                    least = self.policy["review"]["hold_minimum"] if resolution.hold else 1
                    assert len(counted) >= max(rules["minimum"], least)
                    assert resolution.posterior >= 0.95


class LearnsFromFew(Learns):
    """Where the hold asks for more answers than the policy allows in all."""

    policy: ClassVar[dict[str, dict[str, Any]]] = {
        **Team.policy,
        "consensus": {"minimum": 1, "maximum": 1},
    }


def test_only_agreed_truth_trains(new_project: Any) -> None:
    Learns.followed.clear()
    play(Learns, new_project, examples=8, steps=40)
    assert Learns.followed[Source.RESOLUTION] >= 3
    assert Learns.followed[Source.OUTCOME] >= 3


def test_only_agreed_truth_trains_where_few_are_asked(new_project: Any) -> None:
    play(LearnsFromFew, new_project, examples=4, steps=20)


def test_a_sure_model_does_not_outvote_its_only_reviewer(new_project: Any) -> None:
    with new_project()(kind="text", labels=LABELS, policy={"triage": {"audit_rate": 1.0}}) as loop:
        n = 12
        sure = [[0.9999, 0.00005, 0.00005]] * n
        loop.capture([text_of(case) for case in range(n)], sure, model="m")
        for reviewer in ("ada", "bo", "cy"):
            while (task := loop.claim(reviewer=reviewer)) is not None:
                loop.submit(task, label=LABELS[1], why="plainly green")
        with loop.store.snapshot() as view:
            found = view.find(Resolution, project_id=loop.project.id)
        assert found
        assert {resolution.label for resolution in found} == {LABELS[1]}
