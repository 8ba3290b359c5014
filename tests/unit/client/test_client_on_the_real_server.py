"""One turn of the loop through the server's own app gives what the same turn gives without it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import errata
from errata.client.facts import Wish
from errata.client.remote_loop import RemoteLoop
from errata.core.account import EVERYWHERE, Role
from errata.core.errors import InputError, NotAllowed, NotFound, NotReady, Refused, SignInNeeded
from errata.core.policy import Policy, parse_policy
from errata.core.prediction import Decision
from errata.core.project import Project
from errata.engine.contents import decode_item, encode_items
from errata.engine.write_rows import write_rows
from errata.flow.accounts.make_key import make_key
from errata.server.app import create_app
from errata.server.settings import ServerSettings
from errata.wire import Site
from peopled import TestClient

LABELS = ["bad", "good"]
POLICY = {
    "triage": {"audit_rate": 0.5},
    "review": {"model_prior": False, "hold_minimum": 1},
    "consensus": {"bar": 0.85},
    "outcomes": {"trusted": ["*"]},
}
NewStore = Callable[[str, Path, None], str]
Connect = Callable[..., RemoteLoop]


@pytest.fixture
def site(tmp_path: Path, new_store: NewStore) -> Iterator[Site]:
    site = Site(new_store("sqlite", tmp_path, None), files=str(tmp_path / "files"))
    site.create("p", kind="text", labels=LABELS, policy=parse_policy(POLICY))
    yield site
    site.close()


@pytest.fixture
def connect(site: Site, tmp_path: Path) -> Iterator[Connect]:
    app = create_app(site, settings=ServerSettings(background=False))
    opened: list[RemoteLoop] = []
    with TestClient(app, base_url="http://errata.test", raise_server_exceptions=False) as http:

        def make(role: Role, *, name: str = "", project: str = "p", **more: Any) -> RemoteLoop:
            with site.store.snapshot() as view:
                places = {one.name: one.id for one in view.find(Project)}
            name = name or role.value
            everywhere = role is Role.ADMIN
            made = make_key(
                site.accounts,
                name,
                project_id=EVERYWHERE if everywhere else places["p"],
                role=role,
                days=1,
                by="a test",
            )
            loop = RemoteLoop(
                "http://errata.test",
                project=project,
                encode=encode_items,
                decode=decode_item,
                write_rows=write_rows,
                api_key=made.secret,
                spool=tmp_path / f"{name}.spool",
                transport=http._transport,
                **more,
            )
            opened.append(loop)
            return loop

        yield make
        for loop in opened:
            loop.close()


def reviews(n: int, rng: np.random.Generator) -> tuple[list[str], list[str]]:
    """Texts whose words tell their label, mostly."""
    words = {"good": ["fine", "great", "nice", "lovely"], "bad": ["broken", "awful", "late", "sad"]}
    labels = [LABELS[i] for i in rng.integers(0, 2, n)]
    texts = [
        " ".join([f"n{i}", *rng.choice(words[label], 3), *rng.choice(["the", "a", "it"], 3)])
        for i, label in enumerate(labels)
    ]
    return texts, labels


def eventually(holds: Callable[[], bool], seconds: float = 15.0) -> None:
    """The server may answer a status that is some seconds old."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.5)


def test_one_turn_of_the_loop_through_the_server(connect: Connect, tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    lead, service = connect(Role.LEAD), connect(Role.SERVICE)
    held, truth = reviews(250, rng)
    held = [f"held {text}" for text in held]
    shop = {"shop": ["a", "b"] * 125, "age": np.arange(250.0)}
    assert lead.add_hold(held, truth, attributes=shop) == 250
    assert lead.add_hold(["must pass great"], ["good"], must_pass=True) == 1
    texts, labels = reviews(60, rng)
    base = lead.add_base(texts, labels, groups=[f"g{i}" for i in range(60)])
    assert (base.number, base.n_injected, base.parent_id) == (1, 0, None)
    assert base.n + base.report["repeated_or_held"] == 60
    first = lead.retrain()
    assert (first.name, first.dataset_id) == ("v1", base.id)
    assert first.created_at > errata.wire.now() - timedelta(minutes=5)
    proof = lead.prove()
    assert proof.candidate_id == first.id
    assert proof.outcome == "PASS"
    assert {check["name"] for check in proof.verdict["checks"]} >= {"overall"}
    promotion = lead.promote(why="the first")
    assert (promotion.model_id, promotion.by, promotion.number) == (first.id, "key:lead", 1)
    with pytest.raises(NotReady):
        lead.promote()
    operating = lead.certify(alpha=0.2)
    assert (operating.model_id, operating.alpha) == (first.id, 0.2)

    traffic, right = reviews(30, rng)
    traffic = [f"live {text}" for text in traffic]
    shares = rng.dirichlet([2, 2], size=30)
    told = service.capture(traffic, shares, model=first.name, attributes={"shop": ["a"] * 30})
    assert told.spooled == 0
    assert {one.decision for one in told} <= set(Decision)
    status = service.status()
    assert (status.predictions, status.champion, status.tasks_open > 0) == (30, "v1", True)
    picked = lead.pick(3)
    assert len(picked) == 3
    assert all(task.prediction_id in told.ids for task in picked)

    reviewer = connect(Role.REVIEWER, name="r1")
    truth_of = dict(zip(traffic, right, strict=True))
    done = 0
    while (task := reviewer.claim(reviewer="r1")) is not None:
        assert task.labels == tuple(LABELS)
        assert task.reasons
        if done == 0:
            assert reviewer.heartbeat(task).lease_expires_at >= task.lease_expires_at
            reviewer.release(task)
            again = reviewer.claim(reviewer="r1")
            assert again is not None
            task = again
        evidence = [{"kind": "span", "start": 0, "end": 4, "text": task.item[:4]}]
        answer = truth_of[task.item]
        settled = reviewer.submit(
            task, label=answer, cause="ambiguous", why="so it is", evidence=evidence
        )
        if settled is not None:
            assert (settled.label, settled.task_id) == (answer, task.id)
        done += 1
    assert done >= 3
    outcome = service.correct(
        told.ids[0], label=right[0], cause="ambiguous", why="they rang", by="a"
    )
    assert outcome.trusted
    assert service.decision(told.ids[0])["label"] == right[0]

    version = lead.curate()
    assert version.number == 2
    assert version.n_injected > 0
    cycle = lead.run_cycle()
    assert cycle.dataset_id == version.id
    eventually(lambda: lead.status().last_cycle == cycle)
    assert all(found.support >= 5 for found in lead.slices(min_support=5))
    story = lead.trace(told.ids[0])
    assert story.kind == "prediction"
    assert story.of("outcome")[0].id == outcome.id
    assert len(list(story.lines())) >= 2
    for name in ("corrections.csv", "dataset.parquet", "golden.jsonl", "gates.csv"):
        what = name.partition(".")[0]
        n = lead.export(tmp_path / name, what=what)
        assert n > 0
        assert (tmp_path / name).stat().st_size > 0
    lines = (tmp_path / "golden.jsonl").read_text().splitlines()
    assert {json.loads(line)["label"] for line in lines} == set(LABELS)
    assert lead.verify_audit().intact


def test_a_rolled_back_champion_and_an_override(connect: Connect) -> None:
    rng = np.random.default_rng(6)
    lead = connect(Role.LEAD)
    lead.add_base(*reviews(40, rng))
    lead.add_hold([f"held {text}" for text in reviews(60, rng)[0]], ["good", "bad"] * 30)
    lead.retrain()
    with pytest.raises(Refused):
        lead.promote("v1")
    with pytest.raises(InputError):
        lead.promote("v1", override=True)
    assert lead.promote("v1", override=True, why="we must start somewhere").reason == "override"
    lead.retrain(seed=3)
    lead.promote(override=True, why="a test")
    assert lead.rollback(by="me", why="it was worse").reason == "rollback"


def test_guidelines_begin_once(connect: Connect) -> None:
    lead, service = connect(Role.LEAD), connect(Role.SERVICE)
    assert service.guide("# Mine") is None
    first = lead.guide("# What is good?")
    assert first is not None
    assert (first.version, first.text, first.by) == (1, "# What is good?", "key:lead")
    assert lead.guide("# Other") is None


def test_the_policy_is_read_and_changed(connect: Connect) -> None:
    lead = connect(Role.LEAD)
    assert lead.policy == parse_policy(POLICY)
    assert lead.change_policy(Policy(), by="me") == 2
    assert lead.policy == Policy()


def test_the_same_predictions_are_answered_again_in_every_format(connect: Connect) -> None:
    service = connect(Role.SERVICE)
    texts = [f"text {i} é 한국 \u202e" for i in range(300)]
    shares = np.random.default_rng(2).dirichlet([1, 1], size=300)
    more: dict[str, Any] = {
        "attributes": {"shop": [f"s{i % 3}" for i in range(300)], "age": np.arange(300.0)},
        "groups": [f"g{i % 50}" if i % 2 else None for i in range(300)],
        "subjects": [f"who{i}" for i in range(300)],
    }
    told = service.capture(texts, shares, model="v1", **more)
    assert not told.replayed.any()
    again = service.capture(texts, shares, model="v1", ids=told.ids, **more)
    assert again.replayed.all()
    assert again.codes.tolist() == told.codes.tolist()
    few = service.capture(
        texts[:100],
        shares[:100],
        model="v1",
        ids=told.ids[:100],
        attributes={name: column[:100] for name, column in more["attributes"].items()},
        groups=more["groups"][:100],
        subjects=more["subjects"][:100],
    )
    assert few.replayed.all()
    assert [one.reasons for one in few] == [told[i].reasons for i in range(100)]
    assert service.capture(["x"], model="v1", predicted=["bad"])[0].label == "bad"


@pytest.mark.parametrize("kind", ["record", "image"])
def test_records_and_images_are_the_same_in_every_format(
    connect: Connect, site: Site, kind: str
) -> None:
    admin = connect(Role.ADMIN, project="other", wish=Wish(kind=kind, labels=("bad", "good")))
    items: Any = [{"x": i / 2, "who": f"w{i}", "n": i, "ok": i % 2 == 0} for i in range(210)]
    if kind == "image":
        items = np.random.default_rng(3).integers(0, 255, (210, 4, 6), dtype=np.uint8)
    shares = [[0.4, 0.6]] * 210
    told = admin.capture(items, shares, model="v1")
    again = admin.capture(items[:50], shares[:50], model="v1", ids=told.ids[:50])
    assert again.replayed.all()
    task = admin.claim(reviewer="admin")
    assert task is not None
    if kind == "image":
        assert any(np.array_equal(task.item, image) for image in items)
    else:
        assert task.item in items


def test_a_project_is_made_by_the_first_data_if_the_key_may(connect: Connect) -> None:
    admin = connect(Role.ADMIN, project="new/ly")
    with pytest.raises(InputError, match="slash"):
        admin.capture(["x"], [[0.4, 0.6]], model="v1")
    admin = connect(Role.ADMIN, name="admin2", project="newly made é")
    with pytest.raises(NotReady):
        _ = admin.project
    told = admin.capture(["x"], [[0.4, 0.6]], model="v1", classes=["no", "yes"])
    assert told.labels == admin.project.labels == ("no", "yes")
    assert admin.project.key == b""  # it never leaves the server
    service = connect(Role.SERVICE, name="s2", project="somebody else's")
    with pytest.raises(NotAllowed, match="admin"):
        service.capture(["x"], [[0.4, 0.6]], model="v1")
    with pytest.raises(NotFound):
        connect(Role.SERVICE, name="s3", project="somebody else's", create=False)


def test_what_a_role_may_not_do_is_refused(connect: Connect) -> None:
    service, reviewer = connect(Role.SERVICE), connect(Role.REVIEWER)
    assert reviewer.project.labels == tuple(LABELS)
    for call in (service.curate, service.slices, reviewer.status):
        with pytest.raises(NotAllowed):
            call()
    with pytest.raises(NotAllowed):
        service.claim(reviewer="service")
    with pytest.raises(NotAllowed):
        reviewer.capture(["x"], [[0.4, 0.6]], model="v1")
    assert service.spooled == reviewer.spooled == 0


def test_a_wrong_key_opens_nothing(connect: Connect, site: Site, tmp_path: Path) -> None:
    good = connect(Role.SERVICE)
    with pytest.raises(SignInNeeded, match="new key"):
        RemoteLoop(
            "http://errata.test",
            project="p",
            encode=encode_items,
            decode=decode_item,
            write_rows=write_rows,
            api_key="errata_wrong",
            spool=tmp_path / "w.spool",
            transport=good._link._transport,
        )


def test_the_local_loop_says_the_same_of_the_same_state(
    connect: Connect, site: Site, tmp_path: Path
) -> None:
    service, lead = connect(Role.SERVICE), connect(Role.LEAD)
    told = service.capture(["a b c", "d e f"], [[0.4, 0.6], [0.999, 0.001]], model="v1")
    local = errata.open(str(tmp_path / "errata.db"), project="p", files=str(tmp_path / "files"))
    try:
        eventually(lambda: service.status() == local.status())
        assert list(lead.trace(told.ids[0]).lines()) == list(local.trace(told.ids[0]).lines())
        here = local.capture(["a b c"], [[0.4, 0.6]], model="v1", ids=told.ids[:1])
        assert here.replayed.all()
        assert here[0] == told[0]
    finally:
        local.close()
