"""What a single cell looks like, judged quickly: for telling headings, titles and totals from rows of data."""

import re
from typing import Literal

from core.data.reading.blanks import is_blank_word

Look = Literal["blank", "number", "date", "text"]

_NUMBER = re.compile(r"[-+(]?\s*[^\w\s]?\s*\d[\d.,' \u00a0\u202f]*(?:[eE][-+]?\d+)?\s*[^\w\s]?\)?-?")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ,].*)?|\d{1,2}:\d{2}(:\d{2})?|\d{8}T\d{6}")
_TOTAL = re.compile(
    r"(grand |sub)?total\w*|sum(me)?|somme|gesamt\w*|insgesamt|zwischensumme|endsumme|suma|somma|totaal|totalt|average|mean|"
    r"durchschnitt|mittelwert|moyenne|promedio|media",
    re.IGNORECASE,
)


def look(cell: str | None) -> Look:
    """Number, date, text or blank."""
    if cell is None or is_blank_word(cell):
        return "blank"
    if _NUMBER.fullmatch(cell):
        return "date" if _DATE.fullmatch(cell) else "number"
    return "date" if _DATE.fullmatch(cell) else "text"


def says_total(cell: str | None) -> bool:
    """Tell whether a cell announces a total, in one of several languages: "Total", "Summe:", "Total général"."""
    if cell is None or len(cell) > 40:
        return False
    first = re.split(r"[\s:]+", cell.strip(), maxsplit=1)[0]
    return bool(_TOTAL.fullmatch(first) or _TOTAL.fullmatch(cell.strip(" :")))
