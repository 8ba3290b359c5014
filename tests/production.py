"""A foreign model in production, an hour at a time: what comes in, what it says, who reviews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

import errata
from errata.core.prediction import Decisions
from errata.flow.loop import Loop

LABELS = ("no", "yes")
START = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday
POLICY: dict[str, dict[str, Any]] = {
    "triage": {"audit_rate": 0.05, "alpha": 0.2},
    "consensus": {"minimum": 1, "maximum": 1},
    # A reviewer who is surely right settles a task alone, whatever the model says.
    "review": {
        "hold_minimum": 1,
        "due_hours": 12.0,
        "reviewer_accuracy": 0.99,
        "model_prior": False,
        "ageing_per_day": 0.0,  # audits stay in front, however long a story is
    },
}


class Hours:
    """A clock that tests turn."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


def policy(**changed: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The usual rules with some of them changed, by section."""
    return {
        name: {**POLICY.get(name, {}), **changed.get(name, {})} for name in {**POLICY, **changed}
    }


class Production:
    """Records {"x", "n"} of two classes, answered by a model that errs as often as it is told."""

    def __init__(self, folder: Any, *, seed: int = 0, **changed: Mapping[str, Any]) -> None:
        self.rng = np.random.default_rng(seed)
        self.clock = Hours()
        self.truth: dict[str, str] = {}
        self.loop: Loop = errata.open(
            f"{folder}/e.db",
            project="p",
            kind="record",
            labels=LABELS,
            clock=self.clock,
            entropy=self.rng.bytes,
            policy=policy(**changed),
        )
        self._made = 0

    def capture(
        self, n: int, *, error: float = 0.1, mean: float = 0.0, north: float = 0.5
    ) -> Decisions:
        """So many predictions at once."""
        truth = self.rng.integers(0, 2, n)
        said = np.where(self.rng.random(n) < error, 1 - truth, truth)
        return self.tell(
            [{"x": float(x)} for x in self.rng.normal(mean, 1, n)],
            said,
            truth,
            self.rng.uniform(0.85, 1.0, n),
            {"site": np.where(self.rng.random(n) < north, "north", "south")},
        )

    def tell(
        self,
        records: list[dict[str, Any]],
        said: NDArray[Any],
        truth: NDArray[Any],
        sure: NDArray[np.float64],
        attributes: Mapping[str, Any],
    ) -> Decisions:
        """What the model says of these."""
        n = len(records)
        rows = np.empty((n, 2))
        rows[np.arange(n), said], rows[np.arange(n), 1 - said] = sure, 1 - sure
        items = [{**record, "n": str(self._made + i)} for i, record in enumerate(records)]
        self._made += n
        for item, right in zip(items, truth.tolist(), strict=True):
            self.truth[item["n"]] = LABELS[right]
        self.newest = items
        return self.loop.capture(items, rows, model="v1", attributes=attributes)

    def review(self, most: int = 100_000) -> int:
        """Answer the audits, which come first; leave the rest."""
        done = 0
        while done < most and (task := self.loop.claim(reviewer="r")) is not None:
            if "audit" not in task.reasons:
                self.loop.release(task)
                break
            self.loop.submit(task, label=self.truth[task.item["n"]])
            done += 1
        return done

    def settle(self) -> None:
        """Answer everything, experts too."""
        for who, skills in (("r", ()), ("e", ("expert",))):
            while (task := self.loop.claim(reviewer=who, skills=skills)) is not None:
                self.loop.submit(task, label=self.truth[task.item["n"]])

    def certified(self, n: int = 400, **given: float) -> None:
        """A month of traffic, a hold that the model answered, and a certificate."""
        self.capture(n, **given)
        items = self.newest
        self.loop.add_hold(items, [self.truth[item["n"]] for item in items])
        self.clock.pass_(hours=1)
        self.loop.certify()

    def hours(
        self, n: int, *, each: int = 30, reviewed: bool = True, stop: bool = False, **given: float
    ) -> list[Any]:
        """So many hours of traffic, with a look after each; the alarms raised.

        `stop`: after the first.
        """
        raised: list[Any] = []
        for _ in range(n):
            self.capture(each, **given)
            self.clock.pass_(minutes=30)
            if reviewed:
                self.review()
            self.clock.pass_(minutes=30)
            raised += self.loop.look().raised
            if stop and raised:
                break
        return raised
