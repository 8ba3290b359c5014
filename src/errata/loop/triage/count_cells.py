"""Count cells: rows and errors of every conjunction of attribute values that is large enough."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.loop.triage.attributes import Coded

Ints = NDArray[np.int64]
Predicate = tuple[tuple[int, int], ...]  # (attribute, code) pairs, attributes ascending

DENSE = 4_000_000  # cells of a table counted directly; a larger one is counted by sorting
TABLE = 8_000_000  # entries of a table of rows by attributes that may be copied out
WORTH = 4  # attributes left for each cell, from which on cells are counted one by one
SPILT = 0.75  # share of the rows in large cells, below which the others are let go of


@dataclass(frozen=True, kw_only=True, eq=False)
class Cells:
    """The conjunctions with enough rows, by depth: `values[d]` is (cells, d + 1) value numbers."""

    pairs: list[tuple[int, int]]  # of each value number: which attribute, and which of its codes
    values: list[NDArray[np.uint32]]
    support: Ints  # (all cells,) rows, of depth 1 first
    errors: Ints  # (all cells,)
    depth: NDArray[np.uint8]  # (all cells,)

    def __len__(self) -> int:
        return len(self.support)

    def predicate(self, at: int) -> Predicate:
        """What the cell at this place is a conjunction of."""
        depth = int(self.depth[at]) - 1
        values = self.values[depth][at - sum(map(len, self.values[:depth]))]
        return tuple(sorted(self.pairs[number] for number in values))


def count_cells(
    coded: list[Coded], wrong: NDArray[np.bool_], *, max_depth: int, min_support: int
) -> Cells:
    """Every conjunction of up to `max_depth` values with at least `min_support` rows, exactly.

    Depth first, so that `max_depth` columns are held at a time. Pruning by support is sound: no
    part of a small cell is large. Rows are numbered by the cell they fall in; those in cells that
    are too small share the last number, the spill, and are let go of where they are many. Where
    cells are few and attributes many (words), a cell's rows are copied out as a table, and all
    that refines it is counted in one pass.
    Memory: the codes (one or two bytes an entry), some 40 bytes a row, 20 bytes a cell.
    """
    count = _Count.start(coded, wrong, max_depth, min_support)
    count.wide(_Node(ids=np.zeros((1, 0), np.uint32), start=0, failed=int(wrong.sum())))
    return count.cells()


@dataclass(frozen=True, kw_only=True, eq=False)
class _Node:
    """Cells of the same attributes, all refined by the attributes from `start` on."""

    ids: NDArray[np.uint32]  # (cells, depth)
    start: int
    failed: int  # of its rows, which come first
    cell: Ints | None = None  # (rows,) which cell, the number of cells for none; None: all in one
    rows: Ints | None = None  # (rows,) ascending; None: all


@dataclass(kw_only=True, eq=False)
class _Count:
    """One count on its way. Rows that failed come first, so that they are the head of any part."""

    n: int
    columns: list[NDArray[Any]]  # codes by attribute, those with the fewest rows first
    widths: list[int]  # values of each attribute; its rows of none have this code
    offsets: list[int]  # the first value number of each attribute
    pairs: list[tuple[int, int]]
    max_depth: int
    min_support: int
    found: list[list[tuple[NDArray[np.uint32], Ints, Ints]]] = field(default_factory=list)

    @classmethod
    def start(
        cls, coded: list[Coded], wrong: NDArray[np.bool_], max_depth: int, min_support: int
    ) -> _Count:
        """Keep the values that may be part of a cell."""
        n = len(wrong)
        order = np.concatenate([np.flatnonzero(wrong), np.flatnonzero(~wrong)])
        usable = []
        for at, each in enumerate(coded):
            support = np.bincount(each.codes, minlength=len(each.values))
            large = (support >= min_support) & (support < n)
            large[len(each.values) :] = False
            kept = np.flatnonzero(large)
            if len(kept):
                place = np.full(len(support), len(kept), np.min_scalar_type(len(kept)))
                place[kept] = np.arange(len(kept))
                usable.append((int(support[kept].sum()), each.name, at, kept, place))
        usable.sort(key=lambda column: column[:2])
        widths = [len(column[3]) for column in usable]
        return cls(
            n=n,
            columns=[place[coded[at].codes[order]] for _, _, at, _, place in usable],
            widths=widths,
            offsets=[0, *np.cumsum(widths).tolist()],
            pairs=[(at, int(code)) for _, _, at, kept, _ in usable for code in kept],
            max_depth=max_depth,
            min_support=min_support,
            found=[[] for _ in range(max_depth)],
        )

    def cells(self) -> Cells:
        """What was found."""
        values = [
            np.concatenate([part[0] for part in parts])
            if parts
            else np.zeros((0, depth + 1), np.uint32)
            for depth, parts in enumerate(self.found)
        ]
        empty = np.zeros(0, np.int64)
        everything = [part for parts in self.found for part in parts]
        depths = np.arange(1, self.max_depth + 1, dtype=np.uint8)
        return Cells(
            pairs=self.pairs,
            values=values,
            support=np.concatenate([empty, *(part[1] for part in everything)]),
            errors=np.concatenate([empty, *(part[2] for part in everything)]),
            depth=np.repeat(depths, [len(each) for each in values]),
        )

    def keep(self, ids: NDArray[np.uint32], support: Ints, errors: Ints) -> None:
        """Note large cells."""
        self.found[ids.shape[1] - 1].append((ids, support, errors))

    def wide(self, node: _Node) -> None:
        """Refine a node's cells, one attribute after another."""
        cells = len(node.ids)
        n = self.n if node.rows is None else len(node.rows)
        joint = np.zeros(n, np.int64)
        for column in range(node.start, len(self.columns)):
            stride = self.widths[column] + 1
            codes = self.columns[column]
            if node.rows is not None:
                codes = codes[node.rows]
            if node.cell is None:
                np.copyto(joint, codes)
            else:
                np.multiply(node.cell, stride, out=joint)
                joint += codes
            keys, support, errors = self.tabulate(joint, node.failed, cells * stride, stride)
            if len(keys) == 0:
                continue
            ids = np.column_stack(
                [node.ids[keys // stride], (self.offsets[column] + keys % stride)]
            ).astype(np.uint32)
            self.keep(ids, support, errors)
            if ids.shape[1] < self.max_depth and column + 1 < len(self.columns):
                cell = _renumber(joint, keys, (cells + 1) * stride)
                self.deeper(node, ids, column + 1, cell, int(support.sum()))

    def deeper(
        self, node: _Node, ids: NDArray[np.uint32], start: int, cell: Ints, inside: int
    ) -> None:
        """Refine these cells, by the way that is cheaper."""
        rows, failed = node.rows, node.failed
        if inside < SPILT * len(cell):
            held = np.flatnonzero(cell < len(ids))
            failed = int(np.searchsorted(held, failed))
            rows, cell = (held if rows is None else rows[held]), cell[held]
        left = len(self.columns) - start
        if len(ids) * WORTH > left or inside * left > TABLE:
            self.wide(_Node(ids=ids, start=start, failed=failed, cell=cell, rows=rows))
            return
        table = self.table(start, rows)
        for at, each in enumerate(ids):
            held = np.flatnonzero(cell == at)
            part = table[held]
            self.narrow(each, part, np.arange(start, len(self.columns)), held < failed)

    def table(self, start: int, rows: Ints | None) -> NDArray[Any]:
        """(rows, attributes from `start` on) value numbers; the last number stands for none."""
        last = len(self.pairs)
        numbers = []
        for column in range(start, len(self.columns)):
            first, width = self.offsets[column], self.widths[column]
            number = np.append(np.arange(first, first + width), last)
            codes = self.columns[column] if rows is None else self.columns[column][rows]
            numbers.append(number.astype(np.min_scalar_type(last))[codes])
        return np.column_stack(numbers)

    def narrow(
        self, ids: NDArray[np.uint32], table: NDArray[Any], columns: Ints, wrong: NDArray[np.bool_]
    ) -> None:
        """Refine one cell by all the attributes of its table at once."""
        failed = int(wrong.sum())
        size = len(self.pairs)
        support = np.bincount(table.ravel(), minlength=size)[:size]
        kept = np.flatnonzero(support >= self.min_support)
        if len(kept) == 0:
            return
        errors = np.bincount(table[:failed].ravel(), minlength=size)[kept]
        deeper = np.empty((len(kept), len(ids) + 1), np.uint32)
        deeper[:, :-1], deeper[:, -1] = ids, kept
        self.keep(deeper, support[kept], errors)
        if len(ids) + 1 == self.max_depth:
            return
        owners = np.searchsorted(self.offsets, kept, side="right") - 1
        useful = np.flatnonzero(np.isin(columns, owners))
        table, columns = table[:, useful], columns[useful]
        for row, (number, owner) in enumerate(zip(kept, owners, strict=True)):
            at = int(np.searchsorted(columns, owner))
            if at + 1 < len(columns):
                held = np.flatnonzero(table[:, at] == number)
                self.narrow(deeper[row], table[held, at + 1 :], columns[at + 1 :], held < failed)

    def tabulate(self, joint: Ints, failed: int, cells: int, spill: int) -> tuple[Ints, Ints, Ints]:
        """The cells below `cells` with enough rows: key, rows, errors."""
        if cells + spill <= DENSE:
            support = np.bincount(joint, minlength=cells)[:cells]
            support[spill - 1 :: spill] = 0  # rows of none of the attribute's values
            keys = np.flatnonzero(support >= self.min_support)
            return keys, support[keys], np.bincount(joint[:failed], minlength=cells)[keys]
        keys, support = np.unique(joint, return_counts=True)
        large = (support >= self.min_support) & (keys < cells) & (keys % spill != spill - 1)
        keys, support = keys[large], support[large]
        ordered = np.sort(joint[:failed])
        errors = np.searchsorted(ordered, keys, side="right") - np.searchsorted(ordered, keys)
        return keys, support, errors


def _renumber(joint: Ints, keys: Ints, cells: int) -> Ints:
    """Each row's place among the kept cells, or their number: the spill."""
    if cells <= DENSE:
        table = np.full(cells, len(keys))
        table[keys] = np.arange(len(keys))
        return table[joint]
    place = np.searchsorted(keys, joint)
    place[place == len(keys)] = 0
    return np.where(keys[place] == joint, place, len(keys))
