"""Regions: places in an embedding, numbered and named, so that slices can be made of them."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.slices import REGION
from errata.loop.triage.words import words_of

SCALES = (8, 32)  # how many regions there are, coarse and fine
ROOM = 60  # rows that a region has on average at least; otherwise its scale is left out
SAME = 0.5  # of the rows of either, from which on a new region has an old one's name
TYPICAL = 3  # words in a name
ROUNDS, BATCH = 60, 2048
BLOCK = 16_384  # rows measured at a time

Floats = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, eq=False)
class Regions:
    """An embedding cut into regions at a few scales; each has a centre and a name that lasts."""

    centres: dict[int, Floats]  # scale -> (k, d)
    names: dict[int, tuple[str, ...]]  # scale -> k names: "3: refund, card, charge"
    rows: int  # that they were fitted on

    def attributes(self, embeddings: ArrayLike) -> dict[str, NDArray[np.str_]]:
        """Attributes for `find_slices`: at each scale the name of the nearest centre's region.

        Raises InputError for embeddings of another width or that are not finite.
        """
        points = _points(embeddings)
        found: dict[str, NDArray[np.str_]] = {}
        for scale, centres in self.centres.items():
            if points.shape[1] != centres.shape[1]:
                raise InputError(
                    f"embeddings of width {points.shape[1]}",
                    wanted=f"{centres.shape[1]}, as the regions were fitted with",
                )
            found[f"{REGION}{scale}"] = np.array(self.names[scale])[_nearest(points, centres)]
        return found

    def knows(self, key: str, name: str) -> bool:
        """Whether there is a region of this name under this key."""
        return any(f"{REGION}{scale}" == key and name in self.names[scale] for scale in self.names)

    def to_bytes(self) -> bytes:
        """As a file of numpy's, without pickle."""
        target = io.BytesIO()
        said = {"rows": self.rows, "names": {str(k): names for k, names in self.names.items()}}
        words = np.frombuffer(json.dumps(said).encode(), dtype=np.uint8)
        centres = {f"centres_{scale}": centres for scale, centres in self.centres.items()}
        np.savez(target, said=words, **centres)  # type: ignore[arg-type]
        return target.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Regions:
        """What `to_bytes` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as kept:
            said = json.loads(kept["said"].tobytes())
            names = {int(scale): tuple(given) for scale, given in said["names"].items()}
            centres = {scale: kept[f"centres_{scale}"] for scale in names}
        return cls(centres=centres, names=names, rows=said["rows"])


def fit_regions(
    embeddings: ArrayLike,
    examples: Sequence[str],
    *,
    seed: int,
    texts: bool = True,
    scales: Sequence[int] = SCALES,
    before: dict[str, NDArray[np.str_]] | None = None,
) -> Regions:
    """Cut an embedding into regions by mini-batch k-means, and name them.

    `examples` (n,) are what stands for each row: its text, or with `texts` false anything that
    people recognise. A region is named by its number and the words that are most typical of it
    (the most over-represented: share inside over share in all, of words in a tenth of its rows),
    without them by the example nearest its centre. `before` are the attributes of the same rows
    under earlier regions: a new region that holds nearly the rows of an old one keeps its name, so
    that names last when regions are fitted anew, or to another model's embedding.
    A scale with fewer than 60 rows a region is left out. Shapes: embeddings (n, d).
    Raises InputError for another number of examples or embeddings that are not finite.
    Source: Sculley 2010, doi:10.1145/1772690.1772862 (mini-batch k-means); Arthur &
    Vassilvitskii 2007 (k-means++ seeding).

    >>> rng = np.random.default_rng(0)
    >>> points = np.repeat([[0.0, 5.0], [5.0, 0.0]], 100, axis=0) + rng.normal(size=(200, 2)) / 9
    >>> texts = ["my card is lost"] * 100 + ["a refund please"] * 100
    >>> regions = fit_regions(points, texts, seed=0, scales=[2])
    >>> sorted(set(regions.attributes(points)["region of 2"].tolist()))
    ['1: card, is, lost', '2: a, please, refund']
    """
    points = _points(embeddings)
    if len(examples) != len(points):
        raise InputError(f"{len(examples)} examples for {len(points)} rows", wanted="one for each")
    centres: dict[int, Floats] = {}
    names: dict[int, tuple[str, ...]] = {}
    words = [set(words_of(text)) for text in examples] if texts else None
    for scale in scales:
        if len(points) < ROOM * scale:
            continue
        found = _k_means(points, scale, np.random.default_rng([seed, scale]))
        place = _nearest(points, found)
        old = None if before is None else before.get(f"{REGION}{scale}")
        centres[scale] = found
        names[scale] = _names(place, points, found, examples, words, old)
    return Regions(centres=centres, names=names, rows=len(points))


def _k_means(points: Floats, k: int, rng: np.random.Generator) -> Floats:
    """k centres, in the order of their first coordinates, so that numbers do not jump."""
    sample = points[rng.choice(len(points), min(len(points), 20 * ROOM * k), replace=False)]
    centres = sample[rng.integers(len(sample), size=1)]
    distance = ((sample - centres[0]) ** 2).sum(axis=1)
    for _ in range(1, k):  # the farther from all centres, the likelier the next one
        total = distance.sum()
        chance = distance / total if total > 0 else np.full(len(sample), 1 / len(sample))
        new = sample[rng.choice(len(sample), p=chance / chance.sum())]
        centres = np.vstack([centres, new])
        distance = np.minimum(distance, ((sample - new) ** 2).sum(axis=1))
    seen = np.zeros(k)
    for _ in range(ROUNDS):
        batch = points[rng.integers(len(points), size=min(BATCH, len(points)))]
        place = _nearest(batch, centres)
        count = np.bincount(place, minlength=k)
        sums = np.zeros_like(centres)
        np.add.at(sums, place, batch)
        seen += count
        hit = count > 0
        # Each centre is the mean of all that ever came to it.
        step = (count[hit] / seen[hit])[:, None]
        mean = sums[hit] / count[hit, None]
        centres[hit] = centres[hit] * (1 - step) + mean * step
    return np.asarray(centres[np.lexsort(centres.T[::-1])], dtype=np.float32)


def _nearest(points: Floats, centres: Floats) -> NDArray[np.int64]:
    found = np.empty(len(points), np.int64)
    size = (centres**2).sum(axis=1) / 2
    for at in range(0, len(points), BLOCK):
        block = points[at : at + BLOCK]
        found[at : at + BLOCK] = (size - block @ centres.T).argmin(axis=1)
    return found


def _names(
    place: NDArray[np.int64],
    points: Floats,
    centres: Floats,
    examples: Sequence[str],
    words: list[set[str]] | None,
    old: NDArray[np.str_] | None,
) -> tuple[str, ...]:
    kept = _kept(place, len(centres), old)
    used = {int(name.split(":")[0]) for name in ([] if old is None else set(old.tolist()))}
    fresh = iter(number for number in range(1, len(used) + len(centres) + 1) if number not in used)
    everywhere = Counter(word for each in words or () for word in each)
    names = []
    for region in range(len(centres)):
        if region in kept:
            names.append(kept[region])
            continue
        rows = np.flatnonzero(place == region)
        typical = [] if words is None else _typical([words[row] for row in rows], everywhere)
        said = ", ".join(typical)
        if not said and len(rows):
            distance = ((points[rows] - centres[region]) ** 2).sum(axis=1)
            nearest = " ".join(examples[rows[int(distance.argmin())]].split())
            said = f"near {nearest[:60]}".strip()
        names.append(f"{next(fresh)}: {said}")
    return tuple(names)


def _typical(inside: list[set[str]], everywhere: Counter[str]) -> list[str]:
    """The words with the largest share inside over everywhere, of those that are frequent."""
    counts = Counter(word for each in inside for word in each)
    frequent = [word for word, count in counts.items() if count * 10 >= len(inside)]
    frequent.sort(key=lambda word: (-counts[word] / everywhere[word], -counts[word], word))
    return frequent[:TYPICAL]


def _kept(place: NDArray[np.int64], k: int, old: NDArray[np.str_] | None) -> dict[int, str]:
    """Which new regions are old ones: the pairs that share most of their rows, best first."""
    if old is None:
        return {}
    known, was = np.unique(old, return_inverse=True)
    both = np.bincount(was * k + place, minlength=len(known) * k).reshape(len(known), k)
    either = both.sum(axis=1)[:, None] + both.sum(axis=0)[None] - both
    alike = both / np.maximum(either, 1)
    pairs: dict[int, str] = {}
    # More than half of the rows of both: no region can have two partners.
    for before, now in np.argwhere(alike > SAME):
        pairs[int(now)] = str(known[before])
    return pairs


def _points(embeddings: ArrayLike) -> Floats:
    points = np.asarray(embeddings, dtype=np.float32)
    if points.ndim != 2 or not np.isfinite(points).all():
        raise InputError(
            f"embeddings of shape {points.shape} or not finite",
            wanted="an (n, d) matrix of numbers",
        )
    return points
