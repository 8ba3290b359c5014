"""Capture against the floor: 10,000-row batches of 77 classes, beside raw sqlite3.executemany.

    python benchmarks/capture.py [--batches 20] [--json FILE]

Every way writes the same predictions (identifier, item, text, probabilities, confidence, decision
...) with the same durability: WAL, synchronous=FULL, a commit for each batch. The raw way is given
its rows as ready-made tuples; the ways of Errata start from numpy arrays and texts. The batches of
the ways alternate, so that all see the same machine.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from errata.core.item import Items
from errata.core.prediction import PredictionBatch
from errata.core.row_digest import row_digests
from errata.store import open_store
from errata.testing.samples import NOW, Maker

ROWS, CLASSES = 10_000, 77
WORDS = [
    "my",
    "card",
    "was",
    "charged",
    "twice",
    "why",
    "is",
    "the",
    "transfer",
    "still",
    "pending",
    "please",
    "help",
    "me",
    "with",
]


def texts(rng: np.random.Generator, n: int) -> list[str]:
    """Short messages like those of a help desk."""
    picks = rng.integers(len(WORDS), size=(n, 11))
    return [" ".join(WORDS[i] for i in row) + f" {k}" for k, row in enumerate(picks)]


def raw_rows(batch: PredictionBatch) -> list[tuple[Any, ...]]:
    """The batch as sqlite3 wants it."""
    ids, items = batch.ids.tobytes(), batch.items.ids.tobytes()
    at = int(batch.at.timestamp() * 1e6)
    rows = zip(
        [ids[i : i + 16] for i in range(0, len(ids), 16)],
        [items[i : i + 16] for i in range(0, len(items), 16)],
        [content.decode() for content in batch.items.content],
        [row.tobytes() for row in batch.probabilities],
        ["v1"] * len(batch),
        [at] * len(batch),
        batch.predicted.tolist(),
        batch.confidence.tolist(),
        batch.decision.tolist(),
        batch.flags.tolist(),
        batch.score.tolist(),
        batch.propensity.tolist(),
        batch.sampled.tolist(),
        strict=True,
    )
    return list(rows)


def raw_writer(path: Path) -> Callable[[list[tuple[Any, ...]]], None]:
    """The floor."""
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute(
        "CREATE TABLE predictions (id BLOB PRIMARY KEY, item_id BLOB, text TEXT, probabilities"
        " BLOB, model TEXT, at INTEGER, predicted INTEGER, confidence REAL, decision INTEGER,"
        " flags INTEGER, score REAL, propensity REAL, sampled INTEGER)"
    )
    marks = ",".join("?" * 13)

    def write(rows: list[tuple[Any, ...]]) -> None:
        with conn:
            conn.executemany(f"INSERT INTO predictions VALUES ({marks})", rows)

    return write


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batches", type=int, default=20)
    parser.add_argument("--sure", type=float, default=0.95, help="share that needs no human")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    make = Maker(seed=0)
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raw = raw_writer(folder / "raw.db")
        store = open_store(str(folder / "store.db"))
        loop = None
        if importlib.util.find_spec("errata.wire") is not None:
            import errata

            labels = [f"class {c}" for c in range(CLASSES)]
            loop = errata.open(str(folder / "loop.db"), project="bench", labels=labels)
        for number in range(chosen.batches + 1):  # the first warms up
            given = texts(make.rng, ROWS)
            batch = make.predictions(
                ROWS, classes=CLASSES, items=Items.of_texts(given), attributes={},
                sure=chosen.sure, at=NOW + timedelta(seconds=number),
            )  # fmt: skip
            digests = row_digests(
                bytes(16), batch.items.ids, "v1", batch.probabilities, batch.predicted
            )
            rows = raw_rows(batch)
            took: dict[str, float] = {}
            start = time.perf_counter()
            raw(rows)
            took["raw sqlite3.executemany"] = time.perf_counter() - start
            start = time.perf_counter()
            with store.transaction(actor="bench", now=NOW) as tx:
                tx.log.append("p", batch, digests)
                tx.record(make.event())
            took["store: log.append"] = time.perf_counter() - start
            if loop is not None:
                start = time.perf_counter()
                loop.capture(given, batch.probabilities, model="v1")
                took["loop.capture"] = time.perf_counter() - start
            if number:
                for way, value in took.items():
                    seconds.setdefault(way, []).append(value)
        bytes_a_row = {
            "raw": (folder / "raw.db").stat().st_size / ROWS / (chosen.batches + 1),
            "store": store.describe().segment_bytes / ROWS / (chosen.batches + 1),
        }
        store.close()
    floor = float(np.median(seconds["raw sqlite3.executemany"]))
    result: dict[str, Any] = {"rows": ROWS, "classes": CLASSES, "ways": {}}
    print(f"{'way':<26}{'ms a batch':>12}{'p90':>9}{'rows/s':>11}{'x raw':>8}")
    for way, values in seconds.items():
        median = float(np.median(values))
        p90 = float(np.quantile(values, 0.9))
        result["ways"][way] = {"median_s": median, "p90_s": p90, "x_raw": floor / median}
        print(
            f"{way:<26}{median * 1e3:>12.1f}{p90 * 1e3:>9.1f}{ROWS / median:>11,.0f}"
            f"{floor / median:>8.2f}"
        )
    result["bytes_a_row"] = bytes_a_row
    print(f"bytes a row: raw {bytes_a_row['raw']:.0f}, segments {bytes_a_row['store']:.0f}")
    if chosen.json:
        chosen.json.write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
