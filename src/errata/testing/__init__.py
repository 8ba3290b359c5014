"""Shipped test tools: simulated reviewers, drift, the store contract, the crash harness."""
