"""From agreed truth to a champion: curate, retrain, prove, promote, certify, trace, export."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

import errata
from errata.core.dataset import DatasetVersion, HeldCase, InjectedExample, Stratum
from errata.core.error_record import ErrorStage, Stage
from errata.core.errors import Conflict, InputError, NotFound, NotReady, Refused, StoreDamaged
from errata.core.model import ModelVersion, Promotion
from errata.flow.base import examples_of
from errata.flow.loop import Loop

LABELS = ["card", "refund", "transfer"]
WORDS = {
    "card": ["card", "plastic", "chip", "pin", "contactless"],
    "refund": ["refund", "money back", "return", "reimburse", "chargeback"],
    "transfer": ["transfer", "send", "wire", "iban", "payee"],
}
FILLER = ["please", "could", "you", "help", "me", "with", "my", "account", "because", "today"]


def say(label: str, rng: np.random.Generator) -> str:
    words = [*rng.choice(WORDS[label], 2), *rng.choice(FILLER, 5)]
    return " ".join(rng.permutation(words)) + f" {rng.integers(1_000_000)}"


def texts(n: int, seed: int, labels: list[str] | None = None) -> tuple[list[str], list[str]]:
    rng = np.random.default_rng(seed)
    truth = [str(label) for label in rng.choice(labels or LABELS, n)]
    return [say(label, rng) for label in truth], truth


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    """A champion that has hardly seen refunds, and production that is full of them."""
    policy = {
        "triage": {"audit_rate": 0.0, "threshold": 1.0},
        "curate": {"golden_share": 0.3, "minimum_per_slice": 2},
        "gate": {"min_cases": 20},
    }
    with errata.open(
        f"sqlite:///{tmp_path}/e.db",
        project="tickets",
        kind="text",
        labels=LABELS,
        policy=policy,
        entropy=np.random.default_rng(0).bytes,
    ) as opened:
        base, truth = texts(40, 1, ["card", "transfer"])
        opened.add_base([*base, "refund 1"], [*truth, "refund"])
        hold, truth = texts(200, 2)
        opened.add_hold(hold, truth, attributes={"channel": ["web", "app"] * 100})
        opened.retrain()
        opened.promote(by="ann", why="a first model", override=True)
        yield opened


def production(loop: Loop, n: int = 60, seed: int = 3) -> dict[str, str]:
    """Capture and have one honest reviewer answer everything; truth by prediction."""
    items, truth = texts(n, seed)
    model = loop.model()
    decisions = loop.capture(items, model.predict_proba(items), model=model.name)
    by_text = dict(zip(items, truth, strict=True))
    while (task := loop.claim(reviewer="r1")) is not None:
        loop.submit(task, label=by_text[task.item], cause="underrepresented", why="a refund")
    while (task := loop.claim(reviewer="r2")) is not None:
        loop.submit(task, label=by_text[task.item], cause="underrepresented", why="a refund")
    return dict(zip(decisions.ids, truth, strict=True))


class TestCurate:
    def test_nothing_to_curate_says_what_to_do(self, tmp_path: Path) -> None:
        with (
            errata.open(f"{tmp_path}/e.db", project="p", kind="text", labels=LABELS) as loop,
            pytest.raises(NotReady, match="Add labelled data"),
        ):
            loop.curate()

    def test_a_second_base_is_refused(self, loop: Loop) -> None:
        with pytest.raises(Conflict, match="base already"):
            loop.add_base(["x", "y"], ["card", "refund"])

    def test_agreed_truth_enters_with_its_reason_and_provenance(self, loop: Loop) -> None:
        production(loop)
        version = loop.curate()
        assert version.number == 2
        assert version.n == 41 + version.n_injected
        with loop.store.snapshot() as view:
            injected = view.find(InjectedExample, dataset_id=version.id)
            golden = [c for c in view.find(HeldCase) if c.stratum is Stratum.PAST_ERROR]
        assert len(injected) == version.n_injected
        corrected = [example for example in injected if example.error_id]
        assert corrected
        assert {example.cause for example in corrected} == {"underrepresented"}
        assert golden
        assert not {c.item_id for c in golden} & {e.item_id for e in injected}

    def test_curating_twice_answers_the_same_version(self, loop: Loop) -> None:
        production(loop)
        version = loop.curate()
        assert loop.curate().id == version.id
        with loop.store.snapshot() as view:
            assert view.count(DatasetVersion) == 2

    def test_past_errors_stay_on_their_side(self, loop: Loop) -> None:
        production(loop, seed=3)
        loop.curate()
        with loop.store.snapshot() as view:
            before = {c.item_id for c in view.find(HeldCase, stratum=Stratum.PAST_ERROR)}
        production(loop, seed=4)
        version = loop.curate()
        with loop.store.snapshot() as view:
            after = {c.item_id for c in view.find(HeldCase, stratum=Stratum.PAST_ERROR)}
            trained = {e.item_id for e in view.find(InjectedExample, dataset_id=version.id)}
        assert before <= after
        assert not after & trained

    def test_what_is_held_leaves_training_even_the_base(self, loop: Loop) -> None:
        base, truth = texts(40, 1, ["card", "transfer"])
        loop.add_hold(base[:3], truth[:3], must_pass=True)
        version = loop.curate()
        assert len(version.report["removed_items"]) == 3
        assert version.n == 38

    def test_an_altered_dataset_file_is_refused(self, loop: Loop, tmp_path: Path) -> None:
        version = loop.curate()
        (file,) = [f for f in tmp_path.rglob("*") if f.is_file() and version.parts[0] in str(f)]
        file.chmod(0o644)
        file.write_bytes(file.read_bytes()[:-1] + b"x")
        with pytest.raises(StoreDamaged):
            loop.retrain()

    def test_the_dataset_file_opens_elsewhere(self, loop: Loop, tmp_path: Path) -> None:
        version = loop.curate()
        (file,) = [f for f in tmp_path.rglob("*.parquet") if version.parts[0] in str(f)]
        table = pq.read_table(file)
        assert {"content", "label", "weight", "why"} <= set(table.column_names)
        assert set(table["label"].to_pylist()) <= set(LABELS)


class TestProveAndPromote:
    def test_nothing_is_promoted_without_a_pass(self, loop: Loop) -> None:
        same = loop.retrain()
        with pytest.raises(Refused, match="has not been proved"):
            loop.promote(same.name)
        assert loop.prove(same.name).outcome != "PASS"
        with pytest.raises(Refused, match="the gate said"):
            loop.promote(same.name)
        with loop.store.snapshot() as view:
            assert view.count(Promotion) == 1

    def test_a_better_candidate_passes_and_fixes_past_errors(self, loop: Loop) -> None:
        production(loop, n=120)
        cycle = loop.run_cycle(by="ann")
        assert cycle.promoted, cycle.report
        assert cycle.report["fixed"] > 0
        assert loop.model().name == cycle.report["candidate"]
        with loop.store.snapshot() as view:
            assert view.count(ErrorStage, stage=Stage.FIXED) == cycle.report["fixed"]
        status = loop.status()
        assert status.certificate is not None
        assert status.last_cycle is not None
        assert status.last_cycle.id == cycle.id

    def test_a_pass_against_another_champion_does_not_count(self, loop: Loop) -> None:
        production(loop, n=120)
        loop.curate()
        better = loop.retrain()
        assert loop.prove(better.name).outcome == "PASS"
        other = loop.retrain(seed=1)
        loop.promote(other.name, by="bob", why="in a hurry", override=True)
        with pytest.raises(Refused, match="has not been proved against"):
            loop.promote(better.name)

    def test_an_override_needs_a_person_and_a_reason(self, loop: Loop) -> None:
        loop.retrain()
        for arguments in ({"by": "errata", "why": "x"}, {"by": "ann"}, {"by": " ", "why": "x"}):
            with pytest.raises(InputError, match="a person and a reason"):
                loop.promote(override=True, **arguments)

    def test_rollback_puts_the_earlier_champion_back(self, loop: Loop) -> None:
        with pytest.raises(NotReady, match="no earlier champion"):
            loop.rollback(by="ann", why="odd answers")
        first = loop.model().name
        second = loop.retrain()
        loop.promote(second.name, by="ann", why="trying", override=True)
        with pytest.raises(InputError, match="a person and a reason"):
            loop.rollback(by="ann", why="")
        loop.rollback(by="ann", why="odd answers")
        assert loop.model().name == first

    def test_the_champion_is_no_candidate(self, loop: Loop) -> None:
        champion = loop.model().name
        with pytest.raises(NotReady, match="champion already"):
            loop.prove(champion)
        with pytest.raises(NotReady, match="champion already"):
            loop.promote(champion)
        with pytest.raises(NotReady, match="no candidate"):
            loop.prove()
        with pytest.raises(NotReady, match="no model is named"):
            loop.prove("v99")

    def test_a_past_error_that_comes_back_is_regressed(self, loop: Loop) -> None:
        production(loop, n=120)
        assert loop.run_cycle().promoted
        loop.promote("v1", by="ann", why="testing", override=True)
        with loop.store.snapshot() as view:
            assert view.count(ErrorStage, stage=Stage.REGRESSED) > 0

    def test_a_foreign_champion_is_judged_by_what_it_said(self, tmp_path: Path) -> None:
        policy = {"triage": {"audit_rate": 1.0}, "gate": {"min_cases": 20}}
        with errata.open(
            f"{tmp_path}/e.db", project="p", kind="text", labels=LABELS, policy=policy
        ) as loop:
            base, truth = texts(150, 1)
            loop.add_base(base, truth)
            items, truth = texts(150, 5)
            bad = np.tile([0.98, 0.01, 0.01], (150, 1))  # it always says card
            loop.capture(items, bad, model="prod-2024")
            by_text = dict(zip(items, truth, strict=True))
            for reviewer in ("r1", "r2", "r3"):
                while (task := loop.claim(reviewer=reviewer)) is not None:
                    loop.submit(task, label=by_text[task.item])
            with pytest.raises(NotReady, match="runs outside Errata"):
                loop.model()
            certificate = loop.certify()
            assert certificate.threshold is None  # two in three of its answers are wrong
            loop.retrain()
            assert loop.prove().outcome == "PASS"
            loop.promote()
            assert loop.model().name == "v1"

    def test_retrain_says_what_is_missing(self, tmp_path: Path) -> None:
        with errata.open(f"{tmp_path}/e.db", project="p", kind="text", labels=LABELS) as loop:
            with pytest.raises(NotReady, match="no dataset version"):
                loop.retrain()
            with pytest.raises(NotReady, match="no champion"):
                loop.certify()
            loop.add_base(["a", "b"], ["card", "card"])
            with pytest.raises(NotReady, match="one class"):
                loop.retrain()
            with pytest.raises(NotReady, match="no dataset version 9"):
                loop.retrain(dataset="9")

    def test_an_unknown_trainer_lists_the_known(self, loop: Loop) -> None:
        with pytest.raises(NotFound, match=r"text_linear\.v1"):
            loop.retrain(trainer="magic.v1")

    def test_the_same_dataset_and_seed_give_the_same_model(self, loop: Loop) -> None:
        one, two = loop.retrain(seed=5), loop.retrain(seed=5)
        with loop.store.snapshot() as view:
            blobs = {view.get(ModelVersion, m.id).blob for m in (one, two)}
        assert len(blobs) == 1


class TestLook:
    def test_a_trace_tells_the_whole_story_from_any_end(self, loop: Loop) -> None:
        ids = production(loop, n=120)
        cycle = loop.run_cycle()
        with loop.store.snapshot() as view:
            example = next(e for e in view.find(InjectedExample) if e.error_id)
        story = loop.trace(example.prediction_id)
        assert [story.kind, story.of("review")[0].kind] == ["prediction", "review"]
        assert "fixed" in story.of("error")[0].says
        assert cycle.report["candidate"] in " ".join(n.says for n in story.of("model"))
        assert any("underrepresented" in line for line in story.lines())
        for ident in (
            example.error_id,
            example.source_id,
            example.item_id,
            story.of("task")[0].id,
            story.of("review")[0].id,
        ):
            assert ident is not None
            assert loop.trace(ident).id == example.prediction_id
        model = loop.trace(cycle.report["candidate"])
        assert model.kind == "model"
        assert {node.id for node in model.of("example")} <= set(ids)
        assert loop.trace(cycle.dataset_id).kind == "dataset"
        json.dumps(story.as_dict())

    @pytest.mark.parametrize("ident", ["zzz", "0190b3a4-0000-7000-8000-000000000001"])
    def test_an_unknown_identifier_is_not_found(self, loop: Loop, ident: str) -> None:
        with pytest.raises(NotFound, match="nothing is known"):
            loop.trace(ident)
        with pytest.raises(InputError, match="no identifier"):
            loop.trace(" ")

    @pytest.mark.parametrize("what", ["corrections", "dataset", "golden", "gates"])
    def test_everything_learnt_can_be_taken_away(
        self, loop: Loop, tmp_path: Path, what: str
    ) -> None:
        production(loop, n=80)
        loop.run_cycle()
        counts = {
            loop.export(tmp_path / f"out{ending}", what=what)
            for ending in (".csv", ".jsonl", ".parquet")
        }
        assert len(counts) == 1
        with (tmp_path / "out.csv").open(encoding="utf-8") as file:
            assert [len(list(csv.DictReader(file)))] == list(counts)
        assert not list(tmp_path.glob("*.part"))

    def test_a_formula_is_defused_in_a_spreadsheet(self, loop: Loop, tmp_path: Path) -> None:
        model = loop.model()
        items = ["=HYPERLINK('x') refund refund"]
        loop.capture(items, model.predict_proba(items), model=model.name)
        while (task := loop.claim(reviewer="r1")) is not None:
            loop.submit(task, label="refund", why="+1")
        while (task := loop.claim(reviewer="r2")) is not None:
            loop.submit(task, label="refund", why="+1")
        loop.export(tmp_path / "out.csv")
        with (tmp_path / "out.csv").open(encoding="utf-8") as file:
            (row,) = csv.DictReader(file)
        assert row["content"].startswith("'=")
        assert row["why"].startswith("'+")

    def test_an_export_that_cannot_be_is_refused(self, loop: Loop, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="an export of 'all'"):
            loop.export(tmp_path / "o.csv", what="all")
        with pytest.raises(NotReady, match="nothing to export"):
            loop.export(tmp_path / "o.csv")
        with pytest.raises(InputError, match=r"wanted an ending of \.csv"):
            loop.export(tmp_path / "o.xlsx", what="golden")
        with pytest.raises(InputError, match="no folder"):
            loop.export(tmp_path / "missing" / "o.csv", what="golden")

    def test_an_empty_project_has_a_status(self, tmp_path: Path) -> None:
        with errata.open(f"{tmp_path}/e.db", project="p", kind="text", labels=LABELS) as loop:
            status = loop.status()
            assert (status.predictions, status.champion, status.accuracy) == (0, None, None)
            json.dumps(status.as_dict(), default=str)


class TestOpen:
    def test_labels_and_kind_come_from_the_first_capture(self, tmp_path: Path) -> None:
        with errata.open(f"{tmp_path}/e.db", project="p") as loop:
            with pytest.raises(NotReady, match="does not exist yet"):
                loop.status()
            loop.capture(["a"], [[0.1, 0.9]], model="m")
            assert loop.project.labels == ("0", "1")
            assert loop.project.kind == "text"
        with errata.open(f"{tmp_path}/e.db", project="p") as loop:
            assert loop.status().predictions == 1

    def test_another_projects_labels_or_kind_are_refused(self, tmp_path: Path) -> None:
        errata.open(f"{tmp_path}/e.db", project="p", kind="text", labels=LABELS).close()
        with pytest.raises(InputError, match="other labels"):
            errata.open(f"{tmp_path}/e.db", project="p", labels=["a", "b"])
        with pytest.raises(InputError, match="the kind 'image'"):
            errata.open(f"{tmp_path}/e.db", project="p", kind="image")

    def test_an_unknown_project_lists_the_known(self, tmp_path: Path) -> None:
        errata.open(f"{tmp_path}/e.db", project="p", kind="text", labels=LABELS).close()
        with pytest.raises(NotFound, match="wanted one of p"):
            errata.open(f"{tmp_path}/e.db", project="q", create=False)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"kind": "video", "labels": LABELS}, "the kind 'video'"),
            ({"kind": "text", "labels": ["a"]}, "two or more"),
            ({"kind": "text", "labels": ["a", "a"]}, "all different"),
            ({"kind": "text", "labels": LABELS, "project": " "}, "without a name"),
        ],
    )
    def test_what_no_project_can_be_is_refused(
        self, tmp_path: Path, arguments: dict[str, object], message: str
    ) -> None:
        given = {"project": "p", **arguments}
        with pytest.raises(InputError, match=message):
            errata.open(f"{tmp_path}/e.db", **given)  # type: ignore[arg-type]

    def test_a_changed_policy_is_a_new_version(self, tmp_path: Path) -> None:
        url = f"{tmp_path}/e.db"
        errata.open(url, project="p", kind="text", labels=LABELS).close()
        rules = {"triage": {"alpha": 0.01}}
        for _ in range(2):
            with errata.open(url, project="p", policy=rules) as loop:
                assert loop.policy.triage.alpha == 0.01
                assert loop.change_policy(loop.policy, by="ann") == 2
        with errata.open(url, project="p") as loop:
            assert loop.policy.triage.alpha == 0.01
        with pytest.raises(InputError, match="never_accept"):
            errata.open(url, project="p", policy={"triage": {"never_accept": ["loan"]}})
        wrong = {"miss_alpha": {"loan": 0.1}, "costs": {"loan": 2}, "calibration": "guess.v1"}
        with pytest.raises(InputError) as caught:
            errata.open(url, project="p", policy={"triage": wrong})
        for setting in wrong:
            assert f"triage.{setting}" in str(caught.value)

    def test_compaction_and_sealing_leave_everything_as_it_was(self, loop: Loop) -> None:
        production(loop)
        before = replace(loop.status(), first=()).as_dict()  # which tell how long they wait
        assert loop.compact() == 60
        assert replace(loop.status(), first=()).as_dict() == before
        head = loop.seal()
        assert head is not None
        assert loop.verify_audit(head).intact


def test_the_examples_of_a_version_carry_their_groups(tmp_path: Path) -> None:
    with errata.open(f"{tmp_path}/e.db", project="p", kind="text", labels=LABELS) as loop:
        version = loop.add_base(
            ["a", "b", "a"], ["card", "refund", "card"], groups=["g", None, "g"]
        )
        assert version.n == 2
        examples = examples_of(loop._ws(), version)
        assert examples.items.group == ("g", None)


def test_a_base_of_records_is_curated_before_anybody_answered(tmp_path: Path) -> None:
    """Nothing agreed has no kind, and so none that differs from what is held."""
    rows = [{"age": str(age)} for age in range(40)]
    labels = ["card", "refund"] * 20
    with errata.open(f"{tmp_path}/e.db", project="p", kind="record", labels=LABELS) as loop:
        loop.add_base(rows[:30], labels[:30])
        loop.add_hold([*rows[28:], *rows[:1]], [*labels[28:], *labels[:1]])
        assert loop.curate().n == 27
