"""Where a table ends: totals and remarks below it, headings repeated within it, other tables on the same sheet."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.data.reading.grid import Grid
from core.data.reading.values import look, says_total

Row = tuple[str | None, ...]
_BOTTOM = 30
_SAMPLE = 100
_MOST_GAPS = 50
"""With more blank rows than this they separate nothing."""


def tables_of(grid: Grid, used: pa.Int64Array) -> list[pa.Int64Array]:
    """Return the rows of each table on a sheet: a blank row with headings below it begins another one."""
    numbers = used.to_numpy()
    gaps = [place + 1 for place in (numbers[1:] - numbers[:-1] > 1).nonzero()[0]]
    if not gaps or len(gaps) > _MOST_GAPS:
        return [used]
    cuts = [0]
    for start, end in pairwise([*gaps, len(numbers)]):
        before, block = used.slice(cuts[-1], start - cuts[-1]), used.slice(start, end - start)
        if _begins_table(_rows(grid, before), _rows(grid, block)):
            cuts.append(start)
    return [used.slice(start, end - start) for start, end in pairwise([*cuts, len(numbers)])]


def repeated_headings(grid: Grid, body: pa.Int64Array, names: Sequence[str | None] | None) -> np.ndarray:
    """Mark the rows that repeat the headings, as printed pages do."""
    named = [place for place, name in enumerate(names or ()) if name]
    if len(named) < 2 or names is None:
        return np.zeros(len(body), bool)
    repeats = pa.repeat(pa.scalar(True), len(body))
    for place in named:
        repeats = pc.and_(repeats, pc.fill_null(pc.equal(grid.columns[place].take(body), names[place]), False))
    return np.asarray(repeats)


def tail_of(grid: Grid, body: pa.Int64Array) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of the totals and of the remarks at the end of the rows `body`."""
    rows = _rows(grid, body.slice(max(0, len(body) - _BOTTOM)))
    sample = _rows(grid, body.slice(0, _SAMPLE))
    typed, kinds = typed_columns(sample), _kinds_of_rows(sample)
    totals: list[int] = []
    remarks: list[int] = []
    while len(rows) > 1:
        place = body[len(body) - 1 - len(totals) - len(remarks)].as_py()
        if _is_total(rows[-1]) and _first_cell(rows[-1]) not in kinds:
            totals.append(place)
        elif _is_remark(rows[-1], typed):
            remarks.append(place)
        else:
            break
        rows.pop()
    return np.array(totals, np.int64), np.array(remarks, np.int64)


def typed_columns(rows: Sequence[Row]) -> list[int]:
    """Return the columns that hold numbers or dates more often than words."""
    typed = []
    for place in range(len(rows[0]) if rows else 0):
        looks = Counter(look(row[place]) for row in rows)
        if looks["number"] + looks["date"] > looks["text"]:
            typed.append(place)
    return typed


def _begins_table(before: Sequence[Row], block: Sequence[Row]) -> bool:
    """Whether `block` has headings of its own: those of the table before it, or words where that one has numbers."""
    first = block[0]
    if len(block) < 2 or sum(cell is not None for cell in first) < 2 or len(before) < 2:
        return False
    typed = typed_columns(before)
    if first in before[:10] and not typed:
        return True
    return _contradicts(first, typed) and (first in before[:10] or bool(typed_columns(block[1:])))


def _contradicts(row: Row, typed: Sequence[int]) -> bool:
    """Words, and neither numbers nor dates, in columns of numbers and dates."""
    looks = {look(row[place]) for place in typed}
    return "text" in looks and not looks & {"number", "date"}


def _kinds_of_rows(rows: Sequence[Row]) -> set[str | None]:
    """What rows begin with again and again: a kind of row, even if it is called "total"."""
    return {cell for cell, count in Counter(_first_cell(row) for row in rows).items() if count > 2}


def _first_cell(row: Row) -> str | None:
    return next((cell for cell in row if cell is not None), None)


def _is_total(row: Row) -> bool:
    """Its first word says so; the rest are numbers, or nothing (a formula that was never worked out)."""
    cells = [cell for cell in row if cell is not None]
    return bool(cells) and says_total(cells[0]) and all(look(cell) != "text" for cell in cells[1:])


def _is_remark(row: Row, typed: Sequence[int]) -> bool:
    """Words where the table has numbers; or one lone cell of words in a wide table."""
    if not typed:
        return False
    filled = [cell for cell in row if cell is not None]
    if len(filled) == 1 and len(row) >= 3:
        return look(filled[0]) == "text" and not any(look(row[place]) in ("number", "date") for place in typed)
    return _contradicts(row, typed) and (len(typed) >= 2 or len(filled) == 1)


def _rows(grid: Grid, places: pa.Int64Array) -> list[Row]:
    taken = grid.taken(places.slice(0, _SAMPLE))
    return taken.rows(0, taken.height)
