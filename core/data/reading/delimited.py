"""Delimited text (CSV, TSV and their relatives) to a grid of cells."""

import csv
from dataclasses import replace
from itertools import islice

from core.common.progress import Progress
from core.data.reading import refusals
from core.data.reading.blocks import add_blocks, lines_from, lines_with_odd_quotes
from core.data.reading.decoding import as_utf8, guess_encoding, other_way
from core.data.reading.dialect import Dialect, guess_dialect, quotes_mean_nothing
from core.data.reading.grid import Grid, GridBuilder
from core.data.reading.results import Choices, Note

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars", " ": "spaces"}
_PLAIN = {"utf-8", "utf-8-sig"}
_WIDEST_CELL = 10_000_000
_FIRST_LINES = 400
_TWO_WAYS = "Letters with accents could be read two ways; see which words look right."


def read_delimited(data: bytes, choices: Choices, progress: Progress) -> tuple[Grid, Choices, list[Note]]:
    """Return all cells of `data`, the encoding and separator used, and what was guessed on the way.

    Raises:
        UnreadableFile: not text after all, or too much of it.
    """
    csv.field_size_limit(_WIDEST_CELL)
    encoding = choices.encoding or guess_encoding(data)
    try:
        rival = None if choices.encoding else other_way(data, encoding)
        text, zeros = as_utf8(data, encoding)
        del data
        first = list(islice(lines_from(text), _FIRST_LINES))
        dialect = guess_dialect(first, choices.delimiter)
        if b'"' in text and not dialect.wrapped and quotes_mean_nothing(lines_with_odd_quotes(text), dialect):
            dialect = replace(dialect, quote="")
        builder = GridBuilder()
        add_blocks(text, dialect, builder, progress)
    except (UnicodeError, LookupError, csv.Error) as broken:
        raise refusals.damaged() from broken
    _refuse_binary(first)
    used = replace(choices, sheet=None, delimiter=dialect.delimiter, encoding=encoding)
    return builder.grid(), used, _notes(encoding, rival, dialect, choices, zeros)


def _refuse_binary(lines: list[str]) -> None:
    text = "".join(lines)[:20_000]
    strange = sum(
        not c.isprintable() and c not in "\t\r\n\f\v\x1a\u2028\ufeff\u00a0\u202f\u2009\u3000\xad" for c in text
    )
    if text and strange > 0.05 * len(text):
        raise refusals.other_format("not text")


def _notes(encoding: str, rival: tuple[str, str] | None, dialect: Dialect, choices: Choices, zeros: int) -> list[Note]:
    notes = []
    if rival:
        other = "cp1250" if encoding == "cp1252" else "cp1252"
        notes.append(Note(_TWO_WAYS, "encoding", options=((encoding, rival[0]), (other, rival[1]))))
    elif encoding not in _PLAIN and choices.encoding is None:
        notes.append(
            Note(f"Letters were read as {encoding}; look at names with accents to see if that is right.", "encoding")
        )
    if dialect.wrapped:
        notes.append(Note("Each whole line stood in quotes; they were taken off."))
    if dialect.delimiter not in ",\t" and choices.delimiter is None:
        mark = _NAMES.get(dialect.delimiter, f"the sign “{dialect.delimiter}”")
        notes.append(Note(f"The columns are separated by {mark}.", "delimiter"))
    if not dialect.quote:
        notes.append(Note("Quotes were kept as letters: taken as quotes they would join rows that are whole."))
    if zeros:
        notes.append(Note("Zero bytes, which mean nothing in a table, were left out."))
    return notes
