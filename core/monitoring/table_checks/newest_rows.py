"""Whether the newest rows are another mix of cases than the older ones."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.common.finding import Cause, Chart, Level, Series
from core.common.words import Words, clean
from core.models.features import KIND_OF_INPUT, Column, column_of
from core.models.reference import Whole
from core.monitoring.indicator import Indicator, NotApplicable, enough
from core.monitoring.table_check import CheckedTable

NEWEST, FEWEST, APART = 0.2, 100, 0.35
"""Share of rows that are the newest, how many there have to be, and the total variation from which on they are another mix."""
CLASSES = 8
SKIPPED = ("date", "text", "id", "email", "phone")
"""Kinds of columns in which new rows are always different."""


@dataclass(frozen=True)
class TableNewestRowsReading:
    moved: tuple[tuple[str, float], ...]
    """Columns with how far apart new and old rows are in them (total variation, 0 to 1), the most first."""

    @property
    def far(self) -> tuple[str, ...]:
        return tuple(name for name, apart in self.moved if apart > APART)


def measure(table: CheckedTable) -> TableNewestRowsReading:
    day = table.asked().plan.column("date")
    if day is None:
        raise NotApplicable("Nobody said on which day each row was true, so new and old rows cannot be told apart.")
    days = table.sample[day].to_numpy(dtype="datetime64[s]")
    known = ~np.isnat(days)
    new = known & (days > _from(days[known]))
    old = known & ~new
    enough(int(min(new.sum(), old.sum())), FEWEST, "rows of the newest days", "Look again when the table has grown.")
    compared = [column for column in table.inputs if column.kind not in SKIPPED]
    found = [(column.name, _apart(_values(table, column.name, column.kind), new, old)) for column in compared]
    return TableNewestRowsReading(tuple(sorted(found, key=lambda each: -each[1])))


def _from(days: npt.NDArray[Any]) -> Any:
    return np.sort(days)[int((1 - NEWEST) * len(days))] if len(days) else np.datetime64(0, "s")


def _values(table: CheckedTable, name: str, kind: str) -> Column:
    return column_of(table.sample[name], KIND_OF_INPUT.get(kind, "category"))


def _apart(values: Column, new: npt.NDArray[np.bool_], old: npt.NDArray[np.bool_]) -> float:
    classes = _classes(values)
    here, there = (np.bincount(classes[rows], minlength=CLASSES + 2) / rows.sum() for rows in (new, old))
    return float(np.abs(here - there).sum() / 2)


def _classes(values: Column) -> Whole:
    """(n,): the most frequent values, or bins of equal counts; missing is a class of its own."""
    if values.dtype == object:
        common = {value: place + 2 for place, value in enumerate(pd.Series(values).value_counts().index[: CLASSES - 1])}
        return np.array([0 if value is None else common.get(value, 1) for value in values], dtype=np.int64)
    known = values[~np.isnan(values)]
    edges = np.unique(np.quantile(known, np.linspace(0, 1, CLASSES + 1)[1:-1])) if len(known) else known
    return np.where(np.isnan(values), 0, np.searchsorted(edges, values, "right") + 1).astype(np.int64)


def grade(reading: TableNewestRowsReading) -> Level:
    return "watch" if reading.far else "good"


def slots(reading: TableNewestRowsReading, words: Words) -> dict[str, str]:
    return {"columns": words.items([f"“{clean(name, 30)}”" for name in reading.far])}


def chart(reading: TableNewestRowsReading, words: Words) -> Chart | None:
    if not reading.moved:
        return None
    name, apart = reading.moved[0]
    return Chart(
        kind="bar",
        places=tuple(clean(name, 30) for name, _ in reading.moved[:5]),
        series=(Series("Share of rows that would have to differ", tuple(apart for _, apart in reading.moved[:5])),),
        shows=f"New and old rows differ most in “{clean(name, 30)}”: in {words.of_100(apart)}.",
        top=1.0,
        reference=APART,
        reference_label="worth an eye",
    )


INSPECTION = Indicator(
    key="newest_rows",
    title="New rows beside old ones",
    question="Do the newest rows look like the older ones?",
    group="health",
    needs=0,
    why="The model will meet what comes next. That is more like the newest rows than like the oldest.",
    method="Total variation between the newest fifth of the rows and the rest, in up to eight classes of each column.",
    measure=measure,
    grade=grade,
    says={
        "good": "The newest rows are much the same mix as the older ones.",
        "watch": "The newest rows are another mix. They differ much from the older ones in {columns}.",
    },
    advice={"watch": "Ask what changed. If the old days will not come back, learn from the newer rows alone."},
    slots=slots,
    value=lambda reading: reading.moved[0][1] if reading.moved else None,
    unit=lambda _reading: "of 1",
    chart=chart,
    cause=lambda reading: Cause("mix", reading.far),
    rank=55,
)
