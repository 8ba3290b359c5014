"""consensus.v1: between one coin and Dawid-Skene, as near to either as the answers allow."""

from __future__ import annotations

import numpy as np
from scipy.special import betaln, gammaln

from errata.loop.consensus.answers import Answers
from errata.loop.consensus.em import Floats, maximise
from errata.loop.consensus.methods import METHODS, Fit
from errata.loop.consensus.one_coin import crowd_accuracy, hits_and_answers, shrunk_accuracy

ROW_STRENGTHS = 5 * 4.0 ** np.arange(5)  # 5 ... 1280: answers that a one-coin row is worth
ACCURACY_STRENGTHS = 2.0 ** np.arange(11)  # 1 ... 1024: answers that the crowd's accuracy is worth


@METHODS.register("consensus.v1")
def consensus(answers: Answers) -> Fit:
    """Dawid-Skene in which every reviewer is pulled toward a plausible one, twice.

    Each row of a reviewer's confusion matrix gets s pseudo-answers of a one-coin reviewer of the
    same accuracy, whose mistakes fall where the crowd's do:

        P(y | k) = (counts[k, y] + s base[k, y]) / (counts[k] + s)
        base[k, k] = a_r,   base[k, y] = (1 - a_r) shape[k, y]

    and the accuracy a_r gets m pseudo-answers at the crowd's accuracy. Both strengths are learnt
    from the answers in every round (empirical Bayes): the m of 1, 2, 4 ... 1024 under which the
    reviewers' hits are likeliest as Beta draws, and the s of 5, 20 ... 1280 under which their rows
    are likeliest as Dirichlet draws. Where all reviewers look alike both are large, every vote
    counts the same, and the result approaches a majority vote; where they differ and answered
    much, it approaches Dawid-Skene. Where most of a crowd errs in the same way and answers are few
    (three to a task), it can lose to a majority vote, as Dawid-Skene can.

    Dawid & Skene 1979, doi:10.2307/2346806; the hierarchy follows Kim & Ghahramani 2012 (Bayesian
    classifier combination), http://proceedings.mlr.press/v22/kim12.html, by point estimates.

    >>> from errata.loop.consensus.answers import encode
    >>> said = {"ann": "aabb", "bob": "aabb", "cy": "abab"}
    >>> rows = [(task, who, y) for who, ys in said.items() for task, y in enumerate(ys)]
    >>> consensus(encode(*zip(*rows))).posterior.round(2)[:, 0]
    array([0.98, 0.8 , 0.2 , 0.02])
    """
    n_classes = len(answers.classes)
    right = np.eye(n_classes, dtype=bool)
    wrong = np.where(right, 0.0, 1.0)
    # The crowd's shape starts from an average reviewer's number of answers, spread evenly.
    even = len(answers.task) / len(answers.reviewers) * wrong

    def confusion_of(counts: Floats) -> Floats:
        accuracy = shrunk_accuracy(counts, _accuracy_strength(counts))[:, None, None]
        off = counts.sum(axis=0) * wrong + even
        shape = off / np.maximum(off.sum(axis=1, keepdims=True), np.finfo(float).tiny)
        base = np.where(right, accuracy, (1 - accuracy) * shape)
        pulled = counts + _row_strength(counts, base) * base
        confusion: Floats = pulled / pulled.sum(axis=2, keepdims=True)
        return confusion

    return maximise(answers, confusion_of, class_weight=1.0)


def _accuracy_strength(counts: Floats) -> float:
    """The strength that makes the reviewers' expected hits likeliest (beta-binomial)."""
    hits, answered = hits_and_answers(counts)
    crowd = crowd_accuracy(counts)
    a = ACCURACY_STRENGTHS[:, None] * crowd
    b = ACCURACY_STRENGTHS[:, None] * (1 - crowd)
    evidence = (betaln(hits + a, answered - hits + b) - betaln(a, b)).sum(axis=1)
    return float(ACCURACY_STRENGTHS[np.argmax(evidence)])


def _row_strength(counts: Floats, base: Floats) -> float:
    """The strength that makes the reviewers' expected rows likeliest (Dirichlet-multinomial)."""
    answered = counts.sum(axis=2)
    evidence = [
        np.sum(gammaln(s) - gammaln(answered + s))
        + np.sum(gammaln(counts + s * base) - gammaln(s * base))
        for s in ROW_STRENGTHS
    ]
    return float(ROW_STRENGTHS[np.argmax(evidence)])
