"""Where in a grid the table stands: titles above it, headings, its rows, totals and remarks below it."""

from collections import Counter
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from core.reading import refusals
from core.reading.grid import Grid
from core.reading.headings import Headings, find_headings
from core.reading.shapes import Choices, Note
from core.reading.values import look, says_total

_TOP = 200
_BOTTOM = 30
Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Table:
    """The rows of a table, its headings (None where there are none), and what was skipped to find it."""

    grid: Grid
    headings: tuple[str | None, ...]
    header_row: int
    """Of the last heading row, from 1; 0 without headings."""
    notes: tuple[Note, ...]


def find_table(grid: Grid, choices: Choices) -> Table:
    """The table in `grid`.

    Raises:
        UnreadableFile: there is none, or only its headings.
    """
    filled = grid.filled()
    used = pc.indices_nonzero(pc.greater(filled, 0)).cast(pa.int64())
    if not len(used):
        raise refusals.nothing_in_it()
    top = grid.taken(used.slice(0, _TOP))
    headings = find_headings(top.rows(0, top.height), _merges(grid, used), _chosen(choices, used))
    body = used.slice(headings.body)
    if not len(body):
        raise refusals.no_rows()
    body, below = _without_below(grid, body, headings)
    rows = grid.taken(body)
    kept = [place for place in range(grid.width) if _is_used(rows, headings, place)]
    if not kept:
        raise refusals.nothing_in_it()
    table = Grid(
        tuple(rows.columns[place] for place in kept),
        rows.height,
        tuple(rows.numbers[place] for place in kept) if rows.numbers else (),
    )
    last = used[headings.body - 1].as_py() + 1 if headings.names is not None else 0
    names = tuple(headings.names[place] if headings.names else None for place in kept)
    notes = [*_notes_above(headings, choices), *below, *_notes_blank(grid, used, body, headings, kept)]
    return Table(table, names, last, tuple(notes))


def _chosen(choices: Choices, used: pa.Int64Array) -> int | None:
    """The owner's heading row as a place among the rows that hold something: -1 for "no headings"."""
    if choices.header_row is None:
        return None
    if choices.header_row == 0:
        return -1
    return int(pc.sum(pc.less(used, choices.header_row)).as_py()) - 1


def _merges(grid: Grid, used: pa.Int64Array) -> list[tuple[int, int, int, int]]:
    """Merged areas near the top as (first row, last row, first column, last column), rows counted without blank ones."""
    places = {row: place for place, row in enumerate(used.slice(0, _TOP).to_pylist())}
    found = []
    for (top, left), (bottom, right) in grid.merges:
        rows = [places[row] for row in range(top, min(bottom, top + _TOP) + 1) if row in places]
        if rows:
            found.append((rows[0], rows[-1], left, right))
    return found


def _is_used(rows: Grid, headings: Headings, place: int) -> bool:
    """A column that has a heading or holds something."""
    return bool(headings.names and headings.names[place]) or rows.columns[place].null_count < rows.height


def _without_below(grid: Grid, body: pa.Int64Array, headings: Headings) -> tuple[pa.Int64Array, list[Note]]:
    """The body without totals and remarks at its end."""
    bottom = grid.taken(body.slice(max(0, len(body) - _BOTTOM)))
    rows = bottom.rows(0, bottom.height)
    typed = _typed_columns(grid, body)
    totals = remarks = 0
    while len(rows) > 1:
        if _is_total(rows[-1]):
            totals += 1
        elif _is_remark(rows[-1], typed, grid.width):
            remarks += 1
        else:
            break
        rows.pop()
    notes = []
    if totals:
        what = (
            "The last row looked like a total and was"
            if totals == 1
            else f"The last {totals} rows looked like totals and were"
        )
        notes.append(Note(f"{what} left out."))
    if remarks:
        what = (
            "1 row below the table looked like a remark and was"
            if remarks == 1
            else f"{remarks} rows below the table looked like remarks and were"
        )
        notes.append(Note(f"{what} left out."))
    return body.slice(0, len(body) - totals - remarks), notes


def _typed_columns(grid: Grid, body: pa.Int64Array) -> list[int]:
    """Columns whose cells are nearly all numbers or dates."""
    sample = grid.taken(body.slice(0, 100)).rows(0, min(100, len(body)))
    typed = []
    for place in range(grid.width):
        looks = Counter(look(row[place]) for row in sample)
        of_value = looks["number"] + looks["date"]
        if of_value and looks["text"] <= 0.2 * (of_value + looks["text"]):
            typed.append(place)
    return typed


def _is_total(row: Row) -> bool:
    """A row whose first word says so, and that holds a number."""
    cells = [cell for cell in row if cell is not None]
    return bool(cells) and says_total(cells[0]) and any(look(cell) == "number" for cell in cells[1:])


def _is_remark(row: Row, typed: list[int], width: int) -> bool:
    """Words where the table has numbers, or a lone sentence at the left of a wide table."""
    filled = [place for place, cell in enumerate(row) if cell is not None]
    in_typed = [look(row[place]) for place in typed]
    if len(filled) == 1 and width >= 3:
        cell = row[filled[0]] or ""
        return look(cell) == "text" and filled[0] <= 1 and all(one == "blank" for one in in_typed) and len(typed) >= 1
    return len(typed) >= 2 and "text" in in_typed and not {"number", "date"} & set(in_typed)


def _notes_above(headings: Headings, choices: Choices) -> list[Note]:
    notes = []
    if headings.above:
        rows = "1 row" if headings.above == 1 else f"{headings.above} rows"
        notes.append(Note(f"{rows} above the table {'was' if headings.above == 1 else 'were'} skipped.", "header_row"))
    if headings.depth > 1:
        how = "joined" if headings.joined else "read by the lowest"
        notes.append(Note(f"The headings fill {headings.depth} rows; they were {how}.", "header_row"))
    if headings.names is None and choices.header_row is None:
        notes.append(Note("The first row looked like data, so the columns were numbered.", "header_row"))
    return notes


def _notes_blank(
    grid: Grid, used: pa.Int64Array, body: pa.Int64Array, headings: Headings, kept: list[int]
) -> list[Note]:
    notes = []
    between = body[-1].as_py() - body[0].as_py() + 1 - len(body)
    if between:
        notes.append(Note(f"{'1 blank row was' if between == 1 else f'{between:,} blank rows were'} left out."))
    columns = grid.width - len(kept)
    if columns:
        notes.append(Note(f"{'1 blank column was' if columns == 1 else f'{columns} blank columns were'} left out."))
    return notes
