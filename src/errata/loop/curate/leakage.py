"""The leakage guard: nothing that the gate or the hold will judge by may train."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.item import ItemKind
from errata.loop.curate.duplicates import Closeness, exact_matches, near_duplicates


class Reason(StrEnum):
    """Why an example may not train, the plainest first."""

    EXACT = "exact"  # the same item, or another subject's item of the same content
    GROUP = "group"  # of the same patient, customer or thread
    NEAR = "near"  # nearly the same content


@dataclass(frozen=True, kw_only=True, eq=False)
class Cases:
    """n items as the guard sees them, in columns.

    Raises InputError when the columns differ in length or the ids are not 16 bytes each.
    """

    ids: NDArray[np.uint8]  # (n, 16)
    groups: Sequence[str | None]  # (n,) None or "" for no group
    kind: ItemKind
    contents: Sequence[Any] | None = (
        None  # str, uint8 pixels or records; None: ids and groups alone
    )

    def __post_init__(self) -> None:
        if self.ids.ndim != 2 or self.ids.shape[1] != 16 or self.ids.dtype != np.uint8:
            raise InputError(
                f"ids of shape {self.ids.shape} and type {self.ids.dtype}", wanted="(n, 16) uint8"
            )
        n_contents = len(self.ids) if self.contents is None else len(self.contents)
        if len(self.groups) != len(self.ids) or n_contents != len(self.ids):
            raise InputError(
                f"{len(self.ids)} ids, {len(self.groups)} groups, {n_contents} contents",
                wanted="equal lengths",
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class Leak:
    """One example that was kept out, and what it would have given away."""

    row: int  # of the examples
    reason: Reason
    protected_row: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LeakageReport:
    """What may train, and why the rest may not."""

    kept: NDArray[np.bool_]  # (n,)
    leaks: tuple[Leak, ...]  # in the order of the rows

    @property
    def counts(self) -> Mapping[str, int]:
        """Examples kept out, by reason."""
        found = Counter(leak.reason for leak in self.leaks)
        return {reason.value: found[reason] for reason in Reason}


def leakage_guard(
    examples: Cases,
    protected: Cases,
    *,
    near: bool = True,
    closeness: Closeness | None = None,
) -> LeakageReport:
    """Keep out every example that equals, belongs with or nearly equals a protected case.

    In this order, and the first reason is named: the same item id or the same content (whoever's);
    the same group; a near-duplicate (unless `near` is False). Protected cases are the golden set
    and the hold together.

    Raises InputError when both sides have contents of different kinds.

    >>> def cases(texts, groups):
    ...     ids = np.frombuffer("".join(f"{t:16.16}" for t in texts).encode(), dtype=np.uint8)
    ...     return Cases(ids=ids.reshape(-1, 16), groups=groups, kind=ItemKind.TEXT, contents=texts)
    >>> training = cases(["Card lost", "I lost my bank card!", "new pin", "top up"],
    ...                  [None, None, "thread-1", None])
    >>> golden = cases(["card lost", "i lost my bank card", "refund"], ["", "", "thread-1"])
    >>> report = leakage_guard(training, golden)
    >>> report.kept
    array([False, False, False,  True])
    >>> [(str(leak.reason), leak.protected_row) for leak in report.leaks]
    [('exact', 0), ('near', 1), ('group', 2)]
    """
    n = len(examples.ids)
    match = np.full(n, -1, dtype=np.int64)
    why = np.full(n, "", dtype=object)

    def name(found: NDArray[np.int64], reason: Reason) -> None:
        fresh = (match < 0) & (found >= 0)
        match[fresh], why[fresh] = found[fresh], reason

    name(_same(_id_keys(examples), _id_keys(protected)), Reason.EXACT)
    mine, theirs = examples.contents, protected.contents
    if not mine or not theirs:  # contents are not compared, or there are none: no kind to differ by
        name(_same(_groups(examples), _groups(protected)), Reason.GROUP)
    else:
        if examples.kind is not protected.kind:
            raise InputError(
                f"examples of kind {examples.kind.value}, protected of {protected.kind.value}",
                wanted="one kind",
            )
        name(exact_matches(mine, theirs, kind=examples.kind), Reason.EXACT)
        name(_same(_groups(examples), _groups(protected)), Reason.GROUP)
        if near:
            rows = np.flatnonzero(match < 0)
            left = [mine[row] for row in rows.tolist()]
            found = np.full(n, -1, dtype=np.int64)
            found[rows] = near_duplicates(left, theirs, kind=examples.kind, closeness=closeness)
            name(found, Reason.NEAR)
    leaks = tuple(
        Leak(row=row, reason=why[row], protected_row=int(match[row]))
        for row in np.flatnonzero(match >= 0).tolist()
    )
    return LeakageReport(kept=match < 0, leaks=leaks)


def _id_keys(cases: Cases) -> list[bytes]:
    return [row.tobytes() for row in cases.ids]


def _groups(cases: Cases) -> list[str | None]:
    return [group or None for group in cases.groups]


def _same(mine: Sequence[Any], theirs: Sequence[Any]) -> NDArray[np.int64]:
    """For each of mine the first row of theirs with the same key; None equals nothing."""
    first: dict[Any, int] = {}
    for row, key in enumerate(theirs):
        first.setdefault(key, row)
    first.pop(None, None)
    return np.array([first.get(key, -1) for key in mine], dtype=np.int64)
