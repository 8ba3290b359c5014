"""Certify: by class, slice and misses, shown before anyone commits, and kept at capture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import errata
from errata.core.errors import InputError, NotReady, PolicyError
from errata.core.model import Lapse, Operating
from errata.core.task import Task
from errata.flow.accepting import Accepting, group_names
from errata.flow.held_answers import relative_propensity
from errata.flow.loop import Loop
from errata.flow.traffic_a_day import REMEMBERED
from errata.flow.workspace import champion_of

LABELS = ["cat", "dog", "owl"]
START = datetime(2026, 3, 2, 12, tzinfo=UTC)


class World:
    """A foreign model whose confidence is calibrated, and worse in the region `south`."""

    def __init__(self, folder: Path, **triage: Any) -> None:
        self.now, self.made = START, 0
        self.rng = np.random.default_rng(5)
        triage = {"audit_rate": 0.05, "alpha": 0.15} | triage
        self.loop: Loop = errata.open(
            f"sqlite:///{folder}/e.db",
            project="p",
            kind="text",
            labels=LABELS,
            policy={"triage": triage},
            clock=lambda: self.now,
            entropy=np.random.default_rng(7).bytes,
        )

    def cases(self, n: int) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
        """Texts, probabilities, truth and region of n new items."""
        rng = self.rng
        truth = rng.integers(3, size=n)
        south = rng.random(n) < 0.15
        own = rng.beta(3, 1, n) * 0.65 + 0.34
        wrong = rng.random(n) > np.where(south, own - 0.15, own**0.05)
        said = np.where(wrong, (truth + rng.integers(1, 3, n)) % 3, truth)
        p = np.repeat((1 - own)[:, None] / 2, 3, axis=1)
        p[np.arange(n), said] = own
        texts = [f"animal {self.made + i}" for i in range(n)]
        self.made += n
        return texts, p.astype(np.float32), truth, np.where(south, "south", "north")

    def held(self, n: int) -> None:
        texts, p, truth, region = self.cases(n)
        self.loop.capture(texts, p, model="m", attributes={"region": region})
        self.loop.add_hold(texts, [LABELS[t] for t in truth], attributes={"region": region})

    def champion(self, n: int = 2000) -> World:
        self.held(n)  # the first model that is captured is the champion
        return self


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path).champion()


def test_the_plan_says_what_was_found(world: World) -> None:
    found = world.loop.certify()
    assert found.threshold is not None
    assert found.plan["needed"] == 0
    assert found.plan["accuracy"]["n"] > 500
    assert found.plan["reliability"]["bins"]
    assert "classes" not in found.plan
    assert "misses" not in found.plan


def test_a_preview_is_what_certify_commits_and_stores_nothing(world: World) -> None:
    shown = world.loop.preview(alpha=0.2)
    ws = world.loop._ws()
    with ws.store.snapshot() as view:
        assert view.count(Operating, project_id=ws.project.id) == 0
    done = world.loop.certify(alpha=0.2)
    assert (shown.threshold, shown.coverage, shown.plan) == (
        done.threshold,
        done.coverage,
        done.plan,
    )
    bands = {name: band["value"] for name, band in shown.bands.items()}
    assert sum(bands.values()) == pytest.approx(1.0)
    assert bands["accept"] == pytest.approx(shown.coverage["value"])
    assert shown.a_day == 2000
    assert shown.reviews_a_day is not None
    kept = shown.coverage["value"]
    assert shown.reviews_a_day["value"] == pytest.approx(2000 * (1 - 0.95 * kept))
    assert len({len(column) for column in shown.curve.values()}) == 1


def test_each_class_is_accepted_from_its_own_threshold(tmp_path: Path) -> None:
    world = World(tmp_path, per_class=True).champion()
    found = world.loop.certify()
    classes = found.plan["classes"]
    assert set(classes) == set(LABELS)
    texts, p, _, region = world.cases(1000)
    said = world.loop.capture(texts, p, model="m", attributes={"region": region})
    for label, one in classes.items():
        mine = np.array([each.label == label for each in said])
        sure = np.asarray(said.confidence)[mine]
        lowest = np.inf if one["threshold"] is None else one["threshold"]
        assert (said.accepted[mine] == (sure >= lowest)).all()
    assert said.accepted.any()


def test_a_poor_slice_is_accepted_less_and_an_unknown_one_never(tmp_path: Path) -> None:
    world = World(tmp_path, per_slice=["region"], alpha=0.15).champion(3000)
    found = world.loop.certify()
    rows = {row["value"]: row for row in found.plan["slices"]}
    assert rows["north"]["threshold"] is not None
    assert rows["south"]["threshold"] is None or (
        rows["south"]["coverage"]["value"] < rows["north"]["coverage"]["value"]
    )
    texts, p, _, _ = world.cases(200)
    west = np.full(200, "west")
    assert not world.loop.capture(texts, p, model="m", attributes={"region": west}).accepted.any()
    texts, p, _, _ = world.cases(200)
    assert not world.loop.capture(texts, p, model="m").accepted.any()
    texts, p, _, _ = world.cases(200)
    north = np.full(200, "north")
    assert world.loop.capture(texts, p, model="m", attributes={"region": north}).accepted.any()


def test_classes_and_slices_cross_so_that_all_promises_hold(tmp_path: Path) -> None:
    world = World(tmp_path, per_class=True, per_slice=["region"], alpha=0.2).champion(3000)
    rows = world.loop.certify().plan["slices"]
    assert {row["class"] for row in rows} == set(LABELS)
    assert {row["where"]["region"] for row in rows} == {"north", "south"}


def test_misses_bind_every_other_prediction(tmp_path: Path) -> None:
    world = World(tmp_path, miss_alpha={"owl": 0.05}, alpha=0.2).champion(3000)
    found = world.loop.certify()
    misses = found.plan["misses"]
    assert misses["free"] == "owl"
    assert misses["by_class"]["owl"]["upper"] <= 0.05
    texts, p, _, _ = world.cases(1000)
    said = world.loop.capture(texts, p, model="m")
    other = np.array([each.label != "owl" for each in said])
    taken = np.asarray(said.confidence)[said.accepted & other]
    assert taken.min() >= max(misses["threshold"], found.threshold or 1)


def test_misses_that_cannot_be_promised_say_how_many_labels_would(tmp_path: Path) -> None:
    world = World(tmp_path, miss_alpha={"owl": 0.01, "cat": 0.01}, alpha=0.2).champion(300)
    found = world.loop.certify()
    assert found.threshold is None
    assert found.plan["misses"]["threshold"] is None
    assert found.plan["needed"] > 300


def test_no_threshold_says_how_many_labels_would(tmp_path: Path) -> None:
    world = World(tmp_path, alpha=0.1).champion(60)
    found = world.loop.certify()
    assert found.threshold is None
    assert found.plan["needed"] > 0


def test_needed_of_groups_is_the_cheapest_groups(tmp_path: Path) -> None:
    found = World(tmp_path, alpha=0.1, per_class=True).champion(60).loop.certify()
    assert found.threshold is None
    assert found.plan["needed"] > 0


@pytest.mark.parametrize("wrong", [{"alpha": 2.0}, {"delta": 0.0}, {"alpha": float("nan")}])
def test_an_impossible_promise_is_wrong_use(tmp_path: Path, wrong: dict[str, float]) -> None:
    world = World(tmp_path)
    world.loop.capture(["x"], [[0.5, 0.3, 0.2]], model="m")
    for verb in (world.loop.certify, world.loop.preview):
        with pytest.raises(InputError, match="between 0 and 1"):
            verb(**wrong)


def test_without_champion_or_hold_nothing_is_certified(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.loop.add_base(["x"], ["cat"])
    with pytest.raises(NotReady, match="no champion"):
        world.loop.preview()
    world.loop.capture(["x"], [[0.5, 0.3, 0.2]], model="m")
    with pytest.raises(NotReady, match="no case"):
        world.loop.preview()


def test_a_class_that_nobody_knows_is_refused_before_the_project_exists(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"triage\.miss_alpha: got \['emu'\]"):
        World(tmp_path, miss_alpha={"emu": 0.05})


def test_what_is_never_accepted_is_no_part_of_the_promise(tmp_path: Path) -> None:
    world = World(tmp_path, never_accept=["cat"], alpha=0.2).champion()
    found = world.loop.certify()
    assert found.coverage["value"] < 0.75
    texts, p, _, _ = world.cases(300)
    said = world.loop.capture(texts, p, model="m")
    assert {each.label for each, taken in zip(said, said.accepted, strict=True) if taken} <= {
        "dog",
        "owl",
    }


def test_expired_and_lapsed_certificates_accept_nothing(world: World) -> None:
    found = world.loop.certify(alpha=0.2)
    texts, p, _, _ = world.cases(100)
    assert world.loop.capture(texts, p, model="m").accepted.any()
    ws = world.loop._ws()
    lapse = Lapse(
        id=ws.mint(),
        project_id=ws.project.id,
        operating_id=found.id,
        alarm_id=None,
        why="the inputs changed",
        created_at=world.now,
    )
    from errata.core.events import Event, Verb

    with ws.store.transaction(actor="errata", now=world.now) as tx:
        tx.put(lapse)
        tx.record(Event(verb=Verb.LOOKED, object_id=lapse.id, figures={}))
    texts, p, _, _ = world.cases(100)
    assert not world.loop.capture(texts, p, model="m").accepted.any()
    world.loop.certify(alpha=0.2)
    texts, p, _, _ = world.cases(100)
    assert world.loop.capture(texts, p, model="m").accepted.any()
    world.now += timedelta(days=31)
    texts, p, _, _ = world.cases(100)
    assert not world.loop.capture(texts, p, model="m").accepted.any()


def test_the_dear_go_to_experts(tmp_path: Path) -> None:
    world = World(tmp_path, costs={"owl": 100.0}, expert_cost=20.0).champion(400)
    world.loop.certify(alpha=0.2)
    said = world.loop.capture(["a", "b"], [[0.5, 0.45, 0.05], [0.5, 0.1, 0.4]], model="m")
    assert [each.decision for each in said] == ["review", "expert"]
    queued = {task.predicted: task for task in _tasks(world, [each.id for each in said])}
    assert queued["cat"].worth["unit"] == 100.0


def test_a_watched_slice_is_looked_at_unless_it_has_its_own_certificate(tmp_path: Path) -> None:
    world = World(tmp_path, alpha=0.2).champion()
    world.loop.certify()
    world.loop.watch_slice(predicate={"region": "north"}, by="ann")
    texts, p, _, _ = world.cases(100)
    said = world.loop.capture(texts, p, model="m", attributes={"region": np.full(100, "north")})
    assert not said.accepted.any()
    assert all("weak_slice" in each.reasons for each in said)
    held = world.loop.certify()  # the rule as it acts: without the slice
    assert held.coverage["value"] < 0.5
    (tmp_path / "own").mkdir()
    own = World(tmp_path / "own", alpha=0.2, per_slice=["region"]).champion()
    own.loop.certify()
    own.loop.watch_slice(predicate={"region": "north"}, by="ann")
    texts, p, _, _ = own.cases(100)
    said = own.loop.capture(texts, p, model="m", attributes={"region": np.full(100, "north")})
    assert said.accepted.any()
    assert all("weak_slice" in each.reasons for each in said)


def test_a_budget_of_reviews_sets_the_audits(tmp_path: Path) -> None:
    world = World(tmp_path, reviews_per_day=200.0, threshold=0.9, audit_rate=0.02)
    texts, p, _, _ = world.cases(1000)
    first = world.loop.capture(texts, p, model="m")
    assert set(_propensities(world, first.ids)) == {0.02}  # no day is closed yet
    taken = int(first.accepted.sum())
    world.now += timedelta(days=1)
    texts, p, _, _ = world.cases(1000)
    second = world.loop.capture(texts, p, model="m")
    (chance,) = set(_propensities(world, second.ids))
    waiting = 1000 - taken
    assert chance == pytest.approx(max(200 - waiting, 0) / taken, abs=1e-9) or chance == 0.001


def test_audits_can_be_off_but_a_budget_never_lets_one_escape(tmp_path: Path) -> None:
    off = World(tmp_path, audit_rate=0.0)
    texts, p, _, _ = off.cases(50)
    assert set(_propensities(off, off.loop.capture(texts, p, model="m").ids)) == {0.0}
    assert off.champion(300).loop.preview(alpha=0.3).audits_a_day == 0.0


def test_unequal_chances_are_weighed(tmp_path: Path) -> None:
    world = World(tmp_path, audit_rate=0.9, threshold=0.5)
    texts, p, truth, _ = world.cases(150)
    ids = world.loop.capture(texts, p, model="m").ids
    world.loop.change_policy(
        errata.core.policy.parse_policy({"triage": {"audit_rate": 0.45, "threshold": 0.5}}),
        by="ann",
    )
    more, q, right, _ = world.cases(150)
    ids += world.loop.capture(more, q, model="m").ids
    answer = dict(zip(texts + more, [LABELS[t] for t in [*truth, *right]], strict=True))
    for person in ("r1", "r2", "r3"):
        while (task := world.loop.claim(reviewer=person, skills=["expert"])) is not None:
            world.loop.submit(task, label=answer[task.item])
    ws = world.loop._ws()
    from errata.core.dataset import HeldCase

    with ws.store.snapshot() as view:
        champion = champion_of(view, ws.project)
        assert champion is not None
        cases = view.find(HeldCase, project_id=ws.project.id)
        relative, smallest = relative_propensity(view, ws, champion, cases)
    assert relative is not None
    assert set(relative.round(6)) == {0.5, 1.0}
    assert smallest == pytest.approx(0.5)
    found = world.loop.certify(alpha=0.4)
    assert "betting" in found.method
    simulated = world.loop.simulate(alphas=[0.4])
    assert simulated.n > found.n
    assert world.loop.certify(alpha=0.4).calibrator is not None


def test_groups_of_nothing_and_of_missing_values() -> None:
    none = np.empty(0, np.int32)
    assert group_names(none, {}, ("a",), by_class=True, by=("x",)).tolist() == []
    column = np.array([None, float("nan"), 2.0], dtype=object)
    said = np.zeros(3, np.int32)
    named = group_names(said, {"x": column}, ("a",), by_class=True, by=("x", "y"))
    assert named.tolist() == [
        "class=a & x=missing & y=missing",
        "class=a & x=missing & y=missing",
        "class=a & x=2.0 & y=missing",
    ]


def test_a_rule_of_misses_alone() -> None:
    rule = Accepting(labels=("a", "b"), threshold=0.5, miss_threshold=np.inf, miss_free=1)
    assert rule.of(np.array([0, 1], np.int32), {}).tolist() == [np.inf, 0.5]
    assert not rule.never


def test_what_was_read_today_is_remembered(world: World) -> None:
    world.now += timedelta(days=1)
    before = world.loop.preview().a_day
    texts, p, _, _ = world.cases(500)
    world.loop.capture(texts, p, model="m")
    assert world.loop.preview().a_day == before == 2000
    assert REMEMBERED._found


def _tasks(world: World, ids: list[str]) -> list[Task]:
    ws = world.loop._ws()
    with ws.store.snapshot() as view:
        return view.find(Task, project_id=ws.project.id, prediction_id=ids)


def _propensities(world: World, ids: list[str]) -> list[float]:
    ws = world.loop._ws()
    with ws.store.snapshot() as view:
        return [round(row.propensity, 9) for row in view.log.rows(ws.project.id, ids)]
