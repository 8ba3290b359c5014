"""The OpenAPI document on standard output: `python -m errata.server.openapi > web/openapi.json`."""

from __future__ import annotations

import json
import sys
import tempfile

from errata.server.app import create_app
from errata.server.settings import ServerSettings
from errata.wire import Site


def document() -> str:
    """The document as it is committed: sorted where order says nothing, one value a line."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(f"{folder}/openapi.db")
        try:
            app = create_app(site, settings=ServerSettings(background=False))
            return json.dumps(app.openapi(), indent=1, ensure_ascii=False) + "\n"
        finally:
            site.close()


if __name__ == "__main__":
    sys.stdout.write(document())
