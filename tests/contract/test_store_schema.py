"""The migrations build exactly the tables that the schema describes."""

from __future__ import annotations

import warnings

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from errata.store.opening import MIGRATIONS
from errata.store.schema import HEAD, VERSION_TABLE, metadata
from errata.testing.store_contract import KINDS
from places import Place


def test_the_migrated_tables_equal_the_schema(place: Place) -> None:
    place.open()
    engine = create_engine(place.url)
    with engine.connect() as conn, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # partial indexes have no reflection on old SQLite
        context = MigrationContext.configure(
            conn, opts={"version_table": VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []
        found = inspect(conn)
        for table in metadata.sorted_tables:
            columns = {column["name"]: column for column in found.get_columns(table.name)}
            assert set(columns) == {column.name for column in table.columns}, table.name
            assert [columns[c.name]["nullable"] for c in table.columns] == [
                bool(column.nullable) for column in table.columns
            ], table.name
            assert found.get_pk_constraint(table.name)["constrained_columns"] == [
                column.name for column in table.primary_key.columns
            ]
            partial = {
                index["name"]: str(index["dialect_options"][f"{place.dialect}_where"]).strip("()")
                for index in found.get_indexes(table.name)
                if f"{place.dialect}_where" in index.get("dialect_options", {})
            }
            assert partial == {
                index.name: str(index.dialect_options[place.dialect]["where"])
                for index in table.indexes
                if index.dialect_options[place.dialect]["where"] is not None
            }
    engine.dispose()


def test_the_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_every_noun_has_a_table() -> None:
    from errata.store.schema import RECORDS

    assert set(RECORDS) == set(KINDS)
