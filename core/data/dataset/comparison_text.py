"""What is said of a further file beside a table: its columns, their kinds and units, its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.common.words import Words, clean
from core.data.dataset.joining import Joined
from core.data.dataset.records import Dataset, Joining, Part
from core.data.reading import Column

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Other:
    """A file just read."""

    part: Part
    columns: tuple[Column, ...]
    frame: "pd.DataFrame"


@dataclass(frozen=True)
class Beside:
    """It, the table, and what joining them would do."""

    table: Dataset
    columns: tuple[Column, ...]
    other: Other
    pairs: Mapping[str, str]
    how: Joining
    joined: Joined
    repaired: bool
    """Whether the file was repaired, which does not go with it: repairs belong to a table."""


def tell(beside: Beside, missing: Sequence[str], new: Sequence[str], words: Words) -> list[str]:
    """Say in short sentences what a comparison found, in the order in which it matters. `missing` and `new`: columns that only
    one of the two has.
    """
    return [*_about_columns(beside, missing, new, words), *_about_rows(beside, words)]


def _about_columns(beside: Beside, missing: Sequence[str], new: Sequence[str], words: Words) -> Iterator[str]:
    table, total = clean(beside.table.name, 40), len(beside.columns)
    there = total - len(missing)
    if there == total:
        yield f"It has {'the one column' if total == 1 else f'all {words.number(total)} columns'} of “{table}”."
    else:
        yield f"It has {words.number(there)} of the {words.counted(total, 'column')} of “{table}”."
    for now, before in beside.how.renamed.items():
        yield f"“{clean(now, 30)}” is taken for “{clean(before, 30)}”."
    if missing:
        yield f"It does not have {_quoted(missing, words)}; there the new rows stay empty."
    if new:
        yield f"{_quoted(new, words)} {'is' if len(new) == 1 else 'are'} new; the rows so far stay empty there."
    order = [beside.pairs[column.name] for column in beside.other.columns if column.name in beside.pairs]
    if order != [column.name for column in beside.columns if column.name in order]:
        yield "The columns stand in another order, which does not matter."
    yield from _about_kinds(beside, words)
    yield from _about_dates(beside)
    for name, factor in beside.how.factors.items():
        times, done = (1 / factor, "divided") if factor < 1 else (factor, "multiplied")
        compared = "larger" if factor < 1 else "smaller"
        yield (
            f"“{clean(name, 30)}” is about {words.rounded(times)} times {compared} than before, as in another unit;"
            f" it is {done} by {words.rounded(times)}."
        )


def _about_kinds(beside: Beside, words: Words) -> Iterator[str]:
    kinds = {column.name: column.kind for column in beside.columns}
    for column in beside.other.columns:
        before = kinds.get(beside.pairs.get(column.name, ""), column.kind)
        if column.unreadable and before == column.kind:
            cells = words.few(column.unreadable, "cell does", "cells do").capitalize()
            yield f"{cells} not fit what “{clean(column.name, 30)}” held so far; now missing."
        elif before != column.kind and "empty" not in (before, column.kind):
            yield f"“{clean(column.name, 30)}” holds something else than before; what does not fit is missing."


def _about_dates(beside: Beside) -> Iterator[str]:
    """A file that settles what was an open question in the table, and the other way than it was taken there."""
    first, now = beside.table.parts[0], beside.other.part
    asked, asked_now = (
        {name for note in part.notes if note.options and note.choice == "date_order" for name in note.columns}
        for part in (first, now)
    )
    dates = {column.name for column in beside.other.columns if column.kind == "date"} - asked_now
    settled = [name for name in dates if beside.pairs.get(name) in asked]
    if settled and now.choices.date_order != first.choices.date_order:
        yield "Its dates show another order of day and month than the table was read with. Answer that question there first."


def _about_rows(beside: Beside, words: Words) -> Iterator[str]:
    joined, rows = beside.joined, len(beside.other.frame)
    if joined.copies:
        are = (
            "one is there already and is"
            if joined.copies == 1
            else f"{words.number(joined.copies)} are there already and are"
        )
        yield f"Of its {words.counted(rows, 'row')}, {are} not added again."
    if joined.replaced and beside.how.key:
        are = words.few(joined.replaced, "row is", "rows are").capitalize()
        yield f"{are} there with the same “{clean(beside.how.key, 30)}” and other values; the newer ones take their place."
    if beside.repaired:
        yield "Repairs made to this file are not taken along; make them again in the table."
    yield f"{words.few(joined.added, 'row comes', 'rows come').capitalize()} in addition."


def _quoted(names: Sequence[str], words: Words) -> str:
    return words.items([f"“{clean(name, 30)}”" for name in names])
