"""Columns that are almost empty, and columns that are suddenly empty in a part of the file."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.common.finding import Cause, Level, Remedy
from core.common.words import Words, clean
from core.data.reading import Column
from core.monitoring.indicator import Indicator
from core.monitoring.table_check import CheckedTable

MOSTLY = 0.9
RARELY = 0.2
"""Outside an empty stretch at most this share is missing; inside, nearly all is."""
SHORTEST, SHORTEST_SHARE = 30, 0.05


@dataclass(frozen=True)
class Stretch:
    """Rows (numbers, both ends included) in which a column is empty, though it is filled elsewhere."""

    column: str
    first: int
    last: int
    to_the_end: bool


@dataclass(frozen=True)
class TableMissingReading:
    columns: tuple[str, ...]
    stretches: tuple[Stretch, ...]


def measure(table: CheckedTable) -> TableMissingReading:
    rows = max(1, len(table.frame))
    empty = tuple(column.name for column in table.inputs if column.missing > MOSTLY * rows)
    others = [column for column in table.columns if column.missing and column.name not in empty]
    looked_at = (_stretch(table.frame[column.name], column) for column in others)
    return TableMissingReading(empty, tuple(stretch for stretch in looked_at if stretch))


def _stretch(values: pd.Series, column: Column) -> Stretch | None:
    """The longest run of rows that are nearly all empty: the stretch of the largest sum (Kadane)."""
    rows, gaps = len(values), values.isna().to_numpy()
    shortest = max(SHORTEST, int(SHORTEST_SHARE * rows))
    if column.missing < shortest:
        return None
    total = np.concatenate([[0.0], np.cumsum(np.where(gaps, 0.1, -0.9))])
    end = int(np.argmax(total - np.minimum.accumulate(total)))
    start = int(np.argmin(total[: end + 1]))
    outside = np.delete(gaps, np.s_[start:end])
    if end - start < shortest or not len(outside) or outside.mean() > RARELY or _is_sorted(values):
        return None
    numbers = values.index
    return Stretch(column.name, int(numbers[start]), int(numbers[end - 1]), end == rows)


def _is_sorted(values: pd.Series) -> bool:
    """Whether the table is sorted by this very column: then its gaps stand together by themselves."""
    known = values.dropna()
    return bool(known.is_monotonic_increasing or known.is_monotonic_decreasing)


def grade(reading: TableMissingReading) -> Level:
    return "watch" if reading.columns or reading.stretches else "good"


def slots(reading: TableMissingReading, words: Words) -> dict[str, str]:
    are = words.few(len(reading.columns), "column is", "columns are").capitalize()
    listed = words.items([f"“{clean(name, 40)}”" for name in reading.columns])
    said = [f"{are} almost empty: {listed}."] if reading.columns else []
    said += [_said(stretch, words) for stretch in reading.stretches[:3]]
    return {"said": " ".join(said)}


def _said(stretch: Stretch, words: Words) -> str:
    first, last = words.number(stretch.first + 1), words.number(stretch.last + 1)
    where = f"from row {first} to the end" if stretch.to_the_end else f"in rows {first} to {last}"
    return f"“{clean(stretch.column, 40)}” is empty {where}, though it is filled elsewhere."


def _remedies(reading: TableMissingReading) -> tuple[Remedy, ...]:
    return (Remedy("remove_columns", {"columns": list(reading.columns)}),) if reading.columns else ()


INSPECTION = Indicator(
    key="missing",
    title="Gaps",
    question="Are there gaps in the table?",
    group="health",
    needs=0,
    why="Where values are missing, a model can learn little. If a column stops, later rows are not like earlier ones.",
    method="Share of missing cells by column; the stretch of rows in which a column is empty though it is filled elsewhere.",
    measure=measure,
    grade=grade,
    says={
        "good": "No column is almost empty, and none stops in the middle of the table.",
        "watch": "There are large gaps. {said}",
    },
    advice={"watch": "See whether the export is whole. Leave out what stays empty, unless that means something."},
    slots=slots,
    value=lambda reading: float(len(reading.columns) + len(reading.stretches)),
    unit=lambda reading: "column" if len(reading.columns) + len(reading.stretches) == 1 else "columns",
    cause=lambda reading: Cause("missing", (*reading.columns, *(each.column for each in reading.stretches))),
    remedies=_remedies,
    rank=50,
)
