"""What is known of a crowd, kept so that new answers are learnt from without the old ones."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, gammaln

from errata.core.errors import StoreDamaged
from errata.loop.consensus.consensus import ACCURACY_STRENGTHS, ROW_STRENGTHS

Floats = NDArray[np.float64]

BELIEF = 10.0  # answers that the accuracy believed at first is worth, for the whole crowd
ROUNDS = 50
STILL = 1e-4  # mean change of a posterior at which the rounds stop
NOTHING = 1e-4  # expected answers; a cell below it is not kept


@dataclass(frozen=True, kw_only=True)
class CrowdState:
    """Each reviewer's expected answers by truth. Nothing else of what was said is needed again."""

    classes: tuple[str, ...]
    accuracy: float  # of a reviewer, as believed before anything was seen
    counts: Mapping[str, Floats] = field(default_factory=dict)  # reviewer -> (C truths, C answers)
    answers: int = 0  # learnt from


@dataclass(frozen=True, kw_only=True)
class Shrinkage:
    """What every reviewer is pulled toward, and how strongly."""

    accuracy: float  # the crowd's
    accuracy_strength: float  # in answers
    shape: Floats  # (C, C): where the crowd's mistakes fall; rows sum to 1, the diagonal is 0
    row_strength: float


def fit_crowd(
    tasks: Sequence[str],
    reviewers: Sequence[str],
    labels: Sequence[str],
    *,
    classes: Sequence[str],
    truth: Mapping[str, str] | None = None,
    accuracy: float = 0.9,
) -> CrowdState:
    """Learn from n answers, one row each, by expectation-maximisation until it stands still.

    E: P(k | task) from the shares of the answers and every reviewer's table; `truth` is certain.
    M: counts[r][k, y] = sum over answers y of r of P(k | task), and tables from `table`.

    A task with one answer and no known truth teaches nothing of its reviewer: whoever is only
    compared with themselves looks perfect. `accuracy` is believed of the crowd with the weight of
    ten answers.

    Dawid & Skene 1979, doi:10.2307/2346806; shrunk as in Kim & Ghahramani 2012,
    http://proceedings.mlr.press/v22/kim12.html.

    >>> said = {"ann": "aabb", "bob": "aabb", "cy": "bbbb"}
    >>> rows = [(str(task), who, y) for who, ys in said.items() for task, y in enumerate(ys)]
    >>> state = fit_crowd(*zip(*rows), classes="ab")
    >>> around = shrinkage(state)
    >>> [round(float(table(state, around, who)[0, 0]), 2) for who in said]
    [0.92, 0.92, 0.57]
    """
    empty = CrowdState(classes=tuple(classes), accuracy=accuracy)
    rows = _rows(tasks, reviewers, labels, empty.classes, truth or {})
    state, before = empty, np.zeros((0, 0))
    for _ in range(ROUNDS):
        posterior = _posterior(state, rows)
        state = _counted(empty, rows, posterior)
        if (
            before.shape == posterior.shape
            and np.abs(posterior - before).sum() <= STILL * before.size
        ):
            break
        before = posterior
    return state


def learn(
    state: CrowdState,
    tasks: Sequence[str],
    reviewers: Sequence[str],
    labels: Sequence[str],
    *,
    truth: Mapping[str, str] | None = None,
) -> CrowdState:
    """The state after n more answers, of whole tasks that it has not seen: one E step over them.

    Costs what the new answers cost, however many were learnt from before.

    Cappe & Moulines 2009 (online EM), doi:10.1111/j.1467-9868.2009.00698.x.

    >>> state = CrowdState(classes=("a", "b"), accuracy=0.9)
    >>> after = learn(state, ["1", "1"], ["ann", "bob"], ["a", "a"], truth={"1": "b"})
    >>> after.counts["ann"].tolist(), after.answers
    ([[0.0, 0.0], [1.0, 0.0]], 2)
    """
    rows = _rows(tasks, reviewers, labels, state.classes, truth or {})
    return _counted(state, rows, _posterior(state, rows))


def shrinkage(state: CrowdState) -> Shrinkage:
    """How alike the reviewers are, learnt from them (empirical Bayes), and how the crowd errs.

    The strengths are those under which the hits are likeliest as Beta draws around the crowd's
    accuracy, and the rows as Dirichlet draws around a one-coin row with the crowd's mistakes.
    """
    n_classes = len(state.classes)
    wrong = 1.0 - np.eye(n_classes)
    counts = np.array([*state.counts.values()]).reshape(-1, n_classes, n_classes)
    hits, answered = np.trace(counts, axis1=1, axis2=2), counts.sum(axis=(1, 2))
    crowd = (hits.sum() + BELIEF * state.accuracy) / (answered.sum() + BELIEF)
    # The mistakes start as an average reviewer's answers, spread evenly.
    off = counts.sum(axis=0) * wrong + wrong * max(answered.mean() if len(counts) else 0.0, 1.0)
    shape = off / np.maximum(off.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    a, b = ACCURACY_STRENGTHS[:, None] * crowd, ACCURACY_STRENGTHS[:, None] * (1 - crowd)
    likely = (betaln(hits + a, answered - hits + b) - betaln(a, b)).sum(axis=1)
    strength = float(ACCURACY_STRENGTHS[np.argmax(likely)])
    base = _one_coin((hits + strength * crowd) / (answered + strength), shape)
    rows = counts.sum(axis=2)
    evidence = [
        np.sum(gammaln(s) - gammaln(rows + s))
        + np.sum(gammaln(counts + s * base) - gammaln(s * base))
        for s in ROW_STRENGTHS
    ]
    return Shrinkage(
        accuracy=float(crowd),
        accuracy_strength=strength,
        shape=shape,
        row_strength=float(ROW_STRENGTHS[np.argmax(evidence)]),
    )


def table(state: CrowdState, around: Shrinkage, reviewer: str) -> Floats:
    """P(answer | truth) of one reviewer, (C, C): what they did, pulled toward a plausible one.

        a = (hits + m crowd) / (answers + m)
        P(y | k) = (counts[k, y] + s base[k, y]) / (counts[k] + s),
        base[k, k] = a,  base[k, y] = (1 - a) shape[k, y]

    Somebody of whom nothing is known is as the crowd is.
    """
    nothing = np.zeros((len(state.classes), len(state.classes)))
    counts = state.counts.get(reviewer, nothing)
    m, s = around.accuracy_strength, around.row_strength
    accuracy = (np.trace(counts) + m * around.accuracy) / (counts.sum() + m)
    base = _one_coin(np.array([accuracy]), around.shape)[0]
    pulled: Floats = (counts + s * base) / (counts.sum(axis=1, keepdims=True) + s)
    return pulled


def pack(state: CrowdState) -> str:
    """The state as text; cells that are next to nothing are left out.

    >>> unpack(pack(CrowdState(classes=("a", "b"), accuracy=0.9))).classes
    ('a', 'b')
    """
    names = list(state.counts)
    n_classes = len(state.classes)
    flat = np.array([state.counts[name] for name in names], dtype=np.float32).reshape(-1)
    cells = np.flatnonzero(flat >= NOTHING)
    head = {
        "classes": state.classes, "accuracy": state.accuracy, "answers": state.answers,
        "reviewers": names, "cells": len(cells), "size": n_classes,
    }  # fmt: skip
    body = cells.astype("<u8").tobytes() + flat[cells].astype("<f4").tobytes()
    data = json.dumps(head).encode() + b"\n" + body
    return base64.b85encode(zlib.compress(data, 6)).decode()


def unpack(text: str) -> CrowdState:
    """The state again; raises StoreDamaged for what `pack` has not written."""
    try:
        head, _, body = zlib.decompress(base64.b85decode(text)).partition(b"\n")
        told = json.loads(head)
        size, n = int(told["size"]), int(told["cells"])
        flat = np.zeros(len(told["reviewers"]) * size * size)
        flat[np.frombuffer(body, "<u8", count=n)] = np.frombuffer(body, "<f4", offset=8 * n)
        tables = flat.reshape(-1, size, size)
        return CrowdState(
            classes=tuple(told["classes"]),
            accuracy=float(told["accuracy"]),
            counts=dict(zip(told["reviewers"], tables, strict=True)),
            answers=int(told["answers"]),
        )
    except (ValueError, KeyError, IndexError, zlib.error) as error:
        raise StoreDamaged("a crowd that cannot be read", do="fit it again") from error


@dataclass(frozen=True, kw_only=True)
class _Rows:
    """Answers as indices: to tasks that teach something, by reviewers in order of their names."""

    task: NDArray[np.int64]
    reviewer: NDArray[np.int64]
    label: NDArray[np.int64]
    n_tasks: int
    reviewers: list[str]
    known: NDArray[np.int64]  # (n_tasks,) class of the truth, -1 where it is not known


def _rows(
    tasks: Sequence[str],
    reviewers: Sequence[str],
    labels: Sequence[str],
    classes: Sequence[str],
    truth: Mapping[str, str],
) -> _Rows:
    place = {name: number for number, name in enumerate(classes)}
    n: dict[str, int] = {}
    for task in tasks:
        n[task] = n.get(task, 0) + 1
    used = {task: at for at, task in enumerate(t for t in n if n[t] > 1 or t in truth)}
    kept = [
        (used[task], who, place[label])
        for task, who, label in zip(tasks, reviewers, labels, strict=True)
        if task in used and label in place
    ]
    names = sorted({who for _, who, _ in kept})
    number = {name: at for at, name in enumerate(names)}
    told = [place.get(truth.get(task, ""), -1) for task in used]
    return _Rows(
        task=np.array([task for task, _, _ in kept], dtype=np.int64),
        reviewer=np.array([number[who] for _, who, _ in kept], dtype=np.int64),
        label=np.array([label for _, _, label in kept], dtype=np.int64),
        n_tasks=len(used),
        reviewers=names,
        known=np.array(told, dtype=np.int64),
    )


def _posterior(state: CrowdState, rows: _Rows) -> Floats:
    """P(class | task), (n_tasks, C), under the state; known truth is certain."""
    n_classes = len(state.classes)
    around = shrinkage(state)
    logs = [np.log(np.maximum(table(state, around, who), 1e-12)) for who in rows.reviewers]
    tables = np.array(logs).reshape(-1, n_classes, n_classes)
    # A class's share is that of the answers which name it, and one more; it is not learnt on.
    prior = sum((each.sum(axis=0) for each in state.counts.values()), np.ones(n_classes))
    scores = np.tile(np.log(prior / prior.sum()), (rows.n_tasks, 1))
    np.add.at(scores, rows.task, tables[rows.reviewer, :, rows.label])
    scores -= scores.max(axis=1, keepdims=True, initial=-np.inf)
    posterior: Floats = np.exp(scores)
    posterior /= posterior.sum(axis=1, keepdims=True)
    sure = np.flatnonzero(rows.known >= 0)
    posterior[sure] = np.eye(n_classes)[rows.known[sure]]
    return posterior


def _counted(state: CrowdState, rows: _Rows, posterior: Floats) -> CrowdState:
    """The state with these answers' expected counts added."""
    n_classes = len(state.classes)
    added = np.zeros((len(rows.reviewers), n_classes, n_classes))
    truths = np.arange(n_classes)[None, :]
    np.add.at(added, (rows.reviewer[:, None], truths, rows.label[:, None]), posterior[rows.task])
    counts = dict(state.counts)
    for name, new in zip(rows.reviewers, added, strict=True):
        counts[name] = counts[name] + new if name in counts else new
    return CrowdState(
        classes=state.classes,
        accuracy=state.accuracy,
        counts=counts,
        answers=state.answers + len(rows.task),
    )


def _one_coin(accuracy: Floats, shape: Floats) -> Floats:
    """(R,) accuracies as (R, C, C) tables, the mistakes where the crowd's fall."""
    right = np.eye(len(shape), dtype=bool)
    each = accuracy[:, None, None]
    tables: Floats = np.maximum(np.where(right, each, (1 - each) * shape), 1e-9)
    return tables
