"""A package, so that its conftest is told from the one above."""
