"""Real workers, replayed: what they agree on trains, every answer is kept, and it is truer."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from scipy.stats import binomtest

import errata
from errata.core.task import Review
from errata.flow.base import examples_of
from errata.testing.replay import RecordedAnswers, read_answers, replay

DATA = Path(__file__).parents[3] / "shared" / "data" / "crowd_sentiment_text"
ITEMS = 200


def column(name: str, value: str) -> dict[str, str]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return {row["item"]: row[value] for row in csv.DictReader(file)}


@pytest.mark.skipif(not DATA.exists(), reason="without the data set")
def test_agreed_truth_is_truer_than_single_answers_and_trains_a_model(tmp_path: Path) -> None:
    texts, truth = column("items.csv", "text"), column("truth.csv", "truth")
    every = read_answers(DATA / "answers.csv").at_least(5).answers
    recorded = RecordedAnswers(answers={item: every[item] for item in sorted(every)[:ITEMS]})
    policy = {
        "triage": {"audit_rate": 0.0, "threshold": 1.0},
        "review": {"model_prior": False},
        "consensus": {"minimum": 3, "maximum": 5, "bar": 0.95},
        "curate": {"golden_share": 0.0},
    }
    with errata.open(
        f"{tmp_path}/e.db", project="p", kind="text", labels=["0", "1"], policy=policy
    ) as loop:
        done = replay(loop, recorded, texts)
        with loop.store.snapshot() as view:
            reviews = view.find(Review, project_id=loop.project.id)
        examples = examples_of(loop._ws(), loop.curate())
        model = loop.retrain()
        assert len(loop.model(model.name).predict_proba(["a film"])) == 1

    assert len(reviews) == done.answers < 5 * ITEMS
    assert done.items - done.undecided == len(examples.items) >= 0.7 * ITEMS
    true_label = {texts[item]: truth[item] for item in recorded.answers}
    agreed = {
        content.decode(): str(label)
        for content, label in zip(examples.items.content, examples.labels, strict=True)
    }
    assert agreed.keys() <= true_label.keys()
    right = [true_label[text] == label for text, label in agreed.items()]
    single = [
        truth[item] == label
        for item, given in recorded.answers.items()
        if texts[item] in agreed
        for _, label in given
    ]
    less = binomtest(sum(right), len(right), sum(single) / len(single), alternative="greater")
    assert less.pvalue < 0.01, (sum(right) / len(right), sum(single) / len(single))
