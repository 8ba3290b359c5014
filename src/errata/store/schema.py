"""Every table, in one place.

Three kinds: immutable records (a table for each noun of `errata.core`, its columns derived from
the noun's fields, so that they cannot drift apart), the review queue's slots, which alone change,
and the prediction log's hot rows with the manifest of its Parquet segments.

The migrations build the same tables step by step; a test holds the two against each other.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Sequence,
    Table,
    UniqueConstraint,
    text,
)

from errata.core.account import (
    ApiKey,
    Ended,
    Grant,
    Invitation,
    Password,
    SignIn,
    User,
)
from errata.core.dataset import DatasetVersion, GoldenVersion, HeldCase, InjectedExample
from errata.core.error_record import ErrorRecord, ErrorStage
from errata.core.model import (
    Alarm,
    AlarmClosed,
    Cycle,
    GateReport,
    Lapse,
    Look,
    ModelVersion,
    NoveltyReference,
    Operating,
    PolicyVersion,
    Promotion,
    RegionMap,
    SliceFinding,
    SliceWatch,
)
from errata.core.outcome import OutcomeReport
from errata.core.people import (
    Contest,
    ContestSettled,
    Credential,
    Crowd,
    Honeypot,
    LabelSet,
    Pause,
)
from errata.core.project import Cause, Guideline, Project
from errata.core.task import Commitment, Draft, Escalation, Resolution, Review, Task
from errata.core.webhook import Attempt, Delivery, Webhook
from errata.store.columns import Json, Moment, Real, Words
from errata.store.records import Record, record

HEAD = "0004"  # the newest migration
VERSION_TABLE = "errata_version"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# --- immutable records -----------------------------------------------------------------------
# `unique` carries the laws: one review a reviewer and slot, one resolution a task. Identifiers
# that are content hashes may repeat in another project, so their key names the project too.

RECORDS: dict[type, Record] = {
    entry.kind: entry
    for entry in (
        record(metadata, Project, "projects", unique=["name"]),
        record(metadata, PolicyVersion, "policies", order="version", unique=["project_id version"]),
        record(metadata, Cause, "causes", unique=["project_id name version"]),
        record(metadata, Guideline, "guidelines", order="version", unique=["project_id version"]),
        record(metadata, OutcomeReport, "outcomes", index=["prediction_id"]),
        record(metadata, Task, "tasks", index=["prediction_id"]),
        record(
            metadata,
            Review,
            "reviews",
            unique=["task_id slot", "task_id reviewer"],
            index=["reviewer project_id id"],
            refers={"task_id": "tasks.id"},
        ),
        record(metadata, Draft, "drafts", index=["task_id"]),
        record(
            metadata,
            Resolution,
            "resolutions",
            unique=["task_id"],
            index=["prediction_id", "item_id", "project_id sampled kind"],
        ),
        record(
            metadata,
            ErrorRecord,
            "errors",
            index=["prediction_id", "item_id", "cause project_id"],
        ),
        record(metadata, ErrorStage, "error_stages", index=["error_id", "project_id error_id id"]),
        record(
            metadata,
            DatasetVersion,
            "datasets",
            key="project_id id",
            order="number",
            unique=["project_id number"],
        ),
        record(
            metadata,
            InjectedExample,
            "injected_examples",
            index=["dataset_id", "item_id", "prediction_id"],
        ),
        record(
            metadata,
            HeldCase,
            "held_cases",
            unique=["project_id item_id"],
            index=["prediction_id"],
        ),
        record(
            metadata,
            GoldenVersion,
            "golden_versions",
            key="project_id id",
            order="number",
            unique=["project_id number"],
        ),
        record(metadata, ModelVersion, "models", unique=["project_id name"]),
        record(metadata, GateReport, "gates", index=["candidate_id"]),
        record(metadata, Promotion, "promotions", order="number", unique=["project_id number"]),
        record(
            metadata,
            Operating,
            "operating_points",
            order="number",
            unique=["project_id number"],
            index=["model_id"],
        ),
        record(metadata, Cycle, "cycles", order="number", unique=["project_id number"]),
        record(metadata, Commitment, "commitments", unique=["task_id reviewer"]),
        record(metadata, Escalation, "escalations", unique=["task_id"], index=["project_id"]),
        record(metadata, User, "users", unique=["name"]),
        record(metadata, Password, "passwords", index=["user_id"]),
        record(metadata, Grant, "grants", index=["user_id", "project_id"]),
        record(metadata, ApiKey, "api_keys", unique=["hash"], index=["project_id"]),
        record(metadata, SignIn, "sign_ins", order="created_at", index=["user_id"]),
        record(metadata, Invitation, "invitations", order="created_at"),
        record(metadata, Ended, "ended", order="created_at"),
        record(metadata, Webhook, "webhooks", index=["project_id"]),
        record(metadata, Delivery, "deliveries", index=["webhook_id"]),
        record(metadata, Attempt, "attempts", unique=["delivery_id number"]),
        record(metadata, Alarm, "alarms", index=["project_id"]),
        record(metadata, AlarmClosed, "alarms_closed", unique=["alarm_id"], index=["project_id"]),
        record(metadata, Lapse, "lapses", unique=["operating_id"]),
        record(metadata, Look, "looks", order="number", unique=["project_id number"]),
        record(metadata, SliceFinding, "slice_findings", index=["project_id"]),
        record(metadata, SliceWatch, "slice_watches", index=["project_id"]),
        record(metadata, RegionMap, "region_maps", index=["model_id"]),
        record(metadata, NoveltyReference, "novelty_references", index=["model_id"]),
        record(metadata, Credential, "credentials", index=["project_id reviewer"]),
        record(metadata, Pause, "pauses", index=["project_id reviewer"]),
        record(metadata, Honeypot, "honeypots", index=["project_id reviewer"]),
        record(metadata, Contest, "contests", unique=["project_id task_id reviewer"]),
        record(metadata, ContestSettled, "contests_settled", unique=["contest_id"]),
        record(metadata, Crowd, "crowds", order="number", unique=["project_id number"]),
        record(metadata, LabelSet, "label_sets", order="version", unique=["project_id version"]),
    )
}

# --- what the store knows of itself ------------------------------------------------------------

settings = Table(
    "settings",
    metadata,
    Column("key", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

# SQLite alone counts here; PostgreSQL has a sequence and its transaction numbers.
counters = Table(
    "counters",
    metadata,
    Column("name", Words, primary_key=True),
    Column("value", BigInteger, nullable=False),
)
tokens = Sequence("lease_tokens", metadata=metadata)

# --- contents ----------------------------------------------------------------------------------

items = Table(
    "items",
    metadata,
    Column("project_id", Words, nullable=False),
    Column("id", LargeBinary, nullable=False),  # 16 bytes, of kind, subject and content
    Column("kind", Words, nullable=False),
    Column("subject", Words),  # whose data it is
    Column("group", Words),
    Column("content", LargeBinary),  # null when it is large:
    Column("blob", Words),  # then it is a file of this name
    PrimaryKeyConstraint("project_id", "id"),
)

# --- the prediction log --------------------------------------------------------------------------

hot = Table(
    "hot_predictions",
    metadata,
    Column("project_id", Words, nullable=False),
    Column("id", LargeBinary, nullable=False),
    Column("item_id", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),  # microseconds
    Column("model", Words, nullable=False),
    Column("strategy", Words, nullable=False),
    Column("policy_version", BigInteger, nullable=False),
    Column("probabilities", LargeBinary, nullable=False),  # C x float32, little endian
    Column("predicted", Integer, nullable=False),
    Column("confidence", Real, nullable=False),
    Column("decision", Integer, nullable=False),
    Column("flags", BigInteger, nullable=False),
    Column("score", Real, nullable=False),
    Column("propensity", Real, nullable=False),
    Column("sampled", Boolean, nullable=False),
    Column("attributes", Json, nullable=False),
    Column("kind", Words, nullable=False),
    Column("subject", Words),
    Column("group", Words),
    Column("content", LargeBinary),
    Column("blob", Words),
    PrimaryKeyConstraint("project_id", "id"),
)

segments = Table(
    "segments",
    metadata,
    Column("id", Words, primary_key=True),
    Column("project_id", Words, nullable=False),
    Column("file", Words, nullable=False, unique=True),  # below the files folder
    Column("sha256", Words, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("size", BigInteger, nullable=False),  # bytes
    Column("id_low", LargeBinary, nullable=False),
    Column("id_high", LargeBinary, nullable=False),
    Column("at_low", BigInteger, nullable=False),
    Column("at_high", BigInteger, nullable=False),
    Column("models", Json, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("retired_at", Moment),  # its rows are in another segment since then
    Index(None, "project_id", "id_high"),
)

# --- the review queue ----------------------------------------------------------------------------
# Free and held slots only: an answer deletes its slot in the transaction that stores the review.

slots = Table(
    "slots",
    metadata,
    Column("task_id", Words, ForeignKey("tasks.id"), nullable=False),
    Column("slot", Integer, nullable=False),
    Column("project_id", Words, nullable=False),
    Column("skill", Words, nullable=False),
    Column("rank", Real, nullable=False),  # minus the priority: the first is claimed first
    Column("seq", BigInteger, nullable=False),  # grows whenever a slot becomes free
    Column("reviewer", Words),  # null while free
    Column("token", BigInteger, nullable=False),  # of the newest lease, 0 before the first
    Column("expires_at", BigInteger),  # microseconds, null while free
    Column("created_at", BigInteger, nullable=False),  # the task's
    Column("due_at", BigInteger),  # microseconds; null once it was moved up for being late
    PrimaryKeyConstraint("task_id", "slot"),
)
_free, _held = text("reviewer IS NULL"), text("reviewer IS NOT NULL")
Index(
    "ix_slots_claim",
    slots.c.project_id,
    slots.c.skill,
    slots.c.rank,
    slots.c.task_id,
    slots.c.slot,
    sqlite_where=_free,
    postgresql_where=_free,
)
Index(
    "ix_slots_freed",
    slots.c.project_id,
    slots.c.skill,
    slots.c.seq,
    sqlite_where=_free,
    postgresql_where=_free,
)
Index(
    "ix_slots_held",
    slots.c.task_id,
    slots.c.reviewer,
    unique=True,
    sqlite_where=_held,
    postgresql_where=_held,
)
Index(
    "ix_slots_expiry",
    slots.c.project_id,
    slots.c.expires_at,
    sqlite_where=_held,
    postgresql_where=_held,
)
# A task's slots share its time of creation, so this index counts open tasks too.
Index("ix_slots_age", slots.c.project_id, slots.c.created_at, slots.c.task_id)
Index(
    "ix_slots_due",
    slots.c.project_id,
    slots.c.due_at,
    sqlite_where=text("due_at IS NOT NULL"),
    postgresql_where=text("due_at IS NOT NULL"),
)

cursors = Table(
    "cursors",
    metadata,
    Column("project_id", Words, nullable=False),
    Column("reviewer", Words, nullable=False),
    Column("skill", Words, nullable=False),
    Column("rank", Real, nullable=False),
    Column("task_id", Words, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("scanned_at", BigInteger, nullable=False),  # microseconds, of the last full scan
    PrimaryKeyConstraint("project_id", "reviewer", "skill"),
)

# Messages that wait for their next try; the deliveries themselves are records.
outbox = Table(
    "outbox",
    metadata,
    Column("delivery_id", Words, primary_key=True),
    Column("attempts", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),  # microseconds
    Index(None, "due_at"),
)

# --- the audit log -------------------------------------------------------------------------------

audit = Table(
    "audit",
    metadata,
    Column("id", Words, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("actor", Words, nullable=False),
    Column("verb", Words, nullable=False),
    Column("object", Words, nullable=False),  # salted hash of the identifier
    Column("event", Words, nullable=False),  # sha256 of the canonical event
    Column("block", BigInteger),  # null until sealed
    Index(None, "block", "id"),
)
_unsealed = text("block IS NULL")
Index("ix_audit_unsealed", audit.c.id, sqlite_where=_unsealed, postgresql_where=_unsealed)

blocks = Table(
    "audit_blocks",
    metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("first", Words, nullable=False),
    Column("last", Words, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("entries", BigInteger, nullable=False),  # sealed so far, this block included
    Column("hash", Words, nullable=False),
    Column("signature", Words, nullable=False),
    Column("sealed_at", Moment, nullable=False),
    UniqueConstraint("hash"),
)
