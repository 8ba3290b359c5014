"""Route: what a task asks of a reviewer, and what a reviewer is offered first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from errata.core.policy import RoutingPolicy
from errata.core.requirement import met, parts, requirement

LIKELY = 0.1  # a second class at least so likely asks for its own experts too
EARNED = "earned:"  # begins the skill that answers earn, not papers


def earned(label: str) -> str:
    """The skill that a reviewer has while their answers in a class are good enough.

    >>> earned("tumour")
    'earned:tumour'
    """
    return EARNED + label


def asked(
    policy: RoutingPolicy,
    *,
    attributes: Mapping[str, Any],
    says: Mapping[str, float | None],
    expert: str | None = None,
) -> str:
    """What a task asks: its attributes' skills, its likely classes', and the expert's if named.

    `says`: label -> probability, the model's answer first. The model's class counts, and the next
    likeliest where it is at least 0.1 likely; what must be earned is the model's class's alone.

    >>> rules = RoutingPolicy(skills_by=("language",), class_skills={"tumour": "radiologist"})
    >>> asked(rules, attributes={"language": "fr"}, says={"normal": 0.8, "tumour": 0.2})
    'language=fr&radiologist'
    """
    wanted = [] if expert is None else [expert]
    for name in policy.skills_by:
        value = _told(attributes.get(name))
        if value:
            wanted.append(f"{name}={value}")
    if policy.class_skills or policy.class_accuracy:
        first, *others = says.items()
        likely = [first[0]]
        likely += [label for label, share in others[:1] if share is not None and share >= LIKELY]
        wanted += [policy.class_skills[label] for label in likely if label in policy.class_skills]
        if first[0] in policy.class_accuracy:
            wanted.append(earned(first[0]))
    return requirement(*wanted)


def by_scarcity(requirements: Sequence[str], people: Iterable[Collection[str]]) -> list[list[str]]:
    """The requirements in groups: what the fewest of these people meet comes first.

    `people`: what each of them can do. Of what as many meet, more skills are the scarcer; where
    nobody is known, only that tells.

    >>> by_scarcity(["", "expert", "language=fr"], [["expert"], ["language=fr"], ["language=fr"]])
    [['expert'], ['language=fr'], ['']]
    >>> by_scarcity(["", "a", "b"], [])
    [['a', 'b'], ['']]
    """
    known = list(people)
    groups: dict[tuple[int, int], list[str]] = {}
    for one in requirements:
        scarcity = (sum(met(one, skills) for skills in known), -len(parts(one)))
        groups.setdefault(scarcity, []).append(one)
    return [groups[scarcity] for scarcity in sorted(groups)]


def _told(value: Any) -> str:
    """An attribute's value as people write it; "" for one that is missing."""
    if value is None or value != value:  # NaN differs from itself
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
