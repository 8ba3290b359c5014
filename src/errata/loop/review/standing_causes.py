"""Where a cause counts: under the one that took its place, however often that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from errata.core.errors import InputError


def standing_causes(became: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each cause the name under which what it explained counts now.

    `became`: what took each cause's place: nothing (it stands), one cause (a new name, or a merge:
    what it explained counts there), or several (a split: nobody said yet which of them it was, so
    what it explained goes on to count under its own name). Raises InputError for a circle.

    >>> standing_causes({"blur": ["dim"], "dim": ["dark"], "dark": [], "odd": ["new", "rare"]})
    {'blur': 'dark', 'dim': 'dark', 'dark': 'dark', 'odd': 'odd'}
    """
    stands: dict[str, str] = {}
    for first in became:
        name, passed = first, {first}
        while len(became.get(name, ())) == 1:
            (name,) = became[name]
            if name in passed:
                raise InputError(f"causes that became each other: {sorted(passed)}")
            passed.add(name)
        stands[first] = name
    return stands


def counted_under(counts: Iterable[tuple[str, int]], stands: Mapping[str, str]) -> dict[str, int]:
    """Counts by the causes that people named, added up under those that stand; largest first.

    >>> counted_under([("blur", 2), ("dark", 1), ("odd", 2)], {"blur": "dark"})
    {'dark': 3, 'odd': 2}
    """
    added: dict[str, int] = {}
    for name, n in counts:
        stood = stands.get(name, name)
        added[stood] = added.get(stood, 0) + n
    return dict(sorted(added.items(), key=lambda each: -each[1]))
