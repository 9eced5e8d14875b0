"""How a delimited text is cut into cells: separator, quotes, escapes."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.data.reading.values import look

_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 40_000
_USUAL = ",;\t|"
_RARE = ":^~"


@dataclass(frozen=True)
class Dialect:
    """`wrapped`: each whole line stands in quotes, as some programs export when a text is pasted into one column."""

    delimiter: str
    quote: str = '"'
    escape: str = ""
    wrapped: bool = False

    def rows(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Yield the cells of each record; a quoted cell may hold line ends."""
        if self.wrapped:
            lines = ("".join(record) for record in csv.reader(lines))
        # A separator that never occurs stands for "one cell a line".
        return csv.reader(
            lines,
            delimiter=self.delimiter or "\x1f",
            quotechar=self.quote or None,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            escapechar=self.escape or None,
            skipinitialspace=False,
        )


def guess_dialect(lines: list[str], delimiter: str | None = None) -> Dialect:
    """Guess the dialect of `lines` (the first of a file), with `delimiter` if it is known."""
    sample = _sample(lines)
    declared = _declared(sample)
    if delimiter is None and declared:
        return Dialect(declared)
    if _is_wrapped(sample):
        inner = ["".join(record) + "\n" for record in csv.reader(sample)]
        return Dialect(delimiter or _best_delimiter(inner), wrapped=True)
    escape = _escape(sample)
    if delimiter is not None:
        return Dialect(delimiter, escape=escape)
    return Dialect(_best_delimiter(sample, escape), escape=escape)


def quotes_mean_nothing(lines: Iterable[str], dialect: Dialect) -> bool:
    """Tell whether quotes are just letters: lines with an odd number of them are whole rows all the same.

    Taken for quotes they would swallow the rows up to the next one. A cell that really goes over several lines leaves
    lines that are no whole rows.
    """
    lines = [line for line in lines if line.count('"') % 2]
    if not lines or not dialect.delimiter or _open_and_close(lines, dialect.delimiter):
        return False
    odd = Counter(line.count(dialect.delimiter) for line in lines)
    (usual, count), lines_of_it = odd.most_common(1)[0], odd.total()
    return usual > 0 and count >= 0.8 * lines_of_it and lines_of_it > 1


def _open_and_close(lines: list[str], delimiter: str) -> bool:
    """Whether they come in pairs: a cell is opened in one, and closed in the next."""
    mark = re.escape(delimiter)
    opens, closes = re.compile(rf'(?:^|{mark})\s*"(?!\s*(?:{mark}|$))'), re.compile(rf'"\s*(?:{mark}|$)')
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    whole = sum(bool(opens.search(one) and not closes.search(one) and closes.search(other)) for one, other in pairs)
    return len(lines) % 2 == 0 and whole >= 0.8 * len(pairs)


def declares_delimiter(line: str) -> bool:
    """Tell whether it is Excel's own first line "sep=;", which is no row."""
    return line.lower().startswith("sep=") and len(line.strip()) <= 5


def _declared(sample: list[str]) -> str | None:
    return sample[0][4:5] if sample and declares_delimiter(sample[0]) else None


def _sample(lines: list[str]) -> list[str]:
    kept: list[str] = []
    size = 0
    for line in lines[:_SAMPLE_LINES]:
        size += len(line)
        if kept and size > _SAMPLE_CHARACTERS:
            break
        kept.append(line)
    return kept


def _best_delimiter(sample: list[str], escape: str = "") -> str:
    """The separator that cuts the sample most evenly; clevercsv decides where none does. Empty: one cell a line."""
    scores = {mark: _evenness(sample, mark, escape) for mark in _USUAL}
    best = max(scores, key=lambda mark: scores[mark])
    if scores[best] >= 0.8:
        return best
    import clevercsv  # half a second to import, and seldom needed

    detected = clevercsv.Detector().detect("".join(sample)[:10_000], delimiters=list(_USUAL + _RARE))
    if detected and detected.delimiter and _evenness(sample, detected.delimiter, escape) > 0.5:
        return str(detected.delimiter)
    if scores[best] >= 0.3:
        return best
    return " " if _is_parted_by_spaces(sample) else ""


def _is_parted_by_spaces(sample: list[str]) -> bool:
    """Whether single spaces cut all records alike, headings too, and leave a column of numbers: words alone are a text."""
    rows = [row for row in Dialect(" ").rows(sample) if row]
    widths = {len(row) for row in rows}
    return (
        len(rows) > 2
        and len(widths) == 1
        and any(all(look(row[place]) == "number" for row in rows[1:]) for place in range(widths.pop()))
        and all(cell for row in rows for cell in row)
        and len(rows[0]) > 1
    )


def _evenness(sample: list[str], delimiter: str, escape: str) -> float:
    """Share of records that are as wide as most are; 0 where most have one cell. Wider is better among equals."""
    try:
        rows = list(Dialect(delimiter, escape=escape).rows(sample))
        widths = [len(row) for row in rows if any(row)] or [len(row) for row in rows]
    except csv.Error:
        return 0.0
    whole = widths[:-1] if len(widths) > 20 else widths  # the sample may end within a quoted cell
    wide = [width for width in whole if width > 1]
    if not wide:
        return 0.0
    usual, count = Counter(wide).most_common(1)[0]
    return count / len(whole) + min(usual, 50) / 1000


def _is_wrapped(sample: list[str]) -> bool:
    """Nearly every line is one quoted cell, and most of these cells hold separators, equally many of them."""
    records = [record for record in csv.reader(sample) if record]
    text = "".join(sample)
    single = [record[0] + "\n" for record in records if len(record) == 1 and _quoted(record[0]) in text]
    if len(records) < 2 or len(single) < 0.9 * len(records):
        return False
    for mark in _USUAL:
        rows = [line for line in single if line.count(mark) >= 2]
        if len(rows) >= max(1, 0.4 * len(single)) and _evenness(rows, mark, "") > 0.8:
            return True
    return False


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _escape(sample: list[str]) -> str:
    """Backslash, where rows become more even when it keeps separators and quotes from meaning anything."""
    if not any("\\" in line for line in sample):
        return ""
    plain = max(_evenness(sample, mark, "") for mark in _USUAL)
    return "\\" if max(_evenness(sample, mark, "\\") for mark in _USUAL) > plain else ""
