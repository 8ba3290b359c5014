"""The expectation-maximisation that all reviewer models share.

Answers are a sparse (n_tasks, n_reviewers * C) table of ones. Both steps are then one product of
it with a dense matrix of C columns: no loop over answers, and memory that grows with the answers
alone.

    E: log posterior[t, k] = log prior[k] + sum over answers (r, y) to t of log confusion[r, k, y]
    M: counts[r, k, y]     = sum over answers y of reviewer r to tasks t of posterior[t, k]

What differs between the models is how counts become confusion matrices.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from errata.loop.consensus.answers import Answers
from errata.loop.consensus.methods import Fit

Floats = NDArray[np.float64]

TOLERANCE = 1e-5  # mean change of a posterior at which the rounds stop
ROUNDS = 100
TINY = 1e-300  # a class that no task has left must not become log 0


def maximise(
    answers: Answers,
    confusion_of: Callable[[Floats], Floats],
    *,
    class_weight: float = 0.0,
    shares: Floats | None = None,
    start: Floats | None = None,
    teaches: Floats | None = None,
) -> Fit:
    """Alternate both steps, from the vote shares on, until the posteriors stand still.

    `confusion_of` maps the expected counts (n_reviewers, C truths, C answers) to probabilities of
    the same shape, all above zero. `class_weight` is added to each class's expected number of
    tasks, so that a class is never ruled out by its rarity alone; `shares` (C,) fixes the classes'
    shares instead. `start` (n_tasks, C): posteriors to begin with instead of the vote shares.
    `teaches` (n_tasks,): what a task counts in the M step, 1 unless given.

    Dawid & Skene 1979, doi:10.2307/2346806.
    """
    table = _table(answers)
    turned = table.T
    if start is None:
        votes = answers.votes()
        start = votes / votes.sum(axis=1, keepdims=True)
    posterior = start.copy()
    for _ in range(ROUNDS):
        taught = posterior if teaches is None else posterior * teaches[:, None]
        confusion = confusion_of(_counts(turned, taught))
        prior = posterior.sum(axis=0) + class_weight if shares is None else shares
        log_prior = np.log(prior / prior.sum() + TINY)
        by_answer = np.log(confusion).transpose(0, 2, 1).reshape(table.shape[1], -1)
        scores = table @ by_answer
        scores += log_prior
        after = softmax(scores)
        posterior -= after
        moved = float(np.abs(posterior, out=posterior).mean())
        posterior = after
        if moved < TOLERANCE:
            break
    taught = posterior if teaches is None else posterior * teaches[:, None]
    return Fit(posterior=posterior, confusion=confusion_of(_counts(turned, taught)))


def expected_counts(answers: Answers, posterior: Floats) -> Floats:
    """The M step's counts (n_reviewers, C truths, C answers) for given posteriors."""
    return _counts(_table(answers).T, posterior)


def log_likelihood(answers: Answers, confusion: Floats) -> Floats:
    """The log probability of each task's answers under each class, (n_tasks, C)."""
    n_classes = len(answers.classes)
    by_answer = np.log(confusion).transpose(0, 2, 1).reshape(-1, n_classes)
    scores: Floats = _table(answers) @ by_answer
    return scores


def softmax(scores: Floats) -> Floats:
    """Rows of log weights as probabilities; the largest is shifted to 0 before exp.

    >>> softmax(np.array([[-1000.0, -1000.0]]))
    array([[0.5, 0.5]])
    """
    # Column by column: numpy reduces a short last axis an order of magnitude more slowly.
    largest = scores[:, 0].copy()
    for column in scores.T[1:]:
        np.maximum(largest, column, out=largest)
    weights = scores - largest[:, None]
    np.exp(weights, out=weights)
    weights /= (weights @ np.ones(weights.shape[1]))[:, None]
    return weights


def _table(answers: Answers) -> csr_matrix:
    n_classes = len(answers.classes)
    return csr_matrix(
        (
            np.ones(len(answers.task)),
            (answers.task, answers.reviewer * n_classes + answers.label),
        ),
        shape=(len(answers.tasks), len(answers.reviewers) * n_classes),
    )


def _counts(turned: csc_matrix, posterior: Floats) -> Floats:
    n_classes = posterior.shape[1]
    counts: Floats = (turned @ posterior).reshape(-1, n_classes, n_classes).transpose(0, 2, 1)
    return counts
