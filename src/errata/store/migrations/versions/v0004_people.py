"""People: credentials, pauses, honeypots, contests, what is known of a crowd, label sets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def _at(name: str = "created_at") -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _table(name: str, *columns: sa.Column, unique: str = "") -> None:  # type: ignore[type-arg]
    rules: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))]
    if unique:
        words = unique.split()
        rules.append(sa.UniqueConstraint(*words, name=op.f(f"uq_{name}_{'_'.join(words)}")))
    op.create_table(name, *columns, *rules)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def upgrade() -> None:
    """Make the new tables and widen the old ones."""
    _table(
        "credentials",
        *_text("id", "project_id", "reviewer", "skill", "verified_by"),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        *_text("note"),
        _at(),
    )
    _index("credentials", "project_id", "reviewer")
    _table(
        "pauses",
        *_text("id", "project_id", "reviewer", "reason"),
        _at("until"),
        *_text("figures", "by"),
        _at(),
    )
    _index("pauses", "project_id", "reviewer")
    _table(
        "honeypots",
        *_text("id", "project_id", "reviewer", "item_id", "label"),
        sa.Column("cause", TEXT, nullable=True),
        *_text("why", "source"),
        _at(),
    )
    _index("honeypots", "project_id", "reviewer")
    _table(
        "contests",
        *_text("id", "project_id", "reviewer", "task_id", "why"),
        _at(),
        unique="project_id task_id reviewer",
    )
    _table(
        "contests_settled",
        *_text("id", "project_id", "contest_id"),
        sa.Column("upheld", sa.Boolean(), nullable=False),
        *_text("by", "why"),
        _at(),
        unique="contest_id",
    )
    _table(
        "crowds",
        *_text("id", "project_id"),
        sa.Column("number", sa.BigInteger(), nullable=False),
        *_text("upto", "state"),
        _at(),
        unique="project_id number",
    )
    _table(
        "label_sets",
        *_text("id", "project_id"),
        sa.Column("version", sa.BigInteger(), nullable=False),
        *_text("labels", "became", "changes", "by"),
        _at(),
        unique="project_id version",
    )
    _widen("causes", sa.Column("became", TEXT, nullable=False, server_default=""))


def _widen(name: str, *columns: sa.Column) -> None:  # type: ignore[type-arg]
    """Old rows take the default; new ones always say."""
    with op.batch_alter_table(name) as table:
        for column in columns:
            table.add_column(column)
    with op.batch_alter_table(name) as table:
        for column in columns:
            table.alter_column(column.name, server_default=None)
