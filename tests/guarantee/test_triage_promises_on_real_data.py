"""Promises by class and on misses, made through the loop and checked on data nobody saw."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import errata

DATA = Path(__file__).resolve().parents[2].parent / "shared/data/cifar_model_probs/cifar10.npz"
CLASSES = ("plane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
N_HELD = 6_000
ALPHA, MISS = 0.1, 0.1

pytestmark = pytest.mark.guarantee


def test_by_class_and_misses_hold_on_unseen_pictures(tmp_path: Path) -> None:
    """A published over-confident model: half of the delta is spent on each kind of promise."""
    if not DATA.exists():
        pytest.skip(f"the data set is not there: {DATA.name}")
    with np.load(DATA) as found:
        p, truth = found["wideresnet_16_4"], found["label"].astype(int)
    order = np.random.default_rng(11).permutation(len(truth))
    p, truth = p[order], truth[order]
    texts = [f"picture {number}" for number in range(len(truth))]
    triage = {"per_class": True, "alpha": ALPHA, "miss_alpha": {"cat": MISS}, "audit_rate": 0.0}
    with errata.open(
        f"sqlite:///{tmp_path}/e.db",
        project="cifar",
        kind="text",
        labels=CLASSES,
        policy={"triage": triage},
        entropy=np.random.default_rng(3).bytes,
    ) as loop:
        held, later = slice(0, N_HELD), slice(N_HELD, None)
        loop.capture(texts[held], p[held], model="wideresnet")
        loop.add_hold(texts[held], [CLASSES[each] for each in truth[held]])
        certificate = loop.certify()
        said = loop.capture(texts[later], p[later], model="wideresnet")
        right = truth[later]
    assert certificate.threshold is not None
    accepted, predicted = said.accepted, said.predicted
    assert accepted.mean() > 0.3  # it is worth something
    cats = right == CLASSES.index("cat")
    missed = (accepted & (predicted != right))[cats].mean()
    assert missed <= MISS
    for number, label in enumerate(CLASSES):
        mine = accepted & (predicted == number)
        if certificate.plan["classes"][label]["threshold"] is None:
            assert not mine.any()
        elif mine.any():
            errors, n = int((right[mine] != number).sum()), int(mine.sum())
            # The promise is about the truth; what is seen of it scatters.
            assert errors <= n * ALPHA + 2.5 * np.sqrt(n * ALPHA * (1 - ALPHA))
    whole = accepted & (predicted != right)
    assert whole.sum() / accepted.sum() <= ALPHA
