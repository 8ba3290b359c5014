"""Crowd: what the answers so far say of every reviewer, kept so that one more is cheap."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import Conflict, StoreDamaged
from errata.core.events import Event, Verb
from errata.core.people import Contest, ContestSettled, Crowd, Honeypot
from errata.core.policy import Policy
from errata.core.ports import Snapshot, Store
from errata.core.task import Answer, Resolution, ResolutionKind, Review
from errata.flow.workspace import Workspace, policy_of
from errata.loop.consensus.crowd import (
    CrowdState,
    Shrinkage,
    fit_crowd,
    learn,
    pack,
    shrinkage,
    table,
    unpack,
)

FIRST = 50  # new answers before it is worth a look
SHARE = 0.02  # ... of those that were seen, so that a long project keeps few states
WHOLE = 100_000  # answers of a project until which all are fitted anew each time they double
LOOKS = 16  # one submit in so many asks whether it is time
CHUNK = 1_000  # tasks read in one go


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of the reviewers: a table P(answer | truth) each, shrunk toward the crowd's."""

    state: CrowdState
    around: Shrinkage
    tables: dict[str, NDArray[np.float64]] = field(default_factory=dict)  # made when asked for

    def of(self, reviewers: Iterable[str]) -> dict[str, NDArray[np.float64]]:
        """The (C, C) tables of those among them of whom anything is known."""
        found = {}
        for name in reviewers:
            if name not in self.state.counts:
                continue
            if name not in self.tables:
                self.tables[name] = table(self.state, self.around, name)
            found[name] = self.tables[name]
        return found


# A state never changes, so the newest is read once for each open store and project.
_KEPT: WeakKeyDictionary[Store, dict[str, tuple[int, Known | None]]] = WeakKeyDictionary()
_SUBMITS: WeakKeyDictionary[Store, Counter[str]] = WeakKeyDictionary()


def known_of(view: Snapshot, ws: Workspace, policy: Policy) -> Known | None:
    """What is known of the reviewers; None before the first fit, and after a change of the labels.

    None too where the policy says that nobody is scored. One look by index, when nothing is new.
    """
    if policy.people.scoring == "off":
        return None
    kept = _KEPT.setdefault(ws.store, {})
    number, known = kept.get(ws.project.id, (0, None))
    if view.find(Crowd, project_id=ws.project.id, number=number + 1, limit=1):
        newest = _newest(view, ws)
        assert newest is not None
        number, known, state = newest[0].number, None, newest[1].state
        if state.classes:
            known = Known(state=state, around=shrinkage(state))
        kept[ws.project.id] = (number, known)
    return known if known is not None and known.state.classes == ws.project.labels else None


def refresh_crowd(ws: Workspace) -> Crowd | None:
    """Learn from the answers since the last time, if there are enough of them; the new state.

    Whole tasks alone teach: settled ones of two answers or more, those that an expert decided,
    whose label then is the truth, and honeypots. It costs what the new answers cost; while a
    project is young everything is fitted anew each time its answers have doubled.
    """
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        if policy.people.scoring == "off":
            return None
        newest = _newest(view, ws)
        upto, seen = ("", 0) if newest is None else (newest[0].upto, newest[1].seen)
        new = view.count(Review, project_id=ws.project.id, after=upto or None)
        if new < max(FIRST, SHARE * seen):
            return None
        kept = None if newest is None else newest[1]
        told, last = _learnt(view, ws, policy, kept, upto, new)
    crowd = Crowd(
        id=ws.mint(),
        project_id=ws.project.id,
        number=1 if newest is None else newest[0].number + 1,
        upto=last,
        state=told.text(),
        created_at=ws.now(),
    )
    figures = {"answers": told.state.answers, "reviewers": len(told.state.counts)}
    try:
        with ws.store.transaction(actor=ws.actor, now=ws.now()) as tx:
            tx.put(crowd)
            tx.record(Event(verb=Verb.CROWD_FITTED, object_id=crowd.id, figures=figures))
    except Conflict:  # another server was first, and knows the same
        return None
    return crowd


def refresh_now_and_then(ws: Workspace) -> None:
    """After a submit without a server: whoever answered waits for it, so few of them look.

    They are counted, not drawn, so that the same answers teach the same.
    """
    submits = _SUBMITS.setdefault(ws.store, Counter())
    submits[ws.project.id] += 1
    if submits[ws.project.id] % LOOKS == 0:
        refresh_crowd(ws)


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """A state with how far it came."""

    state: CrowdState
    seen: int  # answers of the project by then, whether they taught anything or not
    whole: int  # ... when all were last fitted together
    labels: tuple[str, ...]  # in use by then: a merge makes other answers of the old ones

    def text(self) -> str:
        head = {
            "seen": self.seen,
            "whole": self.whole,
            "labels": self.labels,
            "state": pack(self.state),
        }
        return json.dumps(head)


def _newest(view: Snapshot, ws: Workspace) -> tuple[Crowd, _Kept] | None:
    """The newest state; None where there is none that can be read, and it is made anew."""
    found = view.find(Crowd, project_id=ws.project.id, newest_first=True, limit=1)
    if not found:
        return None
    try:
        told = json.loads(found[0].state)
        state = unpack(told["state"])
        return found[0], _Kept(
            state=state,
            seen=int(told["seen"]),
            whole=int(told["whole"]),
            labels=tuple(told.get("labels", state.classes)),
        )
    except (ValueError, KeyError, TypeError, StoreDamaged):
        empty = CrowdState(classes=(), accuracy=0.5)
        return found[0], _Kept(state=empty, seen=0, whole=0, labels=())


def _learnt(
    view: Snapshot, ws: Workspace, policy: Policy, kept: _Kept | None, upto: str, new: int
) -> tuple[_Kept, str]:
    """The state with the new answers in it, and the newest answer that it has seen."""
    seen = new + (0 if kept is None else kept.seen)
    doubled = kept is None or (seen >= 2 * kept.whole and seen <= WHOLE)
    in_use = tuple(ws.labels.in_use)
    changed = kept is not None and (kept.state.classes, kept.labels) != (ws.project.labels, in_use)
    if kept is None or doubled or changed:
        lessons, last = _lessons(view, ws, policy, "")
        state = fit_crowd(
            lessons.tasks,
            lessons.reviewers,
            lessons.labels,
            classes=ws.project.labels,
            truth=lessons.truth,
            accuracy=policy.review.reviewer_accuracy,
        )
        return _Kept(state=state, seen=lessons.seen, whole=lessons.seen, labels=in_use), last
    lessons, last = _lessons(view, ws, policy, upto)
    state = learn(kept.state, lessons.tasks, lessons.reviewers, lessons.labels, truth=lessons.truth)
    seen = kept.seen + lessons.seen
    return _Kept(state=state, seen=seen, whole=kept.whole, labels=in_use), last


@dataclass(kw_only=True)
class _Lessons:
    """Answers of tasks that ended, one row each, and what is certain of the tasks."""

    tasks: list[str] = field(default_factory=list)
    reviewers: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    truth: dict[str, str] = field(default_factory=dict)
    seen: int = 0

    def add(self, task: str, rows: Sequence[tuple[str, str | None]]) -> None:
        for who, label in rows:
            if label is not None:
                self.tasks.append(task)
                self.reviewers.append(who)
                self.labels.append(label)


def _lessons(view: Snapshot, ws: Workspace, policy: Policy, upto: str) -> tuple[_Lessons, str]:
    """What the tasks teach that ended after `upto`: by consensus, or by failing to reach one.

    Either happens with an answer, so each is met once, and whole. Without those that wait for an
    expert people would look better than they are.
    """
    lessons, last = _Lessons(), upto
    new = view.pluck(Review, "id", "task_id", project_id=ws.project.id, after=upto or None)
    lessons.seen = len(new)
    ids = list(dict.fromkeys(task for _, task in new))
    if new:
        last = new[-1][0]
    for some in _chunks(ids):
        given: dict[str, list[tuple[str, str | None]]] = {}
        before: Counter[str] = Counter()
        measured: dict[str, tuple[str, str | None]] = {}
        for review in view.find(Review, task_id=some):
            if review.measures:
                measured[review.task_id] = (review.reviewer, review.label)
            elif review.answer is not Answer.SKIP:
                given.setdefault(review.task_id, []).append((review.reviewer, review.label))
                before[review.task_id] += review.id <= upto
        settled = {found.task_id: found for found in view.find(Resolution, task_id=some)}
        most = policy.consensus.maximum
        for task, rows in given.items():
            found = settled.get(task)
            if before[task] >= most or (found is None and len(rows) < most):
                continue  # it failed earlier, and was learnt from; or it has not ended
            if found is not None and found.kind is not ResolutionKind.ACCEPTED:
                rows = rows[:-1]  # the expert's own answer is not held against itself
                if found.label is not None:
                    lessons.truth[task] = found.label
            lessons.add(task, rows)
        upheld = _upheld(view, list(measured))
        for pot in view.find(Honeypot, id=list(measured)) if measured else []:
            if pot.id not in upheld:
                lessons.truth[pot.id] = pot.label
                lessons.add(pot.id, [measured[pot.id]])
    return lessons, last


def _upheld(view: Snapshot, task_ids: list[str]) -> set[str]:
    """Honeypots that were contested, and rightly."""
    if not task_ids:
        return set()
    about = {one.id: one.task_id for one in view.find(Contest, task_id=task_ids)}
    if not about:
        return set()
    settled = view.find(ContestSettled, contest_id=list(about), upheld=True)
    return {about[one.contest_id] for one in settled}


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(ids), CHUNK):
        yield ids[at : at + CHUNK]
