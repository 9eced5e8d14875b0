"""Cells as they stand in a file, column by column: text with blanks as null, before anyone asks what they mean."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.data.reading import refusals
from core.data.reading.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

CHUNK = 20_000
_SPACE, _TILDE = ord(" "), ord("~")
_SPARE_ROWS = 1_000
"""Titles and notes around a table do not count as its rows."""

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged area, each (row, column), from 0."""


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet or text file. `numbers` marks, where a file tells, cells that hold a number and not text."""

    columns: tuple[pa.StringArray, ...]
    height: int
    numbers: tuple[pa.BooleanArray | None, ...] = ()
    merges: tuple[Merge, ...] = ()

    @property
    def width(self) -> int:
        return len(self.columns)

    def row(self, number: int) -> tuple[str | None, ...]:
        """Return the cells of row `number`, from 0."""
        return tuple(column[number].as_py() for column in self.columns)

    def rows(self, start: int, stop: int) -> list[tuple[str | None, ...]]:
        """Return the cells of some rows."""
        return list(zip(*(column[start:stop].to_pylist() for column in self.columns), strict=True))

    def filled(self) -> "pa.Int32Array":
        """Count how many cells of each row hold something."""
        counts = pa.repeat(pa.scalar(0, pa.int32()), self.height)
        for column in self.columns:
            counts = pc.add(counts, pc.cast(pc.is_valid(column), pa.int32()))
        return counts

    def taken(self, rows: "pa.Int64Array") -> "Grid":
        """Return only the given rows, which are in order."""
        picked = _slice(rows) if len(rows) else None
        arrays = [
            array if array is None else array[picked] if picked else array.take(rows)
            for array in (*self.columns, *self.numbers)
        ]
        return Grid(tuple(arrays[: self.width]), len(rows), tuple(arrays[self.width :]))

    def narrowed(self, columns: Sequence[int]) -> "Grid":
        """Return only the given columns."""
        numbers = tuple(self.numbers[place] for place in columns) if self.numbers else ()
        moved = {place: number for number, place in enumerate(columns)}
        merges = tuple(
            ((top, moved[left]), (bottom, moved.get(right, moved[left])))
            for (top, left), (bottom, right) in self.merges
            if left in moved
        )
        return Grid(tuple(self.columns[place] for place in columns), self.height, numbers, merges)


def _slice(rows: "pa.Int64Array") -> slice | None:
    """The rows as a slice, which copies nothing, if there is no gap between them."""
    first, last = rows[0].as_py(), rows[-1].as_py()
    return slice(first, last + 1) if last - first + 1 == len(rows) else None


@dataclass
class GridBuilder:
    """Takes rows as they come, of any length, and makes a grid of them.

    Raises (from `add` and `grid`):
        UnreadableFile: more rows, columns or cells than Plainwell reads.
    """

    width: int = 0
    height: int = 0
    chunks: list[list[pa.StringArray]] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)

    def add_all(self, rows: Iterable[Sequence[str]]) -> None:
        iterator: Iterator[Sequence[str]] = iter(rows)
        while chunk := list(islice(iterator, CHUNK)):
            self.add(chunk)

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        """Add rows of text; shorter ones end in blanks."""
        self.add_columns([pa.array(column, pa.string()) for column in zip_longest(*rows, fillvalue="")], len(rows))

    def add_columns(self, columns: Sequence[pa.StringArray], height: int) -> None:
        """Add rows that come as columns of text."""
        self.height += height
        if self.height > MOST_ROWS + _SPARE_ROWS:
            raise refusals.too_many_rows()
        self.width = max(self.width, len(columns))
        if self.height * self.width > MOST_CELLS:
            raise refusals.too_many_cells()
        self.chunks.append([tidy(column) for column in columns])
        self.heights.append(height)

    def grid(self) -> Grid:
        """Return everything that was added, without the empty columns at the right."""
        columns = []
        for place in range(self.width):
            parts = [
                chunk[place] if place < len(chunk) else pa.nulls(height, pa.string())
                for chunk, height in zip(self.chunks, self.heights, strict=True)
            ]
            columns.append(pa.concat_arrays(parts))
        while columns and columns[-1].null_count == len(columns[-1]):
            columns.pop()
        return checked(Grid(tuple(columns), self.height))


def checked(grid: Grid) -> Grid:
    """Return `grid`, if it has a bearable number of columns that hold something."""
    used = sum(column.null_count < len(column) for column in grid.columns)
    if used > MOST_COLUMNS:
        raise refusals.too_many_columns(used)
    return grid


def tidy(column: pa.StringArray) -> pa.StringArray:
    """Return the cells without spaces around them; what is left empty is blank."""
    if _may_have_spaces(column):
        column = pc.utf8_trim_whitespace(column)
    empty = pc.fill_null(pc.equal(pc.binary_length(column), 0), False)
    return pc.if_else(empty, pa.scalar(None, pa.string()), column) if pc.any(empty).as_py() else column


def _may_have_spaces(column: pa.StringArray) -> bool:
    """Whether a cell begins or ends with something else than a visible sign of ASCII: quicker to ask than to trim."""
    _, places, letters = column.buffers()
    if letters is None or not len(letters):
        return False
    ends = np.frombuffer(places, np.int32)[column.offset : column.offset + len(column) + 1]
    starts, stops = ends[:-1], ends[1:]
    filled = stops > starts
    text = np.frombuffer(letters, np.uint8)
    edges = np.concatenate([text[starts[filled]], text[stops[filled] - 1]])
    return bool(((edges <= _SPACE) | (edges > _TILDE)).any())
