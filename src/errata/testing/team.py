"""Team: a Hypothesis machine that plays a team at work on one project.

It captures, reviews, corrects, holds, curates, steps the clock and reopens the store, in any
order. A law is a subclass that looks at what came of it. `before` and `after` are called around
each call on the loop. Needs the package hypothesis.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from errata.core.errors import LeaseLost, NotReady
from errata.core.task import ClaimedTask
from errata.flow.loop import Loop
from errata.testing.strategies import (
    LABELS,
    SeededEntropy,
    SteppedClock,
    clock_steps,
    groups,
    labels,
    probability_rows,
    text_of,
    texts,
)

PEOPLE = ("ada", "bo", "cy", "di", "eve")
EXPERT = "ed"
TRUSTED = "agent"
MODEL = "m1"
POLICY: dict[str, dict[str, Any]] = {
    "triage": {"audit_rate": 0.5, "threshold": 0.95},
    "review": {"lease_seconds": 600.0, "hold_minimum": 2},
    "consensus": {"minimum": 1, "maximum": 3},
    "outcomes": {"trusted": [TRUSTED]},
}

OpenLoop = Callable[..., Loop]  # the keywords of errata.open that the machine chooses


class Team(RuleBasedStateMachine):
    """A team at work. `given` opens the project: the same one each time it is called."""

    policy: ClassVar[dict[str, dict[str, Any]]] = POLICY

    def __init__(self, given: OpenLoop) -> None:
        super().__init__()
        self.open_loop = given
        self.clock = SteppedClock()
        self.predictions: list[str] = []
        self.hands: list[ClaimedTask] = []  # tasks that somebody took; some are lost by now
        self.answers = 0
        self.has_base = False
        self.loop: Loop

    # -- what a law may look at -----------------------------------------------------------------

    def before(self, what: str) -> None:
        """A call is about to be made."""

    def after(self, what: str, *, changed: bool, result: Any = None, **given: Any) -> None:
        """A call returned; `changed` says whether it changed anything."""

    # -- the team -------------------------------------------------------------------------------

    @initialize(seed=st.integers(0, 2**32), n=st.integers(0, 6))
    def begin(self, seed: int, n: int) -> None:
        """Open the project, perhaps with a base."""
        self.entropy = SeededEntropy(seed)
        self._reopen()
        if n:
            self.has_base = True
            self._base([text_of(100 + case) for case in range(n)], n)

    @rule(
        rows=st.lists(st.tuples(texts(), groups(), probability_rows()), min_size=1, max_size=6),
        known=st.booleans(),
    )
    def capture(self, rows: list[tuple[str, str | None, list[float]]], known: bool) -> None:
        """A model answers."""
        self.before("capture")
        said = self.loop.capture(
            [text for text, _, _ in rows],
            [row for _, _, row in rows] if known else None,
            model=MODEL,
            predicted=None if known else [LABELS[row.index(max(row))] for _, _, row in rows],
            groups=[group for _, group, _ in rows],
        )
        self.predictions += said.ids
        self.after("capture", changed=True, result=said, texts=[text for text, _, _ in rows])

    @rule(
        rows=st.lists(st.tuples(texts(), groups(), probability_rows()), min_size=4, max_size=8),
        label=labels(),
    )
    def a_day(self, rows: list[tuple[str, str | None, list[float]]], label: str) -> None:
        """Everything once: without it a random team seldom gets far."""
        self.capture(rows, known=True)
        for ident in self.predictions[-2:]:
            self.before("correct")
            said = self.loop.correct(ident, label=label, by=TRUSTED, why=self._words())
            self.after("correct", changed=True, result=said, by=TRUSTED)
        for who in (*PEOPLE[:3], EXPERT):
            self.work(who, label, 4)
        self.curate()

    @rule(who=st.sampled_from((*PEOPLE, EXPERT)))
    def claim(self, who: str) -> None:
        """Somebody takes a task and keeps it."""
        task = self._claim(who)
        if task is not None:
            self.hands.append(task)

    @rule(who=st.sampled_from((*PEOPLE, EXPERT)), label=labels(), n=st.integers(1, 6))
    def work(self, who: str, label: str, n: int) -> None:
        """Somebody takes and answers several tasks, mostly as the first said."""
        for _ in range(n):
            task = self._claim(who)
            if task is None:
                return
            self._submit(task, label)

    @rule(
        data=st.data(), label=labels(), kind=st.sampled_from(["label", "label", "unsure", "skip"])
    )
    def answer(self, data: st.DataObject, label: str, kind: str) -> None:
        """A task in somebody's hands is answered, in time or late."""
        task = self._one_in_hand(data)
        if task is not None:
            self._submit(task, label, kind)

    @rule(data=st.data(), longer=st.booleans())
    def keep_or_give_back(self, data: st.DataObject, longer: bool) -> None:
        """A lease is renewed, or given up."""
        task = self._one_in_hand(data)
        if task is None:
            return
        what = "heartbeat" if longer else "release"
        self.before(what)
        try:
            if longer:
                self.hands.append(self.loop.heartbeat(task))
            else:
                self.loop.release(task)
        except LeaseLost:
            self.after(what, changed=False)
        else:
            self.after(what, changed=True, reviewer=task.reviewer)

    @rule(data=st.data(), label=st.none() | labels(), trusted=st.booleans())
    def correct(self, data: st.DataObject, label: str | None, trusted: bool) -> None:
        """The world says something of a prediction."""
        if not self.predictions:
            return
        ident = data.draw(st.sampled_from(self.predictions))
        by, why = TRUSTED if trusted else "stranger", self._words()
        self.before("correct")
        said = self.loop.correct(ident, label=label, by=by, why=why, cause="ambiguous")
        self.after("correct", changed=True, result=said, by=by)

    @rule(rows=st.lists(st.tuples(texts(), groups(), labels()), min_size=1, max_size=2))
    def add_hold(self, rows: list[tuple[str, str | None, str]]) -> None:
        """Verified cases are set aside."""
        self.before("add_hold")
        n = self.loop.add_hold(
            [text for text, _, _ in rows],
            [label for _, _, label in rows],
            groups=[group for _, group, _ in rows],
        )
        self.after("add_hold", changed=n > 0, result=n)

    @rule()
    def curate(self) -> None:
        """The next dataset version."""
        self.before("curate")
        with self.loop.store.snapshot() as view:
            before = _everything(view, self.loop)
        try:
            version = self.loop.curate()
        except NotReady:
            self.after("curate", changed=False)
            return
        with self.loop.store.snapshot() as view:
            changed = _everything(view, self.loop) != before
        self.after("curate", changed=changed, result=version)

    @rule()
    def compact(self) -> None:
        """Hot predictions become a segment."""
        self.before("compact")
        moved = self.loop.compact()
        self.after("compact", changed=moved > 0, result=moved)

    @rule()
    def seal(self) -> None:
        """The audit log is sealed."""
        self.before("seal")
        head = self.loop.seal()
        self.after("seal", changed=False, result=head)

    @rule(seconds=clock_steps())
    def step_clock(self, seconds: float) -> None:
        """Time passes, or the clock is set back."""
        self.clock.step(seconds)

    @rule()
    def reopen(self) -> None:
        """The process ends, another opens the store."""
        self.loop.close()
        self._reopen()

    def teardown(self) -> None:
        """A last day, so that no example ends with nothing to look at; then let go of the store."""
        if hasattr(self, "loop"):
            sure = [[0.998, 0.001, 0.001], [0.3, 0.4, 0.3]]
            self.a_day([(text_of(case), None, sure[case % 2]) for case in range(6)], LABELS[1])
            self.loop.close()

    # -- inside ---------------------------------------------------------------------------------

    def _reopen(self) -> None:
        self.loop = self.open_loop(
            kind="text",
            labels=LABELS,
            policy=self.policy,
            clock=self.clock,
            entropy=self.entropy,
        )

    def _base(self, given: list[str], n: int) -> None:
        self.before("add_base")
        version = self.loop.add_base(given, [LABELS[row % len(LABELS)] for row in range(n)])
        self.after("add_base", changed=True, result=version)

    def _claim(self, who: str) -> ClaimedTask | None:
        self.before("claim")
        task = self.loop.claim(reviewer=who, skills=["expert"] if who == EXPERT else [])
        self.after("claim", changed=task is not None, result=task, reviewer=who)
        return task

    def _submit(self, task: ClaimedTask, label: str, kind: str = "label") -> None:
        self.before("submit")
        why, draft, resolution = self._words(), False, None
        try:
            if kind == "skip":
                resolution = self.loop.skip(task, why=why)
            else:
                unsure = kind == "unsure"
                resolution = self.loop.submit(
                    task, label=None if unsure else label, unsure=unsure, why=why
                )
        except LeaseLost:
            draft = True
        self.after(
            "submit",
            changed=True,
            result=resolution,
            draft=draft,
            task=task,
            reviewer=task.reviewer,
            label=label if kind == "label" else None,
            why=why,
        )

    def _one_in_hand(self, data: st.DataObject) -> ClaimedTask | None:
        return data.draw(st.sampled_from(self.hands)) if self.hands else None

    def _words(self) -> str:
        self.answers += 1
        return f"because-{self.answers}"


def _everything(view: Any, loop: Loop) -> tuple[int, ...]:
    from errata.core.dataset import DatasetVersion, HeldCase

    return tuple(
        view.count(kind, project_id=loop.project.id) for kind in (DatasetVersion, HeldCase)
    )


def play(
    machine: Callable[[OpenLoop], RuleBasedStateMachine],
    fresh: Callable[[], OpenLoop],
    *,
    examples: int,
    steps: int,
) -> None:
    """Run a machine on so many fresh projects, up to so many steps each.

    A failure is not shrunk: on a database that takes minutes, and the steps are printed.
    """
    factory: Any = lambda: machine(fresh())  # noqa: E731
    run_state_machine_as_test(
        factory,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, phases=[Phase.generate]
        ),
    )
