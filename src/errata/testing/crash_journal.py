"""Journal: what the victims of the crash harness were answered, and when they died."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Journal:
    """Every acknowledgement, in order, over all lives."""

    predictions: dict[str, str] = field(default_factory=dict)  # id -> decision code, as answered
    calls: list[tuple[str, ...]] = field(default_factory=list)  # ids sent in one capture
    outcomes: dict[str, dict[str, Any]] = field(default_factory=dict)  # by id
    reviews: dict[str, dict[str, Any]] = field(default_factory=dict)  # by their words
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)  # by their words
    resolutions: set[str] = field(default_factory=set)
    datasets: list[dict[str, Any]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)  # hashes of sealed blocks
    held: int = 0
    moved: int = 0  # rows that a compaction said it moved
    acknowledged: Counter[str] = field(default_factory=Counter)
    killed_during: Counter[str] = field(default_factory=Counter)
    killed_at: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    kills: int = 0
    running: str = "before anything"
    _step: str = ""

    def hear(self, said: dict[str, Any]) -> None:
        """Take one line of a worker."""
        if "begin" in said:
            self.running = said["begin"]
            if self.running.startswith("capture"):
                self.calls.append(tuple(said["ids"]))
        elif "done" in said:
            self.acknowledged[said["done"]] += 1
            self._acknowledge(said["done"], said)
            self.running = "between two calls"
        elif "error" in said:
            self.errors.append(f"{self.running}: {said['error']}: {said['says']}")
        elif "step" in said:
            self._step = said["step"]
        elif "ready" in said:
            self.running, self._step = "before anything", ""
        elif "dead" in said:
            self.kills += 1
            self.killed_during[self.running] += 1
            self.killed_at["any time" if said["by"] == "time" else self._step or "an error"] += 1

    def _acknowledge(self, name: str, said: dict[str, Any]) -> None:
        if name.startswith("capture"):
            codes = said.get("codes", "?" * len(said["ids"]))
            self.predictions.update(zip(said["ids"], codes, strict=True))
        elif name == "replay":
            if not said.get("stored", True):
                self.errors.append("replay: predictions that were stored were stored again")
        elif name.startswith("submit"):
            kept = self.drafts if said.get("draft") else self.reviews
            kept[said["why"]] = said
            if said.get("resolution"):
                self.resolutions.add(said["resolution"])
        elif name == "correct" and "id" in said:
            self.outcomes[said["id"]] = said
        elif name in ("curate", "add_base") and said.get("id"):
            self.datasets.append(said)
        elif name == "seal" and said.get("head"):
            self.heads.append(said["head"])
        elif name == "add_hold":
            self.held += said.get("held", 0)
        elif name == "compact":
            self.moved += said.get("moved", 0)
