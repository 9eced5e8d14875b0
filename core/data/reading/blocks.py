"""A long text in blocks: those that are plain are parsed by Arrow, ten times faster; the rest by Python's csv, row by row.

Both give the same cells. A block is plain if each of its quotes opens or closes a cell or stands doubled inside one, it has no
blank line, and all of its rows are equally wide. Everything else people's files have is for the careful way.
"""

import io
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from core.common.progress import Progress
from core.data.reading.dialect import Dialect, declares_delimiter
from core.data.reading.grid import CHUNK, GridBuilder

BLOCK = 4 * 1024 * 1024
_QUOTE, _NEWLINE, _RETURN = 34, 10, 13


def add_blocks(data: bytes, dialect: Dialect, builder: GridBuilder, progress: Progress) -> None:
    """Add all cells of `data` (UTF-8 without a byte order mark) to `builder`. Raise csv.Error, UnicodeError."""
    start = _after_declaration(data)
    while start < len(data):
        end = _end_of_block(data, start)
        table = parse_with_arrow(data, start, end, dialect)
        if table is None:
            end = _add_carefully(data, start, end, dialect, builder)
        else:
            builder.add_columns([column.combine_chunks() for column in table.columns], table.num_rows)
        start = end
        progress.at(start / len(data))


def _after_declaration(data: bytes) -> int:
    first = next(lines_from(data), "")
    return len(first.encode()) if declares_delimiter(first) else 0


def _end_of_block(data: bytes, start: int) -> int:
    """After the last line end of a block, or the first one behind it if it is one long line."""
    if start + BLOCK >= len(data):
        return len(data)
    inside = max(data.rfind(b"\n", start, start + BLOCK), data.rfind(b"\r", start, start + BLOCK))
    end = inside if inside >= 0 else _next_line_end(data, start + BLOCK)
    return end + (2 if data[end : end + 2] == b"\r\n" else 1)


def _next_line_end(data: bytes, start: int) -> int:
    found = [place for place in (data.find(b"\n", start), data.find(b"\r", start)) if place >= 0]
    return min(found, default=len(data) - 1)


def parse_with_arrow(data: bytes, start: int, end: int, dialect: Dialect) -> pa.Table | None:
    """Return the cells of a block as Arrow parses them, or None where the block is not plain enough for that."""
    if dialect.escape or dialect.wrapped or not dialect.delimiter.isascii():
        return None
    letters = np.frombuffer(data, np.uint8, end - start, start)
    has_quotes = bool(dialect.quote) and _QUOTE in letters
    if not _is_plain(letters, dialect, has_quotes):
        return None
    first = next(dialect.rows(lines_from(data, start)), [])
    names = [str(place) for place in range(len(first))]
    try:
        return pa_csv.read_csv(
            pa.py_buffer(data).slice(start, end - start),
            pa_csv.ReadOptions(block_size=end - start + 1, column_names=names),
            pa_csv.ParseOptions(
                delimiter=dialect.delimiter or "\x1f",
                quote_char='"' if has_quotes else False,
                newlines_in_values=has_quotes,
                ignore_empty_lines=False,
            ),
            pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:  # rows of different widths
        return None


def _is_plain(letters: np.ndarray, dialect: Dialect, has_quotes: bool) -> bool:
    """No blank line, one kind of line end, and quotes only where they mean something."""
    returns = np.flatnonzero(letters == _RETURN)
    newlines = np.flatnonzero(letters == _NEWLINE)
    if len(returns) and len(newlines) and not np.array_equal(returns + 1, newlines):
        return False
    ends = newlines if len(newlines) else returns
    step = 2 if len(returns) and len(newlines) else 1
    if len(ends) and (ends[0] == step - 1 or np.any(np.diff(ends) == step)):
        return False
    return not has_quotes or _are_well_formed(letters, dialect)


def _are_well_formed(letters: np.ndarray, dialect: Dialect) -> bool:
    """Whether each quote opens a cell, closes one, or is doubled within one.

    Read in turns as opening and closing, a doubled quote closes and opens again at once. So an opening one must follow a
    separator, a line end or a quote, and a closing one must come before one of these.
    """
    quotes = np.flatnonzero(letters == _QUOTE)
    if len(quotes) % 2:
        return False
    beside = np.zeros(256, bool)
    beside[[_QUOTE, _NEWLINE, _RETURN, *dialect.delimiter.encode()]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    before, behind = letters[opening[opening > 0] - 1], letters[closing[closing < len(letters) - 1] + 1]
    return bool(beside[before].all() and beside[behind].all())


def _add_carefully(data: bytes, start: int, end: int, dialect: Dialect, builder: GridBuilder) -> int:
    """Adds the rows from `start` to `end`, or to the end of the row that goes beyond it; says where that is."""
    lines = _Counted(lines_from(data, start))
    rows = _until(dialect.rows(lines), lambda: start + lines.size >= end)
    while chunk := list(islice(rows, CHUNK)):
        builder.add(chunk)
    return start + lines.size


def _until(rows: Iterator[list[str]], is_enough: Callable[[], bool]) -> Iterator[list[str]]:
    for row in rows:
        yield row
        if is_enough():
            return


class _Counted:
    """Lines, and how many bytes of them have been taken."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines, self.size = lines, 0

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.size += len(line) if line.isascii() else len(line.encode())
            yield line


def lines_with_odd_quotes(data: bytes) -> Iterator[str]:
    """Yield the lines with an odd number of quotes: one is left open, or is meant as a letter (a tyre of 28")."""
    start = 0
    while start < len(data):
        end = _end_of_block(data, start)
        letters = np.frombuffer(data, np.uint8, end - start, start)
        quotes = np.flatnonzero(letters == _QUOTE)
        ends = np.append(np.flatnonzero((letters == _NEWLINE) | (letters == _RETURN)), end - start)
        before = np.searchsorted(quotes, ends)
        for place in np.flatnonzero(np.diff(before, prepend=0) % 2):
            first = ends[place - 1] + 1 if place else 0
            yield data[start + first : start + ends[place]].decode("utf-8", "replace")
        start = end


def lines_from(data: bytes, start: int = 0) -> Iterator[str]:
    """Yield the lines of a text in UTF-8, each with its end."""
    source = io.BytesIO(data)
    source.seek(start)
    with io.TextIOWrapper(source, encoding="utf-8", newline="") as text:
        yield from text
