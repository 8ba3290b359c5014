"""The watch: looks, alarms that end, certificates that lapse, watched slices, novelty."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
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
        "alarms_closed", *_text("id", "project_id", "alarm_id", "by", "why"), _at(),
        unique="alarm_id",
    )  # fmt: skip
    _index("alarms_closed", "project_id")
    _table(
        "lapses",
        *_text("id", "project_id", "operating_id"),
        sa.Column("alarm_id", TEXT, nullable=True),
        *_text("why"),
        _at(),
        unique="operating_id",
    )
    _table(
        "looks",
        *_text("id", "project_id"),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("model_id", TEXT, nullable=True),
        _at("upto"),
        *_text("state", "figures"),
        _at(),
        unique="project_id number",
    )
    _table(
        "slice_watches",
        *_text("id", "project_id", "name", "predicate"),
        sa.Column("watched", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        *_text("by", "why"),
        _at(),
    )
    _index("slice_watches", "project_id")
    _table(
        "novelty_references",
        *_text("id", "project_id", "model_id", "method", "blob"),
        sa.Column("n", sa.BigInteger(), nullable=False),
        _at(),
    )
    _index("novelty_references", "model_id")
    _table(
        "region_maps",
        *_text("id", "project_id", "model_id", "blob"),
        sa.Column("n", sa.BigInteger(), nullable=False),
        _at(),
    )
    _index("region_maps", "model_id")
    _widen("operating_points", sa.Column("plan", TEXT, nullable=False, server_default="{}"))
    _widen("tasks", sa.Column("worth", TEXT, nullable=False, server_default="{}"))


def _widen(name: str, *columns: sa.Column) -> None:  # type: ignore[type-arg]
    """Old rows take the default; new ones always say."""
    with op.batch_alter_table(name) as table:
        for column in columns:
            table.add_column(column)
    with op.batch_alter_table(name) as table:
        for column in columns:
            table.alter_column(column.name, server_default=None)
