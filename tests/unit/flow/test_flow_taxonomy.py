"""Edits of the taxonomy, and edge cases that enter the guidelines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import errata
from errata.core.error_record import ErrorRecord
from errata.core.errors import Conflict, InputError, NotFound
from errata.core.project import Cause, Remedy
from errata.core.task import Resolution, Review, Task
from errata.flow.causes import add_cause, change_cause, listed, stands_in
from errata.flow.edge_case import add_edge_case
from errata.flow.guidelines import current_guideline, publish_guideline
from errata.flow.lead.heat_map import heat_map
from errata.flow.loop import Loop
from errata.flow.replace_cause import CausePart, merge_cause, rename_cause, split_cause

LABELS = ["card", "refund", "transfer"]
POLICY = {
    "triage": {"audit_rate": 0.0},
    "consensus": {"minimum": 1, "maximum": 1, "bar": 0.6},
    "review": {"model_prior": False, "hold_minimum": 1},
}


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with errata.open(
        f"sqlite:///{tmp_path}/e.db", project="tickets", kind="text", labels=LABELS, policy=POLICY
    ) as loop:
        yield loop


def corrected(loop: Loop, *causes: str, label: str = "refund") -> list[str]:
    """One error a cause; the tasks."""
    tasks = []
    for k, cause in enumerate(causes):
        loop.capture([f"text {cause} {k}"], [[0.5, 0.3, 0.2]], model="v1")
        task = loop.claim(reviewer="ann")
        assert task is not None
        loop.submit(task, label=label, cause=cause, why=f"they want {k}")
        tasks.append(task.id)
    return tasks


def used(loop: Loop) -> dict[str, int]:
    return {one.cause.name: one.used for one in listed(loop._ws()) if one.used}


class TestCauses:
    def test_a_merge_moves_the_counts_and_no_review(self, loop: Loop) -> None:
        ws = loop._ws()
        corrected(loop, "bias", "bias", "ambiguous")
        done = merge_cause(ws, "bias", "ambiguous")
        assert (done.errors, done.reviews, done.became) == (2, 2, ("ambiguous",))
        assert done.says.startswith("bias became ambiguous: 2 errors now under ambiguous; what")
        assert used(loop) == {"ambiguous": 3}
        (kept,) = (one for one in listed(ws) if one.cause.name == "ambiguous")
        assert kept.taken == {"bias": 2}
        seen = heat_map(ws)
        assert (seen.columns, seen.counts) == (["ambiguous"], [[3]])
        with loop.store.snapshot() as view:
            assert sorted(str(one.cause) for one in view.find(Review)) == [
                "ambiguous", "bias", "bias",
            ]  # fmt: skip
            assert view.count(ErrorRecord, cause="bias") == 2
        version = loop.curate()
        assert version.report["by_cause"] == {"ambiguous": 3}

    def test_a_new_name_can_be_renamed_again(self, loop: Loop) -> None:
        ws = loop._ws()
        corrected(loop, "bias")
        rename_cause(ws, "bias", "leaning")
        done = rename_cause(ws, "leaning", "slanted")
        assert (done.errors, done.reviews) == (1, 1)
        assert used(loop) == {"slanted": 1}
        (made,) = (one.cause for one in listed(ws) if one.cause.name == "slanted")
        assert (made.remedy, made.retired) == (Remedy.COLLECT_DATA, False)
        with pytest.raises(InputError, match="leaning, which took its place") as refused:
            corrected(loop, "bias")
        assert "Choose again" in str(refused.value)

    def test_a_split_leaves_what_nobody_told_apart_where_it_was(self, loop: Loop) -> None:
        ws = loop._ws()
        corrected(loop, "bias")
        done = split_cause(
            ws,
            "bias",
            [
                CausePart(name="by dialect", meaning="it leans on dialect"),
                CausePart(name="ambiguous"),
            ],
        )
        assert done.became == ("by dialect", "ambiguous")
        assert "1 error under its name still" in done.says
        assert used(loop) == {"bias": 1}
        with loop.store.snapshot() as view:
            assert stands_in(view, ws)["bias"] == "bias"
        with pytest.raises(InputError, match="by dialect or ambiguous"):
            corrected(loop, "bias")
        loop.capture(["another"], [[0.5, 0.3, 0.2]], model="v1")
        task = loop.claim(reviewer="bob")
        assert task is not None
        loop.submit(task, label="refund", cause="by dialect")
        assert used(loop) == {"bias": 1, "by dialect": 1}

    def test_back_in_use_a_cause_counts_for_itself(self, loop: Loop) -> None:
        ws = loop._ws()
        corrected(loop, "bias")
        merge_cause(ws, "bias", "ambiguous")
        change_cause(ws, "bias", retired=False)
        assert used(loop) == {"bias": 1}
        with loop.store.snapshot() as view:
            versions = [(c.version, c.retired, c.became) for c in view.find(Cause, name="bias")]
        assert versions == [(1, False, ""), (2, True, "ambiguous"), (3, False, "")]
        merge_cause(ws, "ambiguous", "bias")  # the other way round is no circle
        assert used(loop) == {"bias": 1}

    def test_what_cannot_be_replaced_is_refused(self, loop: Loop) -> None:
        ws = loop._ws()
        change_cause(ws, "bias", retired=True)
        with pytest.raises(NotFound, match="no cause is named"):
            merge_cause(ws, "nothing", "ambiguous")
        with pytest.raises(InputError, match="the retired cause"):
            merge_cause(ws, "ambiguous", "bias")
        with pytest.raises(InputError, match="into itself"):
            merge_cause(ws, "ambiguous", "ambiguous")
        with pytest.raises(Conflict, match="exists"):
            rename_cause(ws, "ambiguous", "bias")
        for parts in (["new_class"], ["new_class", "new_class"], ["ambiguous", "new_class"]):
            with pytest.raises(InputError, match="two other causes"):
                split_cause(ws, "ambiguous", [CausePart(name=name) for name in parts])
        with pytest.raises(InputError, match="without a meaning"):
            split_cause(ws, "ambiguous", [CausePart(name="x"), CausePart(name="y")])
        with pytest.raises(InputError, match="one line"):
            add_cause(ws, "two\nlines", remedy=Remedy.FIX_INPUT, meaning="m")


class TestEdgeCases:
    def test_one_click_makes_a_version_with_both_examples(self, loop: Loop) -> None:
        ws = loop._ws()
        publish_guideline(ws, "## refund\nMoney back.\n", changes="first")
        (task,) = corrected(loop, "ambiguous")
        made = add_edge_case(ws, task)
        assert made.guideline.version == 2
        assert made.guideline.text == (
            "## refund\nMoney back.\n\n- Do: “text ambiguous 0”: they want 0\n"
            "\n## card\n- Don't: “text ambiguous 0”: it is refund: they want 0\n"
        )
        assert made.guideline.changes.startswith("A new edge case of refund: “text ambiguous 0”")
        with pytest.raises(InputError, match="is in the guidelines"):
            add_edge_case(ws, task)

    def test_the_lead_may_say_why_and_what_it_is_not(self, loop: Loop) -> None:
        ws = loop._ws()
        (task,) = corrected(loop, "ambiguous")
        made = add_edge_case(ws, task, why="w" * 3000, mistaken_for="")
        assert len(made.lines) == 1
        assert len(made.guideline.changes) == 2000
        with pytest.raises(InputError, match="the label 'nope'"):
            add_edge_case(ws, task, mistaken_for="nope")

    def test_what_is_not_settled_is_no_example(self, loop: Loop) -> None:
        ws = loop._ws()
        with pytest.raises(NotFound, match="no task"):
            add_edge_case(ws, "nothing")
        loop.capture(["open"], [[0.5, 0.3, 0.2]], model="v1")
        with loop.store.snapshot() as view:
            (task,) = view.find(Task)
        with pytest.raises(InputError, match="not settled"):
            add_edge_case(ws, task.id)
        assert current(loop) is None

    def test_the_hold_never_teaches(self, tmp_path: Path) -> None:
        policy = {**POLICY, "triage": {"audit_rate": 1.0}}
        with errata.open(
            f"sqlite:///{tmp_path}/h.db", project="t", kind="text", labels=LABELS, policy=policy
        ) as loop:
            loop.capture([f"text {k}" for k in range(20)], [[0.9, 0.06, 0.04]] * 20, model="v1")
            while (task := loop.claim(reviewer="ann")) is not None:
                loop.submit(task, label="refund")
            with loop.store.snapshot() as view:
                held = [one.task_id for one in view.find(Resolution, hold=True)]
            assert held
            with pytest.raises(InputError, match="a case of the hold"):
                add_edge_case(loop._ws(), held[0])


def current(loop: Loop) -> object:
    with loop.store.snapshot() as view:
        return current_guideline(view, loop._ws())
