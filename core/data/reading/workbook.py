"""Workbooks (XLSX, XLSM, XLS, XLSB, ODS) to a grid of cells."""

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice, repeat
from typing import Any

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from core.common.progress import Progress
from core.common.words import Words
from core.data.reading import refusals
from core.data.reading.cells import are_numbers, as_texts
from core.data.reading.error_cells import count_error_cells
from core.data.reading.grid import CHUNK, Grid, GridBuilder, checked
from core.data.reading.limits import MOST_CELLS, MOST_ROWS
from core.data.reading.results import Choices, Note

_PROBE_ROWS = 200


def read_workbook(
    data: bytes, choices: Choices, progress: Progress
) -> tuple[Grid, Choices, list[Note], tuple[str, ...]]:
    """Return the cells of one sheet, the choice made, what was guessed, and the names of all sheets that hold something.

    Raises:
        UnreadableFile: locked, damaged, too large, or without any table.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = _sheets(book)
        if not sheets:
            raise refusals.nothing_in_it()
        name = choices.sheet or _best(_shown(book, sheets) or sheets)
        if name not in sheets:
            raise refusals.no_such_sheet()
        grid = _grid(sheets[name], progress)
    except PasswordError as locked:
        raise refusals.locked_for_good() from locked
    except CalamineError as broken:
        raise refusals.damaged() from broken
    used = replace(choices, sheet=name, delimiter=None, encoding=None)
    return grid, used, [*_notes(book, sheets, name, choices), *_on_errors(count_error_cells(data))], tuple(sheets)


def _sheets(book: CalamineWorkbook) -> dict[str, CalamineSheet]:
    """Sheets of cells that hold something, hidden ones last."""
    shown: dict[str, CalamineSheet] = {}
    hidden: dict[str, CalamineSheet] = {}
    for facts in book.sheets_metadata:
        if facts.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(facts.name)
        if sheet.end is not None:
            (shown if facts.visible == SheetVisibleEnum.Visible else hidden)[facts.name] = sheet
    return {**shown, **hidden}


def _on_errors(count: int) -> list[Note]:
    if not count:
        return []
    holds = "holds" if count == 1 else "hold"
    missing = "it counts" if count == 1 else "they count"
    return [
        Note(
            f"{Words().counted(count, 'cell')} of the workbook {holds} an error such as #DIV/0!; {missing} as missing."
        )
    ]


def _shown(book: CalamineWorkbook, sheets: dict[str, CalamineSheet]) -> dict[str, CalamineSheet]:
    """Without the hidden ones: what is hidden is read where there is no other, or when it is chosen."""
    shown = {facts.name for facts in book.sheets_metadata if facts.visible == SheetVisibleEnum.Visible}
    return {name: sheet for name, sheet in sheets.items() if name in shown}


def _best(sheets: dict[str, CalamineSheet]) -> str:
    """The sheet with the largest table: rows count up to a point, so that a long list of codes does not win."""
    return max(sheets, key=lambda name: min(sheets[name].height, _PROBE_ROWS) * min(sheets[name].width, 50))


def _grid(sheet: CalamineSheet, progress: Progress) -> Grid:
    top, left = sheet.start or (0, 0)
    bottom, right = sheet.end or (0, 0)
    width = right + 1
    if (bottom + 1) * width > MOST_CELLS:
        raise refusals.too_many_cells() if sheet.height <= MOST_ROWS else refusals.too_many_rows()
    builder = GridBuilder()
    marks: list[list[pa.BooleanArray]] = []
    blank = [""] * width
    rows: Iterator[list[Any]] = chain(
        repeat(blank, top), (blank[:left] + row for row in sheet.to_python(skip_empty_area=True))
    )
    while chunk := list(
        islice(rows, CHUNK if builder.height else _PROBE_ROWS)
    ):  # headings are of another type than values
        columns = list(zip(*chunk, strict=True))
        builder.add_columns([as_texts(column) for column in columns], len(chunk))
        marks.append([are_numbers(column) for column in columns])
        progress.at(builder.height / (bottom + 1))
    grid = builder.grid()
    numbers = tuple(pa.concat_arrays([part[place] for part in marks]) for place in range(grid.width))
    return checked(Grid(grid.columns, grid.height, numbers, tuple(sheet.merged_cell_ranges or ())))


def _notes(book: CalamineWorkbook, sheets: dict[str, CalamineSheet], name: str, choices: Choices) -> list[Note]:
    notes = []
    if choices.sheet is None and len(sheets) > 1:
        notes.append(Note(f"Of {len(sheets)} sheets the one with the largest table was read: “{name}”.", "sheet"))
    if name not in _shown(book, sheets):
        notes.append(Note(f"The sheet “{name}” is hidden in the workbook.", "sheet"))
    return notes
