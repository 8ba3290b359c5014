"""The lead's slices: found as stories, watched and watched no more, over HTTP and its client."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from asking import Asked, serve
from errata.core.account import Role

P = "/projects/tickets"
LEAD = "tickets/lead"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """A server on a project whose model had a past: it errs on the web, most of all in German."""
    asked = serve(tmp_path_factory.mktemp("slices"))
    ws = asked.site.create("tickets", kind="record", labels=["a", "b"])
    loop = asked.site.loop(ws)
    rng = np.random.default_rng(0)
    channel, language = rng.choice(["web", "app"], 900), rng.choice(["de", "en"], 900)
    rate = np.where(channel == "web", np.where(language == "de", 0.8, 0.3), 0.03)
    loop.import_history(
        [{"row": row} for row in range(900)],
        model="old",
        predicted=np.where(rng.random(900) < rate, "b", "a").tolist(),
        confidence=np.full(900, 0.9),
        truth=["a"] * 900,
        attributes={"channel": channel, "language": language},
    )
    for role in Role:
        asked.keys[f"tickets/{role.value}"] = asked.key(ws.project, role)
    yield asked
    asked.close()


def test_slices_are_told_as_stories(served: Asked) -> None:
    told = served.ask("GET", f"{P}/slices", by=LEAD).json()
    assert told["sampled"] is True
    assert (told["n"], told["watched"]) == (900, [])
    names = [each["name"] for each in told["found"]]
    assert set(names) == {"channel=web", "channel=web & language=de"}
    assert {each["story"] for each in told["found"]} == {names[0]}
    assert "channel=web" in told["found"][1]["says"]
    assert all(each["watch"] is None and each["watched"] is False for each in told["found"])
    assert told["found"][0]["examples"][0]["task_id"] is None
    shallow = served.ask("GET", f"{P}/slices?max_depth=1", by=LEAD).json()
    assert [each["name"] for each in shallow["found"]] == ["channel=web"]


def test_a_slice_is_watched_at_once_and_no_more(served: Asked) -> None:
    assert served.ask("GET", f"{P}/slices", by=LEAD).status_code == 200  # remembered for a while
    wanted = {"name": "language=de", "predicate": {"language": "de"}, "why": "new form"}
    made = served.ask("POST", f"{P}/slices/watch", json=wanted, by=LEAD)
    assert made.status_code == 200, made.text
    assert made.json()["watched"] is True
    assert made.json()["why"] == "new form"
    told = served.ask("GET", f"{P}/slices", by=LEAD).json()
    assert [each["name"] for each in told["watched"]] == ["language=de"]
    assert told["watched"][0]["watch"]["by"] == made.json()["by"]
    found = {"predicate": {"channel": "web"}}
    assert served.ask("POST", f"{P}/slices/watch", json=found, by=LEAD).status_code == 200
    told = served.ask("GET", f"{P}/slices", by=LEAD).json()
    assert {each["name"] for each in told["found"] if each["watch"]} == {"channel=web"}
    for name in ("language=de", "channel=web"):
        done = served.ask(
            "POST", f"{P}/slices/watch", json={"name": name, "watched": False}, by=LEAD
        )
        assert done.json()["watched"] is False
    assert served.ask("GET", f"{P}/slices", by=LEAD).json()["watched"] == []


@pytest.mark.parametrize(
    ("wanted", "status"),
    [({"name": "never=found"}, 404), ({}, 422), ({"predicate": {}}, 422), ({"watched": 3}, 422)],
)
def test_what_cannot_be_watched_is_a_problem(
    served: Asked, wanted: dict[str, object], status: int
) -> None:
    answer = served.ask("POST", f"{P}/slices/watch", json=wanted, by=LEAD)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize("role", ["reviewer", "service"])
def test_only_leads_watch_slices(served: Asked, role: str) -> None:
    wanted = {"predicate": {"channel": "web"}}
    answer = served.ask("POST", f"{P}/slices/watch", json=wanted, by=f"tickets/{role}")
    assert answer.status_code == 403
