"""Accounts: who may come in, and as what. One use case a file."""
