"""Cells that hold an error of the spreadsheet program (#DIV/0!, #N/A): workbook readers give them as blank ones."""

import io
import re
import zipfile

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_ERROR = re.compile(rb'<(?:\w+:)?c\b[^>]*\bt="e"')


def count_error_cells(data: bytes) -> int:
    """Count the error cells in all sheets of an XLSX workbook; 0 of other kinds, which do not tell."""
    if not data.startswith(b"PK"):
        return 0
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if _SHEET.fullmatch(name)]
        return sum(_errors_in(parts.read(name)) for name in sheets)


def _errors_in(sheet: bytes) -> int:
    return len(_ERROR.findall(sheet)) if b't="e"' in sheet else 0
