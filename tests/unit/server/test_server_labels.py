"""The labels over HTTP, and what another server hears of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from asking import Asked, serve
from errata.core.account import Role
from errata.server.chores import relabel

P = "/projects/tickets"


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    served = serve(tmp_path_factory.mktemp("labels"))
    served.project()
    yield served
    served.close()


def test_a_change_is_told_and_holds_at_once(served: Asked) -> None:
    def captured(**given: object) -> object:
        rows = [{"text": "a b", **given}]
        return served.ask("POST", P + "/predictions?model=m", json=rows).json()

    captured(probabilities=[0.5, 0.3, 0.2])
    asked = {"merge": {"card": "refund"}, "add": ["fraud"], "changes": "no difference"}
    answer = served.ask("POST", P + "/labels", by="tickets/lead", json=asked)
    assert answer.status_code == 201, answer.text
    assert answer.json()["in_use"] == ["refund", "other", "fraud"]
    assert answer.json()["says"].startswith("version 2: 3 labels in use; new: fraud; card counts")
    told = served.ask("GET", P + "/labels", by="tickets/reviewer").json()
    assert [(row["label"], row["counts_as"]) for row in told["items"]] == [
        ("refund", "refund"), ("card", "refund"), ("other", "other"), ("fraud", "fraud"),
    ]  # fmt: skip
    assert (told["version"], told["widths"]) == (2, [3, 4])
    assert [each["changes"] for each in told["history"]] == ["no difference", "The first labels."]
    shown = served.ask("GET", P).json()
    assert shown["labels"] == ["refund", "card", "other", "fraud"]
    assert shown["in_use"] == ["refund", "other", "fraud"]
    for given in (
        {"probabilities": [0.1, 0.8, 0.1]},
        {"probabilities": {"card": 1.0}},
        {"probabilities": [0.1, 0.8, 0.1, 0.0]},
        {"label": "card"},
    ):
        told = captured(**given)
        decision = told["decisions"][0] if isinstance(told, dict) and "decisions" in told else told
        assert "refund" in str(decision), told
    claimed = served.ask("POST", P + "/tasks/claim", by="tickets/reviewer", json={}).json()
    assert claimed["task"]["labels"] == ["refund", "other", "fraud"]


def test_only_leads_change_labels_and_faults_are_told(served: Asked) -> None:
    refused = served.ask("POST", P + "/labels", by="tickets/reviewer", json={"add": ["x"]})
    assert refused.status_code == 403
    fault = served.ask("POST", P + "/labels", by="tickets/lead", json={"merge": {"x": "card"}})
    assert fault.status_code == 404
    assert "label in use is named 'x'" in fault.text
    assert served.ask("POST", P + "/labels", by="tickets/lead", json={}).status_code == 422


def test_a_server_hears_of_what_another_changed(served: Asked) -> None:
    from errata.flow.labels import change_labels

    served.ask("GET", P)  # it keeps the workspace
    elsewhere = served.site.workspace(served.app.state.room.workspace("tickets").project)
    change_labels(elsewhere, rename={"card": "debit card"})
    assert served.ask("GET", P).json()["in_use"] == ["refund", "card", "other"]
    relabel(served.app.state.room)
    assert served.ask("GET", P).json()["in_use"] == ["refund", "other", "debit card"]
    relabel(served.app.state.room)


def test_causes_are_replaced_and_cases_added_over_http(served: Asked) -> None:
    lead = {"by": "tickets/lead"}
    merged = served.ask("POST", P + "/causes/bias/merge", json={"into": "ambiguous"}, **lead)
    assert merged.json()["became"] == ["ambiguous"]
    renamed = served.ask("POST", P + "/causes/ambiguous/rename", json={"to": "unclear"}, **lead)
    assert renamed.status_code == 200
    parts = [{"name": "rare word", "meaning": "m"}, {"name": "unclear"}]
    split = served.ask("POST", P + "/causes/noisy_input/split", json={"into": parts}, **lead)
    assert split.json()["became"] == ["rare word", "unclear"]
    listed = {row["name"]: row for row in served.ask("GET", P + "/causes", **lead).json()["items"]}
    assert listed["bias"]["became"] == ["ambiguous"]
    assert listed["noisy_input"]["retired"]
    missing = served.ask("POST", P + "/guidelines/edge-cases", json={"task_id": "x"}, **lead)
    assert missing.status_code == 404
    for role in (Role.REVIEWER, Role.SERVICE):
        refused = served.ask(
            "POST", P + "/guidelines/edge-cases", json={"task_id": "x"}, by=f"tickets/{role.value}"
        )
        assert refused.status_code == 403
