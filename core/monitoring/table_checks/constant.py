"""Columns that hold the same value in every row."""

from dataclasses import dataclass

from core.common.finding import Cause, Level, Remedy
from core.common.words import Words, clean
from core.monitoring.indicator import Indicator
from core.monitoring.table_check import CheckedTable


@dataclass(frozen=True)
class TableConstantReading:
    columns: tuple[str, ...]


def measure(table: CheckedTable) -> TableConstantReading:
    several = len(table.frame) > 1
    return TableConstantReading(tuple(c.name for c in table.inputs if several and c.distinct == 1 and not c.missing))


def grade(reading: TableConstantReading) -> Level:
    return "watch" if reading.columns else "good"


def slots(reading: TableConstantReading, words: Words) -> dict[str, str]:
    has = words.few(len(reading.columns), "column has", "columns have").capitalize()
    return {"has": has, "columns": words.items([f"“{clean(name, 40)}”" for name in reading.columns])}


INSPECTION = Indicator(
    key="constant",
    title="Columns that never change",
    question="Is a column the same for everyone?",
    group="health",
    needs=0,
    why="What is the same for everyone tells a model nothing.",
    method="Columns with one distinct value and no gap.",
    measure=measure,
    grade=grade,
    says={
        "good": "Every column differs from row to row.",
        "watch": "A column never changes. {has} the same value in every row: {columns}.",
    },
    advice={"watch": "You can leave it out. If it should differ, ask whether the export is whole."},
    slots=slots,
    value=lambda reading: float(len(reading.columns)),
    unit=lambda reading: "column" if len(reading.columns) == 1 else "columns",
    cause=lambda reading: Cause("constant", reading.columns),
    remedies=lambda reading: (Remedy("remove_columns", {"columns": list(reading.columns)}),),
    rank=80,
)
