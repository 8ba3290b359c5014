"""Law 1: nothing acknowledged is lost.

Here: whatever a team was answered is there after the store is closed and opened again, and after
predictions moved into segments. tests/acceptance/test_crash.py kills the process instead.
"""

from __future__ import annotations

from typing import Any

from hypothesis.stateful import rule

from errata.core.dataset import DatasetVersion, HeldCase
from errata.core.outcome import OutcomeReport
from errata.core.prediction import Decided
from errata.core.task import Draft, Resolution, Review
from errata.testing.team import OpenLoop, Team, play


class Remembers(Team):
    """Keeps every answer and looks for it after each reopening."""

    def __init__(self, given: OpenLoop) -> None:
        super().__init__(given)
        self.said: list[Decided] = []
        self.outcomes: list[OutcomeReport] = []
        self.resolutions: list[Resolution] = []
        self.reviews: dict[str, tuple[str, str, str | None]] = {}
        self.drafts: set[str] = set()
        self.versions: list[DatasetVersion] = []
        self.held = 0

    def after(self, what: str, *, changed: bool, result: Any = None, **given: Any) -> None:
        if what == "capture":
            self.said += list(result)
        elif what == "correct":
            self.outcomes.append(result)
        elif what == "submit" and given["draft"]:
            self.drafts.add(given["why"])
        elif what == "submit":
            self.reviews[given["why"]] = (given["task"].id, given["reviewer"], given["label"])
            self.resolutions += [result] if result is not None else []
        elif what in ("curate", "add_base") and result is not None:
            self.versions.append(result)
        elif what == "add_hold":
            self.held += result

    @rule()
    def reopen(self) -> None:
        super().reopen()
        self.look()

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "loop"):
            self.reopen()
            self.loop.close()

    def look(self) -> None:
        project = self.loop.project.id
        with self.loop.store.snapshot() as view:
            stored = view.log.rows(project, [one.id for one in self.said])
            assert [(p.decision, p.label) for p in stored] == [
                (one.decision, one.label) for one in self.said
            ]
            assert view.log.count(project) == len({one.id for one in self.said})
            for outcome in self.outcomes:
                assert view.get(OutcomeReport, outcome.id) == outcome
            for resolution in self.resolutions:
                assert view.get(Resolution, resolution.id) == resolution
            for version in self.versions:
                assert view.get(DatasetVersion, version.id, project_id=project) == version
            reviews = view.find(Review, project_id=project)
            assert self.reviews == {r.why: (r.task_id, r.reviewer, r.label) for r in reviews}
            assert self.drafts == {d.why for d in view.find(Draft, project_id=project)}
            assert view.count(HeldCase, project_id=project, source="import") == self.held


def test_nothing_acknowledged_is_lost(new_project: Any) -> None:
    play(Remembers, new_project, examples=6, steps=20)
