"""Everything there is in the first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make all tables."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.schema.CreateSequence(sa.Sequence("lease_tokens")))
    op.create_table(
        "alarms",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("says", TEXT, nullable=False),
        sa.Column("figures", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarms")),
    )
    op.create_index(op.f("ix_alarms_project_id"), "alarms", ["project_id"], unique=False)
    op.create_table(
        "audit",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("verb", TEXT, nullable=False),
        sa.Column("object", TEXT, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_block_id"), "audit", ["block", "id"], unique=False)
    op.create_index(
        "ix_audit_unsealed",
        "audit",
        ["id"],
        unique=False,
        sqlite_where=sa.text("block IS NULL"),
        postgresql_where=sa.text("block IS NULL"),
    )
    op.create_table(
        "audit_blocks",
        sa.Column("block", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first", TEXT, nullable=False),
        sa.Column("last", TEXT, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("signature", TEXT, nullable=False),
        sa.Column("sealed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("block", name=op.f("pk_audit_blocks")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_blocks_hash")),
    )
    op.create_table(
        "causes",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("remedy", TEXT, nullable=False),
        sa.Column("meaning", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_causes")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_causes_project_id_name")),
    )
    op.create_table(
        "counters",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "cursors",
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("reviewer", TEXT, nullable=False),
        sa.Column("skill", TEXT, nullable=False),
        sa.Column("rank", sa.Double(), nullable=False),
        sa.Column("task_id", TEXT, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("scanned_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "reviewer", "skill", name=op.f("pk_cursors")),
    )
    op.create_table(
        "cycles",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("candidate_id", TEXT, nullable=False),
        sa.Column("gate_id", TEXT, nullable=True),
        sa.Column("promoted", sa.Boolean(), nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycles")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_cycles_project_id_number")),
    )
    op.create_table(
        "datasets",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("parent_id", TEXT, nullable=True),
        sa.Column("parts", TEXT, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("n_injected", sa.BigInteger(), nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_datasets")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_datasets_project_id_number")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("task_id", TEXT, nullable=False),
        sa.Column("reviewer", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=True),
        sa.Column("cause", TEXT, nullable=True),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_task_id"), "drafts", ["task_id"], unique=False)
    op.create_table(
        "error_stages",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("error_id", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("reference", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_error_stages")),
    )
    op.create_index(op.f("ix_error_stages_error_id"), "error_stages", ["error_id"], unique=False)
    op.create_table(
        "errors",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("prediction_id", TEXT, nullable=False),
        sa.Column("item_id", TEXT, nullable=False),
        sa.Column("model", TEXT, nullable=False),
        sa.Column("predicted", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("cause", TEXT, nullable=True),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("hold", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errors")),
    )
    op.create_index(op.f("ix_errors_item_id"), "errors", ["item_id"], unique=False)
    op.create_index(op.f("ix_errors_prediction_id"), "errors", ["prediction_id"], unique=False)
    op.create_table(
        "gates",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("candidate_id", TEXT, nullable=False),
        sa.Column("champion_id", TEXT, nullable=True),
        sa.Column("golden_id", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gates")),
    )
    op.create_index(op.f("ix_gates_candidate_id"), "gates", ["candidate_id"], unique=False)
    op.create_table(
        "golden_versions",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("n_random", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_golden_versions")),
        sa.UniqueConstraint(
            "project_id", "number", name=op.f("uq_golden_versions_project_id_number")
        ),
    )
    op.create_table(
        "guidelines",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidelines")),
        sa.UniqueConstraint("project_id", "version", name=op.f("uq_guidelines_project_id_version")),
    )
    op.create_table(
        "held_cases",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("item_id", TEXT, nullable=False),
        sa.Column("prediction_id", TEXT, nullable=True),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("fold", TEXT, nullable=False),
        sa.Column("stratum", TEXT, nullable=False),
        sa.Column("group", TEXT, nullable=False),
        sa.Column("attributes", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("error_id", TEXT, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_cases")),
        sa.UniqueConstraint("project_id", "item_id", name=op.f("uq_held_cases_project_id_item_id")),
    )
    op.create_index(
        op.f("ix_held_cases_prediction_id"), "held_cases", ["prediction_id"], unique=False
    )
    op.create_table(
        "hot_predictions",
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("item_id", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("model", TEXT, nullable=False),
        sa.Column("strategy", TEXT, nullable=False),
        sa.Column("policy_version", sa.BigInteger(), nullable=False),
        sa.Column("probabilities", sa.LargeBinary(), nullable=False),
        sa.Column("predicted", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("flags", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("propensity", sa.Double(), nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("attributes", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=True),
        sa.Column("group", TEXT, nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("blob", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_hot_predictions")),
    )
    op.create_table(
        "injected_examples",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("item_id", TEXT, nullable=False),
        sa.Column("prediction_id", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("source_id", TEXT, nullable=False),
        sa.Column("error_id", TEXT, nullable=True),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("cause", TEXT, nullable=True),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_injected_examples")),
    )
    op.create_index(
        op.f("ix_injected_examples_dataset_id"), "injected_examples", ["dataset_id"], unique=False
    )
    op.create_index(
        op.f("ix_injected_examples_item_id"), "injected_examples", ["item_id"], unique=False
    )
    op.create_index(
        op.f("ix_injected_examples_prediction_id"),
        "injected_examples",
        ["prediction_id"],
        unique=False,
    )
    op.create_table(
        "items",
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=True),
        sa.Column("group", TEXT, nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("blob", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("project_id", "id", name=op.f("pk_items")),
    )
    op.create_table(
        "models",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=True),
        sa.Column("blob", TEXT, nullable=True),
        sa.Column("trainer", TEXT, nullable=True),
        sa.Column("seed", sa.BigInteger(), nullable=True),
        sa.Column("policy_version", sa.BigInteger(), nullable=False),
        sa.Column("code_version", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_models")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_models_project_id_name")),
    )
    op.create_table(
        "operating_points",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("model_id", TEXT, nullable=False),
        sa.Column("calibrator", TEXT, nullable=True),
        sa.Column("threshold", sa.Double(), nullable=True),
        sa.Column("alpha", sa.Double(), nullable=False),
        sa.Column("delta", sa.Double(), nullable=False),
        sa.Column("coverage", TEXT, nullable=False),
        sa.Column("risk_upper", sa.Double(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operating_points")),
        sa.UniqueConstraint(
            "project_id", "number", name=op.f("uq_operating_points_project_id_number")
        ),
    )
    op.create_index(
        op.f("ix_operating_points_model_id"), "operating_points", ["model_id"], unique=False
    )
    op.create_table(
        "outcomes",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("prediction_id", TEXT, nullable=False),
        sa.Column("item_id", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=True),
        sa.Column("cause", TEXT, nullable=True),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
    )
    op.create_index(op.f("ix_outcomes_prediction_id"), "outcomes", ["prediction_id"], unique=False)
    op.create_table(
        "policies",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("policy", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
        sa.UniqueConstraint("project_id", "version", name=op.f("uq_policies_project_id_version")),
    )
    op.create_table(
        "projects",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("labels", TEXT, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("name", name=op.f("uq_projects_name")),
    )
    op.create_table(
        "promotions",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("model_id", TEXT, nullable=False),
        sa.Column("previous_id", TEXT, nullable=True),
        sa.Column("gate_id", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotions")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_promotions_project_id_number")),
    )
    op.create_table(
        "resolutions",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("task_id", TEXT, nullable=False),
        sa.Column("prediction_id", TEXT, nullable=False),
        sa.Column("item_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=True),
        sa.Column("posterior", sa.Double(), nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("n_reviews", sa.BigInteger(), nullable=False),
        sa.Column("cause", TEXT, nullable=True),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("hold", sa.Boolean(), nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("flags", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
        sa.UniqueConstraint("task_id", name=op.f("uq_resolutions_task_id")),
    )
    op.create_index(op.f("ix_resolutions_item_id"), "resolutions", ["item_id"], unique=False)
    op.create_index(
        op.f("ix_resolutions_prediction_id"), "resolutions", ["prediction_id"], unique=False
    )
    op.create_table(
        "segments",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("file", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("id_low", sa.LargeBinary(), nullable=False),
        sa.Column("id_high", sa.LargeBinary(), nullable=False),
        sa.Column("at_low", sa.BigInteger(), nullable=False),
        sa.Column("at_high", sa.BigInteger(), nullable=False),
        sa.Column("models", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segments")),
        sa.UniqueConstraint("file", name=op.f("uq_segments_file")),
    )
    op.create_index(
        op.f("ix_segments_project_id_id_high"), "segments", ["project_id", "id_high"], unique=False
    )
    op.create_table(
        "settings",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "slice_findings",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("predicate", TEXT, nullable=False),
        sa.Column("support", sa.BigInteger(), nullable=False),
        sa.Column("error_rate", TEXT, nullable=False),
        sa.Column("lift", TEXT, nullable=False),
        sa.Column("p_value", sa.Double(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slice_findings")),
    )
    op.create_index(
        op.f("ix_slice_findings_project_id"), "slice_findings", ["project_id"], unique=False
    )
    op.create_table(
        "tasks",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("prediction_id", TEXT, nullable=False),
        sa.Column("item_id", TEXT, nullable=False),
        sa.Column("flags", TEXT, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("strategy", TEXT, nullable=False),
        sa.Column("priority", sa.Double(), nullable=False),
        sa.Column("skill", TEXT, nullable=False),
        sa.Column("overlap", sa.BigInteger(), nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("hold", sa.Boolean(), nullable=False),
        sa.Column("model", TEXT, nullable=False),
        sa.Column("model_says", TEXT, nullable=False),
        sa.Column("group", TEXT, nullable=False),
        sa.Column("attributes", TEXT, nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_prediction_id"), "tasks", ["prediction_id"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("task_id", TEXT, nullable=False),
        sa.Column("slot", sa.BigInteger(), nullable=False),
        sa.Column("reviewer", TEXT, nullable=False),
        sa.Column("skill", TEXT, nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=True),
        sa.Column("cause", TEXT, nullable=True),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("evidence", TEXT, nullable=False),
        sa.Column("seconds_spent", sa.Double(), nullable=False),
        sa.Column("guideline_version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_reviews_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("task_id", "reviewer", name=op.f("uq_reviews_task_id_reviewer")),
        sa.UniqueConstraint("task_id", "slot", name=op.f("uq_reviews_task_id_slot")),
    )
    op.create_table(
        "slots",
        sa.Column("task_id", TEXT, nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("project_id", TEXT, nullable=False),
        sa.Column("skill", TEXT, nullable=False),
        sa.Column("rank", sa.Double(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("reviewer", TEXT, nullable=True),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_slots_task_id")),
        sa.PrimaryKeyConstraint("task_id", "slot", name=op.f("pk_slots")),
    )
    op.create_index(
        "ix_slots_claim",
        "slots",
        ["project_id", "skill", "rank", "task_id", "slot"],
        unique=False,
        sqlite_where=sa.text("reviewer IS NULL"),
        postgresql_where=sa.text("reviewer IS NULL"),
    )
    op.create_index(
        "ix_slots_expiry",
        "slots",
        ["project_id", "expires_at"],
        unique=False,
        sqlite_where=sa.text("reviewer IS NOT NULL"),
        postgresql_where=sa.text("reviewer IS NOT NULL"),
    )
    op.create_index(
        "ix_slots_freed",
        "slots",
        ["project_id", "skill", "seq"],
        unique=False,
        sqlite_where=sa.text("reviewer IS NULL"),
        postgresql_where=sa.text("reviewer IS NULL"),
    )
    op.create_index(
        "ix_slots_held",
        "slots",
        ["task_id", "reviewer"],
        unique=True,
        sqlite_where=sa.text("reviewer IS NOT NULL"),
        postgresql_where=sa.text("reviewer IS NOT NULL"),
    )
