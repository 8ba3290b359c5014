"""Check: hold what a store contains against what its users were answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from errata import wire
from errata.core.dataset import DatasetVersion, HeldCase, InjectedExample
from errata.core.errors import ErrataError, StoreDamaged
from errata.core.ids import to_text
from errata.core.outcome import OutcomeReport
from errata.core.ports import Snapshot
from errata.core.prediction import DECISIONS, Decision
from errata.core.project import Project
from errata.core.task import Draft, Resolution, Review, Task
from errata.flow.base import examples_of, fingerprint
from errata.flow.loop import Loop
from errata.flow.workspace import Workspace
from errata.store import open_store
from errata.testing.crash_journal import Journal

PREFIX = "crash"  # of the names of the harness's projects


def findings(url: str, files: str, journal: Journal) -> Counter[str]:
    """How many of each thing are wrong; every count of a sound store is 0.

    `lost ...` counts what was acknowledged and is gone or altered. Raises what opening raises: a
    store that does not open by itself is the worst finding.
    """
    found: Counter[str] = Counter()
    store = open_store(url, files=files)
    try:
        with store.snapshot() as view:
            names = [project.name for project in view.find(Project)]
        health = store.describe(deep=True)
    finally:
        store.close()
    found["files missing"] = len(health.missing)
    found["files damaged"] = len(health.damaged)
    found["database damaged"] = int(health.integrity != "ok")
    for name in names:
        if not name.startswith(PREFIX):
            continue
        with wire.open(url, project=name, create=False, files=files) as loop:
            try:
                if name == PREFIX:
                    _main_project(loop, journal, found)
                _datasets(loop, name, journal, found)
            except StoreDamaged:
                found["projects that cannot be read"] += 1
    expected = {str(said.get("project", PREFIX)) for said in journal.datasets}
    if journal.predictions:
        expected.add(PREFIX)
    found["lost projects"] = len(expected - set(names))
    return found


def _main_project(loop: Loop, journal: Journal, found: Counter[str]) -> None:
    report = loop.verify_audit()
    found["audit faults"] = len(report.faults)
    with loop.store.snapshot() as view:
        project = loop.project.id
        _predictions(view, project, journal, found)
        _answers(view, project, journal, found)
        held = view.count(HeldCase, project_id=project, source="import")
    found["lost held cases"] = max(journal.held - held, 0)
    if journal.heads:
        head = loop.seal()
        again = loop.verify_audit(head)
        found["audit faults"] += len(again.faults)


def _predictions(view: Snapshot, project: str, journal: Journal, found: Counter[str]) -> None:
    rows = view.log.scan(project)
    stored = to_text(rows.ids)
    code = dict(zip(stored, rows.decision.tolist(), strict=True))
    found["predictions twice"] = len(stored) - len(code)
    found["predictions miscounted"] = abs(view.log.count(project) - len(stored))
    answered = journal.predictions.items()
    found["lost predictions"] = sum(
        ident not in code or said not in ("?", str(code[ident])) for ident, said in answered
    )
    found["torn captures"] = sum(
        0 < sum(ident in code for ident in ids) < len(ids) for ids in journal.calls
    )
    tasks = view.find(Task, project_id=project)
    asked = [task.prediction_id for task in tasks]
    needed = (rows.decision != DECISIONS.index(Decision.ACCEPT)) | rows.sampled
    seen = {ident for ident, wanted in zip(stored, needed, strict=True) if wanted}
    found["predictions without their task"] = len(seen - set(asked))
    found["tasks without their prediction"] = len(set(asked) - set(code))
    _readable(view, project, stored, found)


def _readable(view: Snapshot, project: str, stored: list[str], found: Counter[str]) -> None:
    """Every content that a prediction was made of is there."""
    try:
        contents = view.log.items(project, stored) if stored else None
    except ErrataError:
        found["predictions without their content"] += 1
        return
    if contents is not None:
        rows = view.log.scan(project)
        wrong = (contents.ids != rows.item_ids).any(axis=1)
        found["predictions without their content"] = int(np.count_nonzero(wrong))


def _answers(view: Snapshot, project: str, journal: Journal, found: Counter[str]) -> None:
    reviews = view.find(Review, project_id=project)
    by_words = {review.why: review for review in reviews}
    found["lost reviews"] = sum(
        words not in by_words
        or (by_words[words].task_id, by_words[words].reviewer, by_words[words].label)
        != (said["task"], said["reviewer"], said["label"])
        for words, said in journal.reviews.items()
    )
    found["duplicate reviews"] = _repeated((r.task_id, r.reviewer) for r in reviews) + _repeated(
        (r.task_id, r.slot) for r in reviews
    )
    drafts = {draft.why for draft in view.find(Draft, project_id=project)}
    found["lost drafts"] = len(journal.drafts.keys() - drafts)
    found["drafts that count"] = len(journal.drafts.keys() & by_words.keys())
    resolutions = view.find(Resolution, project_id=project)
    found["lost resolutions"] = len(journal.resolutions - {one.id for one in resolutions})
    found["duplicate resolutions"] = _repeated(one.task_id for one in resolutions)
    outcomes = {one.id: one for one in view.find(OutcomeReport, project_id=project)}
    found["lost outcomes"] = sum(
        ident not in outcomes or outcomes[ident].label != said["label"]
        for ident, said in journal.outcomes.items()
    )
    settled = {resolution.task_id for resolution in resolutions}
    tasks = view.find(Task, project_id=project)
    found["tasks that nobody can end"] = sum(
        not view.queue.is_open(task.id) for task in tasks if task.id not in settled
    )
    found["settled tasks still asked"] = sum(view.queue.is_open(ident) for ident in settled)


def _datasets(loop: Loop, name: str, journal: Journal, found: Counter[str]) -> None:
    ws: Workspace = loop._ws()
    with loop.store.snapshot() as view:
        versions = {one.id: one for one in view.find(DatasetVersion, project_id=loop.project.id)}
        injected = Counter(
            one.dataset_id for one in view.find(InjectedExample, project_id=loop.project.id)
        )
    for said in journal.datasets:
        if said.get("project", PREFIX) == name and said["id"] not in versions:
            found["lost datasets"] += 1
    for version in versions.values():
        try:
            examples = examples_of(ws, version)
            whole = fingerprint(ws, examples) == version.id and len(examples) == version.n
        except ErrataError:
            whole = False
        if not whole or injected[version.id] != version.n_injected:
            found["half-written datasets"] += 1


def _repeated(keys: Iterable[object]) -> int:
    return sum(n - 1 for n in Counter(keys).values())
