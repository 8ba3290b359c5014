"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

ROOT = Path(__file__).resolve().parents[2]
LABELS = ["card", "refund", "transfer"]
WORDS = {
    "card": ["card", "plastic", "chip", "pin"],
    "refund": ["refund", "return", "reimburse", "money"],
    "transfer": ["transfer", "send", "wire", "iban"],
}


def _texts(n: int, seed: int) -> tuple[list[str], list[str]]:
    rng = np.random.default_rng(seed)
    labels = [str(label) for label in rng.choice(LABELS, n)]
    filler = ["please", "help", "my", "account", "today", "thanks", "now", "again"]
    return [
        " ".join([*rng.choice(WORDS[label], 2), *rng.choice(filler, 3)]) + f" {rng.integers(10**6)}"
        for label in labels
    ], labels


def test_the_readme_s_python_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert len([line for line in code.splitlines() if line.strip()]) <= 15
    train_texts, train_labels = _texts(30, 1)
    sample_texts, sample_labels = _texts(300, 2)
    texts, _ = _texts(40, 3)
    classifier = make_pipeline(TfidfVectorizer(), LogisticRegression(C=0.05))
    classifier.fit(train_texts, train_labels)
    names = {
        "my_classifier": classifier, "texts": texts, "train_texts": train_texts,
        "train_labels": train_labels, "sample_texts": sample_texts,
        "sample_labels": sample_labels,
    }  # fmt: skip
    exec(compile(code, "README.md", "exec"), names)
    names["loop"].close()
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 41
    assert printed[-1].split()[0] in {"PASS", "FAIL", "INCONCLUSIVE"}


def test_the_readme_s_commands_are_those_of_the_continuous_integration() -> None:
    (test_command,) = re.findall(r"^python3 .* pytest$", (ROOT / "README.md").read_text(), re.M)
    setup, _, run = test_command.rpartition(" && ")
    script = (ROOT / ".ci" / "run").read_text()
    assert setup in script
    assert run.replace(".boot/bin/uv run", ".boot/bin/uv run --frozen") in script
