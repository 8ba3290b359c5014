"""Requirement: what a slot asks of a reviewer, as one line of text that the queue can sort.

Parts are joined by "&" and sorted: "expert&language=fr" asks for both. "" asks for nothing. What
would be read as something else inside a part ("&", "%", an "@" at its front) is written in percent
signs, as in a web address. A slot for one reviewer alone ("@ann") has no parts: no skill opens it.
"""

from __future__ import annotations

from collections.abc import Iterable

from errata.core.task import OWN

AND = "&"


def requirement(*parts: str) -> str:
    """All these skills at once; the same for the same skills in any order.

    >>> requirement("language=fr", "expert", "expert")
    'expert&language=fr'
    >>> requirement("team=R&D")
    'team=R%26D'
    """
    return AND.join(sorted({_written(part) for part in parts if part}))


def parts(requirement: str) -> frozenset[str]:
    """The skills that it asks for; of a slot for one reviewer alone none can be named.

    >>> sorted(parts("expert&language=fr"))
    ['expert', 'language=fr']
    """
    if requirement.startswith(OWN) or not requirement:
        return frozenset()
    return frozenset(_read(part) for part in requirement.split(AND))


def met(requirement: str, skills: Iterable[str]) -> bool:
    """Whether somebody of these skills may answer; never for a slot of one reviewer alone.

    >>> met("expert&language=fr", ["expert"]), met("", []), met("@ann", ["@ann"])
    (False, True, False)
    """
    return not requirement.startswith(OWN) and parts(requirement) <= set(skills)


def with_part(requirement: str, skill: str) -> str:
    """The same, and this skill too.

    >>> with_part("language=fr", "expert")
    'expert&language=fr'
    """
    return AND.join(sorted({*requirement.split(AND), _written(skill)} - {""}))


def _written(part: str) -> str:
    text = part.replace("%", "%25").replace(AND, "%26")
    return "%40" + text[1:] if text.startswith(OWN) else text


def _read(part: str) -> str:
    text = "@" + part[3:] if part.startswith("%40") else part
    return text.replace("%26", AND).replace("%25", "%")
