"""The demo on the user's own labelled file: cut by group into start, hold, production and test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.cli.demo.scenario import Circumstances, Part, Scenario, by_group, fill
from errata.core.errors import InputError

STREAM_LIMIT = 2_500  # predictions a cycle: the demo is meant to take minutes, not hours
TEST_LIMIT = 3_000
FEWEST = 300  # rows with which a start, a hold, a stream and a test all mean something


def own_data(path: Path, *, cycles: int, seed: int) -> Scenario:
    """The scenario of a file; raises InputError when it cannot be used. Writes nothing."""
    from errata.engine.read import read_labelled

    data = read_labelled(path)
    attributes = {
        name: _clean(column) for name, column in data.attributes.items() if _useful(column)
    }
    everything = Part(items=data.items, labels=np.array(data.labels), attributes=attributes)
    if len(everything) < FEWEST:
        raise InputError(
            f"{path}: {len(everything)} labelled rows", wanted=f"{FEWEST} or more for a demo"
        )
    rng = np.random.default_rng([seed, len(everything)])
    words = [f"{path.name}: {len(everything):,} rows, {len(data.classes)} classes."]
    test, rest = _test(everything, data.split, rng, words)
    drifting = _drifting(rest.attributes)
    classes = len(data.classes)
    # a dozen rows a class start a model that works, and leaves something to learn
    start_size = min(max(12 * classes, 100), 1_000, len(rest) // 5)
    hold_size = min(max(len(rest) // 6, 150), 1_200)
    start, rest = _start(rest, start_size, drifting, rng, words)
    (hold, stream), _ = fill(by_group(_groups(rest), rng), [hold_size, STREAM_LIMIT * cycles])
    if len(stream) < 20 * cycles or len(hold) < 60:
        raise InputError(
            f"{path}: {len(everything)} rows in too few groups", wanted="enough for every part"
        )
    words.append(
        f"{len(start):,} rows train the first model, {len(hold):,} are held (they never "
        f"train), {len(stream):,} are production, {len(test):,} the unseen test."
    )
    return Scenario(
        name=path.stem,
        kind=data.items.kind.value,
        classes=tuple(data.classes),
        start=start,
        hold=rest.take(hold),
        streams=rest.take(rng.permutation(stream)).split(cycles),
        test=test,
        budget=int(np.clip(len(start) // 2, 100, 500)),
        words=tuple(words),
        cause=_causes(start, drifting),
    )


def _groups(part: Part) -> list[str]:
    """Each row's group; a row without one is its own, the same content the same."""
    names = part.items.group or (None,) * len(part)
    return [
        name or ident.tobytes().hex() for name, ident in zip(names, part.items.ids, strict=True)
    ]


def _test(
    everything: Part, split: NDArray[Any] | None, rng: np.random.Generator, words: list[str]
) -> tuple[Part, Part]:
    """The test and the rest: as the file's `split` says, else a fifth of the groups."""
    groups = np.array(_groups(everything))
    given = split is not None and "test" in set(split.tolist())
    if given:
        is_test = np.asarray(split) == "test"
        shared = np.isin(groups, groups[is_test]) & ~is_test
        rest = everything.take(~is_test & ~shared)
        words.append(
            "Its column split names the test."
            + (
                f" {int(shared.sum())} rows whose group is in the test are left out."
                if shared.any()
                else ""
            )
        )
        rows = np.flatnonzero(is_test)
    else:
        size = min(len(everything) // 5, TEST_LIMIT)
        (rows,), _ = fill(by_group(groups.tolist(), rng), [size])
        rest = everything.take(np.setdiff1d(np.arange(len(everything)), rows))
        words.append("A fifth of its groups is the test.")
    if len(rows) > TEST_LIMIT:
        rows = rng.permutation(rows)[:TEST_LIMIT]
    return everything.take(np.sort(rows)), rest


def _useful(column: NDArray[Any]) -> bool:
    """An attribute that slices can be made of: a text with a few values."""
    return column.dtype.kind not in "fiu" and 2 <= len(set(column.tolist())) <= 50


def _clean(column: NDArray[Any]) -> NDArray[Any]:
    return np.array([str(value) if value is not None else "" for value in column])


def _drifting(attributes: dict[str, NDArray[Any]] | Any) -> str | None:
    """The attribute whose values production will bring anew: one named language, or the first."""
    names = [name for name, column in attributes.items() if len(set(column.tolist())) <= 12]
    return "language" if "language" in names else (names[0] if names else None)


def _start(
    rest: Part, size: int, drifting: str | None, rng: np.random.Generator, words: list[str]
) -> tuple[Part, Part]:
    """The clean start and what is left; with an attribute, its most frequent value alone."""
    groups = _groups(rest)
    allowed = np.ones(len(rest), dtype=bool)
    if drifting:
        column = rest.attributes[drifting]
        values, first, counts = np.unique(column, return_index=True, return_counts=True)
        biggest = values[np.lexsort((first, -counts))[0]]
        only = column == biggest
        if len(set(rest.labels[only].tolist())) >= 2:
            allowed = only
            size = min(size, int(only.sum()) // 2)  # production still brings that value too
            words.append(
                f"The start is {drifting}={biggest} alone; production brings "
                f"{len(values)} values of {drifting}."
            )
    where = np.flatnonzero(allowed)
    (chosen,), _ = fill(by_group([groups[row] for row in where], rng), [size])
    start = where[chosen]
    left = ~np.isin(np.array(groups), np.array([groups[row] for row in start]))
    return rest.take(start), rest.take(left)


def _causes(start: Part, drifting: str | None) -> Any:
    known = set(start.attributes[drifting].tolist()) if drifting else set()

    def cause(circumstances: Circumstances) -> tuple[str, str]:
        if drifting is None:
            return "model_blind_spot", ""
        value = str(circumstances.get(drifting))
        new = value not in known
        return ("underrepresented" if new else "model_blind_spot"), f"{drifting} {value}"

    return cause
