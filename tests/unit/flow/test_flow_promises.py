"""What a fresh pair of eyes broke once, and must not break again."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import errata
from errata.core.dataset import DatasetVersion, HeldCase, InjectedExample
from errata.core.error_record import ErrorRecord
from errata.core.errors import Conflict, NotFound, NotReady, Refused
from errata.core.task import Task
from errata.flow.base import examples_of
from errata.flow.loop import Loop

LABELS = ["card", "refund", "transfer"]
DOUBT = [0.5, 0.3, 0.2]
SURE = [0.99, 0.006, 0.004]


def opened(folder: Path, project: str = "p", **policy: Any) -> Loop:
    policy.setdefault("triage", {"audit_rate": 0.0})
    return errata.open(
        f"sqlite:///{folder}/e.db", project=project, kind="text", labels=LABELS, policy=policy,
        entropy=np.random.default_rng(1).bytes,
    )  # fmt: skip


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with opened(tmp_path) as made:
        yield made


def answer_all(loop: Loop, label: str, *, people: int = 3) -> None:
    for number in range(people):
        while (task := loop.claim(reviewer=f"r{number}")) is not None:
            loop.submit(task, label=label)


def items_of(loop: Loop, version: DatasetVersion) -> set[str]:
    return set(examples_of(loop._ws(), version).items.texts())


def test_what_left_the_base_for_the_hold_never_comes_back(loop: Loop) -> None:
    texts = [f"a text about cards number {i} and nothing else {i * 7919}" for i in range(6)]
    loop.add_base(texts, ["card", "refund"] * 3)
    loop.add_hold(texts[:1], ["card"])
    assert texts[0] not in items_of(loop, loop.curate())
    (ident,) = loop.capture(["quite another question about a transfer"], [SURE], model="m").ids
    loop.correct(ident, label="transfer", by="ann")
    version = loop.curate()
    assert version.n_injected == 1
    assert texts[0] not in items_of(loop, version)


def test_a_base_takes_nothing_near_the_hold_and_no_group_mate(loop: Loop) -> None:
    loop.add_hold(["the parcel never came and I want my money back please"], ["refund"],
                  groups=["patient-1"])  # fmt: skip
    version = loop.add_base(
        ["the parcel never came and I want my money back please!", "something else", "a card", "b"],
        ["refund", "card", "card", "refund"], groups=[None, "patient-1", None, None],
    )  # fmt: skip
    assert items_of(loop, version) == {"a card", "b"}


def test_a_version_that_meets_the_hold_is_not_trained_on(loop: Loop) -> None:
    loop.add_base(["a card", "a refund", "a transfer"], LABELS)
    loop.add_hold(["a card"], ["card"])
    with pytest.raises(NotReady, match="Run errata curate"):
        loop.retrain()
    loop.curate()
    loop.retrain()


def test_an_item_given_under_two_labels_is_in_no_base(loop: Loop) -> None:
    version = loop.add_base(["x", "x", "y", "z"], ["card", "refund", "card", "refund"])
    assert items_of(loop, version) == {"y", "z"}
    assert len(version.report["two_labels"]) == 1


def test_a_second_rollback_does_not_bring_the_removed_champion_back(loop: Loop) -> None:
    loop.add_base(["a card", "a refund", "a transfer"], LABELS)
    for number in range(3):
        loop.retrain(seed=number)
        loop.promote(f"v{number + 1}", by="ann", why="testing", override=True)
    loop.rollback(by="ann", why="odd")
    assert loop.model().name == "v2"
    loop.rollback(by="ann", why="odd")
    assert loop.model().name == "v1"
    with pytest.raises(NotReady, match="no earlier champion"):
        loop.rollback(by="ann", why="odd")


def test_one_identifier_in_two_projects_stays_apart(tmp_path: Path) -> None:
    ident = "0190b3a4-0000-7000-8000-000000000001"
    rules: Any = {"outcomes": {"trusted": ["ann"]}}
    with opened(tmp_path, "q") as q, opened(tmp_path, "r", **rules) as r:
        q.capture(["in q"], [DOUBT], model="m", ids=[ident])
        r.capture(["in r"], [SURE], model="m", ids=[ident])
        r.correct(ident, by="somebody")
        task = r.claim(reviewer="r1")
        assert task is not None
        assert task.item == "in r"
        assert [node.kind for node in q.trace(ident).then] == ["task"]
        assert len(r.trace(ident).of("outcome")) == 1


def test_another_label_under_the_same_identifier_is_a_conflict(loop: Loop) -> None:
    ident = "0190b3a4-0000-7000-8000-000000000001"
    loop.capture(["x"], predicted=["card"], model="m", ids=[ident])
    assert loop.capture(["x"], predicted=["card"], model="m", ids=[ident]).replayed.all()
    with pytest.raises(Conflict):
        loop.capture(["x"], predicted=["refund"], model="m", ids=[ident])


def history(loop: Loop) -> Any:
    return loop.import_history(
        ["one", "two", "three"], model="m", predicted=["card", "card", "refund"],
        confidence=[0.9, 0.8, 0.7], truth=["card", "refund", "refund"], source="h.csv",
    )  # fmt: skip


def test_a_history_imported_twice_counts_once_and_queues_nothing(loop: Loop) -> None:
    first, second = history(loop), history(loop)
    assert (first.predictions, first.errors, first.known) == (3, 1, 0)
    assert (second.predictions, second.errors, second.known) == (0, 0, 3)
    assert loop.status().errors_found == 1
    assert loop.pick(10) == []
    assert loop.status().tasks_open == 0


def test_status_stands_where_some_predictions_could_not_be_drawn(tmp_path: Path) -> None:
    with opened(tmp_path, triage={"audit_rate": 1.0}) as loop:
        history(loop)
        loop.capture([f"t {i}" for i in range(20)], [SURE] * 20, model="m")
        answer_all(loop, "card")
        accuracy = loop.status().accuracy
    assert accuracy is not None
    assert (accuracy.value, accuracy.n) == (1.0, 20)


def test_a_complaint_about_an_answered_task_is_looked_at_again(tmp_path: Path) -> None:
    with opened(tmp_path, outcomes={"trusted": ["ann"]}) as loop:
        (ident,) = loop.capture(["x"], [DOUBT], model="m").ids
        answer_all(loop, "card")
        assert loop.status().tasks_open == 0
        loop.correct(ident, by="a customer", why="this is not about my card")
        assert loop.status().tasks_open == 1


def test_a_complaint_moves_its_open_task_to_the_front(tmp_path: Path) -> None:
    with opened(tmp_path, outcomes={"trusted": ["ann"]}) as loop:
        (ident,) = loop.capture(["complained of"], [[0.9, 0.06, 0.04]], model="m").ids
        loop.capture([f"doubt {i}" for i in range(5)], [[0.34, 0.33, 0.33]] * 5, model="m")
        loop.correct(ident, by="a customer")
        loop.correct(ident, by="another")
        assert loop.status().tasks_open == 6  # one task for both
        task = loop.claim(reviewer="r1")
    assert task is not None
    assert task.item == "complained of"


def test_a_pick_never_moves_an_audit_back(tmp_path: Path) -> None:
    with opened(tmp_path, triage={"audit_rate": 1.0}) as loop:
        loop.capture([f"audit {i}" for i in range(12)], [DOUBT] * 12, model="m")
        with loop.store.snapshot() as view:
            before = {task.id: task.priority for task in view.find(Task)}
        for task in loop.pick(4):
            assert task.priority >= before[task.id]


def test_what_is_begun_is_finished_first(tmp_path: Path) -> None:
    with opened(tmp_path, consensus={"minimum": 2}, review={"model_prior": False}) as loop:
        loop.capture(["begun"], [[0.9, 0.06, 0.04]], model="m")
        first = loop.claim(reviewer="r1")
        assert first is not None
        loop.submit(first, label="card")
        loop.capture(["doubtful"], [[0.34, 0.33, 0.33]], model="m")
        second = loop.claim(reviewer="r2")
    assert second is not None
    assert second.item == "begun"


def test_one_item_is_held_once_however_often_it_was_audited(tmp_path: Path) -> None:
    with opened(tmp_path, triage={"audit_rate": 1.0}) as loop:
        for _ in range(3):
            loop.capture([f"t {i}" for i in range(12)], [SURE] * 12, model="m")
        answer_all(loop, "card")
        with loop.store.snapshot() as view:
            held = [case.item_id for case in view.find(HeldCase)]
    assert held
    assert len(held) == len(set(held))


def test_held_predictions_that_nobody_can_settle_count_against_the_certificate(
    tmp_path: Path,
) -> None:
    rules: Any = {
        "triage": {"audit_rate": 1.0},
        "consensus": {"minimum": 1, "maximum": 1},
        "review": {"hold_minimum": 1, "reviewer_accuracy": 0.99},
    }
    with opened(tmp_path, **rules) as loop:
        loop.capture([f"t {i}" for i in range(600)], [SURE] * 600, model="m")
        number = 0
        while (task := loop.claim(reviewer="r1", skills=["expert"])) is not None:
            number += 1
            loop.submit(task, unsure=number % 5 == 0, label=None if number % 5 == 0 else "card")
        while (task := loop.claim(reviewer="r2", skills=["expert"])) is not None:
            loop.submit(task, unsure=True)
        assert loop.status().resolutions["rejected"] > 50
        assert loop.certify().threshold is None


def test_truth_that_clears_the_model_is_no_past_error(loop: Loop) -> None:
    (ident,) = loop.capture(["x"], [DOUBT], model="m").ids
    loop.correct(ident, label="refund", by="ann")
    answer_all(loop, "card")
    version = loop.curate()
    assert version.report["corrections"] == 0
    with loop.store.snapshot() as view:
        assert view.count(ErrorRecord) == 1
        (example,) = view.find(InjectedExample)
    assert (example.label, example.error_id) == ("card", None)


def test_what_trained_as_a_confirmation_never_guards_the_gate(tmp_path: Path) -> None:
    with opened(tmp_path, curate={"golden_share": 1.0, "minimum_per_slice": 0}) as loop:
        loop.add_base(["a card", "a refund"], ["card", "refund"])
        loop.capture(["x"], [DOUBT], model="m")
        answer_all(loop, "card")
        loop.curate()
        (ident,) = loop.capture(["x"], [[0.1, 0.8, 0.1]], model="m2").ids
        loop.correct(ident, label="card", by="ann")
        loop.curate()
        with loop.store.snapshot() as view:
            assert view.count(HeldCase) == 0


def test_giving_back_what_is_not_held_tells_of_nothing(loop: Loop) -> None:
    loop.capture(["x"], [DOUBT], model="m")
    task = loop.claim(reviewer="r1")
    assert task is not None
    loop.release(task)
    before = loop.verify_audit().unsealed
    loop.release(task)
    assert loop.verify_audit().unsealed == before


def test_a_pass_from_before_a_rollback_promotes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, gate={"min_cases": 5}) as loop:
        rng = np.random.default_rng(0)
        words = {"card": "plastic chip", "refund": "money return", "transfer": "wire iban"}
        texts = [f"{words[LABELS[i % 3]]} {rng.integers(10**9)}" for i in range(360)]
        labels = [LABELS[i % 3] for i in range(360)]
        loop.add_hold(texts[:300], labels[:300])
        loop.add_base(texts[300:], labels[300:])
        loop.retrain()
        assert loop.prove().outcome == "PASS"
        loop.promote()
        (ident,) = loop.capture(["wire money plastic"], [DOUBT], model="v1").ids
        loop.correct(ident, label="card", by="ann")
        loop.curate()
        loop.retrain()
        loop.prove("v2")
        loop.promote("v2", by="ann", why="testing", override=True)
        loop.rollback(by="ann", why="odd answers")
        with pytest.raises(Refused, match="has not been proved"):
            loop.promote("v2")
        loop.promote("v2", by="ann", why="again", override=True)


def test_a_pass_on_another_golden_set_promotes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, gate={"min_cases": 5}) as loop:
        texts = [f"{LABELS[i % 3]} number {i * 7919}" for i in range(360)]
        labels = [LABELS[i % 3] for i in range(360)]
        loop.add_hold(texts[:300], labels[:300])
        loop.add_base(texts[300:], labels[300:])
        loop.retrain()
        assert loop.prove().outcome == "PASS"
        loop.add_hold(["card card card must be right"], ["card"], must_pass=True)
        with pytest.raises(Refused, match="golden set as it is now"):
            loop.promote()
        loop.prove()
        loop.promote()


def test_an_uncertified_model_after_a_certified_one_is_reviewed_whole(tmp_path: Path) -> None:
    with opened(tmp_path) as loop:
        loop.add_hold(
            [f"{LABELS[i % 3]} {i}" for i in range(60)], [LABELS[i % 3] for i in range(60)]
        )
        loop.add_base(["a card", "a refund", "a transfer"], LABELS)
        loop.retrain()
        loop.promote(by="ann", why="first", override=True)
        assert loop.capture(["x"], [SURE], model="other")[0].decision == "accept"
        loop.certify()
        assert loop.capture(["y"], [SURE], model="other")[0].decision == "review"


def test_a_task_of_another_project_takes_no_answer_here(tmp_path: Path) -> None:
    with opened(tmp_path, "p") as p, opened(tmp_path, "q") as q:
        p.capture(["x"], [DOUBT], model="m")
        q.capture(["y"], [DOUBT], model="m")
        task = q.claim(reviewer="r1")
        assert task is not None
        with pytest.raises(NotFound, match="in the project 'p'"):
            p.submit(task, label="card")
        q.submit(task, label="card")


def test_of_one_group_one_case_counts(tmp_path: Path) -> None:
    with opened(tmp_path) as loop:
        texts = [f"{LABELS[i % 3]} number {i * 7919}" for i in range(90)]
        labels = [LABELS[i % 3] for i in range(90)]
        loop.add_hold(texts, labels, groups=[f"patient-{i % 30}" for i in range(90)])
        loop.add_base(["a card", "a refund", "a transfer"], LABELS)
        loop.retrain()
        golden = loop.prove().verdict["n"]
        with loop.store.snapshot() as view:
            groups = {case.group for case in view.find(HeldCase, fold="golden")}
    assert golden == len(groups)


def test_images_of_several_sizes_can_be_judged_by_a_watched_model(tmp_path: Path) -> None:
    class Bright:
        def predict_proba(self, images: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
            bright = images.reshape(len(images), -1).mean(axis=1) > 127
            return np.where(bright[:, None], [0.1, 0.9], [0.9, 0.1])

    rng = np.random.default_rng(0)
    url = f"sqlite:///{tmp_path}/i.db"
    with errata.open(url, project="p", kind="image", labels=["dark", "bright"]) as loop:
        loop.watch(Bright(), name="m").predict_proba(np.zeros((1, 4, 4), dtype=np.uint8))
        images = [
            rng.integers(128 * (i % 2), 128 * (i % 2) + 120, (6 + i % 3, 8), dtype=np.uint8)
            for i in range(240)
        ]
        loop.add_hold(images, ["bright" if i % 2 else "dark" for i in range(240)])
        assert loop.certify().n > 50


def test_many_trainings_at_once_have_names_of_their_own(tmp_path: Path) -> None:
    with opened(tmp_path) as loop:
        loop.add_base(["a card", "a refund", "a transfer"], LABELS)
        with ThreadPoolExecutor(4) as pool:
            names = list(pool.map(lambda seed: loop.retrain(seed=seed).name, range(4)))
    assert sorted(names) == ["v1", "v2", "v3", "v4"]


def test_a_watched_classifier_s_columns_are_read_by_its_classes(loop: Loop) -> None:
    class Reversed:
        classes_ = np.array(LABELS[::-1])

        def predict_proba(self, items: list[str]) -> np.ndarray[Any, Any]:
            return np.array([[0.9, 0.06, 0.04]] * len(items))  # the first column is "transfer"

    model = loop.watch(Reversed(), name="m")
    assert model.predict(["x"]).tolist() == ["transfer"]
    assert model.decisions is not None
    assert model.decisions[0].label == "transfer"


def test_a_model_outside_is_judged_by_what_it_said_of_the_held_items(tmp_path: Path) -> None:
    with opened(tmp_path) as loop:
        texts = [f"{LABELS[i % 3]} number {i * 7919}" for i in range(300)]
        labels = [LABELS[i % 3] for i in range(300)]
        loop.add_hold(texts, labels)
        loop.capture(["something else"], [SURE], model="theirs")
        with pytest.raises(NotReady, match="capture what it says of the held cases"):
            loop.certify()
        rows = np.full((300, 3), 0.01)
        rows[np.arange(300), [i % 3 for i in range(300)]] = 0.98
        loop.capture(texts, rows, model="theirs")
        assert loop.certify().threshold is not None
