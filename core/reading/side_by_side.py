"""Several tables beside each other on one sheet, with blank columns between them: the largest is the one."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.reading.grid import Grid
from core.reading.values import look

_MOST_ROWS = 50_000
"""Larger sheets are somebody's data, not a page of small tables."""


@dataclass(frozen=True)
class _Block:
    """Columns from `left` to before `right`, and whether each row holds something in them."""

    left: int
    right: int
    rows: np.ndarray

    @property
    def first(self) -> int:
        return int(self.rows.argmax())

    @property
    def last(self) -> int:
        return len(self.rows) - 1 - int(self.rows[::-1].argmax())

    @property
    def is_whole(self) -> bool:
        """Whether it looks like a table of its own: two columns, two rows, no gaps."""
        height = self.last - self.first + 1
        return self.right - self.left >= 2 and height >= 2 and self.rows.sum() >= 0.9 * height


def largest_of_several(grid: Grid) -> tuple[list[int], int]:
    """The columns of the largest table, and how many tables stand side by side; all columns and 1 where there is one."""
    everything = list(range(grid.width))
    if grid.height > _MOST_ROWS:
        return everything, 1
    blocks = _blocks(grid)
    if len(blocks) < 2 or not all(_are_apart(grid, *pair) for pair in pairwise(blocks)):
        return everything, 1
    best = max(blocks, key=lambda block: int(block.rows.sum()) * (block.right - block.left))
    return list(range(best.left, best.right)), len(blocks)


def _blocks(grid: Grid) -> list[_Block]:
    """Columns that hold something, parted where one holds nothing."""
    filled = [column.null_count < len(column) for column in grid.columns]
    edges = [place for place in range(grid.width + 1) if _at(filled, place) != _at(filled, place - 1)]
    return [_Block(left, right, _rows(grid, left, right)) for left, right in zip(edges[::2], edges[1::2], strict=True)]


def _at(filled: list[bool], place: int) -> bool:
    return 0 <= place < len(filled) and filled[place]


def _rows(grid: Grid, left: int, right: int) -> np.ndarray:
    valid: pa.BooleanArray = pa.repeat(pa.scalar(False), grid.height)
    for place in range(left, right):
        valid = pc.or_(valid, grid.columns[place].is_valid())
    return np.asarray(valid)


def _are_apart(grid: Grid, one: _Block, other: _Block) -> bool:
    """Whether two blocks are two tables: whole ones with words on top that end or begin elsewhere, or are headed alike."""
    if not (one.is_whole and other.is_whole):
        return False
    tops = [grid.row(block.first)[block.left : block.right] for block in (one, other)]
    if not all(cell is not None and look(cell) == "text" for top in tops for cell in top):
        return False
    taller = max(one.last - one.first, other.last - other.first)
    return tops[0] == tops[1] or abs(one.last - other.last) >= max(2, 0.2 * taller) or one.first != other.first
