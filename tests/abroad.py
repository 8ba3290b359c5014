"""A model that learned English alone, and callers of six languages: real utterances and intents.

A first week of English traffic, on which the model is certified; then the callers change.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from errata.core.policy import parse_policy
from errata.flow.loop import Loop
from errata.flow.workspace import Workspace
from errata.wire import Site
from led import Calendar

DATA = Path(__file__).resolve().parents[2] / "shared/data/mtop_6lang/mtop.csv"
INTENTS = 8  # the commonest
BASE, HOLD, WEEK = 220, 370, 520  # utterances in English: to learn from, held, of the first week
ABROAD = 480  # of the days after it, in all languages
POLICY: dict[str, Any] = {
    "triage": {
        "audit_rate": 0.25, "threshold": 0.9, "alpha": 0.2, "expert_below": 0.35, "per_class": True,
        "certificate_days": 30.0,
    },
    "watch": {"every_minutes": 720.0},
    "review": {"hold_minimum": 1, "model_prior": False, "due_hours": 24.0},
    "consensus": {"minimum": 1, "maximum": 1, "bar": 0.6},
}  # fmt: skip
CAUSES = {"en": "ambiguous", "th": "new_class", "hi": "new_class"}  # else underrepresented


@dataclass
class Abroad:
    """The project and what is true of each utterance in it."""

    ws: Workspace
    loop: Loop
    calendar: Calendar
    truth: dict[str, tuple[str, str]] = field(default_factory=dict)  # text -> intent, language
    predictions: list[str] = field(default_factory=list)

    def capture(self, rows: list[dict[str, str]]) -> None:
        """The champion answers them, at the calendar's time."""
        model = self.loop.model()
        texts = [row["text"] for row in rows]
        said = self.loop.capture(
            texts,
            model.predict_proba(texts),
            model=model.name,
            attributes={"language": [row["language"] for row in rows]},
        )
        self.predictions += said.ids
        self.truth |= {row["text"]: (row["label"], row["language"]) for row in rows}

    def review(self, most: int) -> int:
        """One person answers what they get, truly, and says why."""
        for done in range(most):
            if (task := self.loop.claim(reviewer="rita", skills=("expert",))) is None:
                return done
            right, language = self.truth[task.item]
            self.calendar.pass_(seconds=5)
            wrong = task.prediction is None or right != next(iter(task.prediction))
            self.loop.submit(
                task,
                label=right,
                cause=CAUSES.get(language, "underrepresented") if wrong else None,
                why=f"it is {language}" if wrong else "",
                seconds_spent=3.0,
            )
        return most


def utterances() -> list[dict[str, str]]:
    """Those of the commonest intents, each text once; skips where the data is not there."""
    if not DATA.exists():
        pytest.skip("shared/data/mtop_6lang is not there")
    with DATA.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["n_intents"] == "1"]
    common = Counter(row["label"] for row in rows if row["language"] == "en")
    names = [name for name, _ in common.most_common(INTENTS)]
    return list({row["text"]: row for row in rows if row["label"] in names}.values())


def begin_abroad(site: Site, calendar: Calendar, name: str = "calls") -> Abroad:
    """A champion that has seen English alone, certified after a week of it."""
    rows = utterances()
    order = np.random.default_rng(0).permutation(len(rows))
    mixed = [rows[at] for at in order]
    english = [row for row in mixed if row["language"] == "en"]
    base, hold = english[:BASE], english[BASE : BASE + HOLD]
    week = english[BASE + HOLD : BASE + HOLD + WEEK]
    labels = sorted({row["label"] for row in rows})
    ws = site.create(name, kind="text", labels=labels, policy=parse_policy(POLICY))
    made = Abroad(ws=ws, loop=site.loop(ws), calendar=calendar)
    made.loop.add_base([row["text"] for row in base], [row["label"] for row in base])
    made.loop.add_hold(
        [row["text"] for row in hold],
        [row["label"] for row in hold],
        attributes={"language": [row["language"] for row in hold]},
    )
    made.loop.retrain()
    made.loop.promote(by="lena", why="a first model", override=True)
    for day in range(7):
        made.calendar.pass_(hours=12)
        made.capture(week[day::7])
        made.calendar.pass_(hours=12)
    made.review(250)
    made.loop.certify()
    return made


def go_abroad(made: Abroad, *, days: int = 4) -> None:
    """Callers of all languages, and people who answer."""
    known = set(made.truth)
    order = np.random.default_rng(1).permutation(len(rows := utterances()))
    fresh = [rows[at] for at in order if rows[at]["text"] not in known][:ABROAD]
    for day in range(days):
        made.calendar.pass_(hours=12)
        made.capture(fresh[day::days])
        made.calendar.pass_(hours=11)
        made.review(110)
        made.calendar.pass_(hours=1)
        made.loop.look()


def begin_at(now: datetime) -> Calendar:
    """A calendar from which both stretches end about now."""
    return Calendar(now - timedelta(days=11, hours=2))
