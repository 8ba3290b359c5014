"""Accounts, webhooks, blind answers, drafts with evidence, versions of causes, due slots."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def _at(name: str = "created_at", *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _maybe(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=True)


def _table(name: str, *columns: sa.Column, unique: str = "", key: str = "id") -> None:  # type: ignore[type-arg]
    rules: list[sa.Constraint] = [sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{name}"))]
    if unique:
        words = unique.split()
        rules.append(sa.UniqueConstraint(*words, name=op.f(f"uq_{name}_{'_'.join(words)}")))
    op.create_table(name, *columns, *rules)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def upgrade() -> None:
    """Make the new tables and widen the old ones."""
    _table("users", *_text("id", "name"), _at(), unique="name")
    _table("passwords", *_text("id", "user_id", "hash"), _at())
    _index("passwords", "user_id")
    _table(
        "grants", *_text("id", "user_id", "project_id"), _maybe("role"), *_text("skills", "by"),
        _at(),
    )  # fmt: skip
    _index("grants", "user_id")
    _index("grants", "project_id")
    _table(
        "api_keys",
        *_text("id", "project_id", "name", "role", "prefix", "hash", "by"),
        _at("expires_at", nullable=True),
        _at(),
        unique="hash",
    )
    _index("api_keys", "project_id")
    _table("sign_ins", *_text("id", "user_id", "csrf"), _at("expires_at"), _at())
    _index("sign_ins", "user_id")
    _table(
        "invitations",
        *_text("id"),
        _maybe("name"),
        _maybe("user_id"),
        *_text("project_id", "role", "skills", "by"),
        _at("expires_at"),
        _at(),
    )
    _table("ended", *_text("id", "by"), _at())
    _table("webhooks", *_text("id", "project_id", "url", "secret", "events", "by"), _at())
    _index("webhooks", "project_id")
    _table("deliveries", *_text("id", "project_id", "webhook_id", "event", "body"), _at())
    _index("deliveries", "webhook_id")
    _table(
        "attempts",
        *_text("id", "delivery_id"),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("delivered", sa.Boolean(), nullable=False),
        sa.Column("status", sa.BigInteger(), nullable=True),
        *_text("error"),
        _at(),
        unique="delivery_id number",
    )
    _table(
        "outbox",
        *_text("delivery_id"),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        _at("due_at"),
        key="delivery_id",
    )
    _index("outbox", "due_at")
    _table(
        "commitments", *_text("id", "project_id", "task_id", "reviewer", "label"), _at(),
        unique="task_id reviewer",
    )  # fmt: skip
    _table(
        "escalations", *_text("id", "project_id", "task_id"), _at("due_at"), _at(),
        unique="task_id",
    )  # fmt: skip
    _index("escalations", "project_id")
    _widen("reviews", sa.Column("blind", sa.Boolean(), nullable=False, server_default=sa.false()))
    _widen("drafts", sa.Column("evidence", TEXT, nullable=False, server_default="[]"))
    _widen("guidelines", sa.Column("changes", TEXT, nullable=False, server_default=""))
    _widen(
        "causes",
        sa.Column("version", sa.BigInteger(), nullable=False, server_default="1"),
        sa.Column("retired", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("causes") as table:
        table.drop_constraint("uq_causes_project_id_name", type_="unique")
        table.create_unique_constraint(
            "uq_causes_project_id_name_version", ["project_id", "name", "version"]
        )
    _index("reviews", "reviewer", "project_id", "id")
    _index("errors", "cause", "project_id")
    _index("resolutions", "project_id", "sampled", "kind")
    _index("error_stages", "project_id", "error_id", "id")
    _blind_in_words()
    op.add_column("slots", _at("due_at", nullable=True))
    op.execute(
        "UPDATE slots SET due_at = (SELECT due_at FROM tasks WHERE tasks.id = slots.task_id)"
    )
    op.create_index("ix_slots_age", "slots", ["project_id", "created_at", "task_id"])
    op.create_index(
        "ix_slots_due",
        "slots",
        ["project_id", "due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )


def _blind_in_words() -> None:
    """`review.blind` was true or false."""
    policies = sa.table("policies", sa.column("id", TEXT), sa.column("policy", TEXT))
    conn = op.get_bind()
    for ident, kept in conn.execute(sa.select(policies.c.id, policies.c.policy)).all():
        policy = json.loads(kept)
        review = policy.get("review", {})
        if isinstance(review.get("blind"), bool):
            review["blind"] = "always" if review["blind"] else "never"
            change = sa.update(policies).where(policies.c.id == ident)
            conn.execute(change.values(policy=json.dumps(policy)))


def _widen(name: str, *columns: sa.Column) -> None:  # type: ignore[type-arg]
    """Old rows take the default; new ones always say."""
    with op.batch_alter_table(name) as table:
        for column in columns:
            table.add_column(column)
    with op.batch_alter_table(name) as table:
        for column in columns:
            table.alter_column(column.name, server_default=None)
