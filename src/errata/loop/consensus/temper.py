"""How sure to be: votes that err together are worth less than as many that err alone."""

from __future__ import annotations

import numpy as np

from errata.loop.consensus.answers import Answers
from errata.loop.consensus.em import Floats, softmax

TEMPERATURES = np.array([1.0, 0.85, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2])
ENOUGH = 50_000  # answers that are looked at, in whole tasks
CLEARLY = 1.0  # standard errors of the gain in predicting answers before anything is tempered
NEVER = 1e-6  # no answer is taken for less likely


def temperature(answers: Answers, scores: Floats, shares: Floats, pulled: Floats) -> float:
    """The power T of the likelihood, P(k | task) ~ shares[k] * likelihood[k] ** T, that fits best.

    Reviewers who are misled by the same item err together; a product of their likelihoods takes
    that for independent evidence and is too sure. Each answer is predicted from the other answers
    to its task, with T and with the reviewer's table as it is without this answer; of the T that
    predict better than 1 by a standard error over tasks, the best. Truth plays no part.

    scores (n_tasks, C): log likelihoods; shares (C,); pulled (n_reviewers, C, C): the reviewers'
    tables before they are divided by their rows' sums.

    Leave-one-out prediction as a choice of a model: Vehtari, Gelman & Gabry 2017,
    doi:10.1007/s11222-016-9696-4.

    >>> from errata.loop.consensus.answers import encode
    >>> alone = encode(["a", "b"], ["ann", "bob"], [0, 1])
    >>> temperature(alone, np.zeros((2, 2)), np.full(2, 0.5), np.ones((2, 2, 2)))
    1.0
    """
    together = np.bincount(answers.task, minlength=len(answers.tasks)) > 1
    step = max(1, -(-int(together[answers.task].sum()) // ENOUGH))
    used = together & (np.arange(len(together)) % step == 0)
    rows = np.flatnonzero(used[answers.task])
    if len(rows) == 0:
        return 1.0
    task, who, label = answers.task[rows], answers.reviewer[rows], answers.label[rows]
    mass = pulled.sum(axis=2)
    start = np.log(shares)
    # What the reviewer's table says of this answer, and would say without it.
    own = np.log(pulled[who, :, label] / mass[who])
    share = softmax(scores + start)[task]
    left = np.maximum(pulled[who, :, label] - share, NEVER) / np.maximum(mass[who] - share, NEVER)
    others = scores[task] - own

    def said(power: float) -> Floats:
        guess = (softmax(power * others + start) * left).sum(axis=1)
        logs = np.log(np.maximum(guess, NEVER))
        by_task: Floats = np.bincount(task, weights=logs, minlength=len(used))[used]
        return by_task

    plain = said(1.0)
    found, most = 1.0, 0.0
    for power in TEMPERATURES[1:].tolist():
        gain = said(power) - plain
        clear = CLEARLY * float(gain.std()) / np.sqrt(len(gain))
        if gain.mean() > max(clear, most):
            found, most = power, float(gain.mean())
    return found
