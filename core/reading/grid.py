"""Cells as they stand in a file, column by column: text with blanks as null, before anyone asks what they mean."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest

import pyarrow as pa
import pyarrow.compute as pc

from core.reading import refusals
from core.reading.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

CHUNK = 20_000
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
        """The cells of row `number`, from 0."""
        return tuple(column[number].as_py() for column in self.columns)

    def rows(self, start: int, stop: int) -> list[tuple[str | None, ...]]:
        """The cells of some rows."""
        return list(zip(*(column[start:stop].to_pylist() for column in self.columns), strict=True))

    def filled(self) -> "pa.Int32Array":
        """How many cells of each row hold something."""
        counts = pa.repeat(pa.scalar(0, pa.int32()), self.height)
        for column in self.columns:
            counts = pc.add(counts, pc.cast(pc.is_valid(column), pa.int32()))
        return counts

    def taken(self, rows: "pa.Int64Array") -> "Grid":
        """Only the given rows."""
        return Grid(
            tuple(column.take(rows) for column in self.columns),
            len(rows),
            tuple(numbers if numbers is None else numbers.take(rows) for numbers in self.numbers),
        )

    def narrowed(self, columns: Sequence[int]) -> "Grid":
        """Only the given columns."""
        numbers = tuple(self.numbers[place] for place in columns) if self.numbers else ()
        return Grid(tuple(self.columns[place] for place in columns), self.height, numbers)


@dataclass
class GridBuilder:
    """Takes rows as they come, of any length, and makes a grid of them.

    Raises (from `add` and `grid`):
        UnreadableFile: more rows, columns or cells than Plainwell reads.
    """

    on_progress: Callable[[int], None] = lambda _: None
    width: int = 0
    height: int = 0
    chunks: list[list[pa.StringArray]] = field(default_factory=list)

    def add_all(self, rows: Iterable[Sequence[str]]) -> None:
        iterator: Iterator[Sequence[str]] = iter(rows)
        while chunk := list(islice(iterator, CHUNK)):
            self.add(chunk)

    def add(self, rows: list[Sequence[str]]) -> None:
        """Adds rows of text; shorter ones end in blanks."""
        self.height += len(rows)
        if self.height > MOST_ROWS + _SPARE_ROWS:
            raise refusals.too_many_rows()
        self.width = max([self.width, *map(len, rows)])
        if self.height * self.width > MOST_CELLS:
            raise refusals.too_many_cells()
        columns = [tidy(pa.array(column, pa.string())) for column in zip_longest(*rows, fillvalue="")]
        self.chunks.append(columns)
        self.on_progress(self.height)

    def grid(self) -> Grid:
        """Everything that was added, without the empty columns at the right."""
        columns = []
        for place in range(self.width):
            parts = [chunk[place] if place < len(chunk) else None for chunk in self.chunks]
            sizes = [len(chunk[0]) if chunk else 0 for chunk in self.chunks]
            filled = [
                pa.nulls(size, pa.string()) if part is None else part for part, size in zip(parts, sizes, strict=True)
            ]
            columns.append(pa.concat_arrays(filled))
        while columns and columns[-1].null_count == len(columns[-1]):
            columns.pop()
        return checked(Grid(tuple(columns), self.height))


def checked(grid: Grid) -> Grid:
    """`grid`, if it has a bearable number of columns that hold something."""
    used = sum(column.null_count < len(column) for column in grid.columns)
    if used > MOST_COLUMNS:
        raise refusals.too_many_columns(used)
    return grid


def tidy(column: pa.StringArray) -> pa.StringArray:
    """Without spaces around the cells; what is left empty is blank."""
    trimmed = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)
