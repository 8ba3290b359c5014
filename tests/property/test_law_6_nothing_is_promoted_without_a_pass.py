"""Law 6: nothing is promoted without a PASS; an override stays visible for ever."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from errata.core.errors import ErrataError, InputError, NotReady, Refused
from errata.core.events import Event, Verb
from errata.core.model import GateReport, ModelVersion, Promotion, Reason
from errata.core.verdict import Outcome
from errata.flow.loop import Loop
from errata.flow.prove import golden_name
from errata.flow.workspace import champion_of
from errata.testing.strategies import LABELS, SteppedClock, clock_steps
from errata.testing.team import OpenLoop, play

OVERRIDES = [("maria", "the vendor's model is down"), ("maria", " "), (" ", "why"), ("errata", "x")]


class Gatekeeper(RuleBasedStateMachine):
    """Models, reports of every outcome against every champion, and people who try."""

    models = Bundle("models")

    def __init__(self, given: OpenLoop) -> None:
        super().__init__()
        self.given = given
        self.clock = SteppedClock()
        # Candidate, champion, outcome, and whether it was said of today's golden set and of how
        # many changes of champion before.
        self.reports: list[tuple[str, str | None, str, bool, int]] = []
        self.turns: list[tuple[str, Reason]] = []  # champions in order
        self.made: list[tuple[str, str | None]] = []  # promoted, not rolled back to: and from what
        self.n = 0
        self.loop: Loop

    @initialize()
    def begin(self) -> None:
        self._open()

    @rule(target=models)
    def train(self) -> str:
        """A model that runs elsewhere, so that only reports speak for it."""
        self.n += 1
        ws = self.loop._ws()
        model = ModelVersion(
            id=ws.mint(),
            project_id=ws.project.id,
            name=f"model-{self.n}",
            dataset_id=None,
            blob=None,
            trainer=None,
            seed=None,
            policy_version=1,
            code_version="",
            created_at=self.clock(),
        )
        self._put(model, Verb.MODEL_TRAINED)
        return model.id

    @rule(
        model=models,
        outcome=st.sampled_from(list(Outcome)),
        stale=st.booleans(),
        golden=st.sampled_from([golden_name([]), golden_name([]), "another"]),
    )
    def report(self, model: str, outcome: Outcome, stale: bool, golden: str) -> None:
        """What the gate said, against today's champion or another."""
        champion = self._champion()
        if stale:
            earlier = [turn for turn, _ in self.turns if turn != champion]
            champion = earlier[-1] if earlier else None
        ws = self.loop._ws()
        now = golden == golden_name([])
        self.reports.append((model, champion, outcome.value, now, len(self.turns)))
        self._put(
            GateReport(
                id=ws.mint(),
                project_id=ws.project.id,
                candidate_id=model,
                champion_id=champion,
                golden_id=golden,
                outcome=outcome.value,
                verdict={"checks": [], "outcome": outcome.value},
                created_at=self.clock(),
            ),
            Verb.CANDIDATE_PROVED,
        )

    @rule(model=models)
    def promote(self, model: str) -> None:
        champion = self._champion()
        said = [
            (outcome, now and turns == len(self.turns))
            for candidate, against, outcome, now, turns in self.reports
            if (candidate, against) == (model, champion)
        ]
        if model == champion:
            with pytest.raises(NotReady):
                self.loop.promote(model, by="maria")
        elif said and said[-1] == (Outcome.PASS, True):
            self.loop.promote(model, by="maria")
            self.made.append((model, champion))
            self.turns.append((model, Reason.PROVED))
        else:
            with pytest.raises(Refused):
                self.loop.promote(model, by="maria", why="please")

    @rule(model=models, who=st.sampled_from(OVERRIDES))
    def override(self, model: str, who: tuple[str, str]) -> None:
        by, why = who
        if model == self._champion():
            with pytest.raises(ErrataError):
                self.loop.promote(model, by=by, why=why, override=True)
        elif who == OVERRIDES[0]:
            self.made.append((model, self._champion()))
            self.loop.promote(model, by=by, why=why, override=True)
            self.turns.append((model, Reason.OVERRIDE))
        else:
            with pytest.raises(InputError):
                self.loop.promote(model, by=by, why=why, override=True)

    @rule(who=st.sampled_from(OVERRIDES[:3]))
    def rollback(self, who: tuple[str, str]) -> None:
        by, why = who
        champion = self._champion()
        previous = next((before for one, before in reversed(self.made) if one == champion), None)
        if who != OVERRIDES[0]:
            with pytest.raises(InputError):
                self.loop.rollback(by=by, why=why)
        elif previous is None:
            with pytest.raises(NotReady):
                self.loop.rollback(by=by, why=why)
        else:
            self.loop.rollback(by=by, why=why)
            self.turns.append((previous, Reason.ROLLBACK))

    @rule(seconds=clock_steps())
    def step_clock(self, seconds: float) -> None:
        self.clock.step(seconds)

    @rule()
    def reopen(self) -> None:
        self.loop.close()
        self._open()

    @invariant()
    def the_books_show_every_turn(self) -> None:
        if not hasattr(self, "loop"):
            return
        with self.loop.store.snapshot() as view:
            stored = view.find(Promotion, project_id=self.loop.project.id)
            champion = champion_of(view, self.loop.project)
            reports = {r.id: r for r in view.find(GateReport, project_id=self.loop.project.id)}
        assert (champion.id if champion else None) == self._champion()
        assert [(p.model_id, p.reason) for p in stored] == self.turns
        for promotion in stored:
            if promotion.reason is Reason.PROVED:
                proof = reports[promotion.gate_id or ""]
                assert proof.outcome == "PASS"
                assert proof.candidate_id == promotion.model_id
                assert proof.champion_id == promotion.previous_id
            else:
                assert promotion.reason in (Reason.OVERRIDE, Reason.ROLLBACK)
                assert promotion.by.strip()
                assert promotion.why.strip()
                says = "\n".join(self.loop.trace(promotion.model_id).lines())
                assert f"champion ({promotion.reason.value} by {promotion.by})" in says

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            self.loop.close()

    def _champion(self) -> str | None:
        return self.turns[-1][0] if self.turns else None

    def _open(self) -> None:
        self.loop = self.given(kind="text", labels=LABELS, clock=self.clock)

    def _put(self, value: Any, verb: Verb) -> None:
        with self.loop.store.transaction(actor="test", now=self.clock()) as tx:
            tx.put(value)
            tx.record(Event(verb=verb, object_id=value.id))


def test_nothing_is_promoted_without_a_pass(new_project: Any) -> None:
    play(Gatekeeper, new_project, examples=8, steps=30)


@pytest.mark.parametrize("outcome", [Outcome.FAIL, Outcome.INCONCLUSIVE])
def test_a_cycle_that_does_not_pass_leaves_the_champion(new_project: Any, outcome: Outcome) -> None:
    with new_project()(kind="text", labels=LABELS) as loop:
        words = {"blue": "sky sea", "green": "leaf grass", "red": "fire rose"}
        cases = [(f"{words[label]} {n}", label) for n in range(12) for label in LABELS]
        loop.add_base([text for text, _ in cases], [label for _, label in cases])
        held = 300 if outcome is Outcome.FAIL else 6
        # Of these texts the candidate is always wrong; of few of them that proves nothing.
        loop.add_hold(
            [f"{words[LABELS[n % 3]]} held {n}" for n in range(held)],
            [LABELS[(n + 1) % 3] for n in range(held)],
        )
        cycle = loop.run_cycle()
        assert not cycle.promoted
        assert cycle.report["verdict"] == outcome.value
        with pytest.raises(Refused):
            loop.promote()
        assert loop.status().champion is None


def test_of_two_promotions_at_once_one_is_refused(new_project: Any) -> None:
    """Two people promote against the same champion; the second is told that it changed."""
    opened = new_project()
    with opened(kind="text", labels=LABELS) as loop:
        keeper = Gatekeeper(opened)
        keeper.loop = loop
        first, second = keeper.train(), keeper.train()
        keeper.report(first, Outcome.PASS, False, golden_name([]))
        keeper.report(second, Outcome.PASS, False, golden_name([]))
        loop.promote(first, by="maria")
        with pytest.raises(Refused):
            loop.promote(second, by="noor")
        assert loop.status().champion == "model-1"
