"""Rows that come twice."""

from core.common.finding import Cause, Level, Remedy
from core.common.words import Words
from core.monitoring.detectors.duplicates import Copies
from core.monitoring.indicator import Indicator
from core.monitoring.table_check import CheckedTable

MANY = 0.005
"""Share of copies that are no chance from which on they are worth an eye."""


def measure(table: CheckedTable) -> Copies:
    return table.copies


def grade(reading: Copies) -> Level:
    return "watch" if reading.telling > max(1, MANY * reading.rows) else "good"


def slots(reading: Copies, words: Words) -> dict[str, str]:
    copies = {0: "none is an exact copy", 1: "one is an exact copy"}
    number = int(reading.whole.sum())
    return {
        "rows": words.number(reading.rows),
        "copies": copies.get(number, f"{words.number(number)} are exact copies"),
    }


INSPECTION = Indicator(
    key="duplicates",
    title="Rows that come twice",
    question="Does the table hold rows twice?",
    group="health",
    needs=0,
    why="Copies make a model look better than it is when it is tried out on rows it has seen.",
    method="Rows that are equal to an earlier one in every cell; rows that are alike by chance do not raise the level.",
    measure=measure,
    grade=grade,
    says={
        "good": "Of {rows} rows, {copies} of another one.",
        "watch": "Some rows come twice. Of {rows} rows, {copies} of another one.",
    },
    advice={"watch": "Check if the export repeats rows. If the same thing really happened twice, all is well."},
    slots=slots,
    value=lambda reading: float(reading.whole.sum()),
    unit=lambda reading: "row" if reading.whole.sum() == 1 else "rows",
    figures=lambda reading: f"copies {reading.whole.sum()}, of rows that are rare {reading.telling}.",
    cause=lambda _reading: Cause("duplicate"),
    remedies=lambda _reading: (Remedy("remove_duplicates"),),
    rank=45,
)
