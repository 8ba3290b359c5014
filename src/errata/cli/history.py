"""What a model's own past says: how right it was, how far it may be trusted, where it fails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from errata.core.certificate import Certificate
from errata.core.estimate import Estimate
from errata.core.item import ItemKind
from errata.core.slices import Slice

if TYPE_CHECKING:
    from errata.engine.labelled_data import History

WORDS = 300  # looked at, most frequent first
COMMON = 0.5  # a word in more than this share of the texts tells nothing
GOLDEN = 100  # candidates at most


@dataclass(frozen=True, kw_only=True)
class Past:
    """The findings on a history of n rows."""

    n: int
    independent: int  # groups: rows that count as independent of one another
    accuracy: Estimate
    certificate: Certificate
    classes: Sequence[Slice]  # true classes that are missed, and answers that are wrong, too often
    slices: Sequence[Slice]  # by attributes
    words: Sequence[Slice]  # by words of the text
    golden: NDArray[np.int64]  # rows: the surest wrong ones, every class in turn


def read_past(history: History, *, alpha: float = 0.05, delta: float = 0.05, seed: int = 0) -> Past:
    """Analyse a history. Nothing is trained: all rows are labelled cases that the model met.

    Rows of one group are not independent, so accuracy and certificate take one row of each group,
    drawn at random.
    """
    from errata.loop.triage.certify import certify_threshold
    from errata.loop.triage.slices import find_slices
    from errata.stats.binomial import proportion

    right = history.correct
    rows = one_of_each(history.items.group, len(history), np.random.default_rng(seed))
    support = max(10, min(30, len(history) // 20))
    answers = {"truth": np.array(history.truth), "predicted": np.array(history.predicted)}
    return Past(
        n=len(history),
        independent=len(rows),
        accuracy=proportion(int(right[rows].sum()), len(rows)),
        certificate=certify_threshold(
            history.confidence[rows], right[rows], alpha=alpha, delta=delta
        ),
        classes=find_slices(answers, ~right, max_depth=1, min_support=support),
        slices=find_slices(_usable(history.attributes), ~right, max_depth=2, min_support=support)
        if _usable(history.attributes)
        else [],
        words=_word_slices(history, ~right, support),
        golden=hardest(history.predicted, history.truth, history.confidence, most=GOLDEN),
    )


def one_of_each(
    groups: Sequence[str | None] | None, n: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """One random row of each group; a row without a group is its own.

    >>> one_of_each(["a", "a", None], 3, np.random.default_rng(0)).tolist() in ([0, 2], [1, 2])
    True
    """
    if groups is None:
        return np.arange(n)
    chosen: dict[str | int, int] = {}
    for row in rng.permutation(n).tolist():
        chosen.setdefault(groups[row] or row, row)
    return np.array(sorted(chosen.values()), dtype=np.int64)


def hardest(
    predicted: Sequence[str], truth: Sequence[str], confidence: NDArray[np.float64], *, most: int
) -> NDArray[np.int64]:
    """Wrong rows, the surest first, the confusions (truth, answer) taking turns.

    >>> hardest(["a", "a", "b"], ["b", "b", "a"], np.array([0.9, 0.8, 0.6]), most=2).tolist()
    [0, 2]
    """
    queues: dict[tuple[str, str], list[int]] = {}
    for row in np.argsort(-confidence, kind="stable").tolist():
        if predicted[row] != truth[row]:
            queues.setdefault((truth[row], predicted[row]), []).append(row)
    out: list[int] = []
    depth = 0
    while len(out) < most and any(depth < len(queue) for queue in queues.values()):
        out += [queue[depth] for queue in queues.values() if depth < len(queue)]
        depth += 1
    return np.array(out[:most], dtype=np.int64)


def _usable(attributes: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Numbers, and texts with values that come back; an identifier in every row is no slice."""
    return {
        name: column
        for name, column in attributes.items()
        if column.dtype.kind in "iuf" or len(set(column.tolist())) <= max(2, len(column) // 10)
    }


def _word_slices(history: History, wrong: NDArray[np.bool_], support: int) -> list[Slice]:
    from errata.loop.triage.slices import find_slices

    if history.items.kind is not ItemKind.TEXT:
        return []
    texts = [set(re.findall(r"\w{2,}", text.lower())) for text in history.items.texts()]
    counts = Counter(word for text in texts for word in text)
    fit = [word for word, count in counts.most_common() if support <= count <= COMMON * len(texts)]
    columns = {
        f"word {word!r}": np.array(["yes" if word in text else "no" for text in texts])
        for word in fit[:WORDS]
    }
    found = find_slices(columns, wrong, max_depth=1, min_support=support) if columns else []
    return [one for one in found if "no" not in one.predicate.values()]
