"""consensus.v1: between one coin and Dawid-Skene, and never surer than the answers allow."""

from __future__ import annotations

import numpy as np
from scipy.special import betaln, gammaln

from errata.loop.consensus.answers import Answers
from errata.loop.consensus.em import Floats, expected_counts, log_likelihood, maximise, softmax
from errata.loop.consensus.methods import METHODS, Fit
from errata.loop.consensus.one_coin import (
    CROWD_RIGHT,
    CROWD_WRONG,
    crowd_accuracy,
    hits_and_answers,
    shrunk_accuracy,
)
from errata.loop.consensus.scale import mistakes_by_distance
from errata.loop.consensus.temper import temperature

ROW_STRENGTHS = 5 * 2.0 ** np.arange(8)  # 5 ... 640: answers that a one-coin row is worth
ACCURACY_STRENGTHS = 16 * 2.0 ** np.arange(8)  # 16 ... 2048: ... that the crowd's accuracy is


@METHODS.register("consensus.v1")
def consensus(answers: Answers) -> Fit:
    """Dawid-Skene in which every reviewer is pulled toward a plausible one, twice.

    Each row of a reviewer's confusion matrix gets s pseudo-answers of a one-coin reviewer of the
    same accuracy, whose mistakes fall where the crowd's do, and that accuracy gets m at the
    crowd's:

        P(y | k) = (counts[k, y] + s base[k, y]) / (counts[k] + s)
        base[k, k] = a_r,   base[k, y] = (1 - a_r) shape[k, y]

    Both strengths are learnt in every round (empirical Bayes): of m = 16, 32 ... 2048 the one under
    which the reviewers' hits are likeliest as Beta draws, of s = 5, 10 ... 640 the one under which
    their rows are likeliest as Dirichlet draws. Where all look alike both are large and the result
    approaches a majority vote; where they differ and answered much, Dawid-Skene. Where the classes
    are steps of a scale the crowd's mistakes are expected near the truth (`mistakes_by_distance`).

    Four things keep it from fooling itself where answers are few, each measured in
    docs/why/consensus.md. Neither strength falls below 5 and 16. The classes' shares are those of
    the votes: learnt, they run away to one class. A task with a single answer teaches nothing of
    its reviewer, who would only agree with themselves. And the posteriors are tempered by how well
    the answers foretell one another (`temperature`), since people whom the same item misleads err
    together.

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
    votes = answers.votes()
    n_answers = votes.sum(axis=1)
    teaches = (n_answers > 1).astype(np.float64)
    # The crowd's shape starts from an average reviewer's number of answers, spread evenly.
    even = max(float(n_answers @ teaches) / len(answers.reviewers), 1.0) * wrong

    def near(crowd: Floats) -> Floats:
        spread: Floats = mistakes_by_distance(crowd) * even.sum(axis=1, keepdims=True)
        return spread

    def pulled(counts: Floats) -> Floats:
        accuracy = shrunk_accuracy(counts, _accuracy_strength(counts))[:, None, None]
        crowd = counts.sum(axis=0)
        off = crowd * wrong + (near(crowd) if answers.ordered else even)
        shape = off / np.maximum(off.sum(axis=1, keepdims=True), np.finfo(float).tiny)
        base = np.where(right, accuracy, (1 - accuracy) * shape)
        table: Floats = counts + _row_strength(counts, base) * base
        return table

    def confusion_of(counts: Floats) -> Floats:
        table = pulled(counts)
        confusion: Floats = table / table.sum(axis=2, keepdims=True)
        return confusion

    shares = (votes / n_answers[:, None]).sum(axis=0) + 1.0
    shares /= shares.sum()
    believed = CROWD_RIGHT / (CROWD_RIGHT + CROWD_WRONG)
    odds = np.log(believed * max(n_classes - 1, 1) / (1 - believed))
    fit = maximise(
        answers, confusion_of, shares=shares, start=softmax(votes * odds), teaches=teaches
    )
    scores = log_likelihood(answers, fit.confusion)
    table = pulled(expected_counts(answers, fit.posterior * teaches[:, None]))
    power = temperature(answers, scores, shares, table)
    return Fit(posterior=softmax(power * scores + np.log(shares)), confusion=fit.confusion)


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
