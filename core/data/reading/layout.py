"""Where in a grid the table stands: titles above it, headings, its rows, totals and remarks below it."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from core.common.words import Words
from core.data.reading import refusals
from core.data.reading.areas import pick_area
from core.data.reading.grid import Grid
from core.data.reading.heading_rows import Headings
from core.data.reading.headings import find_headings
from core.data.reading.merges import filled_down
from core.data.reading.results import Choices, Note
from core.data.reading.skipped import rows_of, skip_note

_TOP = 200
_counted = Words().counted


@dataclass(frozen=True)
class TableLayout:
    """The rows of a table, its headings (None where there are none), and what was skipped to find it."""

    grid: Grid
    headings: tuple[str | None, ...]
    header_row: int
    """Of the last heading row, from 1; 0 without headings."""
    notes: tuple[Note, ...]
    number: int | None = None
    """As `Choices.table`."""


def find_table(grid: Grid, choices: Choices) -> TableLayout:
    """Find the table in `grid`; of several the one that was chosen, or the largest.

    Raises:
        UnreadableFile: there is none, or only its headings.
    """
    picked = pick_area(grid, choices)
    if picked is None:
        raise refusals.nothing_in_it()
    grid, used = grid.narrowed(picked.area.columns), picked.area.rows
    top = grid.taken(used.slice(0, _TOP))
    headings = find_headings(top.rows(0, top.height), _merges(grid, used), _chosen_row(choices, used))
    body = used.slice(headings.body)
    if not len(body):
        raise refusals.no_rows()
    grid, merged = filled_down(grid, body[0].as_py())
    rows, endings = rows_of(grid, body, headings.names, choices.keep)
    blank = [place for place in range(grid.width) if not _is_used(rows, headings, place)]
    kept = [place for place in range(grid.width) if place not in blank or "blank_columns" in choices.keep]
    last = used[headings.body - 1].as_py() + 1 if headings.names is not None else 0
    notes = [
        *_notes_above(headings, choices),
        *picked.notes,
        *endings,
        *skip_note("blank_columns", len(blank), choices.keep),
    ]
    if merged:
        notes.append(
            Note(f"Merged cells were filled in for every row they cover, in {_counted(len(merged), 'column')}.")
        )
    names = tuple(headings.names[place] if headings.names else None for place in kept)
    return TableLayout(rows.narrowed(kept), names, last, tuple(notes), picked.number)


def _chosen_row(choices: Choices, used: pa.Int64Array) -> int | None:
    """The owner's heading row as a place among the rows that hold something: -1 for "no headings"."""
    if choices.header_row is None:
        return None
    return int(pc.sum(pc.less(used, choices.header_row)).as_py() or 0) - 1


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


def _notes_above(headings: Headings, choices: Choices) -> list[Note]:
    notes = []
    if headings.above:
        notes.append(Note(f"{_counted(headings.above, 'row')} above the table skipped.", "header_row"))
    if headings.depth > 1:
        how = "they were joined" if headings.joined else "the lowest was used"
        notes.append(Note(f"The headings fill {headings.depth} rows; {how}.", "header_row"))
    if headings.names is None and choices.header_row is None:
        notes.append(Note("The first row looked like data, so the columns were numbered.", "header_row"))
    return notes
