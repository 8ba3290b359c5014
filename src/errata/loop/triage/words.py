"""Words of a text, in any script: what it says, as things that are there or not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from errata.core.slices import WORD

MOST = 200  # words that enter a search, the most frequent first
EVERYWHERE = 0.9  # a word in more than this share of the texts tells nothing
LONG = 20_000  # characters of a text that are read

# Scripts that put no space between words: a character there is a part of many words.
_PAIRS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_TRIPLES = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer


def words_of(text: str) -> list[str]:
    """The words of a text in their order, folded so that case and form do not matter.

    A word is a run of letters, marks and digits. Where a script has no spaces its runs are cut
    into overlapping pieces: two characters of Chinese and Japanese, three of Thai, Lao, Burmese
    and Khmer (a character together with its marks).

    >>> words_of("Where's my REFUND?"), words_of("我要退款"), words_of("मेरा रिफंड")
    (["where's", 'my', 'refund'], ['我要', '要退', '退款'], ['मेरा', 'रिफंड'])
    """
    run, unspaced, cluster = _patterns()
    found: list[str] = []
    for word in run.findall(unicodedata.normalize("NFKC", text[:LONG]).casefold()):
        if not unspaced.search(word):
            found.append(word)
            continue
        for part in unspaced.split(word):
            if not part:
                continue
            if not unspaced.match(part):
                found.append(part)
                continue
            pieces = cluster.findall(part)
            size = 3 if "\u0e00" <= part[0] <= "\u17ff" else 2
            last = max(len(pieces) - size, 0)
            found += ["".join(pieces[at : at + size]) for at in range(last + 1)]
    return found


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A run of letters and marks; a run without spaces; a character with its marks."""
    marks = "".join(
        chr(code) for code in range(0x300, 0x20000) if unicodedata.category(chr(code))[0] == "M"
    )
    letter = rf"(?:[^\W_]|[{re.escape(marks)}\u200c\u200d])"
    return (
        re.compile(rf"[^\W_]{letter}*(?:['\u2019]{letter}+)*"),
        re.compile(rf"((?:[{_PAIRS}]+|[{_TRIPLES}]+))"),
        re.compile(rf".[{re.escape(marks)}]*", re.DOTALL),
    )


def terms_of(text: str) -> set[str]:
    """The words of a text and its pairs of neighbours, "my refund"; each once.

    >>> sorted(terms_of("my refund"))
    ['my', 'my refund', 'refund']
    """
    words = words_of(text)
    pairs = {f"{first} {second}" for first, second in pairwise(words)}
    return pairs.union(words)


def word_attributes(
    texts: Sequence[str], *, min_support: int = 30, most: int = MOST
) -> dict[str, NDArray[np.bool_]]:
    """Words and pairs of words as attributes for `find_slices`: (n,) whether a text has them.

    Chosen without a look at the errors: in at least `min_support` texts and not in nearly all of
    them, the most frequent first, at most `most`; of words that are in exactly the same texts the
    longest. The keys begin with "word:", by which `find_slices` knows that a word's absence is no
    candidate.

    >>> texts = ["my refund", "a refund", "my card"] * 10
    >>> sorted(word_attributes(texts, min_support=10))
    ['word:a refund', 'word:my', 'word:my card', 'word:my refund', 'word:refund']
    """
    n = len(texts)
    if n < min_support:
        return {}
    terms = [terms_of(text) for text in texts]
    counts = Counter(term for found in terms for term in found)
    enough = [
        term for term, count in counts.items() if min_support <= count <= max(EVERYWHERE * n, 1)
    ]
    place = {term: row for row, term in enumerate(enough)}
    rows: list[list[int]] = [[] for _ in enough]
    for row, found in enumerate(terms):
        for term in found:
            at = place.get(term)
            if at is not None:
                rows[at].append(row)
    same: dict[bytes, str] = {}
    for term, inside in zip(enough, rows, strict=True):
        key = np.array(inside).tobytes()
        known = same.get(key)
        if known is None or (len(term), term) > (len(known), known):
            same[key] = term
    kept = sorted(same.values(), key=lambda term: (-counts[term], term))[:most]
    columns: dict[str, NDArray[np.bool_]] = {}
    for term in kept:
        columns[WORD + term] = np.zeros(n, dtype=bool)
        columns[WORD + term][rows[place[term]]] = True
    return columns
