"""The key of each cause: one letter, so that explaining an error costs one stroke."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from string import ascii_lowercase

TAKEN = frozenset("ghjkmsuwz")  # the page's own; digits choose labels
FREE = tuple(letter for letter in ascii_lowercase if letter not in TAKEN)


def cause_keys(names: Sequence[str], *, retired: Collection[str] = ()) -> dict[str, str]:
    """A letter for each cause in the order they were first named; "" for those past the letters.

    Each takes the first letter of one of its words if that is free, else another of its letters,
    else the next of the alphabet. A later cause never takes an earlier one's key, so fingers need
    not learn anew; a retired cause keeps its letter while there are enough for all.

    >>> cause_keys(["noisy_input", "new_class", "bias"])
    {'noisy_input': 'n', 'new_class': 'c', 'bias': 'b'}
    """
    keys = dict.fromkeys(names, "")
    wanting = list(keys)
    if len(wanting) > len(FREE):
        wanting = [name for name in wanting if name not in retired]
    left = dict.fromkeys(FREE)
    for name in wanting[: len(FREE)]:
        words = name.lower().replace("_", " ").replace("-", " ").split()
        tried = [*(word[0] for word in words), *"".join(words), *FREE]
        keys[name] = next(letter for letter in tried if letter in left)
        del left[keys[name]]
    return keys
