"""The tables on one sheet, beside each other and one above the other: which of them is meant, and which others there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from core.common.words import Words, clean
from core.data.reading.adjacent_tables import parting_of
from core.data.reading.endings import tables_of
from core.data.reading.grid import Grid
from core.data.reading.results import Choices, Note

ALL_AS_ONE = 0
"""As `Choices.table`: the sheet is not parted."""


@dataclass(frozen=True)
class Area:
    """A table on a sheet: its columns, and those of its rows that hold something."""

    columns: range
    rows: pa.Int64Array

    @property
    def size(self) -> int:
        return len(self.rows) * len(self.columns)

    def holds(self, header_row: int) -> bool:
        """Tell whether it has the row, counted from 1."""
        return bool(self.rows[0].as_py() < header_row <= self.rows[-1].as_py() + 1)


@dataclass(frozen=True)
class Picked:
    """The table that is read. `number` counts it from 1; None where the sheet holds no other."""

    area: Area
    number: int | None = None
    notes: tuple[Note, ...] = ()


def pick_area(grid: Grid, choices: Choices) -> Picked | None:
    """Return the table that was chosen, or the one with the chosen heading row, or the largest; None of a sheet that is blank."""
    whole = next(iter(_areas(grid, [range(grid.width)], parted=False)), None)
    if whole is None:
        return None
    parting = parting_of(grid)
    areas = _areas(grid, parting.blocks if parting.is_likely else [whole.columns])
    likely = len(areas) > 1
    if not likely:
        areas = _areas(grid, parting.blocks)
    if len(areas) == 1:
        return Picked(areas[0])
    number = _number(areas, choices, likely)
    return Picked(areas[number - 1] if number else whole, number, (_note(grid, areas, choices, number),))


def _areas(grid: Grid, blocks: Iterable[range], parted: bool = True) -> list[Area]:
    found = []
    for columns in blocks:
        block = grid.narrowed(columns)
        used = pc.indices_nonzero(pc.greater(block.filled(), 0)).cast(pa.int64())
        if len(used):
            found += [Area(columns, rows) for rows in (tables_of(block, used) if parted else [used])]
    return found


def _number(areas: Sequence[Area], choices: Choices, likely: bool) -> int:
    """The place of the table that is read, from 1; `ALL_AS_ONE` where that was chosen, or parts are not likely."""
    row, chosen, places = choices.header_row, choices.table, range(1, len(areas) + 1)
    if chosen == ALL_AS_ONE:
        return ALL_AS_ONE
    if chosen is not None and chosen in places and (not row or areas[chosen - 1].holds(row)):
        return chosen
    if not likely:
        return ALL_AS_ONE
    meant = [place for place in places if row and areas[place - 1].holds(row)] or ([1] if row else places)
    return max(meant, key=lambda place: areas[place - 1].size)


def _note(grid: Grid, areas: Sequence[Area], choices: Choices, number: int) -> Note:
    """What was read of several, with each other one as an offer."""
    count = len(areas)
    if number == ALL_AS_ONE:
        sentence = f"What may be {count} tables was read as one."
    elif choices.table or choices.header_row:
        sentence = f"Table {number} of {count} on this sheet was read."
    else:
        sentence = f"{count} tables stand {_how(areas)}; the largest was read."
    offers = [
        (str(place), f"Table {place} of {count}: {_headed(grid, area)}")
        for place, area in enumerate(areas, start=1)
        if place != number
    ]
    as_one = [] if number == ALL_AS_ONE else [(str(ALL_AS_ONE), "All as one table")]
    return Note(sentence, "table", offers=(*offers, *as_one))


def _how(areas: Sequence[Area]) -> str:
    blocks = {area.columns for area in areas}
    if len(blocks) == 1:
        return "one above the other"
    return "side by side" if len(blocks) == len(areas) else "on this sheet"


def _headed(grid: Grid, area: Area) -> str:
    """What an owner knows a table by: its headings, told by the first row of several cells."""
    for row in area.rows.slice(0, 20).to_pylist():
        cells = [cell for cell in grid.row(row)[area.columns.start : area.columns.stop] if cell is not None]
        if len(cells) > 1:
            return Words().items([f"“{clean(cell, 20)}”" for cell in cells])
    return Words().counted(len(area.rows), "row")
