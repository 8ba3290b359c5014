"""The store contract on SQLite and on a real PostgreSQL."""

from errata.testing.store_contract import StoreContract


class TestStore(StoreContract):
    pass
