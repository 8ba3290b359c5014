"""The command line: one file a verb."""

from __future__ import annotations


def main() -> None:
    """Run `errata` with the arguments of this process."""
    from errata.cli.app import app

    app()
