"""A victim's life: what the crash harness's process does on a store until it is killed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import numpy as np

from errata import wire
from errata.core.errors import LeaseLost, NotReady
from errata.core.ids import to_text, uuid7_batch
from errata.core.task import ClaimedTask
from errata.flow.loop import Loop
from errata.testing.crash_steps import Steps

PROJECT = "crash"
LABELS = ("a", "b", "c", "d")
POLICY = {
    "triage": {"audit_rate": 0.05, "threshold": 0.9},
    "consensus": {"minimum": 1, "maximum": 3},
    "review": {"hold_minimum": 2},
    "outcomes": {"trusted": ["agent"]},
}
REVIEWERS = ("r1", "r2", "r3", "r4", "r5")
LEASE = timedelta(seconds=601)  # longer than a lease lasts
FIRST = ("capture_hot", "capture_segment", "add_hold")  # before these there is nothing to work on

# How often each operation is chosen; the slow ones are hit by more kills than their share.
OFTEN = {
    "capture_hot": 4, "capture_segment": 3, "replay": 2, "claim_submit": 8, "late_submit": 3,
    "release": 1, "correct": 4, "compact": 3, "seal": 3, "curate": 3, "add_base": 2, "add_hold": 2,
}  # fmt: skip


@dataclass
class Life:
    """One child's work, from opening the store to its death."""

    url: str
    files: str
    say: Callable[[dict[str, Any]], None]
    steps: Steps
    rng: Random
    tag: str  # tells this life's answers from all others
    opened: Callable[[], None] = lambda: None  # called once the store is open
    early: bool = False  # acknowledge before the call: a harness that cannot see this is blind
    known: list[str] = field(default_factory=list)  # predictions acknowledged in earlier lives
    loop: Loop | None = None
    ahead: timedelta = timedelta(0)  # of the real clock
    calls: int = 0
    sent: list[tuple[list[str], list[str], Any]] = field(default_factory=list)

    def live(self) -> None:
        """Work until killed."""
        self.loop = self.call("open", self._open)
        self.opened()
        while True:
            names = list(OFTEN) if self.sent or self.known else list(FIRST)
            name = self.rng.choices(names, [OFTEN[each] for each in names])[0]
            getattr(self, name)()

    def call(
        self,
        name: str,
        act: Callable[[], Any],
        answer: Callable[[Any], dict[str, Any]] = lambda _: {},
        **before: Any,
    ) -> Any:
        """Say that it begins, do it, say what was answered."""
        self.calls += 1
        self.say({"begin": name, **before})
        if self.early:
            self.say({"done": name, "early": True, **before})
        result = act()
        self.steps.at("before the answer")
        if not self.early:
            self.say({"done": name, **before, **answer(result)})
        return result

    # -- operations -----------------------------------------------------------------------------

    def capture_hot(self) -> None:
        """A few predictions, many of them doubtful."""
        self._capture("capture_hot", self.rng.randint(1, 40), sure=0.5)

    def capture_segment(self) -> None:
        """Enough for a segment of its own."""
        self._capture("capture_segment", self.rng.randint(1_000, 1_100), sure=0.98)

    def replay(self) -> None:
        """The same predictions again; nothing may be stored twice."""
        if not self.sent:
            return self.capture_hot()
        ids, texts, rows = self.rng.choice(self.sent)
        act = lambda: self._loop.capture(texts, rows, model="m1", ids=ids)  # noqa: E731
        self.call("replay", act, lambda said: {"stored": bool(said.replayed.all())}, ids=ids)
        return None

    def claim_submit(self) -> None:
        """A reviewer takes a task and answers it."""
        task = self._claim()
        if task is not None:
            self._submit("submit", task)

    def late_submit(self) -> None:
        """A reviewer answers when the lease is over and another holds the task."""
        task = self._claim()
        if task is None:
            return
        self.ahead += LEASE
        other = self._claim(but=task.reviewer)
        self._submit("submit_late", task)
        if other is not None:
            self._submit("submit", other)

    def release(self) -> None:
        """A reviewer gives a task back."""
        task = self._claim()
        if task is not None:
            self.call("release", lambda: self._loop.release(task))

    def correct(self) -> None:
        """An outcome, from somebody trusted or not."""
        known = [ident for ids, _, _ in self.sent for ident in ids] or self.known
        ident, label = self.rng.choice(known), self.rng.choice(LABELS)
        by, why = self.rng.choice(["agent", "stranger"]), self._mark()
        self.call(
            "correct",
            lambda: self._loop.correct(ident, label=label, why=why, by=by),
            lambda said: {"id": said.id},
            prediction=ident,
            label=label,
            why=why,
        )

    def compact(self) -> None:
        """Hot rows become a segment, small segments a larger one."""
        self.call("compact", self._loop.compact, lambda moved: {"moved": moved})

    def seal(self) -> None:
        """The audit log's entries are chained."""
        self.call("seal", self._loop.seal, lambda head: {"head": head and head.hash})

    def curate(self) -> None:
        """The next dataset version."""

        def act() -> Any:
            try:
                return self._loop.curate()
            except NotReady:
                return None

        self.call("curate", act, lambda said: {"id": said and said.id, "n": said and said.n})

    def add_base(self) -> None:
        """Another project with a base of its own."""
        n, name = self.rng.randint(20, 200), f"{PROJECT}-{self._mark()}"
        texts, labels = self._texts(n), [self.rng.choice(LABELS) for _ in range(n)]

        def act() -> str:
            with wire.open(
                self.url, project=name, kind="text", labels=LABELS, files=self.files
            ) as other:
                return other.add_base(texts, labels).id

        self.call("add_base", act, lambda ident: {"id": ident}, project=name, n=n)

    def add_hold(self) -> None:
        """Verified cases for the hold."""
        n = self.rng.randint(1, 20)
        texts, labels = self._texts(n), [self.rng.choice(LABELS) for _ in range(n)]
        self.call("add_hold", lambda: self._loop.add_hold(texts, labels), lambda k: {"held": k})

    # -- inside -----------------------------------------------------------------------------------

    @property
    def _loop(self) -> Loop:
        assert self.loop is not None
        return self.loop

    def _open(self) -> Loop:
        return wire.open(
            self.url,
            project=PROJECT,
            kind="text",
            labels=LABELS,
            policy=POLICY,
            files=self.files,
            clock=lambda: datetime.now(UTC) + self.ahead,
        )

    def _capture(self, name: str, n: int, *, sure: float) -> None:
        at_ms = int(datetime.now(UTC).timestamp() * 1000)
        ids = to_text(uuid7_batch(n, at_ms=at_ms, random=self.rng.randbytes(8 * n)))
        rng = np.random.default_rng(self.rng.getrandbits(32))
        top = np.where(rng.random(n) < sure, 0.97, rng.uniform(0.3, 0.8, n))
        rows = np.repeat(((1 - top) / (len(LABELS) - 1))[:, None], len(LABELS), axis=1)
        rows[np.arange(n), rng.integers(len(LABELS), size=n)] = top
        texts = self._texts(n)
        self.call(
            name,
            lambda: self._loop.capture(texts, rows, model="m1", ids=ids),
            lambda said: {"codes": "".join(map(str, said.codes.tolist()))},
            ids=ids,
        )
        self.sent.append((ids, texts, rows))

    def _claim(self, *, but: str = "") -> ClaimedTask | None:
        who = self.rng.choice([name for name in REVIEWERS if name != but])
        skills = ["expert"] if who == REVIEWERS[0] else []
        task: ClaimedTask | None = self.call(
            "claim",
            lambda: self._loop.claim(reviewer=who, skills=skills),
            lambda said: {"task": said and said.id},
        )
        return task

    def _submit(self, name: str, task: ClaimedTask) -> None:
        label, why = self.rng.choice(LABELS), self._mark()

        def act() -> Any:
            try:
                return self._loop.submit(task, label=label, why=why)
            except LeaseLost:
                return "draft"

        def answer(said: Any) -> dict[str, Any]:
            if said == "draft":
                return {"draft": True}
            return {"draft": False, "resolution": said and said.id}

        who = {"task": task.id, "reviewer": task.reviewer, "label": label, "why": why}
        self.call(name, act, answer, **who)

    def _texts(self, n: int) -> list[str]:
        return [f"{self.rng.getrandbits(64):x} {self.rng.getrandbits(64):x}" for _ in range(n)]

    def _mark(self) -> str:
        return f"{self.tag}.{self.calls}"
