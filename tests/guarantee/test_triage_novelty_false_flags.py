"""Of known items at most the rate asked for is ever flagged novel; out-of-scope queries are."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom

from errata.loop.triage.novelty import Known, distance, fit_novelty, share_as_far, split_known
from errata.loop.triage.novelty_features import TextFeatures

pytestmark = pytest.mark.guarantee

DATA = Path(__file__).resolve().parents[2].parent / "shared/data"
METHODS = ("neighbours_and_centres.v1", "neighbours.v1", "centres.v1")


@pytest.mark.parametrize("method", METHODS)
def test_known_items_are_flagged_at_most_at_the_rate(method: str) -> None:
    repetitions = 1_200
    shares = np.empty(repetitions)
    for seed in range(repetitions):
        rng = np.random.default_rng([seed, 7])
        labels = rng.integers(0, 3, 161)
        points = (rng.standard_t(3, size=(161, 4)) + 3 * labels[:, None]).astype(np.float32)
        reference, measured = split_known(160, seed=seed)
        known = Known(points=points[reference], labels=labels[reference])
        far = fit_novelty(known, points[measured], method=method)
        shares[seed] = share_as_far(distance(known, points[160:], method=method), far)[0]
    for rate in (0.05, 0.1, 0.2):
        flagged = int((shares <= rate).sum())
        assert flagged > 0  # a rate that is never used would be no promise
        assert binom.sf(flagged - 1, repetitions, rate) > 1e-4


def _queries() -> tuple[list[str], list[str], list[str]]:
    path = DATA / "clinc150/clinc150.csv"
    if not path.exists():
        pytest.skip("shared/data/clinc150 is not there")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    inside = [row for row in rows if row["oos"] == "0"]
    outside = [row["text"] for row in rows if row["oos"] == "1" and row["split"] == "test"]
    return [row["text"] for row in inside], [row["label"] for row in inside], outside


def test_real_queries_in_scope_are_spared_and_out_of_scope_are_found() -> None:
    texts, names, outside = _queries()
    classes = np.unique(names, return_inverse=True)[1]
    shares: list[float] = []
    caught: list[float] = []
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(len(texts))
        train, new = order[:4_000], order[4_000:6_000]
        reference, measured = (train[rows] for rows in split_known(4_000, seed=seed))
        features = TextFeatures.fit([texts[row] for row in reference])
        known = Known(
            points=features.of([texts[row] for row in reference]), labels=classes[reference]
        )
        method = METHODS[0]
        far = fit_novelty(known, features.of([texts[row] for row in measured]), method=method)
        for group, found in (([texts[row] for row in new], shares), (outside, caught)):
            distances = distance(known, features.of(group), method=method)
            found.append(float((share_as_far(distances, far) <= 0.05).mean()))
    # One split's share spreads by sqrt(.05 x .95 (1/800 + 1/2000)) around .05, three by 1/sqrt(3).
    assert np.mean(shares) <= 0.05 + 3 * 0.0091 / np.sqrt(3)
    assert np.mean(caught) >= 0.5
