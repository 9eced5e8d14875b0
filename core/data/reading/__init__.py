"""From the bytes of a file to a table: what is this file, where is its table, which kinds are its columns.

In the order in which data flows: `container` and `locked_ods` (what is it really, and opening what is locked), `decoding`,
`dialect`, `delimited` and `blocks` (text) or `workbook`, `error_cells` and `cells`, `grid` (cells), `endings`,
`adjacent_tables`, `areas`, `heading_rows`, `headings`, `subtotals`, `merges`, `skipped` and `layout` (where the table stands),
`numerals`, `quantities`, `clocks`, `date_forms`, `moments`, `date_orders`, `answers`, `forms` and `column_names` (what cells
and names say), `amounts`, `dates`, `codes` and `kinds` (what a column is), `understanding` (all columns), `questions` and
`column_notes` (what was guessed, and what is left open), `ways` (what an owner can choose instead). `__main__` runs all of it
in a process of its own, `sandbox` watches over that process, `frame` makes a pandas frame of its answer.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from core.common.progress import SILENT, Progress
from core.data.reading import refusals, wire
from core.data.reading.limits import MOST_BYTES
from core.data.reading.results import Choices, Column, Kind, Note, Reading
from core.data.reading.sandbox import read_apart

if TYPE_CHECKING:
    import pandas as pd

GUESS_ALL = Choices()
__all__ = ["Choices", "Column", "Kind", "Note", "Reading", "contents", "read_table", "understand_frame"]


def read_table(
    source: bytes | Path,
    filename: str,
    choices: Choices = GUESS_ALL,
    *,
    password: str | None = None,
    progress: Progress = SILENT,
) -> Reading:
    """Read the table in a file, in a process of its own.

    `filename` decides nothing; a note says where it misleads.

    Raises:
        UnreadableFile: it cannot be read; says why and what to do.
        Cancelled: it was asked to stop.
    """
    from core.data.reading.frame import frame_from_stream

    facts, table, plain = read_apart(contents(source), choices, password, progress=progress)
    columns = wire.columns_from(facts["columns"])
    progress.say(1.0, wire.sentence_at(1.0))
    return Reading(
        frame=frame_from_stream(table, columns),
        columns=columns,
        notes=(*_note_on_name(filename, is_workbook=bool(facts["sheets"])), *wire.notes_from(facts["notes"])),
        choices=wire.choices_from(facts["choices"]),
        sheets=tuple(facts["sheets"]),
        unlocked=plain,
    )


def _note_on_name(filename: str, is_workbook: bool) -> tuple[Note, ...]:
    """Files are told by their bytes; where the name says something else, the owner may like to know."""
    called_text = filename.lower().endswith((".csv", ".tsv", ".txt"))
    called_workbook = filename.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"))
    if is_workbook and called_text:
        return (Note("The name says text, but this file is a workbook; it was read as one."),)
    if called_workbook and not is_workbook:
        return (Note("The name says workbook, but this file is plain text; it was read as that."),)
    return ()


def contents(source: bytes | Path) -> bytes:
    """Return the bytes of a file of bearable size. Raise UnreadableFile."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > MOST_BYTES:
        raise refusals.too_large()
    return source if isinstance(source, bytes) else source.read_bytes()


def understand_frame(frame: "pd.DataFrame") -> Reading:
    """Understand a table that we made ourselves as a file with the same cells would be, but without a process of its own."""
    from core.data.reading.frame import to_frame, to_grid
    from core.data.reading.layout import TableLayout
    from core.data.reading.understanding import understand_table

    table = TableLayout(to_grid(frame), tuple(str(name) for name in frame.columns), 1, ())
    values, columns, choices, notes = understand_table(table, Choices())
    return Reading(to_frame(values, columns), columns, tuple(notes), choices)
