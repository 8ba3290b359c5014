"""The store: the only SQL; files; the prediction log; migrations. Open one with `open_store`."""

from errata.store.opening import open_store

__all__ = ["open_store"]
