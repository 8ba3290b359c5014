"""The use cases: one a file, each one transaction and one event; where the stages meet."""
