"""The outbox contract on SQLite and on a real PostgreSQL."""

from errata.testing.outbox_contract import OutboxContract


class TestOutbox(OutboxContract):
    pass
