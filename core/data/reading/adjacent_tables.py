"""Whether blank columns part a sheet into several tables beside each other."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.data.reading.grid import Grid
from core.data.reading.values import look

_MOST_ROWS = 50_000
"""Larger sheets are somebody's data, not a page of small tables."""


@dataclass(frozen=True)
class _Block:
    """Columns from `left` to before `right`, and for each row whether it holds something in them, a lone title apart."""

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
        """Whether it looks like a table of its own: two columns, two rows, few gaps."""
        height = self.last - self.first + 1
        return self.right - self.left >= 2 and height >= 2 and self.rows.sum() >= 0.75 * height


@dataclass(frozen=True)
class Parting:
    """The columns of each table, from the left; one range of all columns where nothing parts them."""

    blocks: tuple[range, ...]
    is_likely: bool
    """Whether they are tables of their own, rather than one table with a blank column in it."""


def parting_of(grid: Grid) -> Parting:
    """Find how blank columns may part `grid`: into whole tables with headings over each."""
    blocks = _blocks(grid) if grid.height <= _MOST_ROWS else []
    if len(blocks) < 2 or not all(block.is_whole and _is_headed(grid, block) for block in blocks):
        return Parting((range(grid.width),), is_likely=True)
    is_likely = all(_are_apart(grid, *pair) for pair in pairwise(blocks))
    return Parting(tuple(range(block.left, block.right) for block in blocks), is_likely)


def _blocks(grid: Grid) -> list[_Block]:
    """Columns that hold something, parted where one holds nothing."""
    filled = [column.null_count < len(column) for column in grid.columns]
    edges = [place for place in range(grid.width + 1) if _at(filled, place) != _at(filled, place - 1)]
    return [_Block(left, right, _rows(grid, left, right)) for left, right in zip(edges[::2], edges[1::2], strict=True)]


def _at(filled: list[bool], place: int) -> bool:
    return 0 <= place < len(filled) and filled[place]


def _rows(grid: Grid, left: int, right: int) -> np.ndarray:
    filled = np.asarray(grid.narrowed(range(left, right)).filled())
    several = filled > 1
    titles = int(several.argmax()) if several.any() else 0
    return np.where(np.arange(len(filled)) < titles, False, filled > 0)


def _is_headed(grid: Grid, block: _Block) -> bool:
    return all(cell is not None and look(cell) == "text" for cell in _top(grid, block))


def _top(grid: Grid, block: _Block) -> tuple[str | None, ...]:
    return grid.row(block.first)[block.left : block.right]


def _are_apart(grid: Grid, one: _Block, other: _Block) -> bool:
    """Whether two blocks are two tables: they end or begin elsewhere, share a heading, or each names its rows by words."""
    taller = max(one.last - one.first, other.last - other.first)
    if abs(one.last - other.last) >= max(2, 0.2 * taller) or one.first != other.first:
        return True
    if set(_top(grid, one)) & set(_top(grid, other)):
        return True
    return _names_its_rows(grid, one) and _names_its_rows(grid, other)


def _names_its_rows(grid: Grid, block: _Block) -> bool:
    """Whether the first column holds a word for each row, and none twice, as the names of products or months do."""
    cells = grid.columns[block.left][block.first + 1 : block.last + 1].drop_null().to_pylist()
    words = {cell for cell in cells if look(cell) == "text"}
    return len(words) >= 0.9 * len(cells) and len(words) > 1
