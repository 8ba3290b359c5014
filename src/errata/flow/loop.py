"""Loop: the product's Python contract on a local store, one method a use case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.accuracy import AccuracyBy
from errata.core.advice import Remedies
from errata.core.dataset import DatasetVersion, Stratum
from errata.core.errors import InputError, NotReady
from errata.core.item import Items
from errata.core.labels import Labels
from errata.core.labels_changed import LabelsChanged
from errata.core.looked import Looked
from errata.core.model import (
    Alarm,
    AlarmClosed,
    Cycle,
    GateReport,
    ModelVersion,
    Operating,
    Promotion,
    SliceWatch,
)
from errata.core.outcome import OutcomeReport
from errata.core.policy import Policy
from errata.core.ports import AuditHead, AuditReport, Store
from errata.core.prediction import Decisions
from errata.core.project import Guideline, Project
from errata.core.proposal import Proposal
from errata.core.simulation import Simulation
from errata.core.slices import Slice
from errata.core.status import Status
from errata.core.task import Answer, ClaimedTask, Resolution, Task
from errata.core.trace import Trace
from errata.core.watched import Watched
from errata.flow.accuracy_by import accuracy_by
from errata.flow.base import add_base
from errata.flow.capture import capture
from errata.flow.certify import certify, preview
from errata.flow.correct import correct
from errata.flow.curate import curate
from errata.flow.error_slices import find_error_slices
from errata.flow.export import rows_to_export
from errata.flow.guidelines import first_guideline
from errata.flow.hold import add_hold
from errata.flow.import_history import Imported, import_history
from errata.flow.labels import change_labels
from errata.flow.open_project import change_policy
from errata.flow.pick import pick
from errata.flow.promote import promote, rollback
from errata.flow.prove import prove
from errata.flow.relabelled import with_labels
from errata.flow.remedies import remedies
from errata.flow.retrain import retrain
from errata.flow.review.claim import claim
from errata.flow.review.lease import heartbeat, release
from errata.flow.review.submit import submit
from errata.flow.run_cycle import run_cycle
from errata.flow.simulate import simulate
from errata.flow.status import status
from errata.flow.trace import trace
from errata.flow.watch.alarms import alarms
from errata.flow.watch.close import close_alarm
from errata.flow.watch.look import look
from errata.flow.watch_slice import watch_slice, watched_slices
from errata.flow.watched import Served, serve
from errata.flow.workspace import Workspace, policy_of
from errata.loop.capture import (
    check_columns,
    check_labels,
    check_probabilities,
    in_order,
    owned,
    spread,
)
from errata.loop.triage.stories import Story

Column = Sequence[str | None] | None
MakeWorkspace = Callable[[str | None, Sequence[str] | None], Workspace]
WriteRows = Callable[[Path, list[dict[str, Any]]], int]


class Loop:
    """One project of one store, open. Use `errata.open`; close it, or use it in a `with`."""

    def __init__(
        self,
        store: Store,
        workspace: Workspace | None,
        make_workspace: MakeWorkspace,
        encode: Callable[[Any, str | None], Items],
        write_rows: WriteRows,
    ) -> None:
        self.store = store
        self._workspace, self._make = workspace, make_workspace
        self._encode, self._write_rows = encode, write_rows
        self._watched: dict[str, Callable[[Any], Any]] = {}
        if workspace is not None:
            self._workspace = replace(workspace, watched=self._watched)

    # -- what is open -----------------------------------------------------------------------

    @property
    def project(self) -> Project:
        """The project; raises NotReady before the first data came in."""
        return self._ws().project

    @property
    def policy(self) -> Policy:
        """The rules in force."""
        ws = self._ws()
        with self.store.snapshot() as view:
            return policy_of(view, ws.project)[1]

    @property
    def labels(self) -> Labels:
        """The project's labels through all their versions; `labels.in_use` are those offered."""
        return self._ws().labels

    def change_labels(
        self,
        *,
        add: Sequence[str] = (),
        rename: Mapping[str, str] | None = None,
        merge: Mapping[str, str] | None = None,
        changes: str = "",
        by: str = "errata",
    ) -> LabelsChanged:
        """The next version of the labels: some added, renamed, or merged into others.

        Nothing stored is rewritten: what was said under an old name counts under the new one.
        Certificates made before hold no more. Raises InputError for what cannot be done.
        """
        ws = self._ws()
        done = change_labels(
            ws.acting(by), add=add, rename=rename or {}, merge=merge or {}, changes=changes
        )
        self._workspace = with_labels(ws, done.versions)
        return done

    def change_policy(self, policy: Policy, *, by: str) -> int:
        """Put new rules in force; the version number they have."""
        ws = self._ws()
        return change_policy(
            self.store, ws.project, policy, now=ws.now(), entropy=ws.entropy, actor=by
        )

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Loop:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.close()

    # -- capture ----------------------------------------------------------------------------

    def capture(
        self,
        items: Any,
        probabilities: ArrayLike | None = None,
        *,
        model: str,
        predicted: Sequence[str] | None = None,
        attributes: Mapping[str, Any] | None = None,
        groups: Column = None,
        subjects: Column = None,
        ids: Sequence[str] | None = None,
        at: datetime | None = None,
        classes: Sequence[Any] | None = None,
    ) -> Decisions:
        """Store what a model said of `n` items; answers a decision for each.

        `items`: texts, records (mappings), images (n, h, w[, 3]) or `Items`. `probabilities`:
        (n, C) in the order of the project's labels, or of `classes` (a data frame's columns are
        taken by name); or `predicted`: the label alone, which always
        goes to review. `ids`: the clients' identifiers (UUIDv7); sending one again answers the
        stored decision. `attributes`: columns (n,) that slices are looked for in.

        Raises InputError for anything that does not fit, Conflict for an identifier that stands
        for another prediction; then nothing is stored.
        """
        given = owned(self._encode(items, self._kind()), groups, subjects)
        n = len(given)
        if not model.strip():
            raise InputError("a prediction of no model", do="name it with model='v1'")
        rows = None
        if probabilities is not None:
            if self._workspace is None:
                rows = check_probabilities(probabilities, n=n, n_classes=None)
            else:
                rows = _checked(probabilities, classes, self._workspace.labels, n=n)
        elif predicted is None:
            raise InputError("neither probabilities nor predicted labels", do="give one of them")
        named = sorted({str(label) for label in predicted or ()})
        default = [str(c) for c in range(rows.shape[1])] if rows is not None else named
        if classes is not None:
            default = [str(name) for name in classes]
        ws = self._ws(given.kind.value, default)
        if predicted is not None:
            labels = check_labels(predicted, ws.project.labels, n=n, what="predicted label")
        else:
            assert rows is not None
            labels = rows.argmax(axis=1).astype(np.int32)
        columns = check_columns(attributes, n=n)
        if at is not None and at.tzinfo is None:
            raise InputError(f"the time {at} without a zone", do="use an aware datetime, UTC")
        return capture(
            ws,
            given,
            model=model,
            probabilities=rows,
            predicted=labels,
            attributes=columns,
            ids=list(ids) if ids is not None else None,
            at=at,
        )

    def watch(self, classifier: Any, *, name: str) -> Watched:
        """The classifier with every `predict_proba` captured.

        While this process watches it, it can be judged on held cases like a model of Errata's own.
        """
        watched = Watched(classifier, name=name, capture=self.capture)
        self._watched[name] = lambda items: _checked(
            classifier.predict_proba(items), watched.classes, self._ws().labels, n=len(items)
        )
        return watched

    def correct(
        self,
        prediction_id: str,
        *,
        label: str | None = None,
        cause: str | None = None,
        why: str = "",
        by: str,
    ) -> OutcomeReport:
        """What the world said of a prediction; a trusted source's label may train directly."""
        return correct(self._ws(), prediction_id, label=label, cause=cause, why=why, by=by)

    def import_history(
        self,
        items: Any,
        *,
        model: str,
        predicted: Sequence[str],
        confidence: ArrayLike,
        truth: Sequence[str],
        probabilities: ArrayLike | None = None,
        attributes: Mapping[str, Any] | None = None,
        groups: Column = None,
        source: str = "a history",
    ) -> Imported:
        """A model's own past: what it said, how sure it was, and what was right.

        Where only the confidence is known, the rest is spread evenly over the other labels.
        """
        ws, given, right = self._labelled(items, truth, groups, None)
        said = check_labels(predicted, ws.project.labels, n=len(given), what="predicted label")
        width = len(ws.project.labels)
        if probabilities is None:
            probabilities = spread(confidence, said, width)
        rows = check_probabilities(probabilities, n=len(given), n_classes=width)
        return import_history(
            ws,
            given,
            model=model,
            probabilities=rows,
            predicted=said,
            truth=right,
            attributes=check_columns(attributes, n=len(given)),
            source=source,
        )

    # -- labelled data to start from ----------------------------------------------------------

    def add_base(
        self, items: Any, labels: Sequence[str], *, groups: Column = None, subjects: Column = None
    ) -> DatasetVersion:
        """The labelled data that the first model is trained on; dataset version 1."""
        ws, given, indices = self._labelled(items, labels, groups, subjects)
        return add_base(ws, given, indices)

    def add_hold(
        self,
        items: Any,
        labels: Sequence[str],
        *,
        groups: Column = None,
        subjects: Column = None,
        attributes: Mapping[str, Any] | None = None,
        must_pass: bool = False,
    ) -> int:
        """Verified cases that never train: a random sample of traffic, or must-pass cases."""
        ws, given, indices = self._labelled(items, labels, groups, subjects)
        return add_hold(
            ws,
            given,
            indices,
            attributes=check_columns(attributes, n=len(given)),
            stratum=Stratum.MUST_PASS if must_pass else Stratum.RANDOM,
        )

    # -- review -----------------------------------------------------------------------------

    def guide(self, text: str) -> Guideline | None:
        """What reviewers read, as its first version; None where there is one, or no project yet."""
        return None if self._workspace is None else first_guideline(self._workspace, text)

    def pick(self, n: int, *, strategy: str | None = None, seed: int = 0) -> list[Task]:
        """Raise the `n` predictions that teach most to the top of the queue."""
        return pick(self._ws(), n, strategy=strategy, seed=seed)

    def claim(self, *, reviewer: str, skills: Sequence[str] = ()) -> ClaimedTask | None:
        """The next task for a reviewer, or None when nothing is left for them."""
        return claim(self._ws(), reviewer=reviewer, skills=skills)

    def submit(
        self,
        task: ClaimedTask,
        *,
        label: str | None = None,
        unsure: bool = False,
        cause: str | None = None,
        why: str = "",
        evidence: Sequence[Mapping[str, Any]] = (),
        seconds_spent: float = 0.0,
    ) -> Resolution | None:
        """The reviewer's answer; the task's resolution if that settles it."""
        if unsure and label is not None:
            raise InputError(f"unsure and the label {label!r} at once", do="give one of them")
        return submit(
            self._ws(),
            task.lease,
            answer=Answer.UNSURE if unsure else Answer.LABEL,
            label=label,
            cause=cause,
            why=why,
            evidence=evidence,
            seconds_spent=seconds_spent,
        )

    def skip(self, task: ClaimedTask, *, why: str) -> Resolution | None:
        """Leave a task to others, for a reason."""
        return submit(
            self._ws(),
            task.lease,
            answer=Answer.SKIP,
            label=None,
            cause=None,
            why=why,
            evidence=(),
            seconds_spent=0.0,
        )

    def release(self, task: ClaimedTask) -> None:
        """Give a task back, unanswered."""
        release(self._ws(), task.lease)

    def heartbeat(self, task: ClaimedTask) -> ClaimedTask:
        """Hold a task longer."""
        return heartbeat(self._ws(), task)

    # -- learn and prove ----------------------------------------------------------------------

    def curate(self) -> DatasetVersion:
        """The next dataset version from everything agreed so far."""
        return curate(self._ws())

    def retrain(
        self, *, trainer: str | None = None, seed: int | None = None, dataset: str | None = None
    ) -> ModelVersion:
        """A candidate trained on the newest dataset version, or the one named."""
        return retrain(self._ws(), trainer=trainer, seed=seed, dataset=dataset)

    def prove(self, candidate: str | None = None) -> GateReport:
        """The newest candidate, or the one named, against the champion on the golden set."""
        return prove(self._ws(), candidate)

    def promote(
        self,
        candidate: str | None = None,
        *,
        by: str = "errata",
        why: str = "",
        override: bool = False,
    ) -> Promotion:
        """Make a proved candidate champion; Refused without a PASS."""
        return promote(self._ws(), candidate, by=by, why=why, override=override)

    def rollback(self, *, by: str, why: str) -> Promotion:
        """Put the champion before this one back."""
        return rollback(self._ws(), by=by, why=why)

    def certify(self, *, alpha: float | None = None, delta: float | None = None) -> Operating:
        """The champion's calibration and certificate, found on the hold."""
        return certify(self._ws(), alpha=alpha, delta=delta)

    def preview(self, *, alpha: float | None = None, delta: float | None = None) -> Proposal:
        """The certificate that `certify` would find, and what it would cost; nothing is stored."""
        return preview(self._ws(), alpha=alpha, delta=delta)

    def simulate(
        self, *, alphas: Sequence[float] | None = None, delta: float | None = None
    ) -> Simulation:
        """What each promise would cost in reviews, and how many errors would reach users."""
        return simulate(self._ws(), alphas=alphas, delta=delta)

    def slices(self, *, min_support: int = 30, max_depth: int = 3) -> list[Slice]:
        """Where the model errs more than elsewhere, on what was reviewed; strongest first."""
        stories = self.stories(min_support=min_support, max_depth=max_depth)
        return [each for story in stories for each in story.slices]

    def stories(self, *, min_support: int = 30, max_depth: int = 3) -> list[Story]:
        """The same slices, those that overlap strongly told as one story."""
        return find_error_slices(self._ws(), min_support=min_support, max_depth=max_depth)

    def remedies(self) -> Remedies:
        """What the causes that people named ask for: in all, by error vector and by class."""
        return remedies(self._ws())

    def watch_slice(
        self,
        name: str | None = None,
        *,
        predicate: Mapping[str, str] | None = None,
        watched: bool = True,
        why: str = "",
        by: str = "errata",
    ) -> SliceWatch:
        """Flag new predictions in a slice from now on, or with `watched=False` no more.

        A slice that was found is known by its name; another one needs its predicate.
        """
        return watch_slice(self._ws(), name, predicate=predicate, watched=watched, why=why, by=by)

    def watched_slices(self) -> list[SliceWatch]:
        """The slices that are watched now, by name."""
        ws = self._ws()
        with self.store.snapshot() as view:
            return watched_slices(view, ws)

    def run_cycle(self, *, by: str = "errata") -> Cycle:
        """One turn: curate, retrain, prove, promote if it passed, certify."""
        return run_cycle(self._ws(), by=by)

    def model(self, name: str | None = None) -> Served:
        """The champion, or the model named, ready to predict."""
        return serve(self._ws(), name)

    # -- look ---------------------------------------------------------------------------------

    def look(self) -> Looked:
        """One look of the watch at what is new; it raises alarms and ends certificates."""
        return look(self._ws())

    def alarms(self, *, only_open: bool = True) -> list[Alarm]:
        """What people must know, newest first."""
        return alarms(self._ws(), only_open=only_open)

    def close_alarm(self, alarm_id: str, *, why: str, by: str) -> AlarmClosed:
        """End an alarm that somebody has looked after; its monitor starts anew from here."""
        return close_alarm(self._ws(), alarm_id, why=why, by=by)

    def status(self) -> Status:
        """The loop at a glance."""
        return status(self._ws())

    def accuracy(self, by: str | None = None, *, together: bool = False) -> AccuracyBy:
        """The champion's accuracy in production: overall, by "class", or by an attribute.

        Without `by`: by class and every attribute of few values. `together`: all intervals of one
        list hold at once, not each for itself.
        """
        return accuracy_by(self._ws(), by, together=together)

    def trace(self, ident: str) -> Trace:
        """The story of anything, from prediction to model and back."""
        return trace(self._ws(), ident)

    def export(self, path: str | Path, *, what: str = "corrections") -> int:
        """Write corrections, dataset, golden or gates to a .csv, .jsonl or .parquet file."""
        return self._write_rows(Path(path), rows_to_export(self._ws(), what))

    # -- maintenance --------------------------------------------------------------------------

    def compact(self) -> int:
        """Move hot predictions into a segment and sweep what no reader wants."""
        ws = self._ws()
        moved = self.store.compact(ws.project.id, now=ws.now())
        self.store.sweep(now=ws.now())
        return moved

    def seal(self) -> AuditHead | None:
        """Seal what the audit log has gathered."""
        return self.store.seal(now=self._ws().now())

    def verify_audit(self, head: AuditHead | None = None) -> AuditReport:
        """Whether any sealed entry was edited or cut, also against an exported head."""
        return self.store.verify_audit(head)

    # -- inside -------------------------------------------------------------------------------

    def _kind(self) -> str | None:
        return self._workspace.project.kind if self._workspace else None

    def _ws(self, kind: str | None = None, labels: Sequence[str] | None = None) -> Workspace:
        if self._workspace is None:
            if kind is None:
                raise NotReady(
                    "the project does not exist yet",
                    do="capture predictions or add a base; that makes it",
                )
            self._workspace = replace(self._make(kind, labels), watched=self._watched)
        return self._workspace

    def _labelled(
        self, items: Any, labels: Sequence[str], groups: Column, subjects: Column
    ) -> tuple[Workspace, Items, NDArray[np.int32]]:
        given = owned(self._encode(items, self._kind()), groups, subjects)
        if not len(given):
            raise InputError("no items", wanted="one or more")
        ws = self._ws(given.kind.value, sorted({str(label) for label in labels}))
        return ws, given, check_labels(labels, ws.project.labels, n=len(given))


def _checked(
    probabilities: ArrayLike, classes: Sequence[Any] | None, labels: Labels, *, n: int
) -> NDArray[np.float32]:
    """(n, C) rows in the order of the labels, of a model that may know an earlier version."""
    given = in_order(probabilities, classes, labels.columns, optional=labels.optional)
    rows = check_probabilities(given, n=n, n_classes=labels.width_of(given))
    return np.asarray(labels.wide(rows), dtype=np.float32)
