"""dawid_skene.v1: each reviewer has a confusion matrix of their own."""

from __future__ import annotations

from errata.loop.consensus.answers import Answers
from errata.loop.consensus.em import Floats, maximise
from errata.loop.consensus.methods import METHODS, Fit

FLOOR = 1e-10  # added to every count, so that what was never seen stays possible


@METHODS.register("dawid_skene.v1")
def dawid_skene(answers: Answers) -> Fit:
    """Maximum likelihood of class shares and of one C x C confusion matrix a reviewer.

    Plain: nothing but a floor of 1e-10 is added to the counts. It shines with many answers a
    reviewer, and overfits with few; then `consensus.v1` is the better choice.

    Dawid & Skene 1979, doi:10.2307/2346806.

    >>> from errata.loop.consensus.answers import encode
    >>> said = {"ann": "aabb", "bob": "aabb", "cy": "bbaa"}    # cy is right the wrong way round
    >>> rows = [(task, who, y) for who, ys in said.items() for task, y in enumerate(ys)]
    >>> dawid_skene(encode(*zip(*rows))).confusion[2].round(2)
    array([[0., 1.],
           [1., 0.]])
    """

    def confusion_of(counts: Floats) -> Floats:
        floored = counts + FLOOR
        confusion: Floats = floored / floored.sum(axis=2, keepdims=True)
        return confusion

    return maximise(answers, confusion_of)
