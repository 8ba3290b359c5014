"""The site around the API: the web app's files, the documentation, headers, health, metrics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from asking import Asked, serve
from errata.server import documents
from errata.server.static import files, pages


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    served = serve(tmp_path_factory.mktemp("static"))
    served.project()
    yield served
    served.close()


@pytest.fixture
def built(tmp_path: Path) -> Iterator[TestClient]:
    """A built app of two files."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Errata</title>")
    (tmp_path / "assets" / "app-1a2b.js").write_text("export {}")
    (tmp_path / "assets" / "link.js").symlink_to("/etc/hostname")
    app = FastAPI()
    app.include_router(pages(tmp_path))
    with TestClient(app) as client:
        yield client
    files.cache_clear()


class TestApp:
    def test_hashed_files_are_kept_for_ever_and_the_page_is_not(self, built: TestClient) -> None:
        script = built.get("/assets/app-1a2b.js")
        assert script.headers["content-type"].startswith("text/javascript")
        assert "immutable" in script.headers["cache-control"]
        assert built.get("/").headers["cache-control"] == "no-cache"

    def test_what_has_not_changed_is_not_sent_again(self, built: TestClient) -> None:
        etag = built.get("/").headers["etag"]
        again = built.get("/", headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("path", ["/", "/review", "/projects/tickets/queue", "/a.b/c"])
    def test_every_page_of_the_app_has_an_address(self, built: TestClient, path: str) -> None:
        assert "Errata" in built.get(path).text

    @pytest.mark.parametrize("path", ["/assets/none.js", "/assets/link.js", "/api/v1/none"])
    def test_files_and_routes_that_are_not_there(self, built: TestClient, path: str) -> None:
        assert built.get(path).status_code == 404

    @pytest.mark.parametrize(
        "path", ["/../app.py", "/%2e%2e/app.py", "/..%2fapp.py", "/assets/%2e%2e/%2e%2e/app.py"]
    )
    def test_nothing_outside_the_folder_is_served(self, built: TestClient, path: str) -> None:
        assert "errata.server" not in built.get(path).text

    def test_without_assets_the_page_says_how_to_build_them(self, tmp_path: Path) -> None:
        app = FastAPI()
        app.include_router(pages(tmp_path / "none"))
        with TestClient(app) as client:
            assert "npm run build" in client.get("/review").text


class TestHeaders:
    @pytest.mark.parametrize("path", ["/", "/docs/", "/api/v1/session", "/healthz", "/none.js"])
    def test_every_answer_carries_them(self, room: Asked, path: str) -> None:
        headers = room.http.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]

    def test_answers_of_the_api_are_not_stored(self, room: Asked) -> None:
        assert room.ask("GET", "/projects").headers["cache-control"] == "no-store"

    def test_https_stays_https(self, room: Asked) -> None:
        assert "strict-transport-security" not in room.http.get("/healthz").headers
        secure = TestClient(room.app, base_url="https://testserver")
        assert "strict-transport-security" in secure.get("/healthz").headers
        secure.close()


class TestDocuments:
    def test_the_index_leads_to_pages_that_are_there(self, room: Asked) -> None:
        index = room.http.get("/docs/").text
        links = {part.split('"')[0] for part in index.split('href="')[1:]}
        assert any(link.startswith("/docs/decisions/") for link in links)
        for link in links - {"/"}:
            assert room.http.get(link).status_code == 200, link

    def test_html_in_a_page_is_shown_and_not_run(self, monkeypatch: pytest.MonkeyPatch) -> None:
        text = "# A\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))"
        monkeypatch.setattr(documents, "_pages", lambda: {"howto/an-attack": ("A", text)})
        made = documents._rendered("howto/an-attack")
        assert "<script>" not in made
        assert 'href="javascript' not in made

    @pytest.mark.parametrize(
        "path", ["/docs/decisions/none", "/docs/../pyproject.toml", "/docs/x/y"]
    )
    def test_nothing_else_can_be_asked_for(self, room: Asked, path: str) -> None:
        answer = room.http.get(path)
        assert "hatchling" not in answer.text
        assert path.startswith("/docs/..") or answer.status_code == 404


class TestMetrics:
    def test_they_count_requests_by_route_and_what_the_queue_holds(self, room: Asked) -> None:
        one = {"model": "v1", "text": "a", "probabilities": [0.4, 0.35, 0.25]}
        assert room.ask("POST", "/projects/tickets/predictions", json=one).status_code == 201
        key = {"Authorization": f"Bearer {room.keys['tickets/service']}"}
        text = room.http.get("/metrics", headers=key).text
        route = "/api/v1/projects/{project}/predictions"
        assert f'errata_http_requests_total{{route="{route}",method="POST",status="201"}} 1' in text
        assert f'errata_http_request_seconds_count{{route="{route}"}}' in text
        assert 'errata_answers_missing{project="tickets"} 1' in text
        assert 'errata_predictions_captured_total{format="application/json"} 1' in text

    def test_every_line_is_in_the_text_format(self, room: Asked) -> None:
        import re

        key = {"Authorization": f"Bearer {room.keys['admin']}"}
        line = re.compile(
            r'^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="([^"\\]|\\.)*",?)*\})? [-+.\deinf]+)$'
        )
        for told in room.http.get("/metrics", headers=key).text.splitlines():
            assert line.match(told), told

    def test_only_services_and_admins_read_them_and_only_their_own(self, room: Asked) -> None:
        room.project("other")
        for who, status in (("reviewer", 403), ("lead", 403), ("service", 200)):
            key = {"Authorization": f"Bearer {room.keys[f'tickets/{who}']}"}
            answer = room.http.get("/metrics", headers=key)
            assert answer.status_code == status
            assert 'project="other"' not in answer.text
        assert room.http.get("/metrics").status_code == 401

    def test_an_operator_may_open_them(self, tmp_path: Path) -> None:
        served = serve(tmp_path, metrics_open=True)
        assert served.http.get("/metrics").status_code == 200
        served.close()
