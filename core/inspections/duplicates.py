"""Rows that come twice."""

from dataclasses import dataclass

from core.finding import Level, Remedy
from core.indicator import Indicator, NotApplicable
from core.inspection import Table
from core.words import Words

MANY = 0.01
"""Share of copies from which on they are worth an eye."""


@dataclass(frozen=True)
class Reading:
    rows: int
    copies: int


def measure(table: Table) -> Reading:
    if len(table.columns) < 2:
        raise NotApplicable("With one column, equal rows say nothing.")
    return Reading(len(table.frame), int(table.frame.duplicated().sum()))


def grade(reading: Reading) -> Level:
    return "watch" if reading.copies > MANY * reading.rows else "good"


def slots(reading: Reading, words: Words) -> dict[str, str]:
    copies = {0: "none is an exact copy", 1: "one is an exact copy"}
    return {
        "rows": words.number(reading.rows),
        "copies": copies.get(reading.copies, f"{words.number(reading.copies)} are exact copies"),
    }


INSPECTION = Indicator(
    key="duplicates",
    title="Rows that come twice",
    question="Does the table hold rows twice?",
    group="health",
    needs=0,
    why="Copies make a model look better than it is when it is tried out on rows it has seen.",
    method="Rows that are equal to an earlier one in every cell.",
    measure=measure,
    grade=grade,
    says={
        "good": "Of {rows} rows, {copies} of another one.",
        "watch": "Some rows come twice. Of {rows} rows, {copies} of another one.",
    },
    advice={"watch": "Check if the export repeats rows. If the same thing really happened twice, all is well."},
    slots=slots,
    value=lambda reading: float(reading.copies),
    unit=lambda reading: "row" if reading.copies == 1 else "rows",
    remedies=lambda _reading: (Remedy("remove_duplicates"),),
    rank=45,
)
