"""RemoteLoop: the product's Python contract on a server, method by method like `flow.loop.Loop`."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, TypeVar
from urllib.parse import quote

import httpx
import numpy as np
from numpy.typing import ArrayLike

from errata.client import slicing, watching
from errata.client.answers import trace_of, value_of
from errata.client.bodies import Captured, encoded, item_fields
from errata.client.capturing import capture
from errata.client.courier import Courier
from errata.client.facts import Facts, Wish
from errata.client.identifiers import identifiers, now_ms
from errata.client.jobs import finished
from errata.client.link import Link
from errata.client.parcel import JSON, Parcel, SetAside
from errata.client.remote_task import Decode, task_of
from errata.client.spool import LIMIT, Spool, default_spool
from errata.core.accuracy import AccuracyBy
from errata.core.advice import Remedies
from errata.core.dataset import DatasetVersion
from errata.core.errors import (
    Conflict,
    InputError,
    NotAllowed,
    NotFound,
    NotReady,
    Unavailable,
    Unsupported,
)
from errata.core.ids import Minter, to_bytes
from errata.core.item import Items
from errata.core.labels import Labels
from errata.core.labels_changed import LabelsChanged, Moved
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
from errata.core.ports import AuditHead, AuditReport
from errata.core.prediction import Decisions
from errata.core.project import Guideline, Project
from errata.core.proposal import Proposal
from errata.core.simulation import Simulation
from errata.core.slices import Slice
from errata.core.status import Status
from errata.core.task import ClaimedTask, Resolution, Task
from errata.core.trace import Trace
from errata.core.watched import Watched
from errata.loop.capture import (
    check_columns,
    check_labels,
    check_probabilities,
    in_order,
    owned,
)
from errata.loop.triage.stories import Story

T = TypeVar("T")
Column = Sequence[str | None] | None
WriteRows = Callable[[Path, list[dict[str, Any]]], int]
LONG_POLL = 30.0  # seconds that one call waits for a decision
SLOW = 600.0  # seconds that an answer to a large question may take
TOGETHER = 5_000  # labelled items in one call
PARTING = 5.0  # seconds that closing tries to send what waits


class RemoteLoop:
    """One project of a server, open. Use `errata.open`; close it, or use it in a `with`.

    While the server is away, what is captured, corrected and answered is kept on this machine's
    disk before the call returns, and sent in order, exactly once, when it is back: `spooled` says
    how much waits, `set_aside` what the server then refused. Everything else raises Unavailable.
    """

    def __init__(
        self,
        url: str,
        *,
        project: str,
        encode: Callable[[Any, str | None], Items],
        decode: Decode,
        write_rows: WriteRows,
        api_key: str | None = None,
        wish: Wish | None = None,
        create: bool = True,
        spool: str | Path | None = None,
        spool_bytes: int = LIMIT,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        key = api_key or os.environ.get("ERRATA_API_KEY") or ""
        self._encode, self._decode, self._write_rows = encode, decode, write_rows
        self._wish, self._create = wish or Wish(), create
        self._link = Link(url, api_key=key or None, transport=transport)
        self._spool = Spool(Path(spool) if spool else default_spool(), limit=spool_bytes)
        self._facts = Facts(self._link, self._spool, project)
        whose = hashlib.sha256(key.encode()).hexdigest()[:16]
        self._data = f"{self._link.url} {project}"
        self._answers = f"{self._data} reviews of {whose}"  # nobody else may send these
        self._mint = Minter(now_ms=now_ms, random=os.urandom)
        self._me: str | None = None
        self._closed = False
        self._tab = self._mint()
        try:
            found = self._facts.ask()
            if found is None and not create:
                raise NotFound(f"no project {project!r} on {self._link.url}")
            if found is None and self._wish.labels and self._wish.kind:
                self._facts.make(self._wish, None, None)
        except Unavailable:
            self._facts.recall()
        except BaseException:
            self._link.close()
            self._spool.close()
            raise
        self._courier = Courier(self._link, self._spool, (self._data, self._answers))

    # -- what is open -----------------------------------------------------------------------

    @property
    def project(self) -> Project:
        """The project, without its key; raises NotReady before the first data came in."""
        found = self._facts.project or self._facts.ask()
        if found is None:
            raise NotReady(
                "the project does not exist yet",
                do="capture predictions or add a base; that makes it",
            )
        return found

    @property
    def known(self) -> Project | None:
        """The project as far as it is known here, without asking the server."""
        return self._facts.project

    @property
    def policy(self) -> Policy:
        """The rules in force."""
        return self._facts.policy()

    @property
    def labels(self) -> Labels:
        """The project's labels through all their versions; `labels.in_use` are those offered."""
        told = self._link.get(f"{self._facts.path}/labels")
        rows = told["items"]
        return Labels(
            columns=tuple(row["label"] for row in rows),
            became={row["label"]: row["counts_as"] for row in rows if not row["in_use"]},
            widths=tuple(told["widths"]),
        )

    def change_labels(
        self,
        *,
        add: Sequence[str] = (),
        rename: Mapping[str, str] | None = None,
        merge: Mapping[str, str] | None = None,
        changes: str = "",
        by: str = "",
    ) -> LabelsChanged:
        """The next version of the labels; over HTTP the key says by whom."""
        told = self._post(
            "labels",
            {
                "add": list(add),
                "rename": dict(rename or {}),
                "merge": dict(merge or {}),
                "changes": changes,
            },
        )
        self._facts.ask()
        return LabelsChanged(
            version=told["version"],
            in_use=tuple(told["in_use"]),
            added=tuple(told["added"]),
            moved=tuple(Moved(**each) for each in told["moved"]),
            errors_gone=told["errors_gone"],
            certificates=told["certificates"],
            versions=(),
        )

    def change_policy(self, policy: Policy, *, by: str = "") -> int:
        """Put new rules in force; the version number they have. Over HTTP the key says by whom."""
        answer = self._link.call(
            "PUT", f"{self._facts.path}/policy", json={"policy": policy.as_dict()}, again=True
        )
        return int(answer.json()["version"])

    @property
    def spooled(self) -> int:
        """How many predictions, outcomes and answers wait on disk for the server."""
        return self._courier.waiting

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What the server refused when it was sent from the spool, with what it said."""
        return self._courier.aside

    def flush(self, *, seconds: float = PARTING) -> int:
        """Send what waits now; how many still wait when it is sent or the time is over."""
        return self._courier.flush(seconds=seconds)

    def send_again(self) -> None:
        """Let what was set aside stand in line once more."""
        self._courier.put_back()

    def give_up(self, *aside: SetAside) -> None:
        """Drop what was set aside; it is lost."""
        self._courier.drop([one.number for one in aside])

    def close(self) -> None:
        """Send what waits if the server is there, say what is left, and let go of the server."""
        if not self._closed:
            self._closed = True
            self._courier.close(seconds=PARTING)
            self._link.close()

    def __enter__(self) -> RemoteLoop:
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
        """Send what a model said of `n` items; answers a decision for each, as `Loop.capture`.

        While the server is away the decision is `review` for the reason `spooled`: nothing is
        accepted that nobody has stored. More than the server takes at once (50,000 predictions or
        24 MiB) goes in several calls; sending it again with the same `ids` completes it.
        """
        if at is not None:
            raise Unsupported(
                "a time of one's own over HTTP", do="leave `at` out, or give ids of that time"
            )
        known = self._facts.project
        given = owned(self._encode(items, known.kind if known else None), groups, subjects)
        n = len(given)
        if not model.strip():
            raise InputError("a prediction of no model", do="name it with model='v1'")
        rows = None
        if probabilities is not None:
            width = len(known.labels) if known else None
            if known is not None:
                probabilities = in_order(probabilities, classes, known.labels)
            rows = check_probabilities(probabilities, n=n, n_classes=width)
        elif predicted is None:
            raise InputError("neither probabilities nor predicted labels", do="give one of them")
        default = [str(c) for c in range(rows.shape[1])] if rows is not None else []
        default = default or sorted({str(label) for label in predicted or ()})
        if classes is not None:
            default = [str(name) for name in classes]
        known = known or self._met(given.kind.value, default)
        labels = None if predicted is None else [str(label) for label in predicted]
        if labels is not None:
            check_labels(labels, known.labels if known else default, n=n, what="predicted label")
        columns = check_columns(attributes, n=n)
        batch = Captured(
            ids=identifiers(n, ids),
            items=given,
            model=model,
            probabilities=rows,
            names=tuple(default) if known is None and rows is not None and classes else None,
            label=labels,
            attributes=columns,
        )
        return capture(
            self._courier,
            self._data,
            f"{self._facts.path}/predictions",
            batch,
            labels=lambda: self._labels(default),
        )

    def watch(self, classifier: Any, *, name: str) -> Watched:
        """The classifier with every `predict_proba` captured.

        The server cannot run it: its proof rests on what was captured of it.
        """
        return Watched(classifier, name=name, capture=self.capture)

    def correct(
        self,
        prediction_id: str,
        *,
        label: str | None = None,
        cause: str | None = None,
        why: str = "",
        by: str,
    ) -> OutcomeReport:
        """What the world said of a prediction; a trusted source's label may train directly.

        While the server is away it waits in the spool, and is not called trusted.
        """
        if not by.strip():
            raise InputError("an outcome of nobody", do="say who saw it with by='...'")
        to_bytes(prediction_id)
        if label is not None and self._facts.project is not None:
            check_labels([label], self._facts.project.labels, n=1)
        ident = self._mint()
        told = self._sent(
            self._data,
            "outcome",
            f"{self._facts.path}/outcomes",
            id=ident,
            prediction_id=prediction_id,
            label=label,
            cause=cause,
            why=why,
            by=by,
        )
        return OutcomeReport(
            id=ident,
            project_id=self._facts.project.id if self._facts.project else "",
            prediction_id=prediction_id,
            item_id="",
            label=label,
            cause=cause,
            why=why,
            by=by,
            trusted=bool(told and told.get("trusted")),
            created_at=datetime.now(UTC),
        )

    def decision(self, prediction_id: str, *, seconds: float = 0.0) -> dict[str, Any]:
        """What may be done about a prediction by now; waits so long while people look at it.

        `status` is "final" (then `label` holds), "pending" or "rejected". Lateness accepts nothing.
        """
        until = time.monotonic() + seconds
        path = f"{self._facts.path}/predictions/{quote(prediction_id, safe='')}/decision"
        while True:
            left = max(until - time.monotonic(), 0.0)
            wait = min(left, LONG_POLL)
            told = self._link.call(
                "GET", path, params={"wait": round(wait, 3)}, again=True, seconds=wait + 30
            )
            answer = dict(self._link.read(told))
            if answer["status"] != "pending" or left <= LONG_POLL:
                return answer

    def import_history(self, *_: Any, **__: Any) -> NoReturn:
        """A model's own past; only where the database is."""
        _local("import_history", "run errata import FILE --as history beside the server's database")

    # -- labelled data to start from ----------------------------------------------------------

    def add_base(
        self, items: Any, labels: Sequence[str], *, groups: Column = None, subjects: Column = None
    ) -> DatasetVersion:
        """The labelled data that the first model is trained on; dataset version 1."""
        rows = self._labelled(items, labels, groups, subjects)
        return value_of(DatasetVersion, self._post("base", {"items": rows}))

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
        rows = self._labelled(items, labels, groups, subjects)
        for name, column in check_columns(attributes, n=len(rows)).items():
            for row, value in zip(rows, column.tolist(), strict=True):
                row.setdefault("attributes", {})[name] = value if value == value else None
        added = 0
        for start in range(0, len(rows), TOGETHER):
            part = {"items": rows[start : start + TOGETHER], "must_pass": must_pass}
            added += int(self._post("golden", part)["added"])
        return added

    # -- review -----------------------------------------------------------------------------

    def guide(self, text: str) -> Guideline | None:
        """What reviewers read, as its first version; None where there is one, or no project yet.

        A key that may not write guidelines leaves them to those who may.
        """
        if self.known is None or not text.strip():
            return None
        given = {"text": text, "changes": "The first version.", "after": 0}
        try:
            told = self._post("guidelines", given)
        except (Conflict, NotAllowed):
            return None
        return value_of(Guideline, {**given, **told}, by=self._name(), created_at=datetime.now(UTC))

    def pick(self, n: int, *, strategy: str | None = None, seed: int = 0) -> list[Task]:
        """Raise the `n` predictions that teach most to the top of the queue."""
        told = self._post("picks", _given(n=n, strategy=strategy, seed=seed))
        return [value_of(Task, one) for one in told["picked"]]

    def claim(self, *, reviewer: str, skills: Sequence[str] = ()) -> ClaimedTask | None:
        """The next task for a reviewer, or None when nothing is left for them.

        The key says who reviews and with which skills; raises InputError for another's name.
        """
        self._courier.flush(self._answers)
        me = self._name()
        if reviewer not in (me, me.removeprefix("key:")):
            raise InputError(
                f"the reviewer {reviewer!r} with the key of {me!r}",
                wanted=f"reviewer={me.removeprefix('key:')!r}",
                do="give each reviewer a key of their own",
            )
        told = self._link.post(f"{self._facts.path}/tasks/claim", {"tab": self._tab})
        if not told.get("task"):
            return None
        return task_of(told["task"], reviewer=me, link=self._link, decode=self._decode)

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
        """The reviewer's answer; the task's resolution if that settles it.

        A reviewer is told a resolution's kind and label; the rest of it is blank. While the
        server is away the answer waits in the spool, and None is answered.
        """
        if unsure and label is not None:
            raise InputError(f"unsure and the label {label!r} at once", do="give one of them")
        if not unsure and label is None:
            raise InputError(
                "an answer without a label", do="give label='...', unsure=True or a skip"
            )
        if label is not None and label not in task.labels:
            raise InputError(f"the label {label!r}", wanted="one of " + ", ".join(task.labels[:12]))
        if not np.isfinite(seconds_spent) or seconds_spent < 0:
            raise InputError(f"seconds_spent={seconds_spent}", wanted="0 or more")
        return self._answered(
            task,
            "review",
            label=label,
            unsure=unsure,
            cause=cause,
            why=why,
            evidence=[dict(one) for one in evidence],
            seconds_spent=float(seconds_spent),
        )

    def skip(self, task: ClaimedTask, *, why: str) -> Resolution | None:
        """Leave a task to others, for a reason."""
        return self._answered(task, "skip", why=why)

    def release(self, task: ClaimedTask) -> None:
        """Give a task back, unanswered."""
        self._link.post(self._of(task, "release"), {"token": task.lease.token}, again=True)

    def heartbeat(self, task: ClaimedTask) -> ClaimedTask:
        """Hold a task longer."""
        told = self._link.post(self._of(task, "heartbeat"), {"token": task.lease.token}, again=True)
        expires = datetime.fromisoformat(told["lease_expires_at"])
        lease = replace(task.lease, expires_at=expires)
        return replace(task, lease=lease, lease_expires_at=expires)

    # -- learn and prove ----------------------------------------------------------------------

    def curate(self) -> DatasetVersion:
        """The next dataset version from everything agreed so far."""
        return value_of(DatasetVersion, self._long("datasets"))

    def retrain(
        self, *, trainer: str | None = None, seed: int | None = None, dataset: str | None = None
    ) -> ModelVersion:
        """A candidate trained on the newest dataset version, or the one named."""
        told = self._long("models", _given(trainer=trainer, seed=seed, dataset=dataset))
        return value_of(ModelVersion, told)

    def prove(self, candidate: str | None = None) -> GateReport:
        """The newest candidate, or the one named, against the champion on the golden set."""
        return value_of(GateReport, self._long("gates", _given(candidate=candidate)))

    def promote(
        self,
        candidate: str | None = None,
        *,
        by: str = "errata",
        why: str = "",
        override: bool = False,
    ) -> Promotion:
        """Make a proved candidate champion; Refused without a PASS. The key says by whom."""
        name = quote(candidate or self._newest_candidate(), safe="")
        told = self._post(f"models/{name}/promote", {"why": why, "override": override})
        return value_of(Promotion, told)

    def rollback(self, *, by: str = "errata", why: str) -> Promotion:
        """Put the champion before this one back. The key says by whom."""
        return value_of(Promotion, self._post("models/rollback", {"why": why}))

    def certify(self, *, alpha: float | None = None, delta: float | None = None) -> Operating:
        """The champion's calibration and certificate, found on the hold."""
        return value_of(Operating, self._long("certificates", _given(alpha=alpha, delta=delta)))

    def preview(self, *, alpha: float | None = None, delta: float | None = None) -> Proposal:
        """The certificate that `certify` would find, and what it would cost; nothing is stored."""
        told = self._long("certificates/preview", _given(alpha=alpha, delta=delta))
        return value_of(Proposal, told)

    def simulate(
        self, *, alphas: Sequence[float] | None = None, delta: float | None = None
    ) -> Simulation:
        """What each promise would cost in reviews, and how many errors would reach users."""
        chosen = None if alphas is None else list(alphas)
        told = self._long("certificates/simulate", _given(alphas=chosen, delta=delta))
        return value_of(Simulation, told)

    def slices(self, *, min_support: int = 30, max_depth: int = 3) -> list[Slice]:
        """Where the model errs more than elsewhere, on what was reviewed; strongest first."""
        found = self.stories(min_support=min_support, max_depth=max_depth)
        return [each for story in found for each in story.slices]

    def stories(self, *, min_support: int = 30, max_depth: int = 3) -> list[Story]:
        """The same slices, those that overlap strongly told as one story."""
        return slicing.stories(
            self._link, self._facts.path, min_support=min_support, max_depth=max_depth
        )

    def remedies(self) -> Remedies:
        """What the causes that people named ask for: in all, by error vector and by class."""
        return value_of(Remedies, self._link.get(f"{self._facts.path}/remedies"))

    def watch_slice(
        self,
        name: str | None = None,
        *,
        predicate: Mapping[str, str] | None = None,
        watched: bool = True,
        why: str = "",
        by: str = "",
    ) -> SliceWatch:
        """Flag new predictions in a slice from now on, or no more. The key says by whom."""
        wanted = _given(name=name, predicate=predicate and dict(predicate))
        wanted |= {"watched": watched, "why": why}
        return slicing.watch_slice(self._link, self._facts.path, wanted)

    def watched_slices(self) -> list[SliceWatch]:
        """The slices that are watched now, by name."""
        return slicing.watched_slices(self._link, self._facts.path)

    def run_cycle(self, *, by: str = "errata") -> Cycle:
        """One turn: curate, retrain, prove, promote if it passed, certify."""
        return value_of(Cycle, self._long("cycles"))

    def model(self, name: str | None = None) -> NoReturn:
        """The champion to predict with; only where the database is."""
        _local("model", "run the champion where the database is: errata.open('postgresql://...')")

    # -- look ---------------------------------------------------------------------------------

    def look(self) -> Looked:
        """One look of the server's watch at what is new."""
        return watching.look(self._link, self._facts.path)

    def alarms(self, *, only_open: bool = True) -> list[Alarm]:
        """What people must know, newest first."""
        return watching.alarms(self._link, self._facts.path, only_open=only_open)

    def close_alarm(self, alarm_id: str, *, why: str, by: str = "") -> AlarmClosed:
        """End an alarm that somebody has looked after. The key says by whom."""
        return watching.close_alarm(self._link, self._facts.path, alarm_id, why=why)

    def status(self) -> Status:
        """The loop at a glance."""
        return value_of(Status, self._link.get(f"{self._facts.path}/status"))

    def accuracy(self, by: str | None = None, *, together: bool = False) -> AccuracyBy:
        """The champion's accuracy in production: overall, by "class", or by an attribute."""
        return watching.accuracy(self._link, self._facts.path, by, together=together)

    def trace(self, ident: str) -> Trace:
        """The story of anything, from prediction to model and back."""
        return trace_of(self._link.get(f"{self._facts.path}/trace/{quote(ident, safe='')}"))

    def export(self, path: str | Path, *, what: str = "corrections") -> int:
        """Write corrections, dataset, golden or gates to a .csv, .jsonl or .parquet file."""
        answer = self._link.call(
            "GET",
            f"{self._facts.path}/exports",
            params={"what": what, "format": "jsonl"},
            again=True,
            seconds=SLOW,
        )
        rows = [json.loads(line) for line in answer.content.splitlines() if line]
        return self._write_rows(Path(path), rows)

    def verify_audit(self, head: AuditHead | None = None) -> AuditReport:
        """Whether any sealed entry was edited or cut."""
        if head is not None:
            _local("an exported head", "run errata audit verify --head beside the database")
        return value_of(AuditReport, self._link.get(f"{self._facts.path}/audit/verify"))

    # -- what only the database's own process can do ---------------------------------------------

    @property
    def store(self) -> NoReturn:
        """The server owns its store."""
        _local("the store", "use the methods of the loop")

    def compact(self) -> NoReturn:
        """The server's own work."""
        _local("compact", "leave it to the server: it does so by itself")

    def seal(self) -> NoReturn:
        """The server's own work."""
        _local("seal", "leave it to the server: it seals each second")

    # -- inside -------------------------------------------------------------------------------

    def _name(self) -> str:
        """Whose key it is, as reviews and the audit log have it."""
        if self._me is None:
            self._me = str(self._link.get("session")["name"])
        return self._me

    def _met(self, kind: str, labels: Sequence[str]) -> Project | None:
        """The project, made if it is new; None when the server is away and was never met."""
        if self._courier.is_resting:
            return None
        try:
            return self._facts.ask() or self._made(kind, labels)
        except Unavailable:
            return None

    def _made(self, kind: str, labels: Sequence[str]) -> Project:
        if not self._create:
            raise NotFound(f"no project {self._facts.name!r} on {self._link.url}")
        return self._facts.make(self._wish, kind, labels)

    def _labels(self, default: Sequence[str]) -> Sequence[str]:
        return self._facts.project.labels if self._facts.project else tuple(default)

    def _labelled(
        self, items: Any, labels: Sequence[str], groups: Column, subjects: Column
    ) -> list[dict[str, Any]]:
        known = self._facts.project
        given = owned(self._encode(items, known.kind if known else None), groups, subjects)
        if not len(given):
            raise InputError("no items", wanted="one or more")
        names = [str(label) for label in labels]
        found = known or self._facts.ask() or self._made(given.kind.value, sorted(set(names)))
        check_labels(labels, found.labels, n=len(given))
        rows = item_fields(given)
        for row, label in zip(rows, names, strict=True):
            row["label"] = label
        return rows

    def _post(self, noun: str, given: Mapping[str, Any]) -> Any:
        """The answer to something that is done while the caller waits."""
        self._courier.flush()
        answer = self._link.call(
            "POST",
            f"{self._facts.path}/{noun}",
            content=encoded(given),
            headers={"Content-Type": JSON},
            seconds=SLOW,
        )
        return self._link.read(answer)

    def _long(self, noun: str, given: Mapping[str, Any] | None = None) -> Any:
        """The result of work that may take minutes."""
        self._courier.flush()
        return finished(self._link, self._facts.path, noun, given or {})

    def _of(self, task: ClaimedTask, verb: str) -> str:
        return f"{self._facts.path}/tasks/{quote(task.id, safe='')}/{verb}"

    def _answered(self, task: ClaimedTask, noun: str, **given: Any) -> Resolution | None:
        told = self._sent(
            self._answers, noun, self._of(task, noun), token=task.lease.token, **given
        )
        settled = (told or {}).get("resolution")
        if not settled:
            return None
        return value_of(Resolution, settled, task_id=task.id, created_at=datetime.now(UTC))

    def _sent(self, lane: str, noun: str, path: str, **given: Any) -> dict[str, Any] | None:
        """The server's answer to one call that may wait; None: it waits."""
        body = encoded({name: value for name, value in given.items() if value is not None})
        parcel = Parcel(noun=noun, path=path, content_type=JSON, body=body, n=1)
        answers = self._courier.send(lane, [parcel])
        return dict(json.loads(answers[0] or b"{}")) if answers else None

    def _newest_candidate(self) -> str:
        """The newest model that Errata trained and that is not the champion."""
        cursor: str | None = None
        while True:
            page = self._link.get(f"{self._facts.path}/models", cursor=cursor)
            for model in page["items"]:
                if model["blob"] is not None and not model["champion"]:
                    return str(model["id"])
            cursor = page["next"]
            if cursor is None:
                raise NotReady("there is no candidate", do="run errata retrain first")


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _local(what: str, do: str) -> NoReturn:
    raise Unsupported(f"{what} over HTTP", wanted="the database itself", do=do)
