"""Runs migrations in the transaction that `errata.store.opening` began, under its lock."""

from __future__ import annotations

from alembic import context

from errata.store.schema import VERSION_TABLE, metadata

config = getattr(context, "config", None)  # there is none where a tool only imports this file
if config is not None:
    context.configure(
        connection=config.attributes["connection"],
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        render_as_batch=True,  # SQLite alters a table by making it anew
    )
    with context.begin_transaction():
        context.run_migrations()
