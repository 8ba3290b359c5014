"""Agreement: whether people mean the same by a class or a cause, where, and who parts from whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.core.ports import Snapshot
from errata.core.project import Guideline
from errata.core.task import Review
from errata.flow.answered_twice import AnsweredTwice, answered_twice
from errata.flow.guidelines import history
from errata.flow.lead.excerpt import excerpts
from errata.flow.people.pseudonym import shown_as
from errata.flow.watch.unclear import UnclearClass, unclear_classes
from errata.flow.workspace import Workspace, policy_of
from errata.loop.consensus.agreement import Scale, alpha, by_class
from errata.loop.consensus.answers import Answers
from errata.loop.consensus.differences import Mixed, Pair, apart_in, mixed_up, pairs_apart

LEAST = 30  # tasks of a slice: fewer say little
SLICES = 30  # slices shown, least agreed first
SHARED = 10  # tasks that two reviewers have both answered, to be compared
PAIRS = 10
EXAMPLES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Alpha of a part."""

    name: str
    alpha: Estimate
    units: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Differs:
    """An item of which two people say different things."""

    task_id: str
    excerpt: str
    a_label: str
    b_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PairApart:
    """Two reviewers and what they differ on."""

    a: str
    b: str
    agreement: Estimate
    items: list[Differs]


@dataclass(frozen=True, kw_only=True, slots=True)
class MixedUp:
    """Two labels that people give to the same item."""

    a: str
    b: str
    times: int
    share: Estimate
    items: list[Differs]


@dataclass(frozen=True, kw_only=True, slots=True)
class GuidelineEffect:
    """Agreement under one version of the guidelines and under the one before."""

    version: int
    at: datetime
    changes: str
    before: Estimate | None  # None: nobody answered twice under the one before
    after: Estimate | None
    change: Estimate | None  # after less before


@dataclass(frozen=True, kw_only=True, slots=True)
class Unclear:
    """A class about which people part more often than not."""

    label: str
    mistaken_for: str
    alpha: Estimate | None
    apart: Estimate  # share of the items that either of two called so, on which they part
    says: str
    examples: list[Differs]


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementPage:
    """Everything that is known of agreement."""

    alpha: Estimate | None
    missing: str  # why there is none; "" where there is
    scale: Scale
    by_class: list[Named]  # least agreed first
    by_cause: list[Named]
    by_slice: list[Named]
    mixed: list[MixedUp]
    pairs: list[PairApart]
    guidelines: list[GuidelineEffect]  # newest first
    unclear: list[Unclear]
    units: int  # tasks looked at
    answers: int
    planned: bool
    says: str


def agreement(
    ws: Workspace, *, since: datetime | None = None, scale: Scale = "nominal"
) -> AgreementPage:
    """How far people agree, as one snapshot sees it.

    `scale`: ordinal where the project's labels stand in an order; then the distance counts.
    People are compared under the names that the policy's `scoring` allows, or not at all.
    """
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        given = answered_twice(view, ws, policy, since=since)
        said = given.answers(classes=ws.project.labels)
        causes = given.answers(lambda review: review.cause)
        versions = history(view, ws)
        unclear, _ = unclear_classes(view, ws, policy)
        found, missing = _alpha(said, scale)
        classes = _by_class(said)
        compared = said is not None and policy.people.scoring != "off"
        pairs = pairs_apart(said, least=SHARED, most=PAIRS) if said and compared else []
        mixed = [] if said is None else mixed_up(said, most=PAIRS)
        differ = _Differing(view, ws, given, said, pairs, mixed, unclear)

    def person(name: str) -> str:
        return shown_as(ws, policy, name)

    alphas = {each.name: each.alpha for each in classes}
    return AgreementPage(
        alpha=found,
        missing=missing,
        scale=scale,
        by_class=classes,
        by_cause=_by_class(causes),
        by_slice=_by_slice(given, ws, scale),
        mixed=[differ.of_labels(each) for each in mixed],
        pairs=[differ.of_people(each, person) for each in pairs],
        guidelines=_effects(given, ws, versions, scale),
        unclear=[differ.of_class(each, alphas.get(each.label)) for each in unclear],
        units=len(given.tasks),
        answers=len(given.reviews),
        planned=given.planned,
        says=given.says,
    )


def _alpha(said: Answers | None, scale: Scale) -> tuple[Estimate | None, str]:
    """Alpha, or why there is none."""
    if said is None:
        return None, "no two people have answered the same item yet"
    try:
        return alpha(said, scale=scale), ""
    except InputError:  # two answers there are: so one label alone was given
        return None, "every answer names the same label: agreement cannot be told from chance"


def _by_class(said: Answers | None) -> list[Named]:
    if said is None:
        return []
    return _ranked(
        Named(name=name, alpha=found, units=found.n) for name, found in by_class(said).items()
    )


def _ranked(found: Iterable[Named]) -> list[Named]:
    """Those of which it is surest that people part, first."""
    return sorted(found, key=lambda each: (each.alpha.high, each.name))


def _by_slice(given: AnsweredTwice, ws: Workspace, scale: Scale) -> list[Named]:
    """Alpha where an attribute has a value, of those with enough tasks."""
    counts: Counter[tuple[str, str]] = Counter(
        (name, str(value))
        for task in given.tasks.values()
        for name, value in task.attributes.items()
    )
    found = []
    for (name, value), n in counts.items():
        if n < LEAST:
            continue
        inside = _inside(given, name, value)
        told, _ = _alpha(given.answers(classes=ws.project.labels, only=inside), scale)
        if told is not None:
            found.append(Named(name=f"{name}={value}", alpha=told, units=told.n))
    return _ranked(found)[:SLICES]


def _inside(given: AnsweredTwice, name: str, value: str) -> Callable[[Review], bool]:
    tasks = {
        task.id
        for task in given.tasks.values()
        if name in task.attributes and str(task.attributes[name]) == value
    }
    return lambda review: review.task_id in tasks


def _effects(
    given: AnsweredTwice, ws: Workspace, versions: list[Guideline], scale: Scale
) -> list[GuidelineEffect]:
    """Each version beside the one before it; an answer counts under the version that it names."""

    def under(version: int) -> Estimate | None:
        said = given.answers(
            classes=ws.project.labels, only=lambda review: review.guideline_version == version
        )
        return _alpha(said, scale)[0]

    numbers = {each.version for each in versions}
    of = {version: under(version) for version in {*numbers, *(n - 1 for n in numbers)}}
    return [
        GuidelineEffect(
            version=each.version,
            at=each.created_at,
            changes=each.changes,
            before=of[each.version - 1],
            after=of[each.version],
            change=_difference(of[each.version - 1], of[each.version]),
        )
        for each in versions
    ]


def _difference(before: Estimate | None, after: Estimate | None) -> Estimate | None:
    """The second less the first, whose intervals know nothing of one another.

    MOVER: the ends are as far off as both estimates' own ends together (Zou & Donner 2008,
    doi:10.1002/sim.3095).
    """
    if before is None or after is None:
        return None
    value = after.value - before.value
    return Estimate(
        value=value,
        low=value - sqrt((after.value - after.low) ** 2 + (before.high - before.value) ** 2),
        high=value + sqrt((after.high - after.value) ** 2 + (before.value - before.low) ** 2),
        n=before.n + after.n,
        method="difference of two alphas, MOVER",
    )


class _Differing:
    """The items that people differ on, with their excerpts read once."""

    def __init__(
        self,
        view: Snapshot,
        ws: Workspace,
        given: AnsweredTwice,
        said: Answers | None,
        pairs: list[Pair],
        mixed: list[Mixed],
        unclear: list[UnclearClass],
    ) -> None:
        self._of: dict[str, dict[str, str]] = {}
        for review in given.reviews:
            if review.label is not None:
                self._of.setdefault(review.task_id, {})[review.reviewer] = review.label
        names = [] if said is None else said.tasks.tolist()
        self._pairs = {
            (pair.first, pair.second): [
                names[row] for row in apart_in(said, pair)[::-1][:EXAMPLES].tolist()
            ]
            for pair in pairs
            if said is not None
        }
        self._mixed = {
            (each.first, each.second): [
                task
                for task in reversed(names)
                if {each.first, each.second} <= set(self._of[task].values())
            ][:EXAMPLES]
            for each in mixed
        }
        wanted = {task for some in self._pairs.values() for task in some}
        wanted |= {task for some in self._mixed.values() for task in some}
        items = {task: given.tasks[task].item_id for task in wanted}
        items |= {one.task_id: one.item_id for each in unclear for one in each.differ}
        shown = excerpts(view, ws.project, list(items.values())) if items else {}
        self._shown = {task: shown[item] for task, item in items.items()}

    def of_people(self, pair: Pair, person: Callable[[str], str]) -> PairApart:
        return PairApart(
            a=person(pair.first),
            b=person(pair.second),
            agreement=pair.agreement,
            items=[
                self._item(task, self._of[task][pair.first], self._of[task][pair.second])
                for task in self._pairs[pair.first, pair.second]
            ],
        )

    def of_labels(self, each: Mixed) -> MixedUp:
        return MixedUp(
            a=each.first,
            b=each.second,
            times=each.times,
            share=each.share,
            items=[
                self._item(task, each.first, each.second)
                for task in self._mixed[each.first, each.second]
            ],
        )

    def of_class(self, each: UnclearClass, found: Estimate | None) -> Unclear:
        return Unclear(
            label=each.label,
            mistaken_for=each.mistaken_for,
            alpha=found,
            apart=each.share,
            says=each.says,
            examples=[self._item(one.task_id, *one.labels) for one in each.differ],
        )

    def _item(self, task: str, a_label: str, b_label: str) -> Differs:
        return Differs(task_id=task, excerpt=self._shown[task], a_label=a_label, b_label=b_label)
