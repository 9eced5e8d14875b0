"""Tables written for a spreadsheet program: CSV or XLSX, with no cell that such a program would run as a formula."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlsxwriter

from core.errors import NotPossibleNow

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
Line = Callable[[list[Any]], None]


@contextmanager
def writing(out: Path, heading: list[str]) -> Iterator[Line]:
    """Gives a function that writes one line. `out` is put in place at the end; after a failure it is as it was before.

    Raises NotPossibleNow when it cannot be written.
    """
    draft = out.with_name(f".{out.name}.part")
    try:
        with (_xlsx if out.suffix.lower() == ".xlsx" else _csv)(draft) as line:
            line(list(heading))
            yield line
        draft.replace(out)
    except OSError as failure:
        raise NotPossibleNow(
            "The file with the answers could not be written.", "Check the folder and the free space, then try again."
        ) from failure
    finally:
        draft.unlink(missing_ok=True)


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet program would take for a formula gets an apostrophe in front (OWASP, CSV injection)."""
    if isinstance(cell, str) and cell.startswith(_FORMULA) and not _is_number(cell):
        return "'" + cell
    return cell


@contextmanager
def _csv(path: Path) -> Iterator[Line]:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        yield lambda cells: writer.writerow([_as_text(harmless(cell)) for cell in cells])


@contextmanager
def _xlsx(path: Path) -> Iterator[Line]:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("Answers")
        rows = iter(range(1_048_576))

        def line(cells: list[Any]) -> None:
            row = next(rows)
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, harmless(cell))

        yield line


def _as_text(cell: Any) -> Any:
    return {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
