"""The whole API against its own document: no answer of 5xx, no status that it does not name."""

from __future__ import annotations

import json
import os
import time
import warnings
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from asking import Asked, serve
from errata.server.openapi import document

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis

EXAMPLES = int(os.environ.get("ERRATA_API_EXAMPLES", "4"))  # of each address and kind of data
SECONDS = float(
    os.environ.get("ERRATA_API_SECONDS", "80")
)  # of all together; addresses that come after get one example
COMMITTED = Path(__file__).parents[2] / "web" / "openapi.json"
DOCUMENT = json.loads(document())
OPERATIONS = [
    (method.upper(), path)
    for path, methods in DOCUMENT["paths"].items()
    for method in sorted(methods)
]
STARTED = time.monotonic()


@lru_cache(maxsize=1)
def described() -> Any:
    """The document as schemathesis reads it."""
    return schemathesis.openapi.from_dict(DOCUMENT)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    served = serve(tmp_path_factory.mktemp("openapi"))
    served.project(policy={"consensus": {"minimum": 1, "maximum": 1, "bar": 0.51}})
    yield served
    served.close()


@pytest.fixture(scope="module")
def known(room: Asked) -> dict[str, Any]:
    """What path parameters may stand for, so that not every address is unknown."""
    given = [
        {"model": "v1", "text": f"text {n}", "probabilities": [0.4, 0.35, 0.25]} for n in range(8)
    ]
    captured = room.ask("POST", "/projects/tickets/predictions", json=given)
    who = {"by": "tickets/reviewer"}
    path = "/projects/tickets/tasks"
    for _ in range(3):
        task = room.ask("POST", f"{path}/claim", json={}, **who).json()["task"]
        answer = {"token": task["token"], "label": "card", "cause": "ambiguous"}
        room.ask("POST", f"{path}/{task['id']}/review", json=answer, **who)
    held = room.ask("POST", f"{path}/claim", json={}, by="admin").json()["task"]
    hook = {"url": "https://example.org/hook"}
    webhook = room.ask("POST", "/projects/tickets/webhooks", json=hook, by="tickets/lead")
    prediction = captured.json()["decisions"][0]["id"]
    return {
        "project": "tickets",
        "prediction_id": prediction,
        "ident": prediction,
        "webhook_id": webhook.json()["id"],
        "task": held["id"],
        "name": "ambiguous",
        "version": 1,
        "k": 0,
    }


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_in_the_document(
    room: Asked, known: dict[str, Any], method: str, path: str
) -> None:
    examples = EXAMPLES if time.monotonic() - STARTED < SECONDS else 1
    operation = described()[path][method]
    turn = count()

    def ask(case: Any) -> None:
        for name, value in known.items():
            # Every other time the thing is there.
            if name in case.path_parameters and (name == "project" or next(turn) % 2):
                case.path_parameters[name] = value
        headers = {"Authorization": f"Bearer {room.keys['admin']}"}
        asked = case.as_transport_kwargs(base_url="http://testserver", headers=headers)
        asked.pop("cookies", None)
        answer = room.http.request(
            asked["method"], asked["url"], headers=dict(asked["headers"]),
            params=asked.get("params"), content=_body(asked),
        )  # fmt: skip
        assert answer.status_code < 500, f"{answer.request.url}: {answer.text}"
        told = operation.definition.raw["responses"]
        assert str(answer.status_code) in told, (
            f"{answer.status_code} of {method} {path} is in no document: {answer.text[:500]}"
        )

    tried = 0
    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        chosen = settings(
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        try:
            wrap: Any = given(operation.as_strategy(generation_mode=mode))
            run: Any = chosen(wrap(ask))
            run()
            tried += 1
        except Unsatisfiable:  # nothing can be wrong with what takes nothing
            continue
    assert tried


def _body(asked: dict[str, Any]) -> bytes | None:
    if asked.get("json") is not None:
        return json.dumps(asked["json"]).encode()
    data = asked.get("data")
    if isinstance(data, str):
        return data.encode("utf-8", "surrogatepass")
    return data if isinstance(data, bytes) else None


def test_the_committed_document_is_the_servers() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == document(), (
        "web/openapi.json is stale: run python -m errata.server.openapi > web/openapi.json"
    )


def test_every_operation_says_what_it_answers() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method, told in methods.items():
            where = f"{method} {path}"
            assert {"400", "401", "403", "422", "500"} <= told["responses"].keys(), where
            assert any(status.startswith("2") for status in told["responses"]), where
            assert told.get("summary"), where
            assert told.get("description"), where
            problem = told["responses"]["422"]["content"]["application/problem+json"]
            assert problem["schema"] == {"$ref": "#/components/schemas/Problem"}, where


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(DOCUMENT)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in DOCUMENT["components"]["schemas"], name
