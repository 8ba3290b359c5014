"""Ports: what the use cases need from the world. The store implements them; flow calls them.

Almost everything kept is an immutable value of `errata.core`, so the port to it is three verbs:
`put` (insert, never update), `get` and `find`. What changes (leases) and what is huge (the
prediction log) have ports of their own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from errata.core.backlog import AuditEntry, Place, Seat, Waits
from errata.core.dataset import Examples
from errata.core.events import Event
from errata.core.item import Items
from errata.core.prediction import Prediction, PredictionBatch
from errata.core.task import Lease, Review, Task, Waiting
from errata.core.webhook import Due

T = TypeVar("T")

Clock = Callable[[], datetime]  # aware, UTC
Entropy = Callable[[int], bytes]  # so many random bytes
# Of the open requirements that a reviewer meets: the groups in which they are tried, first first.
Order = Callable[[Sequence[str]], Sequence[Sequence[str]]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Known:
    """What the log already holds under identifiers that a client sent again."""

    rows: NDArray[np.int64]  # positions in the identifiers asked for
    digests: NDArray[np.uint8]  # (len(rows), 16) of item, model and probabilities, as captured
    decision: NDArray[np.uint8]
    flags: NDArray[np.uint32]
    predicted: NDArray[np.int32]
    confidence: NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class LogRows:
    """Columns of stored predictions, oldest first; n rows."""

    ids: NDArray[np.uint8]  # (n, 16)
    item_ids: NDArray[np.uint8]  # (n, 16)
    model: NDArray[Any]  # (n,) str
    probabilities: NDArray[np.float32]  # (n, C)
    predicted: NDArray[np.int32]
    confidence: NDArray[np.float64]
    decision: NDArray[np.uint8]
    flags: NDArray[np.uint32]
    score: NDArray[np.float64]
    propensity: NDArray[np.float64]
    sampled: NDArray[np.bool_]
    group: NDArray[Any]  # (n,) str, "" for none
    attributes: dict[str, NDArray[Any]]  # each (n,); None or NaN where a row lacks it
    at: NDArray[np.datetime64]  # (n,) microseconds, UTC

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: NDArray[np.int64]) -> LogRows:
        """The predictions at these places."""
        columns = {
            entry.name: getattr(self, entry.name)[rows]
            for entry in fields(self)
            if entry.name != "attributes"
        }
        kept = {name: column[rows] for name, column in self.attributes.items()}
        return LogRows(**columns, attributes=kept)


@dataclass(frozen=True, kw_only=True, eq=False)
class Drawn:
    """What an estimate of production needs of the predictions that could have been audited."""

    ids: NDArray[np.uint8]  # (n, 16)
    at: NDArray[np.datetime64]  # (n,) microseconds, UTC, ascending
    predicted: NDArray[np.int32]
    confidence: NDArray[np.float64]
    decision: NDArray[np.uint8]
    propensity: NDArray[np.float64]  # all above 0
    sampled: NDArray[np.bool_]
    total: int  # predictions of the model, those that could not be drawn included

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, kw_only=True, eq=False)
class Passed:
    """Predictions that went by, without contents and probabilities; n rows."""

    ids: NDArray[np.uint8]  # (n, 16)
    at: NDArray[np.datetime64]  # (n,) microseconds, UTC
    predicted: NDArray[np.int32]
    confidence: NDArray[np.float64]
    decision: NDArray[np.uint8]
    propensity: NDArray[np.float64]
    sampled: NDArray[np.bool_]
    group: NDArray[Any]  # (n,) str, "" for none
    attributes: dict[str, NDArray[Any]]  # each (n,); None or NaN where a row lacks it

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: NDArray[np.int64]) -> Passed:
        """The predictions at these places."""
        columns = {
            entry.name: getattr(self, entry.name)[rows]
            for entry in fields(self)
            if entry.name != "attributes"
        }
        kept = {name: column[rows] for name, column in self.attributes.items()}
        return Passed(**columns, attributes=kept)


class LogReader(Protocol):
    """The prediction log, as one snapshot sees it: each prediction exactly once."""

    def known(self, project_id: str, ids: NDArray[np.uint8]) -> Known:
        """Which of these (n, 16) identifiers are stored, with their decisions."""
        ...

    def count(self, project_id: str) -> int:
        """How many predictions are stored."""
        ...

    def scan(
        self,
        project_id: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        model: str | None = None,
    ) -> LogRows:
        """Every prediction with since <= at < until, without contents."""
        ...

    def drawn(self, project_id: str, *, model: str) -> Drawn:
        """The model's predictions that had a chance of being audited, and which were."""
        ...

    def walk(
        self,
        project_id: str,
        *,
        model: str,
        since: datetime,
        until: datetime,
        sampled: bool = False,
    ) -> Iterator[Passed]:
        """The model's predictions with since <= at < until in parts of bounded size, in no order.

        `sampled`: those alone on which the audit draw fell. Memory stays bounded however many
        there are; the snapshot must stay open until the walk has ended.
        """
        ...

    def rows(self, project_id: str, ids: Sequence[str]) -> list[Prediction]:
        """The predictions of these identifiers, in their order; raises NotFound naming one."""
        ...

    def items(self, project_id: str, ids: Sequence[str]) -> Items:
        """The contents that these predictions were made of, in their order."""
        ...


class Log(LogReader, Protocol):
    """The prediction log inside a transaction."""

    def append(self, project_id: str, batch: PredictionBatch, digests: NDArray[np.uint8]) -> None:
        """Store a batch whose identifiers are new; few rows stay hot, many become a segment.

        The contents are stored with it. Raises Conflict when an identifier was stored meanwhile:
        send it again, the answer is then the stored decision.
        """
        ...


class QueueReader(Protocol):
    """The review queue, as one snapshot sees it."""

    def open_tasks(self, project_id: str) -> int:
        """Tasks that still wait for an answer, held or not."""
        ...

    def open_slots(self, project_id: str) -> int:
        """Answers still missing."""
        ...

    def oldest_open(self, project_id: str) -> datetime | None:
        """When the longest-waiting open task was created."""
        ...

    def is_open(self, task_id: str) -> bool:
        """Whether the task still waits for an answer."""
        ...

    def free_slots(self, project_id: str, *, skills: Sequence[str] = (), at_most: int) -> int:
        """Slots that these skills may take, and that nobody holds; counted up to `at_most`."""
        ...

    def held_slots(self, project_id: str, *, now: datetime, at_most: int) -> int:
        """Slots under a lease that has not run out; counted up to `at_most`."""
        ...

    def others_work(self, project_id: str, reviewer: str, *, now: datetime) -> bool:
        """Whether anybody else holds a task now."""
        ...

    def held_by(self, project_id: str, reviewer: str) -> int:
        """How many tasks this reviewer holds."""
        ...

    def for_one(self, project_id: str, reviewer: str) -> int:
        """How many tasks wait for this reviewer alone, or are in their hands."""
        ...

    def requirements(self, project_id: str) -> list[str]:
        """What free slots ask for, each once, sorted; none of those for one reviewer alone."""
        ...

    def lease_of(self, task_id: str, reviewer: str) -> Lease | None:
        """What this reviewer holds of this task."""
        ...

    def in_reach(self, task_id: str, reviewer: str, *, now: datetime) -> list[Lease]:
        """The task's free slots, and the one that this reviewer holds, under their newest token.

        A free one counts as expired `now`. Whether it was ever this reviewer's is not said.
        """
        ...

    def waiting(self, project_id: str, reviewer: str, *, skills: Sequence[str] = ()) -> Waiting:
        """Why a reviewer gets nothing: what others hold, and what asks for other skills.

        What this reviewer has answered or holds does not count.
        """
        ...


class Queue(QueueReader, Protocol):
    """The review queue inside a transaction."""

    def add(self, tasks: Sequence[Task], *, slots: int | None = None) -> None:
        """Put tasks with `overlap` free slots each (or `slots`); the tasks are stored too."""
        ...

    def ask_again(self, task: Task, *, skill: str | None = None) -> None:
        """One more free slot for a task, for another skill if named."""
        ...

    def raise_priority(self, project_id: str, keys: Sequence[tuple[str, float]]) -> None:
        """Raise the open slots of these (task id, priority); none is ever lowered."""
        ...

    def claim(
        self,
        project_id: str,
        reviewer: str,
        *,
        skills: Sequence[str] = (),
        now: datetime,
        lease_seconds: float,
        order: Order | None = None,
        pressing: float = math.inf,
        own: bool | None = None,
    ) -> Lease | None:
        """The free slot of highest priority that this reviewer may take, or None.

        A reviewer never gets a task held or answered by themselves. Expired leases are free.
        They may take a slot whose requirement their skills meet; "" is everybody's.

        `order`: requirements are tried in these groups, and priority decides within one alone.
        What has a priority of `pressing` or more comes first all the same. `own`: a slot for this
        reviewer alone is looked for too, where there is one of the others; True hands it out in
        the other's place, False leaves it, at the same cost.
        """
        ...

    def renew(self, lease: Lease, *, now: datetime, lease_seconds: float) -> Lease:
        """Hold it longer; raises LeaseLost when another token stands there."""
        ...

    def retake(
        self, project_id: str, lease: Lease, *, now: datetime, lease_seconds: float
    ) -> Lease:
        """Hold again, under the same token, what ran out and is free.

        Raises LeaseLost when anybody held it since, or when this reviewer answered the task or
        holds another of its slots.
        """
        ...

    def release(self, lease: Lease) -> None:
        """Give the slot back; nothing happens when it is not held under this token.

        The token opens nothing any more.
        """
        ...

    def answer(self, lease: Lease, review: Review, *, now: datetime) -> None:
        """Store the review in the lease's slot, which ends the slot.

        A late answer counts when its slot is still free or still its own; raises LeaseLost
        when another reviewer holds or answered it, or this reviewer answered the task already.
        """
        ...

    def close(self, task_id: str) -> None:
        """End the free and held slots of a task that is resolved."""
        ...


class OutboxReader(Protocol):
    """The messages that wait, as one snapshot sees them."""

    def waiting(self, delivery_ids: Sequence[str]) -> list[Due]:
        """Those of these deliveries that wait for a try."""
        ...

    def is_due(self, now: datetime) -> bool:
        """Whether a message may be tried now."""
        ...

    def size(self) -> int:
        """How many messages wait."""
        ...


class Outbox(OutboxReader, Protocol):
    """The messages that wait, inside a transaction."""

    def add(self, dues: Sequence[Due]) -> None:
        """Have deliveries tried, each from its time on."""
        ...

    def take(self, *, now: datetime, limit: int, until: datetime) -> list[Due]:
        """The messages that are due, longest first; until then nobody else takes them.

        Whoever took them and died is replaced after that time.
        """
        ...

    def put_off(self, due: Due, *, until: datetime) -> bool:
        """One more try was made; the next one then. False: another server was first."""
        ...

    def done(self, due: Due) -> bool:
        """It waits no more. False: another server was first."""
        ...


class Overdue(Protocol):
    """Open answers that nobody gave in time."""

    def late(self, project_id: str, *, now: datetime, limit: int) -> list[str]:
        """Tasks with an open answer that was due by now and was not moved up, longest first."""
        ...

    def moved_up(self, task_ids: Sequence[str]) -> None:
        """They are late once; they are not named again."""
        ...


class Backlog(Protocol):
    """The queue's tasks as lists and counts, as one snapshot sees them."""

    def by_skill(self, project_id: str) -> dict[str, int]:
        """Free slots by the skill that they ask for."""
        ...

    def overdue(self, project_id: str, *, now: datetime) -> tuple[int, datetime | None]:
        """How many open tasks were due before now, and when the first of them was."""
        ...

    def walk(
        self, project_id: str, waits: Waits, *, now: datetime, after: str | None, limit: int
    ) -> list[Place]:
        """So many tasks behind a place, in that order; raises InputError for a foreign cursor."""
        ...

    def asking(self, project_id: str, part: str, *, after: str | None, limit: int) -> list[Place]:
        """So many tasks with a slot, free or held, that asks for this skill among others.

        In the order of claims, behind a place; raises InputError for a foreign cursor.
        """
        ...

    def seats(self, task_ids: Sequence[str]) -> list[Seat]:
        """The slots of these tasks, free and held."""
        ...


class Blobs(Protocol):
    """Bytes under their content hash: models, datasets, large items."""

    def put(self, data: bytes, *, suffix: str = "") -> str:
        """Keep the bytes durably; the answer is their name, the same for the same bytes."""
        ...

    def get(self, name: str) -> bytes:
        """The bytes; raises NotFound, or StoreDamaged when they do not match their name."""
        ...


class DatasetCodec(Protocol):
    """Examples as bytes that other tools can read (Parquet), and back."""

    def encode(self, examples: Examples, labels: Sequence[str]) -> bytes:
        """One file of examples."""
        ...

    def decode(self, data: bytes, labels: Sequence[str]) -> Examples:
        """The examples of a file; raises StoreDamaged when it cannot be read."""
        ...


class Snapshot(Protocol):
    """One consistent view of everything kept. Reading never writes."""

    @property
    def log(self) -> LogReader:
        """The prediction log."""
        ...

    @property
    def queue(self) -> QueueReader:
        """The review queue."""
        ...

    @property
    def outbox(self) -> OutboxReader:
        """The messages that wait."""
        ...

    @property
    def backlog(self) -> Backlog:
        """The queue as lists and counts."""
        ...

    def get(self, kind: type[T], ident: str, *, project_id: str | None = None) -> T:
        """The value of that kind and identifier; raises NotFound.

        Content hashes (datasets, golden versions) may repeat in another project: name the project
        there; raises Conflict when several have the identifier and none is named.
        """
        ...

    def find(
        self,
        kind: type[T],
        /,
        *,
        newest_first: bool = False,
        limit: int | None = None,
        after: str | int | None = None,
        **where: Any,
    ) -> list[T]:
        """The values whose fields equal `where`, by identifier (oldest first).

        A list, tuple or set means one of; None means is null. `after`: only those behind this
        identifier in that order (or number, for kinds that are numbered).
        """
        ...

    def count(self, kind: type[Any], /, *, after: str | int | None = None, **where: Any) -> int:
        """How many values `find` would answer."""
        ...

    def pluck(
        self,
        kind: type[Any],
        /,
        *fields: str,
        limit: int | None = None,
        after: str | int | None = None,
        **where: Any,
    ) -> list[tuple[Any, ...]]:
        """These fields alone of the values that `find` would answer: cheaper where there are many.

        Words of an enumeration come as texts, tuples as lists.
        """
        ...

    def tally(
        self,
        kind: type[Any],
        /,
        *by: str,
        newest_of: str | None = None,
        after: str | int | None = None,
        **where: Any,
    ) -> dict[tuple[Any, ...], int]:
        """How many values there are of each combination of these fields.

        `newest_of`: of the values that share this field only the newest counts.
        """
        ...

    def audit_entries(
        self,
        *,
        verb: str | None = None,
        actor: str | None = None,
        after: str | None = None,
        limit: int,
    ) -> list[AuditEntry]:
        """Lines of the audit log, newest first, behind the one named."""
        ...

    def contents(self, project_id: str, item_ids: Sequence[str]) -> Items:
        """The contents of stored items, in the order asked; raises NotFound naming one."""
        ...


class Transaction(Snapshot, Protocol):
    """One change: it commits whole, with exactly one event, or not at all.

    One that changed nothing, such as a claim that found no task, ends without an event.
    """

    @property
    def log(self) -> Log:
        """The prediction log."""
        ...

    @property
    def queue(self) -> Queue:
        """The review queue."""
        ...

    @property
    def outbox(self) -> Outbox:
        """The messages that wait."""
        ...

    @property
    def overdue(self) -> Overdue:
        """Open answers that are late."""
        ...

    def put(self, *values: object) -> None:
        """Insert immutable values; raises Conflict when one is there already.

        A Conflict ends the transaction, even if it is caught inside.
        """
        ...

    def keep_items(self, project_id: str, items: Items) -> None:
        """Store the contents of items that are not stored yet."""
        ...

    def record(self, event: Event) -> None:
        """Say what happened; a transaction without exactly one event is rolled back."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditHead:
    """The newest sealed block of the audit log; export it to prove later that nothing changed."""

    block: int
    entries: int  # sealed so far
    hash: str  # hex
    signature: str  # hex
    sealed_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditReport:
    """What verifying the audit log found."""

    intact: bool
    faults: tuple[str, ...]
    head: AuditHead | None
    unsealed: int  # entries not sealed yet; they are not protected


class Store(Protocol):
    """Everything that lasts."""

    @property
    def blobs(self) -> Blobs:
        """Bytes under their content hash."""
        ...

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """A read transaction."""
        ...

    def transaction(self, *, actor: str, now: datetime) -> AbstractContextManager[Transaction]:
        """A write transaction on behalf of a named person or part."""
        ...

    def compact(self, project_id: str, *, now: datetime, at_least: int = 1) -> int:
        """Move hot predictions into a segment; answers how many moved."""
        ...

    def sweep(self, *, now: datetime, grace_seconds: float = 3600.0) -> int:
        """Delete retired files that no reader can still want; answers how many went."""
        ...

    def seal(self, *, now: datetime) -> AuditHead | None:
        """Chain the committed, unsealed audit entries into a block and sign the new head."""
        ...

    def verify_audit(self, head: AuditHead | None = None) -> AuditReport:
        """Recompute the chain, and hold it against a head exported earlier."""
        ...

    def close(self) -> None:
        """Let go of the database and its files."""
        ...
