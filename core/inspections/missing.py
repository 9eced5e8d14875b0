"""Columns that are almost empty."""

from dataclasses import dataclass

from core.finding import Cause, Level, Remedy
from core.indicator import Indicator
from core.inspection import Table
from core.words import Words, clean

MOSTLY = 0.9


@dataclass(frozen=True)
class Reading:
    columns: tuple[str, ...]


def measure(table: Table) -> Reading:
    rows = max(1, len(table.frame))
    return Reading(tuple(column.name for column in table.inputs if column.missing > MOSTLY * rows))


def grade(reading: Reading) -> Level:
    return "watch" if reading.columns else "good"


def slots(reading: Reading, words: Words) -> dict[str, str]:
    are = words.few(len(reading.columns), "column is", "columns are").capitalize()
    return {"are": are, "columns": words.items([f"“{clean(name, 40)}”" for name in reading.columns])}


INSPECTION = Indicator(
    key="missing",
    title="Gaps",
    question="Are there gaps in the table?",
    group="health",
    needs=0,
    why="A column with so few values can tell a model little.",
    method="Share of missing cells by column.",
    measure=measure,
    grade=grade,
    says={
        "good": "No column is almost empty.",
        "watch": "There are large gaps. {are} almost empty: {columns}.",
    },
    advice={"watch": "Leave it out, unless an empty cell means something in your business."},
    slots=slots,
    value=lambda reading: float(len(reading.columns)),
    unit=lambda reading: "column" if len(reading.columns) == 1 else "columns",
    cause=lambda reading: Cause("missing", reading.columns),
    remedies=lambda reading: (Remedy("remove_columns", {"columns": list(reading.columns)}),),
    rank=50,
)
