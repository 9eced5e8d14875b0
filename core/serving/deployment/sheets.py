"""Tables written for a spreadsheet program: CSV or XLSX, with no cell that such a program would run as a formula.

They are made in memory, because a file that is written bit by bit would be left behind, open to all, when its writer is killed.
"""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import NoneType
from typing import Any

import xlsxwriter

from core.common.errors import NotPossibleNow

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MOST_ROWS = 1_048_575
"""Rows below the heading that a workbook can hold."""
MOST_CELLS = 2_000_000
"""Cells of a workbook that is made unasked: it takes about 200 bytes of memory and 10 microseconds for each."""
_AS_THEY_ARE = frozenset({float, int, NoneType})
_STARTS = frozenset(_FORMULA)
Line = Callable[[list[Any]], None]


class CsvSheet:
    """A growing CSV file (UTF-8)."""

    def __init__(self, heading: list[str]) -> None:
        self._bytes = BytesIO()  # a text kept as text takes four times the memory
        self._text = TextIOWrapper(self._bytes, encoding="utf-8", newline="")
        self._writer = csv.writer(self._text)
        self.line(list(heading))

    def line(self, cells: list[Any]) -> None:
        """Write one line."""
        self._writer.writerow(
            [
                cell
                if type(cell) in _AS_THEY_ARE or (type(cell) is str and cell[:1] not in _STARTS)
                else _as_text(escape_formula(cell))
                for cell in cells
            ]
        )

    def bytes(self) -> bytes:
        """Return the whole file."""
        self._text.flush()
        return self._bytes.getvalue()


class XlsxSheet:
    """A growing workbook of one sheet."""

    def __init__(self, heading: list[str]) -> None:
        self._bytes = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._bytes, options)
        self._sheet = self._book.add_worksheet("Answers")
        self._rows = 0
        self.line(list(heading))

    def line(self, cells: list[Any]) -> None:
        """Write one line."""
        for column, cell in enumerate(cells):
            if cell is not None:
                self._sheet.write(self._rows, column, escape_formula(cell))
        self._rows += 1

    def bytes(self) -> bytes:
        """Return the whole workbook. No line can follow."""
        self._book.close()
        return self._bytes.getvalue()


class ResultSheets:
    """The same lines as CSV, and as a workbook too unless they are too many for one."""

    def __init__(self, heading: list[str], rows: int) -> None:
        fits = rows <= MOST_ROWS and rows * len(heading) <= MOST_CELLS
        self._csv, self._xlsx = CsvSheet(heading), XlsxSheet(heading) if fits else None

    def line(self, cells: list[Any]) -> None:
        """Write one line."""
        self._csv.line(cells)
        if self._xlsx:
            self._xlsx.line(cells)

    def csv(self) -> bytes:
        """Return all lines as CSV."""
        return self._csv.bytes()

    def xlsx(self) -> bytes | None:
        """Return all lines as a workbook, or None where they are too many for one."""
        return self._xlsx.bytes() if self._xlsx else None


@contextmanager
def open_sheet(out: Path, heading: list[str], rows: int) -> Iterator[Line]:
    """Yield a function that writes one line. `out` is put in place at the end; after a failure it is as it was before.

    Raises NotPossibleNow when it cannot be written, or cannot hold so many rows.
    """
    is_book = out.suffix.lower() == ".xlsx"
    if is_book and rows > MOST_ROWS:
        raise NotPossibleNow("A workbook cannot hold so many rows.", "Choose a name that ends in .csv instead.")
    draft = out.with_name(f".{out.name}.part")
    try:
        draft.touch()  # whether that is possible is better known before anything is answered
        sheet = XlsxSheet(heading) if is_book else CsvSheet(heading)
        yield sheet.line
        draft.write_bytes(sheet.bytes())
        draft.replace(out)
    except OSError as failure:
        raise NotPossibleNow(
            "The file with the answers could not be written.", "Check the folder and the free space, then try again."
        ) from failure
    finally:
        draft.unlink(missing_ok=True)


def escape_formula(cell: Any) -> Any:
    """Put an apostrophe before a text that a spreadsheet program would take for a formula (OWASP, CSV injection)."""
    if isinstance(cell, str) and cell.startswith(_FORMULA) and not _is_number(cell):
        return "'" + cell
    return cell


def _as_text(cell: Any) -> Any:
    return ("yes" if cell else "no") if isinstance(cell, bool) else cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
