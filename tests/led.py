"""A text project with a history for leads to look at: two models, reviews, errors, a cycle."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from errata.core.policy import parse_policy
from errata.core.task import ClaimedTask
from errata.flow.loop import Loop
from errata.flow.workspace import Workspace
from errata.wire import Site

LABELS = ("card", "refund", "transfer")
WORDS = {
    "card": ["card", "plastic", "chip", "pin", "contactless"],
    "refund": ["refund", "money back", "return", "reimburse", "chargeback"],
    "transfer": ["transfer", "send", "wire", "iban", "payee"],
}
FILLER = ["please", "could", "you", "help", "me", "with", "my", "account", "because", "today"]
POLICY: dict[str, Any] = {
    "triage": {"audit_rate": 0.5, "threshold": 0.9, "alpha": 0.2},
    "review": {"hold_minimum": 2, "due_hours": 24.0},
    "consensus": {"minimum": 2, "maximum": 3},
    "curate": {"golden_share": 0.3, "minimum_per_slice": 2},
    "gate": {"min_cases": 20},
}
START = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Calendar:
    """A clock that tests turn."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


def say(label: str, rng: np.random.Generator) -> str:
    words = [*rng.choice(WORDS[label], 2), *rng.choice(FILLER, 5)]
    return " ".join(rng.permutation(words)) + f" {rng.integers(1_000_000)}"


def texts(n: int, seed: int, labels: tuple[str, ...] = LABELS) -> tuple[list[str], list[str]]:
    rng = np.random.default_rng(seed)
    truth = [str(label) for label in rng.choice(labels, n)]
    return [say(label, rng) for label in truth], truth


@dataclass
class Led:
    """The project and what is true of each text in it."""

    ws: Workspace
    loop: Loop
    calendar: Calendar
    truth: dict[str, str] = field(default_factory=dict)

    def capture(self, n: int, seed: int) -> list[str]:
        """The champion answers `n` texts; identifiers of the predictions."""
        items, truth = texts(n, seed)
        self.truth |= dict(zip(items, truth, strict=True))
        model = self.loop.model()
        said = self.loop.capture(
            items,
            model.predict_proba(items),
            model=model.name,
            attributes={"channel": ["web" if label == "refund" else "app" for label in truth]},
        )
        return said.ids

    def answer(self, task: ClaimedTask, label: str | None = None, **given: Any) -> None:
        """The true label, or another."""
        assert task.prediction is not None
        right = label or self.truth[task.item]
        if right != next(iter(task.prediction)):
            given = {"cause": "underrepresented", "why": "they want their money", **given}
        self.calendar.pass_(seconds=10)
        self.loop.submit(task, label=right, seconds_spent=4.0, **given)

    def review(self, *people: str, most: int = 10_000) -> int:
        """Everybody answers what they get, truly."""
        done = 0
        for who in people:
            while done < most and (task := self.loop.claim(reviewer=who)) is not None:
                self.answer(task)
                done += 1
        return done


def begin(site: Site, calendar: Calendar, name: str = "tickets") -> Led:
    """A champion that has hardly seen refunds."""
    ws = site.create(name, kind="text", labels=LABELS, policy=parse_policy(POLICY))
    loop = site.loop(ws)
    base, truth = texts(40, 1, ("card", "transfer"))
    loop.add_base([*base, "refund 1"], [*truth, "refund"])
    hold, truth = texts(150, 2)
    loop.add_hold(hold, truth, attributes={"channel": ["web", "app"] * 75})
    loop.retrain()
    loop.promote(by="ann", why="a first model", override=True)
    return Led(ws=ws, loop=loop, calendar=calendar)


def turn(led: Led, *, n: int = 60, seed: int = 3) -> None:
    """A day of production, all of it answered, and a cycle."""
    led.capture(n, seed)
    led.calendar.pass_(hours=1)
    led.review("r1", "r2", "r3")
    led.calendar.pass_(days=1)
    led.loop.run_cycle(by="ann")
