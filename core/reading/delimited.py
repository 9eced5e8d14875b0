"""Delimited text (CSV, TSV and their relatives) to a grid of cells."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from core.reading import refusals
from core.reading.decoding import guess_encoding
from core.reading.dialect import Dialect, declares_delimiter, guess_dialect, quotes_mean_nothing
from core.reading.grid import Grid, GridBuilder
from core.reading.shapes import Choices, Note

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_PLAIN = {"utf-8", "utf-8-sig"}
_WIDEST_CELL = 10_000_000


def read_delimited(
    data: bytes, choices: Choices, on_progress: Callable[[float], None]
) -> tuple[Grid, Choices, list[Note]]:
    """All cells of `data`, the encoding and separator used, and what was guessed on the way.

    Raises:
        UnreadableFile: not text after all, or too much of it.
    """
    csv.field_size_limit(_WIDEST_CELL)
    encoding = choices.encoding or guess_encoding(data)
    try:
        first = _first_lines(data, encoding)
        dialect = guess_dialect(first, choices.delimiter)
        if b'"' in data and not dialect.wrapped and _swallows_rows(data, encoding, dialect):
            dialect = replace(dialect, quote="")
        grid = _grid(data, encoding, dialect, on_progress)
    except (UnicodeError, LookupError, csv.Error) as broken:
        raise refusals.damaged() from broken
    _refuse_binary(first)
    notes = _notes(encoding, dialect, choices, zeros=data.count(b"\0") if encoding.startswith("utf-8") else 0)
    used = replace(choices, sheet=None, delimiter=dialect.delimiter, encoding=encoding)
    return grid, used, notes


def _grid(data: bytes, encoding: str, dialect: Dialect, on_progress: Callable[[float], None]) -> Grid:
    source = io.BytesIO(data)
    builder = GridBuilder(lambda _: on_progress(source.tell() / len(data)))
    with io.TextIOWrapper(source, encoding=encoding, newline="") as text:
        lines = _without_zeros(text)
        first = next(lines, "")
        builder.add_all(dialect.rows(lines if declares_delimiter(first) else chain([first], lines)))
    return builder.grid()


def _swallows_rows(data: bytes, encoding: str, dialect: Dialect) -> bool:
    with io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="") as text:
        return quotes_mean_nothing(text, dialect)


def _first_lines(data: bytes, encoding: str, most: int = 400) -> list[str]:
    with io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="") as text:
        return list(islice(_without_zeros(text), most))


def _without_zeros(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\0", "") if "\0" in line else line


def _refuse_binary(lines: list[str]) -> None:
    text = "".join(lines)[:20_000]
    strange = sum(
        not c.isprintable() and c not in "\t\r\n\f\v\x1a\u2028\ufeff\u00a0\u202f\u2009\u3000\xad" for c in text
    )
    if text and strange > 0.05 * len(text):
        raise refusals.other_format("not text")


def _notes(encoding: str, dialect: Dialect, choices: Choices, zeros: int) -> list[Note]:
    notes = []
    if encoding not in _PLAIN and choices.encoding is None:
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
