"""majority.v1: every reviewer counts the same."""

from __future__ import annotations

import numpy as np

from errata.loop.consensus.answers import Answers
from errata.loop.consensus.em import expected_counts
from errata.loop.consensus.methods import METHODS, Fit


@METHODS.register("majority.v1")
def majority(answers: Answers) -> Fit:
    """The share of the votes, smoothed by one vote spread evenly over the C classes.

    posterior[t, k] = (votes[t, k] + 1 / C) / (votes[t] + 1), so that one answer is less sure than
    five that agree. A tie goes to the class that comes first among the classes. The confusion
    matrices count each reviewer's answers against these posteriors, smoothed alike.

    >>> from errata.loop.consensus.answers import encode
    >>> majority(encode([1, 1, 1, 2], [1, 2, 3, 1], [0, 0, 1, 1])).posterior
    array([[0.625, 0.375],
           [0.25 , 0.75 ]])
    """
    smooth = 1 / len(answers.classes)
    shares = answers.votes() + smooth
    posterior = shares / shares.sum(axis=1, keepdims=True)
    counts = expected_counts(answers, posterior) + smooth
    return Fit(posterior=posterior, confusion=counts / np.sum(counts, axis=2, keepdims=True))
