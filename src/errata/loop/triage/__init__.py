"""Triage: which predictions need a human, and how sure we are of that."""
