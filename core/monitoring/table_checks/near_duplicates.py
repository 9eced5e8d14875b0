"""Rows that are told twice, with small differences."""

from dataclasses import dataclass

from core.common.finding import Cause, Level, Remedy
from core.common.words import Words, clean
from core.monitoring.detectors.duplicates import Copies
from core.monitoring.indicator import Indicator
from core.monitoring.table_check import CheckedTable

MANY = 0.007
"""Share of the rows from which on it is no chance."""
MOST_LISTED = 20_000
"""Rows that a button can leave out at once."""


@dataclass(frozen=True)
class TableNearDuplicatesReading:
    copies: Copies
    rows: tuple[int, ...]
    """Numbers of the later rows, in the table as it was read."""


def measure(table: CheckedTable) -> TableNearDuplicatesReading:
    later = table.frame.index[table.copies.near[:, 1]]
    return TableNearDuplicatesReading(table.copies, tuple(int(row) for row in later))


def grade(reading: TableNearDuplicatesReading) -> Level:
    return "watch" if len(reading.rows) > max(1, MANY * reading.copies.rows) else "good"


def slots(reading: TableNearDuplicatesReading, words: Words) -> dict[str, str]:
    return {
        "rows": words.number(reading.copies.rows),
        "have": f"{words.number(len(reading.rows))} have a near twin",
        "columns": words.items([f"“{clean(name, 40)}”" for name in reading.copies.changed]) or "an id",
    }


def _remedies(reading: TableNearDuplicatesReading) -> tuple[Remedy, ...]:
    few_enough = len(reading.rows) <= MOST_LISTED
    return (Remedy("remove_rows", {"rows": list(reading.rows)}),) if few_enough else ()


INSPECTION = Indicator(
    key="near_duplicates",
    title="Rows that are told twice",
    question="Is the same thing told twice, written a little differently?",
    group="health",
    needs=0,
    why="A twin makes a model look better than it is, because it is tried out on what it has seen.",
    method="Pairs of rows of which two rare thirds agree, and at most three other cells differ, each by a slip or by 5%.",
    measure=measure,
    grade=grade,
    says={
        "good": "Hardly any row looks like another one that was written a little differently.",
        "watch": "Some rows are told twice. Of {rows} rows, {have}: they differ only a little, in {columns}.",
    },
    advice={"watch": "Look at a few of them. If they are the same thing, leave the later ones out."},
    slots=slots,
    value=lambda reading: float(len(reading.rows)),
    unit=lambda reading: "row" if len(reading.rows) == 1 else "rows",
    cause=lambda reading: Cause("duplicate", reading.copies.changed[:3]),
    remedies=_remedies,
    rank=46,
)
