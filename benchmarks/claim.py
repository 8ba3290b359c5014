"""Claim and submit, with a million open tasks against a thousand, on SQLite and PostgreSQL.

    python benchmarks/claim.py [--sizes 1000 1000000] [--rounds 2000] [--json FILE]

Eight reviewers in turn claim a task and answer it, each in a transaction of its own with its event,
as `errata` does. Then the same by eight threads at once. Every task asks three reviewers, so that
each reviewer's own answered tasks stay on top of the queue.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import create_engine, text

from errata.store import open_store
from errata.store.sql_store import SqlStore
from errata.testing.postgres_server import NoServer, start_postgres
from errata.testing.samples import NOW, Maker

REVIEWERS = 8
MANY = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size})",
    "postgresql": "WITH n AS (SELECT generate_series(1, {size}) AS i)",
}
IDENT = {
    "sqlite": "printf('%08x-0000-7000-8000-%012x', i / 16, i)",
    "postgresql": "lpad(to_hex(i / 16), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0')",
}
MIXED = "((CAST(i AS BIGINT) * 7919) % 1000003)"  # priorities in no order of time


def fill(store: SqlStore, url: str, make: Maker, size: int) -> None:
    """So many open tasks: the first through the queue, its copies in SQL."""
    first = make.task("p", priority=0.0)
    with store.transaction(actor="bench", now=NOW) as tx:
        tx.queue.add([first])
        tx.record(make.event())
    engine = create_engine(url)
    kind = engine.dialect.name
    with engine.begin() as conn:
        for table, shift in (("tasks", {}), ("slots", {"rank": f"-0.001 * {MIXED}"})):
            new = {"id" if table == "tasks" else "task_id": IDENT[kind], **shift}
            names = conn.execute(text(f"SELECT * FROM {table} LIMIT 0")).keys()
            columns = ", ".join(f'"{name}"' for name in names)
            cells = ", ".join(new.get(name, f'"{name}"') for name in names)
            numbers = MANY[kind].format(size=size - 1)
            conn.execute(
                text(f"INSERT INTO {table} ({columns}) {numbers} SELECT {cells} FROM {table}, n")
                if kind == "postgresql"
                else text(
                    f"{numbers} INSERT INTO {table} ({columns}) SELECT {cells} FROM {table}, n"
                )
            )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.execute(text("ANALYZE"))
    engine.dispose()


def turn(store: SqlStore, make: Maker, who: str) -> float:
    """One claim and one answer; seconds."""
    start = time.perf_counter()
    with store.transaction(actor=who, now=NOW) as tx:
        lease = tx.queue.claim("p", who, now=NOW, lease_seconds=600)
        tx.record(make.event())
    if lease is None:
        raise SystemExit("the queue is empty: fewer --rounds, please")
    with store.transaction(actor=who, now=NOW) as tx:
        tx.queue.answer(lease, make.review(lease, "p"), now=NOW)
        tx.record(make.event())
    return time.perf_counter() - start


def alone(store: SqlStore, rounds: int) -> dict[str, float]:
    """Reviewers in turn."""
    make = Maker(seed=1)
    for i in range(50):
        turn(store, make, f"r{i % REVIEWERS}")
    start = time.perf_counter()
    took = [turn(store, make, f"r{i % REVIEWERS}") for i in range(rounds)]
    return figures(took, time.perf_counter() - start)


def together(store: SqlStore, rounds: int) -> dict[str, float]:
    """Reviewers at once."""
    took: list[float] = []

    def work(number: int) -> None:
        make = Maker(seed=10 + number)
        for _ in range(rounds // REVIEWERS):
            took.append(turn(store, make, f"r{number}"))  # noqa: PERF401

    threads = [threading.Thread(target=work, args=(i,)) for i in range(REVIEWERS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return figures(took, time.perf_counter() - start)


def figures(took: list[float], seconds: float) -> dict[str, float]:
    """Median, tail and rate."""
    return {
        "p50_ms": float(np.median(took)) * 1e3,
        "p99_ms": float(np.quantile(took, 0.99)) * 1e3,
        "per_second": len(took) / seconds,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=1_000)
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    result: list[dict[str, Any]] = []
    print(f"{'store':<10}{'tasks':>10}{'way':>10}{'p50 ms':>9}{'p99 ms':>9}{'/s':>8}{'x small':>9}")
    for kind in ("sqlite", "postgres"):
        if chosen.only not in (None, kind):
            continue
        small: dict[str, float] = {}
        for size in chosen.sizes:
            with tempfile.TemporaryDirectory() as folder:
                url = f"sqlite:///{folder}/errata.db"
                if kind == "postgres":
                    try:
                        server = start_postgres()
                    except NoServer as error:
                        print(f"postgres: {error}")
                        break
                    url = server.fresh()
                store = open_store(url, files=f"{folder}/files")
                fill(store, url, Maker(seed=0), size)
                for way, measure in (("in turn", alone), ("at once", together)):
                    found = measure(store, chosen.rounds)
                    ratio = found["p50_ms"] / small.setdefault(way, found["p50_ms"])
                    result.append({"store": kind, "tasks": size, "way": way, **found,
                                   "x_small": ratio})  # fmt: skip
                    print(
                        f"{kind:<10}{size:>10,}{way:>10}{found['p50_ms']:>9.2f}"
                        f"{found['p99_ms']:>9.2f}{found['per_second']:>8.0f}{ratio:>9.2f}"
                    )
                store.close()
    if chosen.json:
        chosen.json.write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
