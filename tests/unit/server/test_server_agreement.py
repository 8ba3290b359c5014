"""Agreement and remedies over HTTP: to leads alone, and people's names as the policy allows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from errata.core.account import Role
from reviewing import Desk, Reviewing, reviewing

POLICY = {"consensus": {"minimum": 2, "maximum": 3}}
SAID = [("card", "card"), ("refund", "refund"), ("refund", "card"), ("transfer", "transfer")] * 3


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Reviewing]:
    made = reviewing(tmp_path, policy=POLICY)
    yield made
    made.close()


def lead(desk: Reviewing) -> Desk:
    return desk.desk("lena", Role.LEAD)


def answered(desk: Reviewing) -> None:
    """Twelve messages, each answered by two people who name a cause and a reason."""
    names = [f"message {row}" for row in range(len(SAID))]
    desk.capture(names)
    wanted = dict(zip(names, SAID, strict=True))
    for place, who in enumerate(("kim", "lou")):
        page = desk.desk(who)
        for _ in names:
            task = page.task()
            label = wanted[task["item"]["text"]][place]
            page.review(task, label, cause="ambiguous", why="the rules do not say")


def test_before_anybody_answered_it_says_what_is_missing(desk: Reviewing) -> None:
    found = lead(desk).call("GET", "agreement").json()
    assert found["alpha"] is None
    assert found["missing"] == "no two people have answered the same item yet"
    told = lead(desk).call("GET", "remedies").json()
    assert (told["remedies"], told["vectors"], told["whole"]["errors"]) == ([], [], 0)


def test_leads_read_who_parts_from_whom_and_on_what(desk: Reviewing) -> None:
    answered(desk)
    found = lead(desk).call("GET", "agreement?scale=ordinal").json()
    assert found["scale"] == "ordinal"
    assert {"value", "low", "high", "n"} <= set(found["alpha"])
    (mixed,) = found["mixed"]
    assert ({mixed["a"], mixed["b"]}, mixed["times"]) == ({"card", "refund"}, 3)
    (pair,) = found["pairs"]
    assert {pair["a"], pair["b"]} == {"key:kim", "key:lou"}
    assert len(pair["items"]) == 3
    told = lead(desk).call("GET", "remedies").json()
    assert told["remedies"][0]["remedy"] == "refine_guidelines"
    assert told["whole"]["share"]["value"] == 1
    assert told["whole"]["reasons"][0]["says"] == "the rules do not say"


def test_reviewers_may_not_look_and_what_is_wrong_is_refused(desk: Reviewing) -> None:
    for path in ("agreement", "remedies"):
        assert desk.desk("nora").call("GET", path).status_code == 403
    assert lead(desk).call("GET", "agreement?scale=ratio").status_code == 422
    assert lead(desk).call("GET", "agreement?since=2026-03-01T00:00:00").status_code == 422
    assert lead(desk).call("GET", "agreement?since=2999-01-01T00:00:00Z").json()["units"] == 0
    assert lead(desk).call("GET", "agreement?since=1066-10-14T00:00:00Z").status_code == 200


@pytest.mark.parametrize("scoring", ["pseudonymous", "off"])
def test_names_are_shown_as_the_policy_allows(tmp_path: Path, scoring: str) -> None:
    made = reviewing(tmp_path, policy={**POLICY, "people": {"scoring": scoring}})
    try:
        answered(made)
        text = lead(made).call("GET", "agreement").text
    finally:
        made.close()
    assert "key:kim" not in text
    assert ("reviewer-" in text) == (scoring == "pseudonymous")
