"""The documentation's pages as the server shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from errata.server.app import create_app
from errata.server.settings import ServerSettings
from errata.wire import Site
from peopled import TestClient

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGES = sorted(
    f"{path.parent.name}/{path.stem}" for path in DOCS.glob("*/*.md") if path.parent.name != "."
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    site = Site(f"{tmp_path_factory.mktemp('documents')}/errata.db")
    app = create_app(site, settings=ServerSettings(background=False))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client
    site.close()


def test_every_page_of_the_documentation_is_listed(client: TestClient) -> None:
    index = client.get("/docs/").text
    assert [page for page in PAGES if f'href="/docs/{page}"' not in index] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere_on_the_server(client: TestClient, page: str) -> None:
    shown = client.get(f"/docs/{page}")
    assert shown.status_code == 200
    assert "&lt;!--" not in shown.text
    body = shown.text.partition("<main>")[2]
    for href in re.findall(r'href="([^"]*)"', body):
        if not href.startswith(("http:", "https:")):
            answer = client.get(str(shown.url.join(href)))
            assert answer.status_code == 200, href
            assert "<main>" in answer.text, f"{href} is no page of the documentation"


def test_a_link_into_the_source_loses_its_address_and_keeps_its_words(client: TestClient) -> None:
    shown = client.get("/docs/howto/capture-over-http").text
    assert "examples/http/capture.sh" not in shown
    assert "<code>capture.sh</code>" in shown


def test_a_page_that_is_not_there_is_not_found(client: TestClient) -> None:
    for address in ("/docs/howto/nix", "/docs/nix/page", "/docs/howto/../../README.md"):
        assert client.get(address).status_code == 404 or "<main>" not in client.get(address).text
